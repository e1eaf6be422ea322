"""What of a report is compared with others, worked out once a report: the rest of linking never looks at a claim's slots again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from riwaya import arabic
from riwaya.link import text
from riwaya.link.knowledge import Knowledge
from riwaya.link.spots import Spot
from riwaya.model import Claim, Figure, Party, Report

Amount = tuple[str, int | None, int | None, bool]  # outcome, low, high, vague
NAME = 260  # the weight (`text.stems`) from which a word is mostly a name
FLOWN = {"aircraft", "helicopter", "drone"}  # what is hit in one place and comes down in another
NAMELESS = {"civilians", "protesters", "rioters", "unidentified-armed-group"}  # parties that say who suffered, not which party


@dataclass(frozen=True, slots=True)
class Side:
    """The parties in one role: `ids` with names where there is no id, `wider` their parents and sides; `known` if every one has an id."""

    ids: frozenset[str]
    wider: frozenset[str]
    known: bool

    def __bool__(self) -> bool:
        """Whether anybody is named."""
        return bool(self.ids)


@dataclass(slots=True, eq=False)  # never changed, but not frozen: that takes ten times as long to make for so many slots, and a page meets hundreds
class Signs:
    """A report ready to compare. Days are ordinals, 0 where unknown; `loose` days rest on the day of publication; `hours` are lists of words.toml.

    `sentences` are those of its page where it names no source: by them a copied page is known.
    """

    id: str
    doc: str
    source: str
    first: int
    last: int
    loose: bool
    published: int
    hours: frozenset[str]
    kind: str
    type: str
    planned: bool
    denied: bool
    several: bool
    background: bool
    spots: tuple[Spot, ...]
    doers: Side
    victims: Side
    losses: tuple[Amount, ...]
    equipment: frozenset[tuple[str, int | None]]
    flown: frozenset[tuple[str, int | None]]
    words: dict[str, int]
    weight: int
    names: frozenset[str]
    title: frozenset[str]
    start: int
    end: int
    sentences: frozenset[int]


def signs(report: Report, known: Knowledge) -> Signs:
    """Work out what of a report is compared."""
    claim = report.claim
    words = text.stems(report.words)
    spots = tuple(map(known.spotter.spot, claim.places))
    folded = set(arabic.key(report.words).split())
    return Signs(
        id=report.id,
        doc=claim.document,
        source=source_key(claim),
        first=claim.date.start.toordinal() if claim.date else 0,
        last=claim.date.end.toordinal() if claim.date else 0,
        loose=claim.date is not None and claim.date.basis != "stated",
        published=report.published.toordinal() if report.published else 0,
        hours=frozenset(name for name, words in known.words.items() if not folded.isdisjoint(words)),
        kind=claim.sub_event_type,
        type=claim.event_type,
        planned=claim.stance == "planned",
        denied=claim.stance == "denied",
        several=not folded.isdisjoint(known.words["several"]),
        background=claim.background,
        spots=spots,
        doers=side(claim.actors, known),
        victims=side(claim.targets, known),
        losses=tuple(amount for one in claim.casualties for amount in [_amount(one.outcome, one.figure, known)] if amount),
        equipment=frozenset((one.item, one.figure.low) for one in claim.equipment),
        flown=frozenset((one.item, one.figure.low) for one in claim.equipment if one.item in FLOWN),
        words=words,
        weight=sum(words.values()),
        names=names(words, spots),
        title=frozenset(text.stems(report.title or "")),
        start=min((span.start for span in claim.evidence), default=0),
        end=max((span.end for span in claim.evidence), default=0),
        sentences=frozenset() if claim.sources else report.sentences,
    )


def names(words: Mapping[str, int], spots: Iterable[Spot]) -> frozenset[str]:
    """Return the words that are mostly names, but of no place of the claim."""
    places = "\n".join([one.key for one in spots])
    return frozenset([word for word, weight in words.items() if weight > NAME and word not in places])


def source_key(claim: Claim) -> str:
    """Name the innermost source: by actor, else by folded name; "" is the outlet itself."""
    last = claim.sources[-1] if claim.sources else None
    return "" if last is None else last.actor or arabic.key(last.name or last.channel or "?")


def side(parties: Iterable[Party], known: Knowledge) -> Side:
    """Gather the parties of one role, with their parents and their side."""
    given = tuple(parties)
    ids = set(filter(None, (one.actor or arabic.key(one.name or "") for one in given)))
    return side_of(tuple(sorted(ids)), known, every=all(one.actor for one in given))


def side_of(ids: tuple[str, ...], known: Knowledge, *, every: bool) -> Side:
    """Return the parties of these ids and names as one role; `every` says that all have an id."""
    found: Side | None = known.sides.get((every, ids))
    if found is None:
        found = known.sides[every, ids] = Side(frozenset(ids), frozenset(wider for one in ids for wider in lineage(one, known)), every)
    return found


def lineage(actor: str, known: Knowledge) -> tuple[str, ...]:
    """Return an actor, its parents from near to far, and its side in its country's conflict (or the country)."""
    if actor not in known.actors:
        return (actor,)
    if actor not in known.lineages:
        known.lineages[actor] = _lineage(actor, known)
    return known.lineages[actor]


def _lineage(actor: str, known: Knowledge) -> tuple[str, ...]:
    found = [actor]
    while (row := known.actors.get(found[-1])) and row.parent and row.parent not in found:
        found.append(row.parent)
    row = known.actors[actor]
    return (*found, f"{row.country}:{row.side}") if row.country and row.kind not in {"civil-organisation", "monitor"} else tuple(found)


def _amount(outcome: str, figure: Figure, known: Knowledge) -> Amount | None:
    low, high = known.amounts.get(figure.quantity or "", (figure.low, figure.high))
    kind = "killed" if outcome == "killed-or-wounded" else outcome
    return None if low is None and high is None else (kind, low, high, figure.quantity is not None)
