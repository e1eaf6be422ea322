"""Finds what is on a page but not of the report: comment forms, share bars, link lists, captions, tickers, addresses.

The text stays as it is; the ranges found are left unread. Phrases come from the lexicon, shapes (links, markup, rules) from here.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from riwaya import arabic
from riwaya.clean.knowledge import FRONT_MATTER, WORD, Knowledge, Phrase
from riwaya.model import Span

_SHAPES = re.compile(
    r"https?://[^\s«»\"“”)\]]+|www\.[^\s«»\"“”)\]]+|pic\.twitter\.com/\w+"  # addresses, which spell out headlines
    r"|<[A-Za-z/!][^<>\n]{0,2000}>|!\[[^\]\n]{0,300}\]\([^)\n]{0,500}\)"  # markup and pictures
    r"|^[ \t]{0,9}\*[^*\n]{1,300}\*[ \t\r]{0,9}$",  # captions
    re.MULTILINE,
)
_WRITTEN_WORD = re.compile("(?:[^\\W\\d_]|[\u064b-\u0652\u0670])+|\\d+")  # with its diacritics
_READABLE = re.compile(r"[^\W_]")
_ABSTRACT = re.compile(r"\s*(?:title|desc|description|summary|headline|excerpt)\s*:\s*", re.IGNORECASE)
_LINE = re.compile(r"[^\r\n]+")
_COLUMN = re.compile(r"[ \t\u00a0]{3,}|\t")
_CLOSING = re.compile(r"[(\[/]{1,2}\s*([^()\[\]/\n]{2,40}(?:/[^()\[\]/\n]{2,30})?)\s*[)\]/]{1,2}[\s.]*$")
_SENTENCE_END = (".", "؟", "!", "»", '"', "”", ":", "…")
_MARKS = re.compile(r"\s*(?::|\.\.|…|\||-|–|—|>)")

_LABEL = re.compile(r"\s*(?:[^\s:.…|]{1,20}[ \u00a0]+){0,2}[^\s:.…|]{1,20}\s*(?::|\.\.+|…|\|)\s*")

_FRONT = 4000
_LONGEST = 220  # a longer line is a paragraph of the report, whatever it begins with
_PARAGRAPH = 140
_SHORT_PARAGRAPH = 60
_LIST = 12
_TICKER = 5
_FIRST_WORDS = 90


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    end: int
    text: str

    @property
    def is_paragraph(self) -> bool:
        """Whether the line reads as a paragraph, not as a headline or a label."""
        bare = self.text.strip()
        return len(bare) >= _PARAGRAPH or (len(bare) >= _SHORT_PARAGRAPH and bare.endswith(_SENTENCE_END))


def skipped(text: str, known: Knowledge) -> tuple[Span, ...]:
    """Return the ranges of `text` that are not part of the report, sorted and apart."""
    front = FRONT_MATTER.search(text, 0, _FRONT)
    found = list(_front_matter(front)) if front else []
    found += [Span(match.start(), match.end()) for match in _SHAPES.finditer(text)]
    lines = [_Line(match.start(), match.end(), match[0]) for match in _LINE.finditer(text) if not match[0].isspace()]
    found += _furniture([line for line in lines if not front or not front.start() <= line.start < front.end()], len(text), known)
    return tuple(_apart(found))


def _front_matter(front: re.Match[str]) -> Iterator[Span]:
    """Yield the lines of a front matter; of those that hold a headline or an abstract, the key alone."""
    for line in re.finditer(r"[^\n]*\n?", front[0]):
        key = _ABSTRACT.match(line[0])
        if line[0]:
            yield Span(front.start() + line.start(), front.start() + (line.start() + key.end() if key else line.end()))


def _apart(spans: Iterable[Span]) -> Iterator[Span]:
    """Yield spans in order, those that touch or overlap as one."""
    open_one: Span | None = None
    for span in sorted(spans):
        if open_one and span.start <= open_one.end:
            open_one = Span(open_one.start, max(open_one.end, span.end))
            continue
        if open_one:
            yield open_one
        open_one = span
    if open_one:
        yield open_one


def _furniture(lines: list[_Line], length: int, known: Knowledge) -> Iterator[Span]:
    last_paragraph = max((index for index, line in enumerate(lines) if line.is_paragraph), default=-1)
    listed = 0
    for index, line in enumerate(lines):
        value = _value(line.text, known)
        if value == "foot" and (index > last_paragraph or line.start > length / 2):
            yield Span(line.start, length)
            return
        if value == "heading":
            listed = _LIST
        if value == "label":
            yield Span(line.start, line.start + _label_end(line.text))
            continue
        if value or (listed and not line.is_paragraph):
            yield Span(line.start, line.end)
            listed = max(0, listed - 1)
            continue
        listed = 0
        if closing := _closing(line, known):
            yield closing


def _value(line: str, known: Knowledge) -> str | None:
    """Say what kind of furniture a line is; None for the report's own lines."""
    if len(line) > _LONGEST:
        return "line" if _is_ticker(line) else None
    if not _READABLE.search(line):
        return "line"
    head = line[:_FIRST_WORDS]
    words = [word for word in WORD.findall(arabic.key(head)) if word.isalpha()] if _may_be(head, known) else []
    if words and len(line) <= _FIRST_WORDS and (_is_row_of_buttons(words, known) or known.words["signoff"].issuperset(words)):
        return "line"
    if words and (phrase := _phrase(words, line, known)):
        if phrase.value in ("label", "heading") and _label_end(line) and len(words) > len(phrase.words):
            return "label"
        whole = len(words) == len(phrase.words) and len(line) <= _FIRST_WORDS
        return phrase.value if whole or phrase.value == "foot" else "opening"
    return "line" if _is_ticker(line) else None


