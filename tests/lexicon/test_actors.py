"""The actors: their table, and how the entries that name them hang together (what each entry matches is tested in `test_entries.py`)."""

from __future__ import annotations

import csv
from functools import cache
from pathlib import Path

import pytest

from riwaya import lexicon
from riwaya.lexicon import Entry, Lexicon
from riwaya.lexicon.forms import forms

KINDS = ("actor", "person", "partyword")
CONTRACT = Path(__file__).parents[3] / "shared" / "knowledge" / "actors.csv"


@cache
def known() -> Lexicon:
    return lexicon.load()


def entries() -> tuple[Entry, ...]:
    return tuple(entry for kind in KINDS for entry in known().of_kind(kind))


def test_no_form_belongs_to_two_entries_of_a_kind() -> None:
    owners: dict[tuple[str, tuple[str, ...]], str] = {}
    shared = []
    for entry in entries():
        for words in {form.words for form in forms(entry)}:
            owner = owners.setdefault((entry.kind, words), entry.id)
            if owner != entry.id:
                shared.append((" ".join(words), owner, entry.id))
    assert shared == []


def test_parents_and_meanings_are_actors() -> None:
    actors = known().actors
    assert [actor.id for actor in actors.values() if actor.parent and actor.parent not in actors] == []
    assert [(entry.id, value) for entry in entries() for value in entry.meaning.values() if value not in actors] == []


def test_an_id_tells_its_country() -> None:
    assert [actor.id for actor in known().actors.values() if "." in actor.id and actor.id.partition(".")[0] != actor.country.lower()] == []


def test_every_actor_has_a_name_in_the_lexicon() -> None:
    named = {value for entry in entries() for value in (entry.value, *entry.meaning.values())}
    assert set(known().actors) - named == set()


def test_actors_of_the_contract_stand_unchanged() -> None:
    if not CONTRACT.is_file():
        pytest.skip(f"needs the contract's table at {CONTRACT}")
    with CONTRACT.open(encoding="utf-8", newline="") as file:
        wanted = list(csv.DictReader(file))
    have = {row["id"]: row for row in lexicon.rows(lexicon.built_in() / "actors.csv")}
    assert [row for row in wanted if have.get(row["id"]) != row] == []
