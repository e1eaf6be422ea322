from __future__ import annotations

from datetime import UTC, datetime

import pytest
from sqlalchemy import delete, update
from sqlalchemy.exc import DBAPIError

from riwaya.errors import BadInput
from riwaya.model import Judgement
from riwaya.review import states
from riwaya.store import Store, judgements
from riwaya.store.judgement_tables import judgements as table

ACCEPT = Judgement("accept", ("c1",), "سلمى", "2024-01-01", "واضح", read='{"stance":"asserted"}')
SAME = Judgement("same", ("c1", "c2"), "ليلى", "2024-01-02")
OTHER = Judgement("reject", ("c3",), "ليلى", "2024-01-03")
UNDO = Judgement("undo", (ACCEPT.id,), "سلمى", "2024-01-04")
REDO = Judgement("undo", (UNDO.id,), "سلمى", "2024-01-05")
EVERY = [ACCEPT, SAME, OTHER, UNDO, REDO]


@pytest.fixture
def judged(store: Store) -> Store:
    with store.writing() as connection:
        for one in (*EVERY, ACCEPT):
            judgements.add(connection, one)
    return store


def test_judgements_come_back_as_they_were_and_each_once(judged: Store) -> None:
    with judged.reading() as connection:
        assert list(judgements.every(connection)) == EVERY
        assert judgements.latest(connection) == REDO.at


def test_the_judgements_of_a_claim_come_with_all_that_takes_them_back(judged: Store) -> None:
    with judged.reading() as connection:
        found = judgements.of_claims(connection, ["c1"])
        assert set(found) == {ACCEPT, SAME, UNDO, REDO}
        assert states(found)["c1"].decision == "accepted"
        assert set(judgements.of_pairs(connection)) == {SAME, UNDO, REDO}


def test_a_judgement_is_found_by_the_beginning_of_its_id_where_only_one_begins_so(judged: Store) -> None:
    with judged.reading() as connection:
        assert judgements.by_id(connection, ACCEPT.id[:10]) == ACCEPT
        assert judgements.by_id(connection, "j%") is None
        with pytest.raises(BadInput, match="give more of the id"):
            judgements.by_id(connection, "j")


@pytest.mark.parametrize("change", [update(table).values(by="x"), delete(table)])
def test_no_judgement_can_be_changed_or_deleted(judged: Store, change: object) -> None:
    with pytest.raises(DBAPIError, match="never changed"), judged.writing() as connection:
        connection.execute(change)  # type: ignore[call-overload]  # one of the two statements
    with judged.reading() as connection:
        assert list(judgements.every(connection)) == EVERY


def test_a_judgement_comes_after_every_earlier_one_though_the_clock_was_set_back() -> None:
    now = datetime(2024, 1, 1, tzinfo=UTC)
    assert judgements.after(None, now) == "2024-01-01T00:00:00.000000+00:00"
    assert judgements.after("2025-01-01T00:00:00.000000+00:00", now) == "2025-01-01T00:00:00.000001+00:00"
