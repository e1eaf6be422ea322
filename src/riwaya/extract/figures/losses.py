"""People lost: an outcome word, the figure it takes, and who they were."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import takewhile

from riwaya.extract.figures.amounts import Amounts
from riwaya.extract.figures.gapped import gapped
from riwaya.extract.figures.people import PRONOUNS, Counted, Phrases, added
from riwaya.extract.figures.uncounted import of_a_period, of_known
from riwaya.extract.figures.victims import REACH, alone, before, many, subset, victims
from riwaya.extract.reading import Mention
from riwaya.model import Figure

_GROUPS = frozenset({"civilians", "journalists", "medical-workers", "aid-workers", "protesters"})
_SOUND_PLURAL = ("ين", "ون")
_UNIFORMED = frozenset({"soldiers", "police"})
_LUMPED = frozenset({"tens", "hundreds", "thousands"})
_LOOK_BACK = 26  # words before a verb among which its subject is sought
_WOUNDS = 4  # words that may part «بجروح» from «أصيب بها»
_SAID_OF = 12  # words that may part a figure of people from «قتلى وجرحى» said of them
_INFLICTED = 8  # words that may part «أوقع» from «بين قتيل وجريح»
_TAKEN = frozenset({"detained", "captured"})
_BETWEEN = "losses.between"


@dataclass(frozen=True, slots=True)
class Loss:
    """People lost, on tokens `[start, end)`: figure, counted noun and outcome word.

    `people` is the noun phrase of who was lost, for others to resolve to a party; `counted` is False for
    subsets, bodies found and totals of a longer period, which are no event's toll.
    """

    start: int
    end: int
    trigger: int
    outcome: str
    group: str | None
    people: tuple[int, int] | None
    figure: Figure
    counted: bool
    rules: tuple[str, ...]


def losses(figures: Amounts) -> tuple[Loss, ...]:
    """Return the losses of people that a page tells, by position."""
    page = Phrases(figures, "group", "casualty")
    found: dict[tuple[str, int], Loss] = {}
    figurative, freeing = page.reading.figurative(), _freeing(page)
    for chain in _chains(page):
        if page.negated(chain[0]) or _resumed(page, chain[0]) or chain[0].start in figurative or _freed(page, chain[0], freeing):
            continue
        for loss in _read(page, chain):
            place = loss.figure.span.start if loss.figure.span else loss.start
            found.setdefault((loss.outcome, place), loss)
    between = {place for (_, place), loss in found.items() if loss.rules[-1] == _BETWEEN}  # «راح ضحيتها 31 شخصا بين قتيل وجريح»
    kept = [loss for (_, place), loss in found.items() if place not in between or loss.rules[-1] == _BETWEEN]
    return tuple(sorted(kept, key=lambda loss: (loss.start, loss.end)))


def _resumed(page: Phrases, trigger: Mention) -> bool:
    """Whether the verb only says of wounds named before how they came: «توفي متأثرا بجروح أصيب بها»."""
    return page.value(trigger.end) == "resumed" and any(page.value(position) == "manner" for position in range(trigger.start - _WOUNDS, trigger.start))


def _freeing(page: Phrases) -> frozenset[int]:
    """Return the sentences that tell of people set free."""
    return frozenset(page.reading.sentence_of[one.start] for one in page.reading.of("event") if "frees" in one.entry.traits)


def _freed(page: Phrases, trigger: Mention, freeing: frozenset[int]) -> bool:
    """Whether captives are counted because they come free: «أطلقت سراح 20 أسيرا»."""
    counted = trigger.entry.value == "captured" and "count-noun" in trigger.entry.traits
    return counted and page.reading.sentence_of[trigger.start] in freeing


def _chains(page: Phrases) -> Iterator[list[Mention]]:
    """Yield outcome words, those that «و» joins directly taken together: «مقتل وإصابة»، «قتلى وجرحى»."""
    chain: list[Mention] = []
    for trigger in page.closing.values():
        if chain and trigger.start == chain[-1].end and trigger.prefix == "و" and _alike(page, chain[-1], trigger):
            chain.append(trigger)
            continue
        if chain:
            yield chain
        chain = [trigger]
    if chain:
        yield chain


def _alike(page: Phrases, one: Mention, other: Mention) -> bool:
    """Whether two outcome words share what follows or counts them; «أن 36 شخصا قتلوا وأصيب العشرات» are two tellings."""
    counts = {"count-noun" in mention.entry.traits for mention in (one, other)}
    if len(counts) > 1 or one.suffix or one.entry.value == other.entry.value:
        return False
    if counts == {True}:
        return "dual" not in {one.tag, other.tag}
    return "of-patient" in one.entry.traits or not (many(page, one) or before(page, one))


def _read(page: Phrases, chain: list[Mention]) -> Iterator[Loss]:
    traits = chain[0].entry.traits
    if "toll" in traits:
        yield from _toll(page, chain[0], chain[0].end, "people")
    elif "said-of" in traits:
        yield from _losses(page, chain, _fallen(page, chain), _BETWEEN.removeprefix("losses."))
    elif page.counted(chain[0]):
        yield from _counted(page, chain)
    else:
        phrases, rule = victims(page, chain)
        yield from _losses(page, chain, phrases, rule)
        for further in gapped(page, chain[-1], phrases):
            yield from _losses(page, chain, [further], rule)


def _losses(page: Phrases, chain: list[Mention], phrases: list[Counted], rule: str) -> Iterator[Loss]:
    """Turn phrases into losses: «مقتل وإصابة 60» is one lump, «قتل وجرح آخرون» is some of each."""
    needed = "need-figure" in chain[0].entry.traits
    for phrase, whole in [(part, one) for one in _merged(page, phrases) for part in _parts(page, one) or [one]]:
        if needed and not (phrase.numbered or phrase.noun):
            continue
        if "need-people" in chain[0].entry.traits and rule != "pronoun" and not _people(page, chain[0], phrase):
            continue
        if "need-civil" in chain[0].entry.traits and not _civil(phrase):
            continue
        lump = len(chain) > 1 and (phrase.figure.quantity is None or phrase.figure.quantity in _LUMPED)
        for trigger in chain[:1] if lump else chain:
            outcome = "killed-or-wounded" if lump else trigger.entry.value
            yield _loss(page, trigger, phrase, outcome, rule, whole)


def _parts(page: Phrases, whole: Counted) -> list[Counted]:
    """Return the parts that make up a total, where they tell of several groups: «18 قتيلا هم 11 جنديا وسبعة عمال»; otherwise none."""
    first = page.at(_broken_down(page, whole))
    parts = _merged(page, page.chain(first)) if first is not None else []
    told = [part.exact or 0 for part in parts]
    grouped = page.spelled_out(whole) is not None or all(part.noun is not None for part in parts)
    return parts if len(parts) > 1 and grouped and sum(told) == whole.figure.low else []


def _broken_down(page: Phrases, whole: Counted) -> int:
    """Return where the parts of a total may begin: after «هم», or after «بينهم», which tells of all where the parts make up the total."""
    pronoun = page.spelled_out(whole)
    if pronoun is not None:
        return pronoun + 1
    apart = whole.until + (page.same_sentence(whole.start, whole.until) and page.word(whole.until) == "،")
    return page.tally[apart].end if page.value(apart) == "subset" and page.same_sentence(whole.start, apart) else len(page.reading.tokens)


def _people(page: Phrases, trigger: Mention, phrase: Counted) -> bool:
    """Whether the phrase is of people, not «سقوط 15 صاروخا», nor those that another outcome word counts."""
    noun = phrase.noun
    if noun is None and phrase.figure.quantity and page.value(phrase.end - 1) == "subset":
        return True  # «اعتقلوا عددا منهم»
    if noun is None and phrase.exact and alone(page, phrase) and trigger.entry.value in _TAKEN and not page.word(phrase.start).isdigit():
        return True  # «اعتقلت الشرطة خمسة في مداهمة»; digits may be a day or a road
    if noun is None or (noun.suffix and not phrase.numbered):
        return noun is None and phrase.partitive and phrase.people is not None and page.reading.words[phrase.people[0] + 1].endswith(_SOUND_PLURAL)
    start = max(phrase.end, trigger.end)
    within = takewhile(lambda position: page.same_sentence(trigger.start, position) and page.word(position) != "،", range(start, start + REACH))
    following = next((position for position in within if position in page.closing), -1)
    return trigger.entry.value != "killed" or not _counts(page, following)


def _civil(phrase: Counted) -> bool:
    """Whether the people are neither under arms nor in custody: gunmen and prisoners who run are not displaced."""
    traits = phrase.noun.entry.traits if phrase.noun else frozenset({"others"})
    return bool({"civilian", "collective"} & traits) or not {"fighter", "held", "others", "companion"} & traits


def _counts(page: Phrases, position: int) -> bool:
    return position in page.closing and "count-noun" in page.closing[position].entry.traits


def _loss(page: Phrases, trigger: Mention, phrase: Counted, outcome: str, rule: str, whole: Counted | None = None) -> Loss:
    camp = page.camp(phrase)
    start, end = min(trigger.start, phrase.start), max(trigger.end, phrase.end)
    part = subset(page, (whole or phrase).start) or of_known(page, trigger, phrase)
    counted = not ("body" in trigger.entry.traits or part or of_a_period(page, start, end))
    return Loss(
        start, end, trigger.start, outcome, camp if camp in _GROUPS else None, phrase.people, phrase.figure, counted, (trigger.entry.id, f"losses.{rule}")
    )


def _merged(page: Phrases, phrases: list[Counted]) -> list[Counted]:
    """Add up what is of one group: «ضابطين ومجند»؛ keep sides apart: «38 جنديا و41 مقاتلا»."""
    found: list[Counted] = []
    for phrase in phrases:
        if found and _addable(page, found[-1], phrase):
            found[-1] = added(found[-1], phrase)
        else:
            found.append(phrase)
    return found


def _addable(page: Phrases, one: Counted, other: Counted) -> bool:
    if one.figure.low is None or other.figure.low is None:
        return False
    if other.noun is not None and {"companion", "others"} & other.noun.entry.traits:
        return True
    first, second = page.camp(one), page.camp(other)
    if first == second:
        return first in _GROUPS or not (one.partitive or other.partitive or page.value(one.end) == "partitive")
    kin = {first, second} == {"any", "civilians"} or ("elements" in {first, second} and {first, second} & _UNIFORMED)
    apart = one.partitive or other.partitive or "partitive" in {page.value(one.end), page.value(other.end)}
    return bool(kin) and not apart


# counted outcome nouns --------------------------------------------------------------------------


def _counted(page: Phrases, chain: list[Mention]) -> Iterator[Loss]:
    """Read «12 قتيلا»، «عشرات القتلى والجرحى»، «قتيلان»، «قتلى وجرحى»."""
    first, last = chain[0], chain[-1]
    phrase = _figured(page, first)
    if phrase is not None and (death := _died(page, first, phrase)) is not None:
        around = (*range(first.start - REACH, death.start), *range(last.end, last.end + REACH))
        reached = any(page.value(position) == "toll" for position in around if page.same_sentence(first.start, position))
        yield replace(_loss(page, death, phrase, death.entry.value, "counted"), counted=not reached)
        return
    lumped = first.entry.value == "killed-or-wounded" and "need-figure" in first.entry.traits
    if lumped or (phrase is None and "predicate" in first.entry.traits):
        yield from _losses(page, chain, _subject(page, first) or ([phrase] if phrase else _undone(page, first)), "between")
        return
    if phrase is None:
        if _toll_noun(page, first):
            yield from _toll(page, first, last.end, "toll")
        elif page.same_sentence(first.start, last.end) and page.word(last.end) in PRONOUNS:  # «القتلى هم 38 جنديا و41 مقاتلا»
            named = page.at(last.end + 1)
            yield from _losses(page, chain, page.chain(named) if named is not None and named.numbered else [], "named")
        elif fallen := _fallen(page, chain):
            for phrase in _merged(page, fallen):
                yield _loss(page, first, phrase, "killed-or-wounded" if len(chain) > 1 else first.entry.value, "fallen")
        elif (phrase := _unfigured(page, chain)) is not None:
            yield from _spread(page, chain, phrase)
        return
    yield from _spread(page, chain, phrase)


def _spread(page: Phrases, chain: list[Mention], phrase: Counted) -> Iterator[Loss]:
    """Give the figure to each outcome word of the chain, or to both as a lump."""
    until = page.modifiers(chain[-1].end)
    people = (chain[-1].end, until) if until > chain[-1].end else phrase.people
    phrase = replace(phrase, until=until, people=people)
    exact, quantity = phrase.figure.quantity is None, phrase.figure.quantity
    plural = len(chain) > 1 and exact and "plural" in chain[1].entry.traits
    if len(chain) > 1 and ((exact and not plural) or quantity in _LUMPED):
        yield _loss(page, chain[0], phrase, "killed-or-wounded", "lump")
        return
    if len(chain) == 1 and "either-lost" in chain[0].entry.traits and quantity == "some":
        yield _loss(page, chain[0], phrase, "killed-or-wounded", "bare")
        return
    for part in (_parts(page, phrase) if len(chain) == 1 else []) or [phrase]:
        yield _loss(page, chain[0], part, chain[0].entry.value, "counted", phrase)
    for trigger in chain[1:]:
        some = Figure(None, None, "some", page.reading.span(trigger.start, trigger.end)) if plural else phrase.figure
        yield _loss(page, trigger, replace(phrase, figure=some), trigger.entry.value, "counted")
    further = page.joined(until)
    if further is not None and people is not None and further.numbered and len(chain) == 1:
        for more in page.chain(further):
            yield _loss(page, chain[0], more, chain[0].entry.value, "further")


def _died(page: Phrases, trigger: Mention, phrase: Counted) -> Mention | None:
    """Return the word for death that a count of wounded or captured stands under: «توفي ثلاثة من المصابين» are dead, and no new wounded."""
    under = next((one for one in page.closing.values() if one.end == phrase.start), None)
    dead = under is not None and under.entry.value == "killed" and "count-noun" not in under.entry.traits and "need-people" not in under.entry.traits
    return under if dead and trigger.entry.value != "killed" else None


def _fallen(page: Phrases, chain: list[Mention]) -> list[Counted]:
    """Return the people of whom a bare plural is said: «سقط 15 عاملا قتلى وجرحى»، «سقط تسعة جنود و12 مسلحا قتلى»."""
    first, found = chain[0], list[Counted]()
    if first.prefix or not all("plural" in one.entry.traits for one in chain) or page.word(first.start).startswith("ال"):
        return found
    for position in range(first.start - 1, first.start - _SAID_OF, -1):
        phrase = page.at(position) if position in page.amounts and page.same_sentence(position, first.start) else None
        people = page.chain(phrase) if phrase is not None else []
        if people and all(one.noun is not None or (one.partitive and one.exact) for one in people) and first.start in {people[-1].end, people[-1].until}:
            found = people
    return found


def _subject(page: Phrases, trigger: Mention) -> list[Counted]:
    """Find the figure before «بين قتيل وجريح»."""
    for position in range(trigger.start - 1, trigger.start - _LOOK_BACK, -1):
        if not page.same_sentence(position, trigger.start) or (position in page.closing and page.closing[position].end != trigger.start):
            return []
        dual = position in page.nouns and page.nouns[position].tag == "dual"
        phrase = page.at(position) if position in page.amounts or dual else None
        if phrase is not None:
            return [phrase]
    return []


def _undone(page: Phrases, trigger: Mention) -> list[Counted]:
    """Read «أوقعوا أفراد القوة بين قتيل وجريح» as some: who inflicted it stands before, no figure does."""
    inflicted = any(page.same_sentence(one.start, trigger.start) for one in page.reading.of("result", max(0, trigger.start - _INFLICTED), trigger.start))
    if not inflicted or "need-figure" not in trigger.entry.traits or "predicate" in trigger.entry.traits:
        return []
    figure = Figure(None, None, "some", page.reading.span(trigger.start, trigger.end))
    return [Counted(trigger.start, trigger.end, trigger.end, figure, None, None, trigger.start, numbered=True)]


def _figured(page: Phrases, trigger: Mention) -> Counted | None:
    """Return the figure that counts an outcome noun; a dual is its own, «إلى 45 والجرحى إلى 100» has its figure after it."""
    position = -1 if trigger.prefix.startswith("و") else trigger.start - 1
    position -= position > 0 and page.word(position) == ")"  # «(7) إصابات»
    partitive = page.value(position) == "partitive" and page.tally[position].end == trigger.start and position not in page.inside
    amount = page.inside.get(position - partitive)
    if amount is not None and page.same_sentence(position - partitive, trigger.start):
        return Counted(amount.start, trigger.end, trigger.end, amount.figure, None, None, amount.start, numbered=True, partitive=partitive)
    if trigger.tag != "dual":
        return None
    begin, figure = page.reader.bounded(trigger.start, trigger.end, 2, 2)
    return Counted(begin, trigger.end, trigger.end, figure, None, None, trigger.start, numbered=True)


def _unfigured(page: Phrases, chain: list[Mention]) -> Counted | None:
    """Read a bare outcome noun: «قتلى» is some, «قتيل» one; with article or pronoun it tells of people named before."""
    trigger = chain[0]
    traits = trigger.entry.traits
    norm = page.reading.tokens[trigger.start].norm.removeprefix(trigger.prefix)
    bare = "need-figure" in traits and len(chain) == 1 and not _befallen(page, trigger)
    if bare or trigger.prefix.endswith("ب") or trigger.suffix or norm.startswith(("ال", "ل")):
        return None
    if trigger.prefix == "و" and any(page.value(position) == "manner" for position in range(trigger.start - _WOUNDS, trigger.start)):
        return None  # «أصيبوا بالرصاص وحالات اختناق» tells how
    end = chain[-1].end
    amount = page.amounts.get(end)
    following = page.word(end) if page.same_sentence(trigger.start, end) and page.value(end) != "stop" else ""  # «قتيل اليوم»
    if (amount is not None and amount.definite) or following.startswith("ال"):  # «قتلى الغارة» speaks of known dead
        return None
    some = "plural" in traits
    figure = Figure(None if some else 1, None if some else 1, "some" if some else None, page.reading.span(trigger.start, trigger.end))
    return Counted(trigger.start, trigger.end, trigger.end, figure, None, None, trigger.start, numbered=False)


def _befallen(page: Phrases, trigger: Mention) -> bool:
    """Whether a word for falling stands just before, which makes the dead of a name: «سقوط شهيد», «ارتقاء شهداء»."""
    falling = next((one for one in page.closing.values() if one.end == trigger.start), None)
    return falling is not None and falling.entry.value == trigger.entry.value == "killed" and "of-patient" in falling.entry.traits


def _toll_noun(page: Phrases, trigger: Mention) -> bool:
    if any(page.value(position) == "toll" for position in (trigger.start - 1, trigger.start - 2) if page.same_sentence(position, trigger.start)):
        return True
    to, amount = page.reader.bounds.get(trigger.end), page.amounts.get(trigger.end)
    told = amount is not None and not (amount.joined or amount.definite) and page.word(trigger.start).startswith("وال")  # «والجرحى 159»
    return trigger.prefix.startswith("و") and (told or (to is not None and to.entry.value == "range-to" and to.end in page.amounts))


def _toll(page: Phrases, trigger: Mention, start: int, rule: str) -> Iterator[Loss]:
    """Find the figure that a toll reached: «ارتفع عدد القتلى إلى تسعة»."""
    risen = _risen(page, trigger)
    if risen is not None:
        yield _loss(page, trigger, risen, trigger.entry.value, rule)
        return
    position = start
    while position < start + REACH and page.same_sentence(trigger.start, position):
        share = position in page.amounts and page.value(page.amounts[position].end) == "measure"  # «ارتفع عدد الجرحى 4 في المئة»
        if share or (position in page.closing and position > start):
            return
        dual = position in page.nouns and page.nouns[position].tag == "dual"
        phrase = page.at(position) if position in page.amounts or dual else None
        if phrase is not None and (phrase.noun or (rule == "toll" and (phrase.partitive or _reached(page, position) or alone(page, phrase)))):
            yield _loss(page, trigger, phrase, trigger.entry.value, rule)
            return
        position = page.amounts[position].end if position in page.amounts else position + 1


def _risen(page: Phrases, trigger: Mention) -> Counted | None:
    """Return the figure that stands before what it counts: «ارتفع إلى تسعة عدد القتلى»."""
    counting = trigger.start - 1
    if page.value(counting) != "toll" or page.tally[counting].prefix:
        return None
    for position in range(counting - 1, counting - _INFLICTED, -1):
        if page.same_sentence(position, trigger.start) and _reached(page, position) and page.value(position - 2) == "toll":
            return page.at(position)
    return None


def _reached(page: Phrases, position: int) -> bool:
    """Whether «إلى», «بلغ» or «لأكثر من» leads to a figure: whatever follows it, it is where the toll stands."""
    to, bound = page.reader.bounds.get(position - 1), page.reader.bounds.get(position)
    led = (to is not None and to.entry.value == "range-to") or (bound is not None and bound.prefix == "ل")
    return led or page.value(position - 1) == "reach"
