"""From words to a source: described sources, media, bodies, papers, and words that point back."""

from __future__ import annotations

from dataclasses import replace

from riwaya import arabic
from riwaya.extract.reading import Mention
from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.media import medium
from riwaya.extract.speakers.memory import Phrase, Speakers
from riwaya.extract.speakers.persons import name_end, person
from riwaya.extract.speakers.phrases import body_end, party
from riwaya.lexicon import FINITE
from riwaya.model import Voice

_DESCRIBED = frozenset({"unnamed", "official", "witness", "correspondent"})
_BEFORE = frozenset({'"', "(", "،", ","})
_CLOSERS = ("that", "relative", "preposition", "was", "time", "object", "owner", "blame", "fingers")


def sources(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """Read the sources that begin at `start`, joined ones included."""
    first = source(marks, speakers, start, limit)
    if first is None:
        return None
    voices, end, known = first.voices, first.end, first.known
    other = _another(marks, first, limit)
    if other is not None:
        voices, end = (*voices, *other.voices), other.end
    while end < limit and len(voices) < 3 and (marks.joined(end) or marks.particle(end, "ally")) and not marks.on("speech", end):
        more = source(marks, speakers, end + marks.particle(end, "ally"), limit)
        if more is None or not more.known:
            break
        voices, end = voices + more.voices, more.end
    return Phrase(voices, first.start, end, known)


def _another(marks: Marks, first: Phrase, limit: int) -> Phrase | None:
    """«مصدر أمني وآخر طبي»: a second one, of the kind named first."""
    begin = first.end
    if begin >= limit or not marks.trait("particle", begin, "another") or not marks.norm(begin).startswith("و"):
        return None
    end = next((token for token in range(begin + 1, limit) if not marks.nisba(token)), limit)
    if end == begin + 1 or not marks.at("source", first.start):  # «الجيش السوري وآخر تركي» have no kind to share
        return None
    name = f"{marks.name(first.start, first.start + 1)} {marks.reading.quote(begin + 1, end)}"
    return Phrase((Voice(name, None, first.voices[-1].channel, marks.span(begin, end)),), begin, end, known=True)


def source(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """Read one source at `start`."""
    first = start
    while start < limit and (marks.norm(start) in _BEFORE or marks.bare(start, "topic") or _filler(marks, start, limit)):  # «أما الجيش، فقد قال إن»
        start += 1
    called = marks.at("particle", start)
    if called is not None and called.entry.value == "called":
        start = called.end
    if (
        start >= limit
        or not marks.is_word(start)
        or marks.particle(start, "that", "preposition", "relative", "blame", "fingers")
        or (marks.happening(start) and not marks.at("source", start))
    ):
        return None
    reports = marks.at("source", start) is not None and marks.that(start + 1)  # «أفادت معلومات بأن»
    if marks.particle(start, "object") and not (marks.at("channel", start) or reports):
        return None
    for rule in (_again, _document, person, _described, medium, _titled, _body):
        found = rule(marks, speakers, start, limit)
        if found is not None:
            closed = start > first and found.end < limit and marks.norm(found.end) in {'"', ")"}
            return replace(found, end=found.end + closed)
    return None


def _behind(marks: Marks, source: Mention, start: int, end: int) -> str | None:
    """Return whom a described source speaks for: of a nationality alone, officials for the state, soldiers for the army, others for nobody."""
    actor = party(marks, start, end)
    named = [one for one in marks.reading.of("actor", start, end) if marks.actor_of(one) is not None]
    if actor is None or any("nationality" not in one.entry.traits for one in named) or any(marks.reading.of("person", start, end)):
        return actor
    if any(marks.particle(token, "armed") for token in range(start, end)):
        return marks.actor_of(named[0])
    return actor if source.entry.value == "official" or source.entry.kind == "title" else None


def _filler(marks: Marks, token: int, limit: int) -> bool:
    """Whether a word only counts or lists what follows: «كل من X»، «عدد من X»، or tells when: «أمس X»."""
    if marks.time(token) and not marks.on("source", token):
        return True
    counting = marks.on("particle", token)
    return counting is not None and counting.entry.value == "counting" and counting.end < limit


def _again(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«المصدر»، «المصادر نفسها»: the source of that kind met last; with an adjective of its own that none had, a source of its own."""
    mention = marks.at("source", start)
    if mention is None or "again" not in mention.entry.traits:
        return None
    end = mention.end
    while end < limit and marks.nisba(end) and not marks.happening(end):
        end += 1
    words = [marks.norm(token).removeprefix("ال").removesuffix("ه") for token in range(mention.end, end) if not marks.bare(token, "same")]
    head = next((word.partition("ال")[2] for word in marks.reading.norms(start, mention.end).split() if "ال" in word), "")
    known = [voice for voice in reversed(speakers.voices) if voice.channel in _DESCRIBED]
    alike = [voice for voice in known if head in (said := arabic.key(voice.name or "")).split() and all(word in said for word in words)]
    told = speakers.voices[-1:] if not (known or words) else ()  # «المصدر» may be a body
    voice = next(iter(alike or (known if not words else ()) or told), None) or Voice(marks.name(start, end), None, "unnamed", marks.span(start, end))
    return Phrase((voice,), start, end, known=True)


def _document(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«بيان لوزارة الدفاع»، «بيان صادر عن الجيش»: the body behind the paper; «البيان» alone: whoever spoke last in such a paper, else whoever spoke last."""
    mention = marks.at("channel", start)
    if mention is None or mention.entry.value in {"interview", "press-conference"}:
        return None
    end = mention.end
    owner = _owner(marks, end, limit)
    if owner is not None:
        end = owner.end
    elif marks.norm(end)[:1] != "ل" and (marks.norm(start).startswith("ال") or marks.particle(end, "preposition", "that", "relative")):
        spoken = [voice for voice in reversed(speakers.voices) if voice.channel not in {"unnamed", "witness"}]
        last = next((voice for voice in spoken if voice.channel == mention.entry.value), next(iter(spoken), None))
        return Phrase((last,), start, mention.end, known=True) if last is not None else None
    while end < limit and (marks.nisba(end) or marks.time(end)) and not marks.on("actor", end):
        end += 1
    found = source(marks, speakers, end, limit) if end < limit else None
    if found is None or not (found.known or not marks.particle(start, "object")):  # «حصيلة القتلى» is no paper
        return None
    return Phrase(found.voices, start, found.end, known=True)


def _owner(marks: Marks, token: int, limit: int) -> Mention | None:
    """Return the word that ties a paper to who gave it out, adjectives of the paper before it: «بيان مشترك أصدرته»."""
    while token < limit and marks.nisba(token) and not marks.particle(token, "owner"):
        token += 1
    owner = marks.at("particle", token) if token < limit else None
    return owner if owner is not None and owner.entry.value == "owner" else None


def _described(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«مصدر أمني بشمال سيناء»، «ثلاثة مصادر في الشرطة»، «شهود عيان»."""
    mention = marks.at("source", start)
    if mention is None and marks.on("number", start) and start + 1 < limit:
        mention = marks.at("source", start + 1)
    if mention is None:
        return None
    pointed = _pointed_at(marks, speakers, mention, start, limit)
    if pointed is not None:
        return pointed
    owner = _owner(marks, mention.end, limit) if mention.entry.value == "video" else None
    if owner is not None and owner.end < limit:  # «صور نشرها ناشطون»
        return source(marks, speakers, owner.end, limit)
    end = _qualified(marks, _attributes(marks, mention, limit), limit)
    called = _called(marks, speakers, mention, start, end, limit)
    if called is not None:
        return called
    outlet = next((one for one in marks.reading.of("outlet", mention.end, end) if "head" not in one.entry.traits), None)
    if "journalist" in mention.entry.traits and outlet is not None:
        voice = Voice(marks.name(outlet.start, outlet.end), None, "correspondent", marks.span(outlet.start, outlet.end))
    else:
        voice = Voice(marks.name(start, end), _behind(marks, mention, start, end), mention.entry.value, marks.span(start, end))
    return Phrase((voice,), start, end, known=True)


def _called(marks: Marks, speakers: Speakers, mention: Mention, start: int, end: int, limit: int) -> Phrase | None:
    """«أحد السكان ويدعى محمد سالم»: the name of whom a source describes."""
    begin = end + 1 + (end < limit and marks.norm(end) in {"،", ","})
    if begin >= limit or not marks.particle(begin - 1, "named"):
        return None
    close = name_end(marks, begin, limit)
    channel = mention.entry.value if mention.entry.kind == "source" else "official"
    voice = Voice(marks.name(begin, close), _behind(marks, mention, start, end), channel, marks.span(begin, close))
    speakers.persons.append(voice)
    return Phrase((voice,), start, close, known=True)


def _pointed_at(marks: Marks, speakers: Speakers, mention: Mention, start: int, limit: int) -> Phrase | None:
    """«المسؤولون» alone: the officials met before."""
    bare = mention.end >= limit or not marks.definite(mention.end)
    voice = speakers.by_word(marks.norm(start)) if bare and marks.norm(start).startswith("ال") else None
    return Phrase((voice,), start, mention.end, known=True) if voice is not None else None


def _attributes(marks: Marks, mention: Mention, limit: int) -> int:
    """Return where the adjectives and genitives of a described source end."""
    end = mention.end
    governs = mention.entry.value == "official" or "construct" in mention.entry.traits or marks.norm(end).startswith("ال")
    definite = marks.norm(mention.start).startswith("ال")
    ended = marks.joined(end) or marks.particle(end, "counting") or marks.addressed(end) or _announced(marks, end)
    governs = governs and end < limit and (not ended or ("construct" in mention.entry.traits and marks.at("outlet", end) is not None))
    if governs and (marks.norm(end).startswith("ال") != definite or not marks.nisba(end)):
        end = body_end(marks, end, limit) if marks.is_word(end) or ("construct" in mention.entry.traits and marks.norm(end) in {'"', "("}) else end
    while (
        end < limit
        and not _beside(marks, end)
        and (
            marks.nisba(end)
            or _marked(marks, mention.end, end)
            or (definite and marks.norm(end).startswith("ال") and not marks.time(end) and not marks.particle(end))
        )
    ):
        end += 1
    while end > mention.end and marks.norm(end - 1) == '"' and sum(marks.norm(token) == '"' for token in range(mention.end, end)) % 2:
        end -= 1
    if end + 1 < limit and marks.particle(end, "belonging") and marks.norm(end + 1).startswith("ل"):
        end = max(body_end(marks, end + 1, limit), end + 2)
    while end < limit and end > mention.end and marks.joined(end) and marks.at("demonym", end) is not None and not marks.norm(end).startswith("وال"):
        end += 1
    return end


def _marked(marks: Marks, start: int, token: int) -> bool:
    """Whether a quotation mark belongs to a name behind a source, not to one around it."""
    return marks.norm(token) == '"' and (marks.opens_quotation(token) or any(marks.norm(one) == '"' for one in range(start, token)))


def _beside(marks: Marks, token: int) -> bool:
    """Whether a second source, or the medium spoken to in quotation marks, stands beside the first."""
    second = marks.trait("particle", token, "another") and marks.norm(token).startswith("و")
    return second or (marks.norm(token) == '"' and marks.at("outlet", token + 1) is not None)


def _announced(marks: Marks, token: int) -> bool:
    """Whether a source ends before what it tells or whom it tells: «أكد سكان مقتل»، «أبلغ سكان وكالة رويترز»."""
    return marks.happening(token) is not None or marks.at("outlet", token) is not None


def _qualified(marks: Marks, end: int, limit: int) -> int:
    """Take in where a described source belongs: «في وزارة الداخلية»، «من المعارضة»، «بشمال سيناء»."""
    if marks.trait("particle", end, "rank") and marks.at("title", end + 1) and end + 1 < limit:  # «ضابط برتبة عقيد»
        end += 2
    for _ in range(2):
        inside = marks.trait("particle", end, "inside")
        attached = (
            end < limit
            and marks.norm(end).startswith("ب")
            and not (marks.particle(end, *_CLOSERS) or marks.at("event", end) or marks.happening(end) or marks.on("channel", end) or marks.on("speech", end))
        )
        if end >= limit or not (inside or (attached and _placed(marks, end))):
            return end
        begin = end + 1 if inside else end
        if (
            begin >= limit
            or marks.at("channel", begin)
            or marks.time(begin)
            or marks.happening(begin)
            or marks.particle(begin, *_CLOSERS)
            or not (marks.is_word(begin) or marks.norm(begin) == '"')
        ):
            return end
        after = body_end(marks, begin, limit)
        if after <= begin:
            return end
        end = after + _capital(marks, begin, after, limit)
        while end < limit and marks.joined(end) and marks.norm(end).startswith("وال") and not (marks.at("source", end) or marks.at("title", end)):
            end += 1
    return end


def _capital(marks: Marks, begin: int, end: int, limit: int) -> bool:
    """Whether the name of a place follows the word for it: «في العاصمة المؤقتة عدن»."""
    if end >= limit or not marks.definite(begin) or marks.on("placekind", begin) is None or not marks.is_word(end) or marks.joined(end):
        return False
    return not (
        marks.particle(end)
        or marks.time(end)
        or marks.happening(end)
        or marks.addressed(end)
        or any(marks.on(kind, end) for kind in ("speech", "source", "channel"))
    )


def _placed(marks: Marks, token: int) -> bool:
    """Whether «ب» at the head of a word says where: before an article, a body, or a word for a place."""
    named = (marks.at(kind, token) for kind in ("actor", "placekind", "placeword", "particle"))
    return marks.norm(token).startswith("بال") or any(mention is not None and mention.prefix == "ب" for mention in named)


def _titled(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """Read an office without a name: «المتحدث باسم الجيش» speaks for the army; «المتحدث» alone is the person met last."""
    title = marks.at("title", start)
    if title is None:
        return None
    whole = title.end >= limit or (title.end > title.start + 1 and marks.happening(title.end))  # «أعلن مدير المستشفى مقتل»
    end = title.end if whole else body_end(marks, title.end, limit)
    if marks.norm(title.end - 1).startswith(("ال", "وال")):
        end = min(end, _adjectives(marks, title.end, end))
        end = max(end, _qualified(marks, end, limit))
    alone = [marks.norm(token) for token in range(title.end, end) if not marks.at("title", token)]
    office = end == title.end > title.start + 1 and not marks.norm(start).removeprefix("و").startswith("ال")  # «مدير المستشفى»
    if (not alone or end == title.end) and not office:
        last = speakers.by_word(marks.norm(start).removeprefix("و")) or next(iter(speakers.persons[-1:]), None)
        last = last if marks.norm(start).removeprefix("و").startswith("ال") else None
        return Phrase((last,), start, end, known=True) if last is not None else None
    family = speakers.person(alone)
    if family is not None:
        return Phrase((family,), start, end, known=True)
    ranked = title.entry.value in {"military", "honorific", "medical", "leader", "activist"}
    ranked = ranked and not (marks.particle(start, "body") or marks.on("placekind", title.end))  # «فريق نزع الألغام»، «زعيم قرية»
    if ranked and len(alone) <= 2 and not party(marks, start, end):
        voice = Voice(marks.name(title.end, end), None, "statement", marks.span(title.end, end))
        speakers.persons.append(voice)
        return Phrase((voice,), start, end, known=True)
    called = _called(marks, speakers, title, start, end, limit)
    return called or Phrase((Voice(marks.name(start, end), _behind(marks, title, start, end), "official", marks.span(start, end)),), start, end, known=True)


def _adjectives(marks: Marks, start: int, limit: int) -> int:
    """Return where the adjectives after a definite title end; a single word after it may be a family name."""
    if limit == start + 1:
        return limit
    return next((token for token in range(start, limit) if not (marks.norm(token).startswith("ال") and marks.nisba(token))), limit)


def _body(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """Any other noun phrase: a ministry, an army, a person named once by family name."""
    family = speakers.person([marks.norm(start).removeprefix(marks.clitic(start))])
    if family is not None and start + 1 <= limit and len(marks.norm(start)) > 3:
        return Phrase((family,), start, start + 1, known=True)
    end = body_end(marks, start, limit)
    if end <= start or _no_body(marks, start, end):
        return None
    words = [marks.norm(token) for token in range(start, end) if marks.is_word(token)]
    words[0] = words[0][len(marks.clitic(start)) :] if marks.clitic(start) != "ل" else words[0]
    met = speakers.person(words) or (speakers.by_word(words[0]) if len(words) == 1 else None)
    actor = party(marks, start, end)
    if met is not None and (actor is None or len(words) == 1):
        return Phrase((met,), start, end, known=True)
    channel = "monitor" if actor in {"sohr", "snhr"} else "statement"
    places = marks.on("placekind", start) is not None and not marks.on("actor", start)  # «القرى الموالية للنظام» do not speak
    known = (actor is not None and not places) or marks.on("actor", start) is not None or marks.particle(start, "body")
    return Phrase((Voice(marks.name(start, end), actor, channel, marks.span(start, end)),), start, end, known=known)


def _no_body(marks: Marks, start: int, end: int) -> bool:
    """Whether a verb or a bare adjective opens the phrase: «نفاه التحالف»، «عسكرية جزائرية»."""
    if marks.on("casualty", start) or (marks.particle(start, "counting") and marks.on("casualty", start + 1)):  # «يقدر عدد القتلى»
        return True
    verb = marks.at("speech", start)
    if verb is not None and (verb.tag in FINITE or "after" in verb.entry.traits) and not marks.at("actor", start):
        return True
    bare = not marks.norm(start).removeprefix(marks.clitic(start)).startswith("ال")
    demonym = None if _state(marks, start) else marks.at("demonym", start)
    return bare and ((demonym is not None and demonym.end >= end) or (marks.particle(start, "armed") and end > start))


def _state(marks: Marks, token: int) -> bool:
    """Whether a word is the name of a state: «تركيا» is no adjective."""
    named = marks.at("actor", token)
    return named is not None and "nationality" not in named.entry.traits
