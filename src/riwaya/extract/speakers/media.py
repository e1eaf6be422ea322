"""Media that speak or carry another's words: «صحيفة "هآرتس" الإسرائيلية»، «وكالة فرانس برس»، «الوكالة»."""

from __future__ import annotations

from riwaya.extract.reading import Mention
from riwaya.extract.speakers.marks import Marks
from riwaya.extract.speakers.memory import Phrase, Speakers
from riwaya.extract.speakers.phrases import body_end, party
from riwaya.model import Voice


def medium(marks: Marks, speakers: Speakers, start: int, limit: int) -> Phrase | None:
    """«صحيفة "هآرتس" الإسرائيلية»، «وكالة فرانس برس»، «الوكالة»."""
    mention = marks.at("outlet", start)
    if mention is None:
        return None
    end = body_end(marks, start, limit)
    organ = next(iter(marks.reading.of("organ", start, end)), None)
    actor = organ.entry.value if organ is not None else None
    named = [one for one in marks.reading.of("outlet", start, end) if "head" not in one.entry.traits]
    if (called := _set_off(marks, end, limit)) is not None:
        named, end = [called], called.end
    quoted = _quoted(marks, start, end)
    if quoted is not None:
        begin, close = quoted
    elif named:
        begin, close = named[-1].start + ("headed" in named[-1].entry.traits), named[-1].end
    else:
        if end == mention.end and marks.norm(start).startswith("ال"):
            last = speakers.by_channel(mention.entry.value) or speakers.by_channel("news-agency", "broadcaster", "newspaper", "website")
            return Phrase((last,), start, end, known=True) if last is not None else None
        described = _described_by(marks, start, mention.end)
        begin, close = (start if described or mention.entry.value == "news-agency" else mention.end), end
    if begin >= close:
        return None
    channel = named[-1].entry.value if named else mention.entry.value
    return Phrase(
        (
            Voice(
                marks.name(begin, close) if quoted is None else marks.raw_name(begin, close),
                actor or (party(marks, start, end) if actor is None and organ is not None else None),
                channel,
                marks.span(begin, close),
            ),
        ),
        start,
        end,
        known=True,
    )


def _set_off(marks: Marks, end: int, limit: int) -> Mention | None:
    """Return the name of a medium between commas: «وكالة الأنباء الرسمية، سانا، إن»."""
    named = marks.at("outlet", end + 1) if end + 1 < limit and marks.norm(end) in {"،", ","} else None
    return named if named is not None and "head" not in named.entry.traits and marks.norm(named.end) in {"،", ","} else None


def _described_by(marks: Marks, start: int, token: int) -> bool:
    """Whether an adjective, not a name, follows a word for a medium: «مواقع أفغانية»، «التلفزيون الوطني»."""
    definite = marks.norm(start).removeprefix(marks.clitic(start)).startswith("ال") and marks.norm(token).startswith("ال")
    return marks.at("demonym", token) is not None or (definite and marks.nisba(token))


def _quoted(marks: Marks, start: int, end: int) -> tuple[int, int] | None:
    opened = next((token for token in range(start, end) if marks.norm(token) == "(" or marks.opens_quotation(token)), None)
    if opened is None:
        return None
    closed = next((token for token in range(opened + 1, end) if marks.norm(token) in {'"', ")"}), None)
    return (opened + 1, closed) if closed is not None and closed > opened + 1 else None
