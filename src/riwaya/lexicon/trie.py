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


class Trie:
    """Every form of every entry, by words. Immutable once built, apart from a memory of how words are cut."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._root = _Node()
        self._cuts: dict[str, tuple[Cut, ...]] = {}
        for entry in entries:
            for form in forms(entry):
                node = self._root
                for word in form.words:
                    node = node.below.setdefault(word, _Node())
                node.ends.append((entry, form.tag, form.takes_suffix))

    def hits(self, words: Sequence[str]) -> list[Hit]:
        """Return all hits in a row of folded words, by start; overlaps included, the same entry once a range."""
        found: dict[tuple[str, int, int], Hit] = {}
        for start in range(len(words)):
            for cut in self._cut(words[start]):
                self._walk(words, start, cut, found)
        return list(found.values())

    def _cut(self, word: str) -> tuple[Cut, ...]:
        known = self._cuts.get(word)
        if known is None:
            roots = self._root.below
            known = tuple(cut for cut in cuts(word) if cut.stem in roots)
            if len(self._cuts) < 200_000:
                self._cuts[word] = known
        return known

    def _walk(self, words: Sequence[str], start: int, cut: Cut, found: dict[tuple[str, int, int], Hit]) -> None:
        node = self._root.below[cut.stem]
        self._collect(node, start, start + 1, cut.prefix, cut.suffix, found)
        if cut.suffix:
            return
        for end in range(start + 1, len(words)):
            if not node.below:
                return
            self._last(node, words[end], start, end + 1, cut.prefix, found)
            following = node.below.get(words[end])
            if following is None:
                return
            node = following
            self._collect(node, start, end + 1, cut.prefix, "", found)

    def _last(self, node: _Node, word: str, start: int, end: int, prefix: str, found: dict[tuple[str, int, int], Hit]) -> None:
        """Try the word as the last of a form, with a pronoun attached."""
        for cut in cuts(word):
            if cut.suffix and not cut.prefix and cut.stem in node.below:
                self._collect(node.below[cut.stem], start, end, prefix, cut.suffix, found)

    @staticmethod
    def _collect(node: _Node, start: int, end: int, prefix: str, suffix: str, found: dict[tuple[str, int, int], Hit]) -> None:
        for entry, tag, takes_suffix in node.ends:
            if suffix and not takes_suffix:
                continue
            found.setdefault((entry.id, start, end), Hit(entry, start, end, tag, prefix, suffix))
