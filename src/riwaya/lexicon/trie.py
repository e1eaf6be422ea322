"""Finds lexicon forms in a row of words, with full control over clitics."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain
from typing import NamedTuple

from riwaya.arabic import Cut, cuts
from riwaya.lexicon.entry import Entry, Pattern
from riwaya.lexicon.forms import object_patterns, patterns

# Kinds of function words that «ك» never precedes: «كلم» is no «لم», «كمية» no hundred.
_UNCOMPARED = frozenset({"stance", "number", "quantity"})
_REMEMBERED = 200_000  # words; more are read anew each time


class Hit(NamedTuple):
    """An entry found on words `[start, end)`, with the clitics that were cut off and the form's inflection.

    A tuple, as a page has a thousand of them and a tuple is made in a third of the time of a dataclass.
    """

    entry: Entry
    start: int
    end: int
    tag: str
    prefix: str
    suffix: str

    @property
    def clitics(self) -> int:
        """How many letters were cut off."""
        return len(self.prefix) + len(self.suffix)


hit_of = partial(tuple.__new__, Hit)  # from a tuple of its fields: in half the time that a call by fields takes


@dataclass(slots=True)
class _Node:
    below: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[Entry, str, bool]] = field(default_factory=list)

    def add(self, words: Sequence[Sequence[str]], entry: Entry, pattern: Pattern) -> None:
        """Write the rest of a pattern out below this node."""
        if not words:
            self.ends.append((entry, pattern.tag, pattern.takes_suffix))
            return
        for word in words[0]:
            self.below.setdefault(word, _Node()).add(words[1:], entry, pattern)


@dataclass(frozen=True, slots=True)
class Word:
    """How a word may be read: `norm` is its folded form.

    `alone`: of each kind, the entry that it is by itself, as (kind, entry, tag, prefix, suffix); `first`: forms of several words that
    it may begin, with the clitics cut; `last`: pronouns to cut where it ends such a form. `heads`: entries that it is where one of their objects
    follows, as in `alone`; `objects`: the ids of the entries whose object it is, with the clitics before it.
    """

    norm: str
    alone: tuple[tuple[str, Entry, str, str, str], ...]
    first: tuple[tuple[Cut, _Node], ...]
    last: tuple[Cut, ...]
    heads: tuple[tuple[str, Entry, str, str, str], ...]
    objects: frozenset[tuple[str, str]]


class Trie:
    """Every form of every entry, by words. Immutable once built, apart from a memory of how words are read.

    Patterns are filed under the words that may begin them, and written out when such a word is first met: a page meets one in a hundred.
    """

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._begun: dict[str, list[tuple[Entry, Pattern]]] = defaultdict(list)
        self._nodes: dict[str, _Node] = {}
        self._known: dict[str, Word] = {}
        self._objects: dict[str, list[tuple[Entry, Pattern]]] = defaultdict(list)
        inner: set[tuple[str, ...]] = set()
        for entry in entries:
            for pattern in object_patterns(entry):
                for word in pattern.words[0]:
                    self._objects[word].append((entry, pattern))
            for pattern in patterns(entry):
                one = (entry, pattern)
                for word in pattern.words[0]:
                    self._begun[word].append(one)
                inner.update(pattern.words[1:])
        self._inner = frozenset(chain.from_iterable(inner))

    def word(self, word: str) -> Word:
        """Return how a folded word may be read."""
        known = self._known.get(word)
        if known is None:
            known = self._read(word)
            if len(self._known) < _REMEMBERED:
                self._known[word] = known
        return known

    def _read(self, word: str) -> Word:
        every = cuts(word)
        begun = [(cut, self._node(cut.stem)) for cut in every if cut.stem in self._begun]
        found: dict[tuple[str, int, int], Hit] = {}
        for cut, node in begun:
            _collect(node, 0, 1, cut, found)
        alone: dict[str, Hit] = {}
        for hit in sorted(found.values(), key=lambda hit: hit.clitics):
            if not hit.entry.objects:
                alone.setdefault(hit.entry.kind, hit)
        heads = [hit for hit in found.values() if hit.entry.objects]
        return Word(
            word,
            tuple((kind, hit.entry, hit.tag, hit.prefix, hit.suffix) for kind, hit in alone.items()),
            tuple((cut, node) for cut, node in begun if node.below and not cut.suffix),
            tuple(cut for cut in every if cut.suffix and not cut.prefix and cut.stem in self._inner),
            tuple((hit.entry.kind, hit.entry, hit.tag, hit.prefix, hit.suffix) for hit in heads),
            frozenset(self._objects_of(every)),
        )

    def _objects_of(self, every: Iterable[Cut]) -> Iterator[tuple[str, str]]:
        """Yield the entries that one of the cuts of a word is an object of, by id, with what was cut off before it."""
        for cut in every:
            for entry, pattern in self._objects.get(cut.stem, ()):
                if pattern.takes_suffix or not cut.suffix:
                    yield entry.id, cut.prefix

    def _node(self, first: str) -> _Node:
        """Return the forms that begin with a word."""
        node = self._nodes.get(first)
        if node is None:
            node = _Node()
            for entry, pattern in self._begun[first]:
                node.add(pattern.words[1:], entry, pattern)
            self._nodes[first] = node
        return node

    def hits(self, words: Sequence[str], start: int = 0, stop: int | None = None, kinds: Container[str] | None = None) -> list[Hit]:
        """Return what (of some kinds) stands in a row of folded words or a part of it, by start: of single words the fittest of each kind, of phrases all."""
        read = [self.word(word) for word in words[start:stop]]
        found: list[Hit] = []
        for at, word in enumerate(read):
            place = start + at
            alone = word.alone if kinds is None else [one for one in word.alone if one[0] in kinds]
            found += [hit_of((entry, place, place + 1, tag, prefix, suffix)) for _, entry, tag, prefix, suffix in alone]
            longer = self.longer(read, at, len(read)) if word.first else ()
            found += [one._replace(start=one.start + start, end=one.end + start) for one in longer if kinds is None or one.entry.kind in kinds]
        return found

    def longer(self, words: Sequence[Word], start: int, stop: int) -> Iterable[Hit]:
        """Return the forms of two words and more that begin at `start` and end before `stop`, overlaps included, the same entry once a range."""
        found: dict[tuple[str, int, int], Hit] = {}
        for cut, node in words[start].first:
            _walk(words, start, stop, cut, node, found)
        return found.values()


def _walk(words: Sequence[Word], start: int, stop: int, first: Cut, node: _Node, found: dict[tuple[str, int, int], Hit]) -> None:
    for at in range(start + 1, stop):
        word = words[at]
        for cut in word.last:
            if cut.stem in node.below:
                _collect(node.below[cut.stem], start, at + 1, Cut(first.prefix, first.stem, cut.suffix), found)
        following = node.below.get(word.norm)
        if following is None:
            return
        node = following
        _collect(node, start, at + 1, first, found)


def _collect(node: _Node, start: int, end: int, cut: Cut, found: dict[tuple[str, int, int], Hit]) -> None:
    for entry, tag, takes_suffix in node.ends:
        at = (entry.id, start, end)
        uncompared = "ك" in cut.prefix and entry.kind in _UNCOMPARED
        if (takes_suffix or not cut.suffix) and at not in found and not uncompared:
            found[at] = Hit(entry, start, end, tag, cut.prefix, cut.suffix)
