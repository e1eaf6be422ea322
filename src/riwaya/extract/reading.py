"""A document as the extractor reads it: words, sentences and lexicon mentions, each with offsets in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from riwaya import arabic
from riwaya.lexicon import Entry, Lexicon
from riwaya.model import Document, Span

_WORD = re.compile(r"[0-9]+(?:[.,/:][0-9]+)*|[^\W\d_]+|[^\w\s]|_")
_ENDS = frozenset(".!?؟;؛…")


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


@dataclass(frozen=True, slots=True)
class Mention:
    """A lexicon entry found on tokens `[start, end)`; `tag` is the inflection (word, noun, dual, plural, past, present)."""

    entry: Entry
    start: int
    end: int
    tag: str
    prefix: str
    suffix: str


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
        stop = len(self.tokens) if end is None else end
        return tuple(one for one in self.mentions.get(kind, ()) if start <= one.start and one.end <= stop)

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
    return Reading(document, tokens, sentences, find(tokens, sentences, lexicon), tuple(sentence_of))


def tokenize(document: Document) -> tuple[Token, ...]:
    """Return the words and marks of a document's folded and repaired view, skipped ranges left out."""
    folded = arabic.fold(document.text, document.repairs)
    skipped = iter(sorted(document.skipped))
    next_skipped = next(skipped, None)
    found = []
    for match in _WORD.finditer(folded.view):
        span = folded.span(match.start(), match.end())
        while next_skipped and next_skipped.end <= span.start:
            next_skipped = next(skipped, None)
        if not (next_skipped and span.overlaps(next_skipped)):
            found.append(Token(span.start, span.end, match.group(), match.group()[0].isalnum()))
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
    found: dict[str, list[Mention]] = {}
    for sentence in sentences:
        words = [token.norm for token in tokens[sentence.start : sentence.end]]
        for hit in lexicon.trie.hits(words):
            mention = Mention(hit.entry, hit.start + sentence.start, hit.end + sentence.start, hit.tag, hit.prefix, hit.suffix)
            found.setdefault(hit.entry.kind, []).append(mention)
    return {kind: longest(mentions) for kind, mentions in found.items()}


def longest(mentions: list[Mention]) -> tuple[Mention, ...]:
    """Drop every mention that overlaps a longer one (or, of equal length, one with fewer clitics cut off)."""
    kept: list[Mention] = []
    taken: set[int] = set()
    for one in sorted(mentions, key=lambda one: (one.start - one.end, len(one.prefix) + len(one.suffix), one.start)):
        places = range(one.start, one.end)
        if taken.isdisjoint(places):
            kept.append(one)
            taken.update(places)
    return tuple(sorted(kept, key=lambda one: one.start))
