"""A document as the extractor reads it: words, sentences and lexicon mentions, each with offsets in the text."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from operator import attrgetter
from typing import NamedTuple

from riwaya import arabic
from riwaya.extract.governed import governing, governs, over
from riwaya.lexicon import Hit, Lexicon, Word
from riwaya.lexicon.trie import hit_of
from riwaya.model import Document, Span

_WORD = re.compile(r"[0-9]+(?:[.,/:][0-9]+)*|[^\W\d_]+|[^\w\s]|_")
_ENDS = frozenset(".!?؟;؛…")
_NO_GIVEN = ("على", "دون", "الآن")  # ordinary words that folded are given names
_COMMAS = frozenset({"،", ","})
_LONGEST = 240  # tokens of a sentence; the longest of 1,893 in reports that were looked at has 178
_NAMES = frozenset({"actor", "outlet", "organ"})
_QUOTE, _PAIR = '"', 2
_START = attrgetter("start")


class Token(NamedTuple):
    """A word or mark: `norm` is its folded form, `[start, end)` where it stands in the text. A tuple, as `Hit` is."""

    start: int
    end: int
    norm: str
    is_word: bool


_token = partial(tuple.__new__, Token)  # from a tuple of its fields: in half the time that a call by fields takes


@dataclass(frozen=True, slots=True)
class Sentence:
    """A range of tokens; `paragraph` counts lines of text, `title` is set for the headline."""

    start: int
    end: int
    paragraph: int
    title: bool = False


# A lexicon entry found on tokens `[start, end)`; `tag` is the inflection (word, noun, accusative, dual, plural, past, present).
Mention = Hit


class Words(dict[int, str]):
    """The folded words of a page by token, "" outside of it."""

    def __missing__(self, token: int) -> str:
        return ""


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything that the later steps look at; immutable. `digits` are the tokens that are written in figures."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    mentions: Mapping[str, tuple[Mention, ...]]
    sentence_of: tuple[int, ...]
    starting: Mapping[str, Mapping[int, Mention]]
    digits: tuple[int, ...]
    words: Mapping[int, str]

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

    def figurative(self) -> frozenset[int]:
        """Return the tokens of set phrases in which no word tells of an event or a loss: «قواعد الاشتباك»، «قضت محكمة بسجن خمسة»."""
        return frozenset(token for one in self.of("noevent") if "covers" in one.entry.traits for token in range(one.start, one.end))

    def starts(self, kind: str) -> Mapping[int, Mention]:
        """Return the mentions of a kind by their first token, in order."""
        return self.starting.get(kind, {})

    def norms(self, start: int, end: int) -> str:
        """Return the folded words of tokens `[start, end)`, joined by spaces."""
        return " ".join(token.norm for token in self.tokens[start:end])


def read(document: Document, lexicon: Lexicon) -> Reading:
    """Cut a document into words and sentences and find every lexicon entry in it."""
    tokens = tokenize(document)
    sentences = split(tokens, document)
    sentence_of = tuple(number for number, sentence in enumerate(sentences) for _ in range(sentence.start, sentence.end))
    found = find(tokens, sentences, lexicon)
    mentions = found | _names(found, tokens, document)
    starting = {kind: {one.start: one for one in several} for kind, several in mentions.items()}
    words = Words(enumerate(token.norm for token in tokens))
    digits = tuple(index for index, token in enumerate(tokens) if token.norm[0].isdigit())
    return Reading(document, tokens, sentences, mentions, sentence_of, starting, digits, words)


def _names(mentions: Mapping[str, tuple[Mention, ...]], tokens: tuple[Token, ...], document: Document) -> dict[str, tuple[Mention, ...]]:
    """Return persons and parties without what is another's family name: «سليم الأسد» is not «الأسد», «أكرم صالح» not «صالح».

    A nationality that ends the name of a known person means nobody else there, nor alone after a title or a verb of speech: «وأضاف التركي».
    """
    given = [one for one in mentions.get("given", ()) if not document.text.endswith(_NO_GIVEN, 0, tokens[one.end - 1].end)]
    begun, ended = {one.start for one in given}, {one.end for one in given}
    last = {one.end - 1 for one in mentions.get("person", ()) if one.end - one.start > 1}
    named = {tokens[token].norm for token in last}
    opened = {one.end for kind in ("speech", "title") for one in mentions.get(kind, ())}

    def family(one: Mention) -> bool:
        known = one.start in begun or (one.entry.kind == "person" and tokens[one.start].norm.startswith("ال"))
        return known and one.start in ended and one.end == one.start + 1 and not one.prefix

    def again(one: Mention) -> bool:
        alone = "nationality" in one.entry.traits and one.end == one.start + 1
        return alone and (one.start in last or (one.start in opened and tokens[one.start].norm in named))

    return {kind: tuple(one for one in mentions.get(kind, ()) if not (family(one) or again(one))) for kind in ("person", "actor")}


def tokenize(document: Document) -> tuple[Token, ...]:
    """Return the words and marks of a document's folded and repaired view, skipped ranges left out."""
    folded = arabic.fold(document.text, document.repairs)
    starts, ends = folded.starts, folded.ends
    spans = [(match[0], *match.span()) for match in _WORD.finditer(folded.view)]
    tokens = [_token((starts[start], ends[end - 1], norm, norm[0].isalnum())) for norm, start, end in spans]
    return tuple(_read(tokens, document.skipped) if document.skipped else tokens)