def _is_row_of_buttons(words: list[str], known: Knowledge) -> bool:
    """Whether words are labels of buttons from first to last («طباعة المقال إرسال حفظ»)."""
    position = 0
    while position < len(words):
        sizes = [
            len(phrase.words)
            for phrase in known.phrases.get(words[position], ())
            if phrase.value == "line" and tuple(words[position : position + len(phrase.words)]) == phrase.words
        ]
        if not sizes:
            return False
        position += max(sizes)
    return True


def _may_be(head: str, known: Knowledge) -> bool:
    """Whether the first word of a line may begin furniture: spares folding the others."""
    first = WORD.search(head, 0)
    while first and first[0].isdigit():
        first = WORD.search(head, first.end())
    key = arabic.key(first[0]) if first else ""
    return key in known.phrases or key in known.words["signoff"]


def _phrase(words: list[str], line: str, known: Knowledge) -> Phrase | None:
    """Return the longest phrase that a line begins with, if the line may hold more than it."""
    for phrase in known.phrases.get(words[0], ()):
        size = len(phrase.words)
        if phrase.value in ("signoff", "dateline") or tuple(words[:size]) != phrase.words:
            continue
        if phrase.value == "line" and len(words) > size:
            continue
        if phrase.colon and not _followed_by_colon(line, size):
            continue
        return phrase
    return None


def _followed_by_colon(line: str, size: int) -> bool:
    ends = [match.end() for match in _WRITTEN_WORD.finditer(line)]
    return len(ends) >= size and bool(_MARKS.match(line, ends[size - 1]))


def _label_end(line: str) -> int:
    """Return where the headline of another page begins behind its label («اقرأ أيضا: ...»): the headline is read, it tells of events too."""
    match = _LABEL.match(line)
    return match.end() if match else 0


def _is_ticker(line: str) -> bool:
    """Whether a line is a row of headlines: many columns, none of them a sentence with a full stop."""
    columns = [part for part in _COLUMN.split(line.strip()) if part]
    return len(columns) >= _TICKER and not any(part.endswith(".") for part in columns)


def _closing(line: _Line, known: Knowledge) -> Span | None:
    """Return the agency's name in brackets or slashes that closes a line."""
    tail_start = max(0, len(line.text) - 60)
    match = _CLOSING.search(line.text, tail_start)
    if not match:
        return None
    words = [word for word in WORD.findall(arabic.key(match[1])) if not word.isdigit()]
    bare = [word.removeprefix("و") if word not in known.words["signoff"] else word for word in words]
    ends_a_sentence = line.text[: match.start()].rstrip().endswith(_SENTENCE_END)  # else it glosses the name before it: «وكالة الأنباء (سانا)»
    return Span(line.start + match.start(), line.start + match.end()) if words and ends_a_sentence and known.words["signoff"].issuperset(bare) else None
