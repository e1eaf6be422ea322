"""What changed between two versions of a page: its headline, numbers, other words, or that it is gone. Pure."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from riwaya import arabic
from riwaya.lexicon import Lexicon
from riwaya.lexicon.forms import forms
from riwaya.model import Document

_WORD = re.compile(r"[\w\u064b-\u065f\u0670]+(?:[.,٫٬]\d+)*")  # with the marks on letters
_AROUND = 3  # words shown on each side of what changed
_LONGEST = 40  # words shown of a longer change


class Kind(StrEnum):
    """How a page changed."""

    HEADLINE = "headline"
    NUMBER = "number"
    TEXT = "text"
    REMOVED = "removed"
    RETURNED = "returned"


@dataclass(frozen=True, slots=True)
class Change:
    """One change: the words before and after, with some around them."""

    kind: Kind
    before: str
    after: str


def numerals(lexicon: Lexicon) -> frozenset[str]:
    """Return the folded words that are numbers («خمسة»، «عشرات»)."""
    return frozenset(form.words[0] for entry in lexicon.of_kind("number") for form in forms(entry) if len(form.words) == 1)


def changes(before: Document | None, after: Document | None, numbers: frozenset[str]) -> tuple[Change, ...]:
    """Return what changed, headline first; None stands for a page that was not there, or could not be read. Marks and spelling of hamza are no change."""
    if before is None or after is None:
        return () if before is after else (Change(Kind.REMOVED if after is None else Kind.RETURNED, _title(before), _title(after)),)
    headline = arabic.key(_title(before)) != arabic.key(_title(after))
    first = (Change(Kind.HEADLINE, _title(before), _title(after)),) if headline else ()
    return (*first, *_in_text(_words(_body(before)), _words(_body(after)), numbers))


def _title(document: Document | None) -> str:
    return document.title or "" if document else ""


def _body(document: Document) -> str:
    """Return the text without the headline that it begins with: the headline is compared by itself."""
    return document.text.removeprefix(_title(document))


def _words(text: str) -> list[str]:
    return [match[0] for match in _WORD.finditer(text)]


def _in_text(before: Sequence[str], after: Sequence[str], numbers: frozenset[str]) -> Iterator[Change]:
    old, new = ([arabic.key(word) for word in words] for words in (before, after))
    for tag, start, end, other, until in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if tag != "equal":
            counted = [_number(key, numbers) for key in (*old[start:end], *new[other:until])]
            yield Change(Kind.NUMBER if any(counted) else Kind.TEXT, _shown(before, start, end), _shown(after, other, until))


def _number(key: str, numbers: frozenset[str]) -> bool:
    return any(letter.isdigit() for letter in key) or any(cut.stem in numbers for cut in arabic.cuts(key) if not cut.suffix)


def _shown(words: Sequence[str], start: int, end: int) -> str:
    shown = words[max(0, start - _AROUND) : end + _AROUND]
    return " ".join(shown if len(shown) <= _LONGEST else [*shown[:_LONGEST], "…"])
