"""From words to a source: described sources, persons with title and office, media, bodies, and words that point back."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from riwaya import arabic
from riwaya.extract.reading import Mention
from riwaya.extract.speech_marks import Marks
from riwaya.model import Voice

_LONGEST_BODY = 9
_LONGEST_NAME = 4
_LONGEST_OFFICE = 28
_SEVERAL = ("مصادر", "مسؤولون", "مسؤولين", "شهود", "ناشطون")
_CLOSERS = ("that", "relative", "preposition", "was", "time", "object", "owner", "blame")
_NOBODY = frozenset({"unknown", "civilians", "protesters", "rioters", "journalists"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """Sources named in one breath on tokens `[start, end)`; `known` where the lexicon or the page vouches for them."""

    voices: tuple[Voice, ...]
    start: int
    end: int
    known: bool


@dataclass(slots=True)
class Speakers:
    """The voices met so far on one page, oldest first; what «المصدر» and a family name alone point to."""

    voices: list[Voice] = field(default_factory=list)
    persons: list[Voice] = field(default_factory=list)

    def met(self, voices: Sequence[Voice], persons: Sequence[Voice] = ()) -> None:
        """Remember who has just spoken."""
        self.voices.extend(voices)
        self.persons.extend(persons)

    def by_channel(self, *channels: str) -> Voice | None:
        """Return the last voice of one of these channels."""
        return next((voice for voice in reversed(self.voices) if voice.channel in channels), None)

    def by_word(self, word: str) -> Voice | None:
        """Return the last voice whose name has this word (article aside) first, or whose family name it is."""
        bare = word.removeprefix("ال")
        for voice in reversed(self.voices):
            words = [part.removeprefix("ال") for part in arabic.key(voice.name or "").split()]
            if words and (bare == words[0] or (voice in self.persons and bare == words[-1])):
                return voice
        return None

    def person(self, words: Sequence[str]) -> Voice | None:
        """Return the person met before whose name ends with these words."""
        tail = [word.removeprefix("ال") for word in words]
        for voice in self.persons:
            name = [part.removeprefix("ال") for part in arabic.key(voice.name or "").split()]
            if tail and (name[-len(tail) :] == tail or "".join(name) == "".join(tail)):
                return voice
        return None


def sources(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """Read the sources that begin at `start`, joined ones included."""
    first = source(marks, speakers, start, limit)
    if first is None:
        return None
    voices, end, known = first.voices, first.end, first.known
    while end < limit and len(voices) < 3 and (marks.joined(end) or marks.particle(end, "ally")) and not marks.on("speech", end):
        more = source(marks, speakers, end + marks.particle(end, "ally"), limit)
        if more is None or not more.known:
            break
        voices, end = voices + more.voices, more.end
    return Phrase(voices, first.start, end, known)


def source(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """Read one source at `start`."""
    first = start
    while start < limit and (marks.norm(start) in {'"', "(", "،", ","} or _filler(marks, start, limit)):
        start += 1
    called = marks.at("particle", start)
    if called is not None and called.entry.value == "called":
        start = called.end
    if start >= limit or not marks.is_word(start) or marks.particle(start, "that", "preposition", "relative", "object", "blame") or marks.happening(start):
        return None
    for rule in (_again, _document, _person, _described, _medium, _titled, _body):
        found = rule(marks, speakers, start, limit)
        if found is not None:
            closed = start > first and found.end < limit and marks.norm(found.end) in {'"', ")"}
            return replace(found, end=found.end + closed)
    return None


def _filler(marks: Marks, token: int, limit: int) -> bool:
    """Whether a word only counts or lists what follows: «كل من X»، «عدد من X»، or tells when: «أمس X»."""
    if marks.time(token) and not marks.on("source", token):
        return True
    counting = marks.on("particle", token)
    return counting is not None and counting.entry.value == "counting" and counting.end < limit


def _again(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«المصدر»، «المصادر نفسها»: the source of that kind met last; with an adjective of its own, that source."""
    mention = marks.at("source", start)
    if mention is None or "again" not in mention.entry.traits:
        return None
    end = mention.end
    while end < limit and marks.nisba(end) and not marks.particle(end, "preposition") and not marks.happening(end):
        end += 1
    words = marks.reading.norms(mention.end, end).split()
    known = [voice for voice in speakers.voices if voice.channel in {"unnamed", "official", "witness", "correspondent"} ]
    several = "several" in mention.entry.traits
    for voice in reversed(known):
        said = arabic.key(voice.name or "")
        if several == any(word in said.split()[:3] for word in _SEVERAL) and all(word.removeprefix("ال").removesuffix("ه") in said for word in words):
            return Phrase((voice,), start, end, known=True)
    voice = next(reversed(known), None) if not words else None
    return Phrase((voice or Voice(marks.name(start, end), None, "unnamed", marks.span(start, end)),), start, end, known=True)


