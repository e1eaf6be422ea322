"""Everything found on a page before any choice is made: who, where, when, how many, and who is speaking."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial

from riwaya.extract import naming, parties, places, speakers, when
from riwaya.extract.figures import damage, losses
from riwaya.extract.figures.amounts import Amounts
from riwaya.extract.reading import Mention, Reading, read
from riwaya.lexicon import FINITE, Lexicon
from riwaya.lexicon.gazetteer import Gazetteer
from riwaya.model import Document

_NAMELESS = frozenset({"unnamed", "witness"})
_BREAKS = frozenset({"،", ",", ";", "؛", ":", "|", "!", "؟", "?"})


@dataclass(frozen=True, slots=True)
class Scene:
    """The finds of one page; `segment_of` numbers the runs of words between commas and connectives."""

    reading: Reading
    lexicon: Lexicon
    places: tuple[places.PlaceMention, ...]
    countries: tuple[str | None, ...]
    parties: tuple[parties.PartyMention, ...]
    dates: tuple[when.DateMention, ...]
    losses: tuple[losses.Loss, ...]
    damages: tuple[damage.Damage, ...]
    utterances: tuple[speakers.Utterance, ...]
    segment_of: tuple[int, ...]


def look(document: Document, lexicon: Lexicon, gazetteer: Gazetteer) -> Scene:
    """Run every finder over a document."""
    reading = read(document, lexicon)
    found_places = places.places(reading, gazetteer)
    countries = parties.country_of(reading, found_places)
    dates = when.dates(reading)
    figures = Amounts(reading, [(date.start, date.end) for date in dates])
    named = naming.named(reading, lexicon)
    said = speakers.utterances(reading, partial(_actor_of, named, countries))
    lost = losses.losses(figures)
    found_parties = parties.parties(named, countries, _sides(reading, said, lexicon))
    return Scene(
        reading=reading,
        lexicon=lexicon,
        places=found_places,
        countries=countries,
        parties=tuple(_parties(reading, _acting(found_parties, found_places), said, lost)),
        dates=tuple(one for one in dates if one.role != "elsewhere"),
        losses=lost,
        damages=damage.damages(figures),
        utterances=said,
        segment_of=segments(reading),
    )


def _acting(named: Iterable[parties.PartyMention], found: Iterable[places.PlaceMention]) -> Iterator[parties.PartyMention]:
    """Yield the parties without capitals and countries that only say where: «شرقي الخرطوم»، «مدينة القدس», not «قصفت موسكو»."""
    where = {one.name_tokens[0] for one in found if one.start < one.name_tokens[0]}
    yield from (one for one in named if not (one.plain and one.end == one.start + 1 and one.start in where))


def _parties(
    reading: Reading, named: Iterable[parties.PartyMention], said: Iterable[speakers.Utterance], lost: Iterable[losses.Loss]
) -> Iterator[parties.PartyMention]:
    """Yield the parties without those that only look like one.

    Verbs («طالب القيادي»، «وأسر 119»), and what tells: the nationality in «مصدر أمني تونسي», a medium («التلفزيون السوري»), nobody by name («مواطنون»).
    """
    verbs = {one.cue[0]: "speech" for one in said} | {one.trigger: "casualty" for one in lost}
    sources = {token for one in said for token in range(one.cue[0] + 1, one.cue[1])}
    voices = (one for kind in ("outlet", "organ", "source") for one in reading.of(kind) if kind != "source" or one.entry.value in _NAMELESS)
    tellers = {token for one in voices for token in range(one.start, one.end)}
    for one in named:
        verb = reading.starts(verbs.get(one.start, "")).get(one.start)
        bare = one.plain and one.end == one.start + 1
        if bare and verb is not None and verb.tag in FINITE:
            continue
        signs = (one.start in tellers, one.start in sources, bare and _nation(reading, one.start))
        if sum(signs) < len(signs) - 1:
            yield one


def _nation(reading: Reading, token: int) -> bool:
    """Whether a word is an adjective of nationality, not its people."""
    named = reading.starts("actor").get(token)
    return named is not None and "nationality" in named.entry.traits and "people" not in named.entry.traits


def _sides(reading: Reading, said: Sequence[speakers.Utterance], lexicon: Lexicon) -> tuple[str | None, ...]:
    """Return the side of who speaks in each sentence: «الإرهابيين» of an army's statement are others than an agency's."""
    sides: list[str | None] = [None] * len(reading.sentences)
    for one in said:
        actor = lexicon.actors.get(one.chain[-1].actor or "")
        if actor and actor.side:
            sides[reading.sentence_of[one.start]] = actor.side
    return tuple(sides)


def _actor_of(named: naming.Named, countries: Sequence[str | None], mention: Mention) -> str | None:
    """Return the party of a mention: «وزارة الخارجية العراقية» is Iraq's, wherever the page plays."""
    if named.of_another(mention):
        return None
    reading = named.reading
    told = next(iter(reading.of("demonym", mention.end, mention.end + 1)), None) if "generic" in mention.entry.traits else None
    country = told.entry.value if told is not None and not told.prefix else countries[reading.sentence_of[mention.start]]
    before = named.before(mention) if told is None else None
    return before or naming.resolve(mention, country, None, named.lexicon) or named.group_before(mention)


def segments(reading: Reading) -> tuple[int, ...]:
    """Return the number of each word's segment: a new one after a comma or the like, and at a connective («فيما»، «حيث»)."""
    starts = {one.start for one in reading.of("connective") if "never" not in one.entry.traits} | {sentence.start for sentence in reading.sentences}
    numbers: list[int] = []
    current = -1
    for index in range(len(reading.tokens)):
        fresh = index in starts or (index > 0 and reading.tokens[index - 1].norm in _BREAKS)
        current += fresh
        numbers.append(current)
    return tuple(numbers)
