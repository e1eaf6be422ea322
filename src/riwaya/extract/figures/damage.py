"""Things lost: an outcome word, the thing, and how many."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from riwaya.extract.figures.amounts import Amounts
from riwaya.extract.figures.people import Counted, Phrases
from riwaya.extract.reading import Mention
from riwaya.lexicon import FINITE
from riwaya.model import Figure

_GAP = 8  # words that may part a verb from what it destroyed
_NEAR = 3  # the same for a verbal noun
_BACK = 8
_PARTS = frozenset({"clause", "stop", "partitive", "subset"})
_AIRBORNE = frozenset({"aircraft", "helicopter", "drone"})
_FIXED = frozenset({"weapons-depot", "tank", "armoured-vehicle", "artillery", "rocket-launcher"})
_MEANS = _AIRBORNE | {"artillery", "rocket-launcher"}


@dataclass(frozen=True, slots=True)
class Damage:
    """Things lost, on tokens `[start, end)`; `item` and `outcome` are the contract's ids."""

    start: int
    end: int
    item: str
    outcome: str
    figure: Figure
    rules: tuple[str, ...]


def damages(figures: Amounts) -> tuple[Damage, ...]:
    """Return the losses of things that a page tells, by position."""
    page = Phrases(figures, "equipment", "damage", plurals=True)
    found: dict[int, Damage] = {}
    for trigger in page.closing.values():
        if page.negated(trigger):
            continue
        for phrase in _listed(page, _lost(page, trigger)):
            if phrase.noun is not None and _fits(page, trigger, phrase.noun) and (phrase.numbered or "munition" not in phrase.noun.entry.traits):
                found.setdefault(phrase.noun.start, _damage(trigger, phrase, phrase.noun))
    return tuple(sorted(found.values(), key=lambda damage: (damage.start, damage.end)))


def _damage(trigger: Mention, phrase: Counted, noun: Mention) -> Damage:
    start, end = min(trigger.start, phrase.start), max(trigger.end, phrase.end)
    return Damage(start, end, noun.entry.value, trigger.entry.value, phrase.figure, (trigger.entry.id, noun.entry.id))


def _fits(page: Phrases, trigger: Mention, noun: Mention) -> bool:
    """Whether such a thing can be lost in such a way: a depot blows up, an aircraft is downed, a bomb is disarmed."""
    traits, item, munition = trigger.entry.traits, noun.entry.value, "munition" in noun.entry.traits
    if "depot-only" in traits:
        return item == "weapons-depot"
    if "airborne-only" in traits:
        return item in _AIRBORNE and not _dropping(page, noun)
    if "fixed-only" in traits:
        return item in _FIXED
    if "disarm" in traits:
        return munition
    if "gear-only" in traits or trigger.entry.value == "captured":
        return item != "infrastructure"
    return not (munition and trigger.entry.value == "damaged")


def _dropping(page: Phrases, noun: Mention) -> bool:
    """Whether the aircraft is who lets fall: «أسقطت المروحية برميلا»."""
    beside = takewhile(lambda position: page.same_sentence(noun.start, position) and not _parts(page, position), range(noun.end, noun.end + _NEAR))
    places = page.reading.starts("placekind")  # «مدينة» is counted too
    return any((page.value(position) == "measure" and position not in places) or _falls(page.at(position)) for position in beside)


def _parts(page: Phrases, position: int) -> bool:
    """Whether a new clause begins here, with a verb of its own or without."""
    return page.value(position) in _PARTS or position in page.closing


def _falls(phrase: Counted | None) -> bool:
    """Whether a phrase is a load: a thing under no preposition («بصاروخ» is the means) and no further aircraft."""
    return phrase is not None and phrase.noun is not None and not phrase.noun.prefix and phrase.noun.entry.value not in _AIRBORNE


def _lost(page: Phrases, trigger: Mention) -> list[Counted]:
    """Return the things that an outcome word tells of."""
    traits = trigger.entry.traits
    if trigger.suffix:
        return []
    noun = "of-patient" in traits and trigger.tag != "past"
    if "under-on" in traits:
        return _under_on(page, trigger)
    if "kindled" in traits and not any(page.value(position) == "kindle" for position in range(trigger.start - _BACK, trigger.start)):
        return []
    after = _after(page, trigger, 1 if "direct" in traits else _NEAR if noun else _GAP)
    if after:
        return after
    return [] if "of-patient" in traits else _before(page, trigger)


