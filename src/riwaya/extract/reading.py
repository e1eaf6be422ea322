"""A document as the extractor reads it: words, sentences and lexicon mentions, each with offsets in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from operator import attrgetter

from riwaya import arabic
from riwaya.lexicon import Hit, Lexicon
from riwaya.model import Document, Span

_WORD = re.compile(r"[0-9]+(?:[.,/:][0-9]+)*|[^\W\d_]+|[^\w\s]|_")
_ENDS = frozenset(".!?؟;؛…")
_NAMES = frozenset({"actor", "outlet", "organ"})
_QUOTE, _PAIR = '"', 2
_START = attrgetter("start")


@dataclass(frozen=True, slots=True)
class Token:
    """A word or mark: `norm` is its folded form, `[start, end)` where it stands in the text."""

    start: int
    end: int
    norm: str
    is_word: bool


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of tokens; `paragraph` counts lines of text, `title` is set for the headline."""

    start: int
    end: int
    paragraph: int
    title: bool = False


# A lexicon entry found on tokens `[start, end)`; `tag` is the inflection (word, noun, accusative, dual, plural, past, present).
Mention = Hit


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the later steps look at; immutable."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: Mapping[str, tuple[Mention, ...]]
    sentence_of: tuple[int, ...]

    def span(self, start: int, end: int) -> Span:
        """Return the text range of tokens `[start, end)`."""
        return Span(self.tokens[start].start, self.tokens[end - 1].end)

    def quote(self, start: int, end: int) -> str:
        """Return what the page says on tokens `[start, end)`, verbatim."""
        return self.span(start, end).of(self.document.text)

    def of(self, kind: str, start: int = 0, end: int | None = None) -> tuple[Mention, ...]:
        """Return the mentions of a kind that lie inside tokens `[start, end)`, by position."""
        found = self.mentions.get(kind, ())
        if end is not None:
            return tuple(one for one in found[bisect_left(found, start, key=_START) : bisect_left(found, end, key=_START)] if one.end <= end)
        return found[bisect_left(found, start, key=_START) :] if start else found

    def norms(self, start: int, end: int) -> str:
        """Return the folded words of tokens `[start, end)`, joined by spaces."""
        return " ".join(token.norm for token in self.tokens[start:end])


def read(document: Document, lexicon: Lexicon) -> Reading:
    """Cut a document into words and sentences and find every lexicon entry in it."""
    tokens = tokenize(document)
    sentences = split(tokens, document)
    sentence_of = [0] * len(tokens)
    for number, sentence in enumerate(sentences):
        for token in range(sentence.start, sentence.end):
            sentence_of[token] = number
    mentions = find(tokens, sentences, lexicon)
    return Reading(document, tokens, sentences, mentions | _names(mentions, tokens, document), tuple(sentence_of))


def _names(mentions: Mapping[str, tuple[Mention, ...]], tokens: tuple[Token, ...], document: Document) -> dict[str, tuple[Mention, ...]]:
    """Return persons and parties without what is another's family name: «سليم الأسد» is not «الأسد», «أكرم صالح» not «صالح»."""
    given = [one for one in mentions.get("given", ()) if not document.text.endswith("على", 0, tokens[one.end - 1].end)]
    begun, ended = {one.start for one in given}, {one.end for one in given}

    def family(one: Mention) -> bool:
        named = one.start in begun or (one.entry.kind == "person" and tokens[one.start].norm.startswith("ال"))
        return named and one.start in ended and one.end == one.start + 1 and not one.prefix

    return {kind: tuple(one for one in mentions.get(kind, ()) if not family(one)) for kind in ("person", "actor")}


def tokenize(document: Document) -> tuple[Token, ...]:
    """Return the words and marks of a document's folded and repaired view, skipped ranges left out."""
    folded = arabic.fold(document.text, document.repairs)
    skipped = iter(sorted(document.skipped))
    next_skipped = next(skipped, None)
    found = []
    for match in _WORD.finditer(folded.view):
        start, end = folded.starts[match.start()], folded.ends[match.end() - 1]
        while next_skipped and next_skipped.end <= start:
            next_skipped = next(skipped, None)
        if not (next_skipped and start < next_skipped.end and next_skipped.start < end):
            norm = match[0]
            found.append(Token(start, end, norm, norm[0].isalnum()))
    return tuple(found)


