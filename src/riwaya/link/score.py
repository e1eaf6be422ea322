"""How much speaks for two reports telling of one happening: named signs, slot by slot, each with its weight."""

from __future__ import annotations

from collections.abc import Callable

from riwaya.link.knowledge import Knowledge, Pair
from riwaya.link.signs import NAMELESS, Amount, Side, Signs
from riwaya.link.spots import relation

PRECISE = 3  # days: a range up to this long is as good as a day
SPAN = 10  # days: a range up to this long is a span, a longer one a period
MANY = 1 << 30  # an open bound
SPARSE = 400  # evidence whose words weigh less says too little to be compared by them
SHARES = (("copied", 0.9), ("very-alike", 0.6), ("alike", 0.35), ("some", 0.18), ("few", 0.06))
ADJACENT = 350  # characters between two pieces of evidence that stand next to each other
HOURS = {"dark", "light"}
PLACES = ("same-point", "same-place", "alike", "inside", "same-wide", "other-place", "far-point", "other-country")


def when(one: Signs, other: Signs) -> str:
    """Compare the days."""
    if not one.first or not other.first:
        return _undated(one, other)
    gap = max(one.first, other.first) - min(one.last, other.last)
    if gap > 0:
        return _apart(one, other, gap)
    short, long = (one, other) if one.last - one.first <= other.last - other.first else (other, one)
    length = long.last - long.first
    if length >= SPAN:
        return _periods(short, long)
    if length > PRECISE:
        return "within-span" if short.last - short.first <= PRECISE else "overlap"
    return "same-day" if one.first == other.first and one.last == other.last else "overlap"


def _apart(one: Signs, other: Signs, gap: int) -> str:
    earlier, later = (one, other) if one.first < other.first else (other, one)
    if gap == 1:
        if "evening" in earlier.hours or "dawn" in later.hours:
            return "night-between"
        return "next-day-loose" if one.loose != other.loose or (one.loose and one.published != other.published) else "next-day"
    return "near-days" if gap <= 3 else "far-days"


def _periods(short: Signs, long: Signs) -> str:
    if short.last - short.first < PRECISE:
        return "within-period"
    if abs(short.first - long.first) + abs(short.last - long.last) <= 3:
        return "same-period"
    return "period-in-period" if long.first <= short.first and short.last <= long.last else "other-period"


def _undated(one: Signs, other: Signs) -> str:
    """Compare by the day of publication where a day is missing."""
    if not one.first and not other.first:
        if one.background or other.background:
            return "background"
        if not one.published or not other.published:
            return "unknown"
        return "undated-both" if abs(one.published - other.published) <= 1 else "undated-both-apart"
    dated, open_ = (one, other) if one.first else (other, one)
    if not open_.published:
        return "unknown"
    lag = open_.published - dated.last
    if lag < 0 or lag > 7:
        return "undated-other"
    return "undated-soon" if lag <= 1 else "undated-later" if lag <= 3 else "undated-late"


def hour(one: Signs, other: Signs) -> str | None:
    """Compare the hours of one day, as far as both tell whether it was dark or light."""
    if not one.hours or not other.hours:
        return None
    mine, theirs = one.hours & HOURS, other.hours & HOURS
    if len(mine) != 1 or len(theirs) != 1 or not one.first or one.first != other.first:
        return None
    return "same-hour" if mine == theirs else "other-hour"


def where(one: Signs, other: Signs) -> str:
    """Compare the places: the best of their pairs counts."""
    if not one.spots or not other.spots:
        return "unsaid"
    if len(one.spots) == len(other.spots) == 1:
        best = relation(one.spots[0], other.spots[0])
    else:
        found = {relation(left, right) for left in one.spots for right in other.spots}
        best = next(sign for sign in PLACES if sign in found)
    return "came-down" if best == "other-place" and one.flown and one.flown == other.flown else best


def what(one: Signs, other: Signs, near: frozenset[Pair]) -> str:
    """Compare the kinds of happening."""
    if one.planned != other.planned:
        return "planned"
    if one.kind == other.kind:
        return "same-kind"
    if (one.kind, other.kind) in near:
        return "near-kind"
    return "same-type" if one.type == other.type else "other-kind"


def doer(one: Signs, other: Signs) -> str | None:
    """Compare who did it."""
    mine, theirs = one.doers.ids, other.doers.ids
    if not mine or not theirs:
        return None
    if not mine.isdisjoint(theirs):
        return "same-doer"
    if _related(one.doers, other.doers):
        return "related-doer"
    if _related(one.doers, other.victims) or _related(one.victims, other.doers):
        return "exchanged"
    return "other-doer" if one.doers.known and other.doers.known else "other-name"


def victim(one: Signs, other: Signs) -> str | None:
    """Compare to whom it was done."""
    mine, theirs = one.victims.ids, other.victims.ids
    if not mine or not theirs:
        return None
    if shared := mine & theirs:
        return "same-victim" if shared - NAMELESS else "civilians"
    if _related(one.victims, other.victims):
        return "related-victim"
    named = one.victims.known and other.victims.known and mine - NAMELESS and theirs - NAMELESS
    return "other-victim" if named and not _related(one.victims, other.doers) else None