def _document(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«بيان لوزارة الدفاع»، «بيان صادر عن الجيش»: the body behind the paper; «البيان» alone: whoever spoke last."""
    mention = marks.at("channel", start)
    if mention is None or mention.entry.value in {"interview", "press-conference"}:
        return None
    end = mention.end
    owner = marks.at("particle", end)
    if owner is not None and owner.entry.value == "owner":
        end = owner.end
    elif marks.norm(end)[:1] != "ل" and (marks.norm(start).startswith("ال") or marks.particle(end, "preposition", "that", "relative")):
        last = next((voice for voice in reversed(speakers.voices) if voice.channel not in {"unnamed", "witness"}), None)
        return Phrase((last,), start, mention.end, known=True) if last is not None else None
    while end < limit and (marks.nisba(end) or marks.time(end)) and not marks.on("actor", end):
        end += 1
    found = source(marks, speakers, end, limit) if end < limit else None
    return Phrase(found.voices, start, found.end, known=True) if found is not None else None


def _person(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«المقدم سامر الصالح، المسؤول عن ... بجيش العزة»، «الناطق باسم X فلان»، «فلان رئيس المكتب»."""
    stop = _stop(marks, start, min(limit, start + _LONGEST_OFFICE))
    title = marks.at("title", start) or _officer(marks, start)
    begin = _name_start(marks, start, stop, title is not None)
    if begin is None:
        return None
    end = _name_end(marks, begin, stop)
    actor, last = _speaks_for(marks, start, end, stop)
    known = speakers.person(marks.reading.norms(begin, end).split())
    if known is not None and (actor is None or known.actor is not None):
        return Phrase((known,), start, last, known=True)
    voice = Voice(marks.name(begin, end), actor, "statement", marks.span(begin, end))
    speakers.persons.append(voice)
    return Phrase((voice,), start, last, known=True)


def meet(marks: Marks, speakers: Speakers, start: int, end: int) -> None:
    """Remember the persons that a sentence names in full, whether they speak or not."""
    position = start
    for title in marks.reading.of("title", start, end):
        if title.start >= position:
            found = _person(marks, speakers, title.start, end)
            position = found.end if found is not None else position
    for given in marks.reading.of("given", start, end):
        if given.start >= position and marks.given(given.start) and any(marks.at("title", token) for token in range(given.end + 1, min(given.end + 5, end))):
            found = _person(marks, speakers, given.start, end)
            position = found.end if found is not None and found.end > position else position


def _officer(marks: Marks, start: int) -> Mention | None:
    mention = marks.at("source", start)
    return mention if mention is not None and mention.entry.value == "official" else None


def _name_start(marks: Marks, start: int, stop: int, titled: bool) -> int | None:
    """Return where the person's name begins: at a given name, or after a rank or an office."""
    for token in range(start, stop if titled else min(start + 1, stop)):
        if (marks.given(token) or marks.at("person", token)) and (token == start or _free(marks, token)):
            return token
    return _after_title(marks, start, stop) if titled else None


def _free(marks: Marks, token: int) -> bool:
    """Whether a given name is a person's and no part of a place or a body: «محافظة صلاح الدين»."""
    return not (marks.particle(token - 1, "preposition") or (marks.on("placekind", token - 1) and not marks.on("title", token - 1)) or (marks.on("actor", token) and not marks.on("person", token)) or marks.joined(token))


def _after_title(marks: Marks, start: int, stop: int) -> int | None:
    """Return where a name that the lexicon does not know begins after «العقيد» or «رئيس بلدية P»."""
    token, seen = start, False
    while token < stop:
        title = marks.at("title", token)
        if title is not None:
            token, seen = title.end, title.entry.value in {"military", "medical", "honorific"}
            continue
        if not marks.is_word(token) or marks.particle(token, "preposition"):
            return None
        word = marks.norm(token)
        body = marks.at("actor", token)
        if body is not None:
            token, seen = body.end, True
            continue
        plain = not word.startswith("ال") and not marks.nisba(token)
        if seen and plain:
            return token if _looks_like_name(marks, token, stop) else None
        seen = seen or word.startswith("ال")
        token += 1
    return None


def _looks_like_name(marks: Marks, token: int, stop: int) -> bool:
    return token + 1 < stop and marks.is_word(token + 1) and marks.norm(token)[:1] != "ل" and not marks.time(token) and not marks.happening(token) and not marks.particle(token, "was", "object", "owner", "adjective") and not marks.on("source", token) and not marks.on("outlet", token)


def _name_end(marks: Marks, begin: int, stop: int) -> int:
    """Return where a name ends: four words at most, up to a word that can be no name."""
    person = marks.at("person", begin)
    end = person.end if person is not None else begin + 1
    words = 1
    while end < stop and words <= _LONGEST_NAME and marks.is_word(end):
        if (marks.particle(end) and not marks.particle(end, "adjective")) or marks.time(end) or marks.at("title", end) or marks.happening(end) or marks.at("connective", end) or marks.joined(end) or marks.at("source", end) or marks.at("speech", end) or marks.at("outlet", end):
            break
        if marks.on("actor", end) and not marks.given(end):
            break
        united = marks.trait("given", end - 1, "joins")
        if marks.norm(end - 1).startswith("ال") and not united and not marks.trait("given", end - 2, "joins"):
            break
        end += 1
        words += not united
    return end


def _speaks_for(marks: Marks, start: int, end: int, stop: int) -> tuple[str | None, int]:
    """Return the party in the office before or after the name, and where the office ends."""
    before = _party(marks, start, end)
    after, last = end, end
    if after < stop and marks.norm(after) in {"،", ",", "(", "/"}:
        after += 1
    office = marks.at("title", after) or _officer(marks, after) if after < stop else None
    if office is not None:
        last = after + 1
        while last < stop and (marks.is_word(last) or marks.norm(last) == '"') and not marks.time(last) and not marks.at("channel", last + 1):
            last += 1
        party = _party(marks, after, last)
        return before or party, last
    if after < stop and marks.particle(end, "preposition") and marks.on("actor", end + 1) and not marks.at("channel", end + 1):
        return before or _party(marks, end, end + 4), end
    return before, last


def _party(marks: Marks, start: int, end: int) -> str | None:
    for kind in ("person", "actor"):
        for mention in marks.reading.of(kind, start, end):
            actor = mention.entry.value if kind == "person" else _meant(marks, mention)
            if actor is not None and actor not in _NOBODY:
                return actor
    return None


def _meant(marks: Marks, mention: Mention) -> str | None:
    """Return the party of a mention; a mere nationality in an office is the state's («وزير الخارجية الأمريكي»)."""
    actor = marks.actor_of(mention)
    if actor is not None and "nationality" in mention.entry.traits:
        return actor.removesuffix(".armed-forces") + ".government" if actor.endswith(".armed-forces") else actor
    return actor


def _described(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«مصدر أمني بشمال سيناء»، «ثلاثة مصادر في الشرطة»، «شهود عيان»."""
    mention = marks.at("source", start) or (marks.at("source", start + 1) if marks.on("number", start) else None) if start + 1 < limit else marks.at("source", start)
    if mention is None or mention.start >= limit:
        return None
    end = mention.end
    before = speakers.by_word(marks.norm(start)) if marks.norm(start).startswith("ال") and (end >= limit or not marks.norm(end).startswith("ال")) else None
    if before is not None:
        return Phrase((before,), start, end, known=True)
    if (mention.entry.value == "official" or "construct" in mention.entry.traits) and end < limit and not (marks.nisba(end) and not marks.norm(end).startswith("ال")):
        end = body_end(marks, end, limit)
    while end < limit and (marks.nisba(end) or marks.norm(end) == '"' or (end == mention.end and marks.norm(end).startswith("ال") and not marks.norm(start).startswith("ال"))):
        end += 1
    while end > mention.end and marks.norm(end - 1) == '"':
        end -= 1
    if end + 1 < limit and marks.particle(end, "belonging") and marks.norm(end + 1).startswith("ل"):
        end = max(body_end(marks, end + 1, limit), end + 2)
    while end < limit and end > mention.end and marks.joined(end) and marks.at("demonym", end) is not None and not marks.norm(end).startswith("وال"):
        end += 1
    end = _qualified(marks, end, limit)
    channel = mention.entry.value
    journalist = "journalist" in mention.entry.traits
    medium = next((one for one in marks.reading.of("outlet", mention.end, end) if "head" not in one.entry.traits), None)
    if journalist and medium is not None:
        return Phrase((Voice(marks.name(medium.start, medium.end), None, "correspondent", marks.span(medium.start, medium.end)),), start, end, known=True)
    named = end + (end < limit and marks.norm(end) in {"،", ","})
    if named + 1 < limit and marks.particle(named, "named"):
        begin = named + 1
        close = _name_end(marks, begin, limit)
        voice = Voice(marks.name(begin, close), _party(marks, start, end), channel, marks.span(begin, close))
        speakers.persons.append(voice)
        return Phrase((voice,), start, close, known=True)
    voice = Voice(marks.name(start, end), _party(marks, start, end), channel, marks.span(start, end))
    return Phrase((voice,), start, end, known=True)


def _qualified(marks: Marks, end: int, limit: int) -> int:
    """Take in where a described source belongs: «في وزارة الداخلية»، «من المعارضة»، «بشمال سيناء»."""
    for _ in range(2):
        inside = marks.trait("particle", end, "inside")
        attached = end < limit and marks.norm(end).startswith("ب") and not (marks.particle(end, *_CLOSERS) or marks.happening(end) or marks.on("channel", end) or marks.on("speech", end))
        if end >= limit or not (inside or (attached and _placed(marks, end))):
            return end
        begin = end + 1 if inside else end
        if begin >= limit or marks.at("channel", begin) or marks.time(begin) or marks.happening(begin) or marks.particle(begin, *_CLOSERS) or not marks.is_word(begin):
            return end
        after = body_end(marks, begin, limit)
        if after <= begin:
            return end
        end = after
        while end < limit and marks.joined(end) and marks.norm(end).startswith("وال"):
            end += 1
    return end


def _placed(marks: Marks, token: int) -> bool:
    """Whether «ب» at the head of a word says where: before an article, a body, or a word for a place."""
    named = (marks.at(kind, token) for kind in ("actor", "placekind", "placeword", "particle"))
    return marks.norm(token).startswith("بال") or any(mention is not None and mention.prefix == "ب" for mention in named)


def _medium(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«صحيفة "هآرتس" الإسرائيلية»، «وكالة فرانس برس»، «الوكالة»."""
    mention = marks.at("outlet", start)
    if mention is None:
        return None
    end = body_end(marks, start, limit)
    organ = next(iter(marks.reading.of("organ", start, end)), None)
    actor = organ.entry.value if organ is not None else None
    named = [one for one in marks.reading.of("outlet", start, end) if "head" not in one.entry.traits]
    quoted = _quoted(marks, start, end)
    if quoted is not None:
        begin, close = quoted
    elif named:
        begin, close = named[-1].start + ("headed" in named[-1].entry.traits), named[-1].end
    else:
        if end == mention.end and marks.norm(start).startswith("ال"):
            last = speakers.by_channel(mention.entry.value) or speakers.by_channel("news-agency", "broadcaster", "newspaper", "website")
            return Phrase((last,), start, end, known=True) if last is not None else None
        begin, close = (start if mention.entry.value == "news-agency" else mention.end), end
    if begin >= close:
        return None
    channel = named[-1].entry.value if named else mention.entry.value
    return Phrase((Voice(marks.name(begin, close), actor or (_party(marks, start, end) if actor is None and organ is not None else None), channel, marks.span(begin, close)),), start, end, known=True)


def _quoted(marks: Marks, start: int, end: int) -> tuple[int, int] | None:
    opened = next((token for token in range(start, end) if marks.norm(token) in {'"', "("}), None)
    if opened is None:
        return None
    closed = next((token for token in range(opened + 1, end) if marks.norm(token) in {'"', ")"}), None)
    return (opened + 1, closed) if closed is not None and closed > opened + 1 else None


def _titled(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """An office without a name: «المتحدث باسم الجيش» speaks for the army; «المتحدث» alone is the person met last."""
    title = marks.at("title", start)
    if title is None:
        return None
    end = body_end(marks, title.end, limit) if title.end < limit else title.end
    if marks.norm(title.end - 1).startswith(("ال", "وال")):
        end = min(end, _adjectives(marks, title.end, end))
    alone = [marks.norm(token) for token in range(title.end, end) if not marks.at("title", token)]
    if not alone or end == title.end:
        last = speakers.persons[-1] if speakers.persons and marks.norm(start).removeprefix("و").startswith("ال") else None
        return Phrase((last,), start, end, known=True) if last is not None else None
    family = speakers.person(alone)
    if family is not None:
        return Phrase((family,), start, end, known=True)
    if title.entry.value in {"military", "honorific", "medical", "leader", "activist"} and len(alone) <= 2 and not _party(marks, start, end):
        voice = Voice(marks.name(title.end, end), None, "statement", marks.span(title.end, end))
        speakers.persons.append(voice)
        return Phrase((voice,), start, end, known=True)
    return Phrase((Voice(marks.name(start, end), _party(marks, start, end), "official", marks.span(start, end)),), start, end, known=True)


def _adjectives(marks: Marks, start: int, limit: int) -> int:
    """Return where the adjectives after a definite title end; a family name counts as one."""
    token = start
    while token < limit and (marks.norm(token).startswith("ال") and (marks.nisba(token) or token == start + 1 == limit)):
        token += 1
    return max(token, start + 1) if limit == start + 1 else token


def _body(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """Any other noun phrase: a ministry, an army, a person named once by family name."""
    family = speakers.person([marks.norm(start).removeprefix(marks.clitic(start))])
    if family is not None and start + 1 <= limit and len(marks.norm(start)) > 3:
        return Phrase((family,), start, start + 1, known=True)
    end = body_end(marks, start, limit)
    if end <= start:
        return None
    words = [marks.norm(token) for token in range(start, end) if marks.is_word(token)]
    words[0] = words[0][len(marks.clitic(start)) :] if marks.clitic(start) != "ل" else words[0]
    met = speakers.person(words) or (speakers.by_word(words[0]) if len(words) == 1 else None)
    actor = _party(marks, start, end)
    if met is not None and (actor is None or len(words) == 1):
        return Phrase((met,), start, end, known=True)
    channel = "monitor" if actor in {"sohr", "snhr"} else "statement"
    known = actor is not None or marks.on("actor", start) is not None or marks.particle(start, "body")
    return Phrase((Voice(marks.name(start, end), actor, channel, marks.span(start, end)),), start, end, known=known)


def body_end(marks: Marks, start: int, limit: int) -> int:
    """Return where the noun phrase at `start` ends: a construct up to its first definite word, then definite adjectives."""
    token, definite = start, False
    while token < limit and token - start < _LONGEST_BODY:
        mark = marks.norm(token)
        if mark in {'"', "("}:
            closed = next((one for one in range(token + 1, min(token + 6, limit)) if marks.norm(one) in {'"', ")"}), None)
            if closed is None or marks.that(token + 1) or marks.norm(closed + 1) == ":" and mark == '"' and token == start:
                break
            token, definite = closed + 1, True
            continue
        if marks.particle(token, "belonging") and token > start and token + 1 < limit and marks.norm(token + 1).startswith("ل"):
            token = max(body_end(marks, token + 1, limit), token + 2)
            break
        if not marks.is_word(token) or _closes(marks, token, start, definite=definite):
            break
        actor = marks.at("actor", token) or marks.at("outlet", token)
        if actor is not None and definite and token > start and "nationality" not in actor.entry.traits:
            break
        if actor is not None and not (definite and token > start and not marks.norm(token).startswith("ال")):
            token, definite = min(actor.end, limit), _whole(marks, actor)
            continue
        word = marks.norm(token)
        if definite and (not word.startswith(("ال", "لل")) or (marks.norm(token - 1) in {'"', ")"} and not marks.nisba(token) and not word.startswith("لل"))):
            break
        definite = definite or word.startswith(("ال", "وال", "لل", "بال"))
        token += 1
    return token


def _whole(marks: Marks, actor: Mention) -> bool:
    """Whether a party's name is complete: not a head or a common noun that goes on in a genitive («مستشفيات بغداد»)."""
    if marks.norm(actor.end - 1).startswith(("ال", "لل", "وال", "بال")):
        return True
    return "head" not in actor.entry.traits and not ("plain" in actor.entry.traits and actor.entry.value in {"unknown", "civilians", "medical-workers", "aid-workers"})


def _closes(marks: Marks, token: int, start: int, *, definite: bool) -> bool:
    """Whether a noun phrase ends before this word."""
    if marks.particle(token, "that", "relative", "preposition", "was", "owner", "blame") or marks.time(token):
        return True
    if token == start:
        return False
    outlet = marks.at("outlet", token)
    if outlet is not None and outlet.prefix.endswith("ل"):
        return True
    return bool(marks.happening(token) or (definite and marks.at("title", token)) or marks.at("connective", token) or marks.particle(token, "object") or marks.joined(token) or (definite and marks.at("speech", token)) or marks.given(token))


def _stop(marks: Marks, start: int, limit: int) -> int:
    """Return where nothing of the source can stand any more: told words, a colon, what is announced."""
    for token in range(start, limit):
        if marks.that(token) or marks.norm(token) in {":", "."} or (token > start and (marks.happening(token) or marks.particle(token, "object"))):
            return token
        speech = marks.at("speech", token)
        if speech is not None and token > start + 1 and not marks.on("title", token):
            return token
    return limit
