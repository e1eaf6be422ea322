"""What no database likes to hold comes in and out, or is refused with a reason."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.model import Party, Place, Reason, Rejected, Voice
from riwaya.store import Filed, Reading, Refusal, Run, Store, open_store

ODD = ["\ud800", "\x00", "'; DROP TABLE claims; --", "<script>alert(1)</script>", "\u202e", "=1+1", "%s ? :name"]


def spoiled(given: Reading, odd: str) -> Reading:
    """Put an odd string wherever text may stand."""
    document = replace(given.document, text=given.document.text + odd, title=odd, url=f"https://example.org/{odd}", outlet=odd, byline=odd, tags=(odd,))
    claims = tuple(_spoiled(one, odd) for one in given.claims)
    return replace(given, document=document, claims=claims)


def shown_as(odd: str) -> str:
    """Return an odd string as a column holds it; page texts and records hold it as it is."""
    return "\ufffd" if odd in {"\ud800", "\x00"} else odd


def _spoiled(one: Filed, odd: str) -> Filed:
    claim = replace(one.claim, sources=(Voice(odd, odd),), actors=(Party(odd, odd),), places=(Place(odd, within=odd),), rules=(odd,))
    return replace(one, claim=claim, id=claim.id)


@pytest.mark.parametrize("odd", ODD)
def test_odd_strings_go_in_and_come_out_as_text(store: Store, made: Callable[..., Reading], run: Run, odd: str) -> None:
    given = spoiled(made(), odd)
    store.add([given], run)
    shown = shown_as(odd)
    assert store.document("page-1") == replace(given.document, title=shown, url=f"https://example.org/{shown}", outlet=shown)
    assert store.claim(given.claims[0].id) == given.claims[0].claim
    assert store.faults() == []


@pytest.mark.parametrize("odd", ODD)
def test_a_page_that_was_not_read_is_kept_however_odd_its_name(store: Store, run: Run, odd: str) -> None:
    refused = Rejected(f"page{odd}", Reason.EMPTY, f"{odd}: no content", odd, odd, odd)
    store.add([Refusal("key", refused)], run)
    shown = shown_as(odd)
    assert store.rejected() == [Rejected(f"page{shown}", Reason.EMPTY, f"{shown}: no content", shown, shown, odd)]


@pytest.mark.parametrize("url", ["sqlite:////proc/nowhere/x.sqlite", "postgresql+psycopg://nobody@127.0.0.1:1/none?connect_timeout=2", "mysql://x", "?"])
def test_a_database_that_cannot_be_opened_says_why(url: str) -> None:
    with pytest.raises(BadInput):
        open_store(url)


def test_a_file_that_is_no_database_says_so(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("no database at all, only words " * 40, encoding="utf-8")
    with pytest.raises(BadInput):
        open_store(f"sqlite:///{tmp_path / 'notes.txt'}")
