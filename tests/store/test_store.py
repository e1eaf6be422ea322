from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import update

from riwaya.errors import BadInput
from riwaya.model import Reason, Rejected
from riwaya.store import Added, Reading, Refusal, Run, Store, judgement_tables, open_store, people_tables, watching_tables  # noqa: F401  # the tables are known to the metadata by being loaded
from riwaya.store.tables import claims, metadata

Made = Callable[..., Reading]


def test_what_goes_in_comes_out_as_it_was(store: Store, made: Made, run: Run) -> None:
    one = made()
    assert store.add([one], run) == Added(documents=1, claims=1)
    assert store.document("page-1") == one.document
    assert store.body("page-1") == one.body
    assert store.claim(one.claims[0].id) == one.claims[0].claim
    assert store.faults() == []


def test_a_page_that_comes_again_is_stored_once(store: Store, made: Made, run: Run) -> None:
    store.add([made()], run)
    before = store.stats()
    assert store.add([made(), made()], run) == Added(known=2)
    assert store.stats() == before


def test_another_body_under_a_known_id_is_a_version_and_the_older_claims_are_not_current(store: Store, made: Made, run: Run) -> None:
    store.add([made()], run)
    store.add([made(text="قصف الطيران مدينة السهل")], run)
    assert store.document("page-1~2").text == "قصف الطيران مدينة السهل"  # type: ignore[union-attr]
    stats = store.stats()
    assert (stats["documents"], stats["documents.current"], stats["claims"], stats["claims.current"]) == (2, 1, 2, 1)
    assert store.faults() == []


def test_a_page_named_like_a_version_of_another_is_stored_too(store: Store, made: Made, run: Run) -> None:
    store.add([made(), made(text="قصف آخر على الوادي")], run)
    store.add([made("page-1~2", "نص ثالث عن الوادي")], run)
    assert store.stats()["documents"] == 3
    assert store.faults() == []


def test_rejections_are_kept_with_their_reason(store: Store, run: Run) -> None:
    rejected = Rejected("page-9", Reason.TOO_SHORT, "page-9: three words", text="ثلاث كلمات هنا")
    assert store.add([Refusal("k", rejected, b"abc")], run) == Added(reasons=("too-short",))
    assert store.rejected() == [rejected]
    assert store.known(["k", "other"]) == {"k"}


def test_an_id_that_stands_for_two_claims_is_refused_and_nothing_of_the_batch_is_kept(store: Store, made: Made, run: Run) -> None:
    one, other = made(), made("page-2")
    double = replace(other, claims=(replace(other.claims[0], id=one.claims[0].id),))
    with pytest.raises(BadInput, match="stands for two claims"):
        store.add([one, double], run)
    assert store.stats()["documents"] == 0


def test_an_id_of_a_stored_claim_is_refused_on_any_day_and_what_is_stored_stays(store: Store, made: Made, run: Run) -> None:
    one = made()
    store.add([one], run)
    before = store.stats()
    for day in (date(2031, 5, 1), date(2031, 5, 2)):
        other, fresh = made("page-2", day=day), made("page-3", "قصف مدينة السهل")
        double = replace(other, claims=(replace(other.claims[0], id=one.claims[0].id),))
        with pytest.raises(BadInput, match=f"claim id {one.claims[0].id}: stands for two claims"):
            store.add([fresh, double], run)
        assert store.stats() == before
    assert store.faults() == []


def test_the_check_tells_of_counts_that_are_out_of_step(store: Store, made: Made, run: Run) -> None:
    store.add([made()], run)
    with store.writing() as connection:
        connection.execute(update(claims).values(shown=0))
    assert any("columns" in one for one in store.faults())


def test_the_tables_are_what_the_migrations_make(store: Store) -> None:
    with store.reading() as connection:
        context = MigrationContext.configure(
            connection, opts={"include_object": lambda _o, name, *_r: not str(name).startswith(("claim_words", "spatial_ref_sys", "ix_claim_words"))}
        )
        assert compare_metadata(context, metadata) == []


def test_a_store_in_a_file_is_opened_again_with_what_it_held(tmp_path: Path, made: Made, run: Run) -> None:
    url = f"sqlite:///{tmp_path / 'deep' / 'store.sqlite'}"
    first = open_store(url)
    first.add([made()], run)
    first.backup(tmp_path / "copy.sqlite")
    first.close()
    for where in (url, f"sqlite:///{tmp_path / 'copy.sqlite'}"):
        again = open_store(where)
        assert again.stats()["claims"] == 1
        assert again.version() == ("0011", "0011")
        again.close()


@pytest.mark.parametrize("url", ["mysql://host/name", "no address"])
def test_an_address_that_is_no_store_is_refused(url: str) -> None:
    with pytest.raises(BadInput, match="sqlite:///FILE"):
        open_store(url)
