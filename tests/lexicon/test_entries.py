"""Every entry of the built-in lexicon keeps what it promises: its `yes` sentences hold it, its `no` sentences do not."""

from __future__ import annotations

from functools import lru_cache

import pytest

from riwaya import lexicon
from riwaya.errors import BadLexicon
from riwaya.extract.reading import read
from riwaya.lexicon import Entry, Lexicon, turns_of
from riwaya.model import Document

# Persian letters that look like Arabic ones: a pattern with them is a typing slip, though folding hides it.
_PERSIAN = frozenset("یکگچپژہە")
# Pairs of kind and value that contradict each other: a word in both would be read either way by chance.
_OPPOSED = (
    ("stance", "denied", "possible"),
    ("stance", "possible", "planned"),
    ("stance", "denied", "planned"),
    ("light", "agent", "patient"),
    ("bound", "at-least", "at-most"),
)


@lru_cache(maxsize=1)
def _lexicon() -> Lexicon:
    return lexicon.load()


def _sentences(which: str) -> list[object]:
    return [pytest.param(entry, sentence, id=f"{entry.id}-{number}") for entry in _lexicon().entries for number, sentence in enumerate(getattr(entry, which))]


def _holds(entry: Entry, sentence: str) -> bool:
    reading = read(Document(id="t", text=sentence), _lexicon())
    return any(mention.entry.id == entry.id for mention in reading.of(entry.kind))


@pytest.mark.parametrize(("entry", "sentence"), _sentences("yes"))
def test_a_yes_sentence_holds_the_entry(entry: Entry, sentence: str) -> None:
    assert _holds(entry, sentence), f"{entry.place}: '{entry.id}' is not found in: {sentence}"


@pytest.mark.parametrize(("entry", "sentence"), _sentences("no"))
def test_a_no_sentence_does_not_hold_the_entry(entry: Entry, sentence: str) -> None:
    assert not _holds(entry, sentence), f"{entry.place}: '{entry.id}' is found in: {sentence}"


def _patterns(entry: Entry) -> list[str]:
    return [*entry.words, *entry.nouns, *(form for verb in entry.verbs for form in (verb.past, verb.present or "", *verb.extra))]


def test_no_pattern_holds_a_persian_letter() -> None:
    slips = [f"{entry.place}: {pattern}" for entry in _lexicon().entries for pattern in _patterns(entry) if _PERSIAN & set(pattern)]
    assert not slips


@pytest.mark.parametrize(("kind", "one", "other"), _OPPOSED)
def test_no_pattern_stands_in_two_opposed_lists(kind: str, one: str, other: str) -> None:
    by_value = {
        value: {pattern for entry in _lexicon().of_kind(kind) if entry.value == value for pattern in _patterns(entry) if pattern} for value in (one, other)
    }
    assert by_value[one].isdisjoint(by_value[other])


def test_every_event_type_has_an_entry() -> None:
    covered = {entry.value for entry in _lexicon().of_kind("event")}
    assert covered == set(_lexicon().event_types)


def test_a_type_turns_into_known_types_only() -> None:
    row = {"sub_event_type": "attack", "turns": "armed-clash atack"}
    with pytest.raises(BadLexicon, match="atack"):
        turns_of([row], {"attack": "violence-against-civilians", "armed-clash": "battles"})