def split(tokens: tuple[Token, ...], document: Document) -> tuple[Sentence, ...]:
    """Cut at line ends and at marks that close a sentence; a decimal point or an initial closes none."""
    found: list[Sentence] = []
    start, paragraph = 0, 0
    headline = _headline(document)
    for index, token in enumerate(tokens):
        following = tokens[index + 1] if index + 1 < len(tokens) else None
        gap = document.text[token.end : following.start] if following else "\n"
        if following and "\n" not in gap and not _closes(tokens, index):
            continue
        found.append(Sentence(start, index + 1, paragraph, token.end <= headline))
        start = index + 1
        paragraph += "\n" in gap
    return tuple(found)


def _headline(document: Document) -> int:
    """Return where the headline ends in the text, 0 where the text does not open with it."""
    title, text = (document.title or "").strip(), document.text
    opening = len(text) - len(text.lstrip())
    return opening + len(title) if title and text[opening:].startswith(title) else 0


def _closes(tokens: tuple[Token, ...], index: int) -> bool:
    token = tokens[index]
    if token.norm not in _ENDS:
        return False
    initial = index > 0 and len(tokens[index - 1].norm) == 1 and tokens[index - 1].is_word
    return not (token.norm == "." and initial)


def find(tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], lexicon: Lexicon) -> dict[str, tuple[Mention, ...]]:
    """Find entries sentence by sentence; of the mentions of one kind that overlap, the longest and least cut stays."""
    words = [token.norm for token in tokens]
    found: dict[str, list[Mention]] = {}
    for sentence in sentences:
        hits = lexicon.trie.hits(words, sentence.start, sentence.end)
        for hit in (*hits, *_quoted_names(words, sentence, lexicon, hits)):
            found.setdefault(hit.entry.kind, []).append(hit)
    return {kind: longest(mentions) for kind, mentions in found.items()}


def _quoted_names(words: list[str], sentence: Sentence, lexicon: Lexicon, hits: Iterable[Mention]) -> Iterator[Mention]:
    """Yield the names of which a part stands in quotation marks, where that part alone is none: «حركة "فتح"»."""
    named = {(hit.entry.kind, token) for hit in hits if hit.entry.kind in _NAMES for token in range(hit.start, hit.end)}
    plain = [token for token in range(sentence.start, sentence.end) if words[token] != _QUOTE]
    if len(plain) == sentence.end - sentence.start:
        return
    for hit in lexicon.trie.hits([words[token] for token in plain]):
        start, end = plain[hit.start], plain[hit.end - 1] + 1
        inside = words[start:end].count(_QUOTE)
        closed = inside == 1 and end < sentence.end and words[end] == _QUOTE
        fresh = named.isdisjoint((hit.entry.kind, token) for token in range(start, end))
        if fresh and hit.entry.kind in _NAMES and (closed or inside == _PAIR):
            yield replace(hit, start=start, end=end + closed)


def longest(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Drop every mention that overlaps a longer one (or, of equal length, one with fewer clitics cut off)."""
    kept: list[Mention] = []
    crowd: list[Mention] = []
    reach = 0
    for one in sorted(mentions, key=_START):
        if crowd and one.start >= reach:
            kept.extend(_fittest(crowd))
            crowd = []
        crowd.append(one)
        reach = max(reach, one.end)
    return (*kept, *_fittest(crowd))


def _fittest(crowd: list[Mention]) -> list[Mention]:
    """Choose among mentions that overlap one another in a chain."""
    if len(crowd) < 2:
        return crowd
    kept: list[Mention] = []
    for one in sorted(crowd, key=lambda one: (one.start - one.end, len(one.prefix) + len(one.suffix), one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=_START)
