"""The words of a document with their places in the text: enough grammar to see what stands around a name."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from riwaya import arabic
from riwaya.lexicon import Hit, Lexicon
from riwaya.model import Document, Span

_WORD = re.compile(r"\w+|[^\w\s]")
_KINDS = frozenset({"placekind", "relation", "placeword", "direction", "number"})


@dataclass(frozen=True, slots=True)
class Words:
    """Folded words, each with where it starts and ends in the text."""

    norms: tuple[str, ...]
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    lexicon: Lexicon

    def at(self, span: Span) -> tuple[int, int]:
        """Return the range of words that a span of the text touches."""
        return bisect_right(self.ends, span.start), bisect_left(self.starts, span.end)

    def hits(self, start: int, stop: int) -> list[Hit]:
        """Return the entries of place grammar on words `[start, stop)`."""
        return self.lexicon.trie.hits(self.norms, max(0, start), min(stop, len(self.norms)), _KINDS)


def words_of(document: Document, lexicon: Lexicon) -> Words:
    """Read a document's words, broken ones mended."""
    folded = arabic.fold(document.text, document.repairs)
    found = [(match[0], *match.span()) for match in _WORD.finditer(folded.view)]
    starts, ends = folded.starts, folded.ends
    return Words(tuple(word for word, _, _ in found), tuple(starts[at] for _, at, _ in found), tuple(ends[end - 1] for _, _, end in found), lexicon)