def _related(one: Side, other: Side) -> bool:
    return not one.wider.isdisjoint(other.wider)


def losses(one: Signs, other: Signs) -> str | None:
    """Compare the figures: the most telling pair of one outcome counts."""
    if not one.losses or not other.losses:
        return None
    found = {_figures(left, right) for left in one.losses for right in other.losses if left[0] == right[0]}
    return next((sign for sign in ("same-large", "same-small", "close", "same-one", "open", "apart", "far-apart") if sign in found), None)


def _figures(left: Amount, right: Amount) -> str | None:
    _, low, high, vague = left
    _, other_low, other_high, other_vague = right
    if vague or other_vague:
        return "open" if (low or 0) <= (other_high or MANY) and (other_low or 0) <= (high or MANY) else None
    one, two = low if low is not None else high or 0, other_low if other_low is not None else other_high or 0
    if one == two:
        return "same-large" if one >= 5 else "same-small" if one > 1 else "same-one"
    less, more = sorted((one, two))
    if less * 1.3 >= more:
        return "close"
    if (high is None and one < two) or (other_high is None and two < one):
        return "open" if less * 4 >= more else "apart"
    return "apart" if less * 3 >= more else "far-apart"


def equipment(one: Signs, other: Signs) -> str | None:
    """Compare the things lost, by kind and number."""
    if not one.equipment or not other.equipment:
        return None
    return "other-equipment" if one.equipment.isdisjoint(other.equipment) else "same-equipment"


def words(one: Signs, other: Signs) -> str | None:
    """Compare the words of the evidence by the weight of those shared, of the shorter text; on one page a sentence may serve two claims."""
    if one.doc == other.doc:
        return None
    least = min(one.weight, other.weight)
    if least < SPARSE:
        return None
    weights = one.words
    share = sum([weights[word] for word in weights.keys() & other.words.keys()]) / least
    for sign, floor in SHARES:
        if share >= floor:
            return sign
    return "none"


def name(one: Signs, other: Signs) -> str | None:
    """Say whether the evidences share a rare word that is no word of the place: mostly a person's or a unit's name."""
    return "rare-name" if one.doc != other.doc and not one.names.isdisjoint(other.names) else None


def whole(one: Signs, other: Signs) -> str | None:
    """Say whether one seems to sum up several happenings of which the other is one: told of several, in a wider place."""
    if one.several == other.several:
        return None
    total, part = (one, other) if one.several else (other, one)
    return None if not part.spots or where(one, other) != "inside" or _narrower(total, part) else "whole"


def _narrower(one: Signs, other: Signs) -> bool:
    """Whether a place of the first lies in one of the second."""
    return any(left.holders & {right.key for right in other.spots} for left in one.spots)


def page(one: Signs, other: Signs) -> str | None:
    """Compare where the two stand: on one page, or on pages under like headlines."""
    if one.doc == other.doc:
        if one.source == other.source:
            return "same-source"
        if one.denied != other.denied:
            return "answers"
        near = max(one.start, other.start) - min(one.end, other.end) < ADJACENT
        return "adjacent" if near and not (one.spots and other.spots and where(one, other) == "other-place") else "same-page"
    least = min(len(one.title), len(other.title))
    shared = len(one.title & other.title) if least >= 3 else 0
    return "titles-alike" if shared >= 3 and shared * 2 >= least else "titles-near" if shared >= 2 and shared * 4 >= least else None


Comparison = Callable[[Signs, Signs], str | None]
FURTHER: tuple[tuple[str, Comparison], ...] = (
    ("who", doer), ("who", victim), ("losses", losses), ("losses", equipment), ("words", words), ("words", name), ("when", hour),
    ("where", whole), ("page", page),
)  # fmt: skip
HOPELESS = -450  # hundredths of nats: what kind, day and place lack by so much, the rest cannot make good


def score(one: Signs, other: Signs, known: Knowledge) -> int:
    """Return the evidence for one happening, in hundredths of nats, the prior included; the same whichever comes first."""
    if other.id < one.id:
        one, other = other, one
    weights = known.weights
    total = known.prior + weights["what"][what(one, other, known.near)] + weights["when"][when(one, other)]
    if total < HOPELESS:
        return total
    total += weights["where"][where(one, other)]
    if total < HOPELESS:
        return total
    for slot, compare in FURTHER:
        sign = compare(one, other)
        if sign is not None:
            total += weights[slot][sign]
    return total


def reasons(one: Signs, other: Signs, known: Knowledge) -> tuple[tuple[str, int], ...]:
    """Return every sign that counted, with its weight in hundredths of nats; they add up to `score` where that is not hopeless."""
    if other.id < one.id:
        one, other = other, one
    signs: list[tuple[str, str | None]] = [("what", what(one, other, known.near)), ("when", when(one, other)), ("where", where(one, other))]
    signs += [(slot, compare(one, other)) for slot, compare in FURTHER]
    return (("prior", known.prior), *((f"{slot}.{sign}", known.weights[slot][sign]) for slot, sign in signs if sign))
