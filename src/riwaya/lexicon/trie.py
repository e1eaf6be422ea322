"""Finds lexicon forms in a row of words, with full control over clitics."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from riwaya.arabic import Cut, cuts
from riwaya.lexicon.entry import Entry
from riwaya.lexicon.forms import forms


@dataclass(frozen=True, slots=True)
class Hit:
    """An entry found on words `[start, end)`, with the clitics that were cut off and the form's inflection."""

    entry: Entry
    start: int
    end: int
    tag: str
    prefix: str
    suffix: str


@dataclass(slots=True)
class _Node:
    below: dict[str, _Node] = field(default_factory=dict)
    ends: list[tuple[Entry, str, bool]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class _Ways:
    """How a word may be read: as the first of a form (clitics cut, the form begun), as the last of one (a pronoun cut, the stem)."""

    first: tuple[tuple[Cut, _Node], ...]
    last: tuple[Cut, ...]


class Trie:
    """Every form of every entry, by words. Immutable once built, apart from a memory of how words are cut."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._root = _Node()
        self._ways: dict[str, _Ways] = {}
        self._inner: set[str] = set()
        for entry in entries:
            for form in forms(entry):
                node = self._root
                for word in form.words:
                    node = node.below.setdefault(word, _Node())
                node.ends.append((entry, form.tag, form.takes_suffix))
                self._inner.update(form.words[1:])

    def hits(self, words: Sequence[str], start: int = 0, stop: int | None = None) -> list[Hit]:
        """Return all hits in a row of folded words (or in a part of it), by start; overlaps included, the same entry once a range."""
        found: dict[tuple[str, int, int], Hit] = {}
        end = len(words) if stop is None else stop
        for at in range(start, end):
            for cut, node in self._read(words[at]).first:
                _collect(node, at, at + 1, cut, found)
                if node.below and not cut.suffix:
                    self._walk(words, at, end, cut, node, found)
        return list(found.values())

    def _read(self, word: str) -> _Ways:
        known = self._ways.get(word)
        if known is None:
            every = cuts(word)
            known = _Ways(
                tuple((cut, node) for cut in every if (node := self._root.below.get(cut.stem))),
                tuple(cut for cut in every if cut.suffix and not cut.prefix and cut.stem in self._inner),
            )
            if len(self._ways) < 200_000:
                self._ways[word] = known
        return known

    def _walk(self, words: Sequence[str], start: int, stop: int, first: Cut, node: _Node, found: dict[tuple[str, int, int], Hit]) -> None:
        for at in range(start + 1, stop):
            word = words[at]
            for cut in self._read(word).last:
                if cut.stem in node.below:
                    _collect(node.below[cut.stem], start, at + 1, Cut(first.prefix, first.stem, cut.suffix), found)
            following = node.below.get(word)
            if following is None:
                return
            node = following
            _collect(node, start, at + 1, first, found)


def _collect(node: _Node, start: int, end: int, cut: Cut, found: dict[tuple[str, int, int], Hit]) -> None:
    for entry, tag, takes_suffix in node.ends:
        at = (entry.id, start, end)
        if (takes_suffix or not cut.suffix) and at not in found:
            found[at] = Hit(entry, start, end, tag, cut.prefix, cut.suffix)