def _after(page: Phrases, trigger: Mention, reach: int) -> list[Counted]:
    """Find the object past the subject: «دمرت طائرات التحالف مخزنا»; what may be the means gives way to what follows it."""
    position, means = trigger.end, None
    while position < trigger.end + reach and page.same_sentence(trigger.start, position):
        phrase = page.at(position)
        shared = position == trigger.end and position in page.closing and page.closing[position].prefix == "و"  # «تدمير وإعطاب»
        if phrase is None and _parts(page, position) and not shared:
            break
        if phrase is None or phrase.noun is None or phrase.start < position or not _free(trigger, phrase.noun):
            position += 1
        elif means is None and _agent(page, trigger, phrase):
            means, position = phrase, phrase.end
        else:
            return page.chain(phrase)
    if means is None:
        return []
    if "airborne-only" in trigger.entry.traits or _suffers(page, trigger, means):
        return page.chain(means)
    return [means] if trigger.tag != "past" else []


def _suffers(page: Phrases, trigger: Mention, means: Counted) -> bool:
    """Whether what might be the means is what was lost: «احترقت راجمة»؛ «دمرت الفصائل راجمة», past its subject; «دمرت راجمة», which nothing follows."""
    if "subject-patient" in trigger.entry.traits:
        return True
    indefinite = not page.word(means.start).startswith("ال")
    apart = means.start > trigger.end and means.noun is not None and not means.noun.prefix
    return indefinite and means.noun is not None and (apart or means.noun.entry.value not in _AIRBORNE)


def _under_on(page: Phrases, trigger: Mention) -> list[Counted]:
    """Find what was taken, under «على» past who took it: «استولى مسلحون من الحركة على دبابتين»."""
    for position in range(trigger.end, trigger.end + _GAP):
        if not page.same_sentence(trigger.start, position) or position in page.closing or page.value(position) == "clause":
            return []
        if page.word(position) == "علي":
            phrase = page.at(position + 1)
            return page.chain(phrase) if phrase is not None and phrase.noun is not None and not phrase.noun.prefix else []
    return []


def _agent(page: Phrases, trigger: Mention, phrase: Counted) -> bool:
    """Whether a thing may be what destroyed: «دمر طيران التحالف منصة» has a masculine verb, and no launcher for its subject."""
    subject = trigger.tag in FINITE and phrase.noun is not None and phrase.noun.entry.value in _MEANS and not phrase.numbered
    return subject and not (page.word(phrase.start).endswith("ه") and trigger.tag == "past" and not page.word(trigger.end - 1).endswith("ت"))


def _free(trigger: Mention, noun: Mention) -> bool:
    """Whether the noun stands under no preposition: «بطائرة» is the means."""
    if noun.prefix in {"", "و"}:
        return True
    return "any-prefix" in trigger.entry.traits or ("of-patient" in trigger.entry.traits and noun.prefix == "ل")


def _before(page: Phrases, trigger: Mention) -> list[Counted]:
    """Find the subject before: «منزلان تضررا»، «تعرض المبنى لأضرار»."""
    for position in range(trigger.start - 1, trigger.start - 1 - _BACK, -1):
        if not page.same_sentence(position, trigger.start) or position in page.closing or page.value(position) == "clause":
            return []
        phrase = page.at(position) if position in page.nouns or position in page.amounts else None
        if phrase is None or phrase.noun is None or (position in page.nouns and position in page.inside):
            continue
        if (phrase.noun.entry.value in _MEANS and "subject-patient" not in trigger.entry.traits) or not _free(trigger, phrase.noun):
            return []
        return page.chain(_first(page, phrase))
    return []


def _first(page: Phrases, last: Counted) -> Counted:
    """Return the phrase that opens the list which ends with `last`: «منزلان و3 مركبات»."""
    for position in range(max(0, last.start - _NEAR), last.end):
        if not page.same_sentence(position, last.start) or (position not in page.nouns and position not in page.amounts):
            continue
        phrase = page.at(position)
        if phrase is not None and phrase.noun is not None and any(one.end == last.end for one in page.chain(phrase)):
            return phrase if phrase.start >= last.start else _first(page, phrase)
    return last


def _listed(page: Phrases, phrases: list[Counted]) -> Iterator[Counted]:
    """Give a vague word to all of its list («عدة آليات ودبابات»), and add what «بينها» names."""
    quantity: str | None = None
    for place, phrase in enumerate(phrases):
        if place and phrases[0].numbered and phrase.exact == 1 and phrase.noun is not None and phrase.noun.tag == "word":
            continue  # «285 وكرا ومخزنا»: one count of both
        quantity = phrase.figure.quantity if phrase.numbered else quantity
        bare = phrase.figure.quantity == "some" and quantity is not None and not phrase.numbered
        yield replace(phrase, figure=replace(phrase.figure, quantity=quantity)) if bare else phrase
    if phrases and page.value(phrases[-1].until) == "subset":
        named = page.at(page.tally[phrases[-1].until].end)
        if named is not None and named.noun is not None and phrases[-1].noun is not None and named.noun.entry.value != phrases[-1].noun.entry.value:
            yield named