def _read(tokens: Iterable[Token], skipped: Iterable[Span]) -> Iterator[Token]:
    """Yield the tokens that no skipped range touches."""
    ranges = iter(sorted(skipped))
    following = next(ranges, None)
    for token in tokens:
        while following and following.end <= token.start:
            following = next(ranges, None)
        if not (following and token.start < following.end and following.start < token.end):
            yield token


def split(tokens: tuple[Token, ...], document: Document) -> tuple[Sentence, ...]:
    """Cut at line ends and at marks that close a sentence; a decimal point or an initial closes none."""
    found: list[Sentence] = []
    start, paragraph = 0, 0
    headline = _headline(document)
    line_ends = _line_ends(tokens, document.text)
    closing = {index for index, token in enumerate(tokens) if token.norm in _ENDS and _closes(tokens, index)}
    for index in _no_longer(sorted(line_ends | closing), tokens):
        found.append(Sentence(start, index + 1, paragraph, tokens[index].end <= headline))
        start = index + 1
        paragraph += index in line_ends
    return tuple(found)


def _no_longer(ends: Iterable[int], tokens: Sequence[Token]) -> Iterator[int]:
    """Yield the last tokens of sentences, those without an end in sight cut at a comma or anywhere.

    A page may have lost all its marks, and grouping compares each two event words of a sentence.
    """
    start = 0
    for end in ends:
        while end - start >= _LONGEST:
            reach = range(start + _LONGEST - 1, start + _LONGEST // 2, -1)
            cut = next((at for at in reach if tokens[at].norm in _COMMAS), reach.start)
            yield cut
            start = cut + 1
        yield end
        start = end + 1


def _line_ends(tokens: tuple[Token, ...], text: str) -> set[int]:
    """Return the tokens after which a line ends: the last one, and those with a line break before the next."""
    found = {len(tokens) - 1} if tokens else set()
    at = text.find("\n")
    while at >= 0:
        following = bisect_left(tokens, at, key=_START)
        if following == len(tokens):
            break
        if following and tokens[following - 1].end <= at:
            found.add(following - 1)
        at = text.find("\n", tokens[following].start)
    return found


def _headline(document: Document) -> int:
    """Return where the headline ends in the text, 0 where the text does not open with it."""
    title, text = (document.title or "").strip(), document.text
    opening = len(text) - len(text.lstrip())
    return opening + len(title) if title and text[opening:].startswith(title) else 0


def _closes(tokens: tuple[Token, ...], index: int) -> bool:
    initial = index > 0 and len(tokens[index - 1].norm) == 1 and tokens[index - 1].is_word
    return not (tokens[index].norm == "." and initial)


def find(tokens: tuple[Token, ...], sentences: tuple[Sentence, ...], lexicon: Lexicon) -> dict[str, tuple[Mention, ...]]:
    """Find entries sentence by sentence; of the mentions of one kind that overlap, the longest and least cut stays."""
    read = lexicon.trie.word
    words = [read(token.norm) for token in tokens]
    phrases = _phrases(words, sentences, lexicon)
    found = defaultdict[str, list[Mention]](list, phrases)
    covered = defaultdict[int, set[str]](set)
    for kind, mentions in phrases.items():
        for token in (token for one in mentions for token in range(one.start, one.end)):
            covered[token].add(kind)
    for at, word in enumerate(words):
        hidden = covered.get(at, ()) if word.alone else ()
        for kind, entry, tag, prefix, suffix in word.alone:
            if kind not in hidden:
                found[kind].append(hit_of((entry, at, at + 1, tag, prefix, suffix)))
    marks = [at for at, word in enumerate(words) if word.norm == _QUOTE]
    marked = [one for one in sentences if bisect_left(marks, one.start) < bisect_left(marks, one.end)]
    quoted = [hit for sentence in marked for hit in _quoted_names(words, sentence, lexicon, found)]
    for hit in quoted:
        found[hit.entry.kind] = [*longest((*found[hit.entry.kind], hit))]
    return {kind: tuple(sorted(mentions, key=_START) if kind in phrases else mentions) for kind, mentions in found.items()}


def _phrases(words: Sequence[Word], sentences: tuple[Sentence, ...], lexicon: Lexicon) -> dict[str, list[Mention]]:
    """Return the fittest entries of several words, and of words that have their object, by kind: no other one of its kind stands on their tokens."""
    found = defaultdict[str, list[Mention]](list)
    for sentence in sentences:
        longer = (hit for at in range(sentence.start, sentence.end - 1) if words[at].first for hit in lexicon.trie.longer(words, at, sentence.end))
        governed = list(governing(words, sentence.start, sentence.end))
        for hit in longer:
            (governed if hit.entry.objects else found[hit.entry.kind]).append(hit)
        for hit in governed:
            if hit.end == hit.start + 1 or governs(hit, words, sentence.end):
                found[hit.entry.kind] += over(hit, [one for one in found[hit.entry.kind] if one.start == hit.start])
    return {kind: list(longest(mentions)) for kind, mentions in found.items()}


def _quoted_names(words: Sequence[Word], sentence: Sentence, lexicon: Lexicon, found: Mapping[str, Sequence[Mention]]) -> Iterator[Mention]:
    """Yield the names of which a part stands in quotation marks, where that part alone is none: «حركة "فتح"»."""
    plain = [token for token in range(sentence.start, sentence.end) if words[token].norm != _QUOTE]
    unquoted = [words[token] for token in plain]
    for hit in (hit for at in range(len(plain) - 1) if unquoted[at].first for hit in lexicon.trie.longer(unquoted, at, len(plain))):
        start, end = plain[hit.start], plain[hit.end - 1] + 1
        inside = sum(words[token].norm == _QUOTE for token in range(start, end))
        closed = inside == 1 and end < sentence.end and words[end].norm == _QUOTE
        known = hit.entry.kind in _NAMES and any(one.start < end and start < one.end for one in found.get(hit.entry.kind, ()))
        if hit.entry.kind in _NAMES and not known and (closed or inside == _PAIR):
            yield hit._replace(start=start, end=end + closed)


def longest(mentions: Iterable[Mention]) -> tuple[Mention, ...]:
    """Drop every mention that overlaps a longer one (or, of equal length, one that has its object, or fewer clitics cut off)."""
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
    for one in sorted(crowd, key=lambda one: (one.start - one.end, not one.entry.objects, one.clitics, one.start)):
        if all(one.end <= other.start or other.end <= one.start for other in kept):
            kept.append(one)
    return sorted(kept, key=_START)
