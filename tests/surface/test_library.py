"""riwaya from Python, as its documentation shows it."""

from __future__ import annotations

import doctest
from pathlib import Path

import pytest

import riwaya
from riwaya import samples
from riwaya.errors import BadInput, MissingExtra
from riwaya.people import Denied, Person
from riwaya.service.accounts import Accounts
from riwaya.surface import library


def test_the_examples_of_the_package_hold() -> None:
    assert doctest.testmod(riwaya).failed == 0


def test_html_and_bytes_are_read_like_text() -> None:
    text = "قصفت المدفعية بلدة الهبيط يوم الأربعاء، ما أدى إلى مقتل ثلاثة مدنيين وجرح آخرين بحسب المرصد السوري لحقوق الإنسان."
    html = f"<html><head><meta charset=utf-8></head><body><article><h1>قصف</h1><p>{text}</p><p>{text}</p></article></body></html>"
    for given in (text, text.encode(), html):
        page = riwaya.read(given, published="2019-06-20", outlet="وكالة", url="https://example.org/1")
        assert page.claims
        assert page.document.outlet == "وكالة"
        assert all(part in page.document.text for part in page.table.rows[0]["words"].split(" … "))


def test_what_cannot_be_read_says_why() -> None:
    with pytest.raises(BadInput, match="empty"):
        riwaya.read("  ")


def test_claims_become_tables_of_both_libraries(tmp_path: Path) -> None:
    with riwaya.open(f"sqlite:///{tmp_path / 'store.db'}") as store:
        assert store.ingest([samples.folder()]).claims > 0
        found = store.find(limit=50)
        assert list(found.table.to_pandas()["id"]) == [identity for identity, _ in found.claims]
        assert found.table.to_polars().height == len(found.claims)
        assert {one.id for one in store.events()}
        assert store.document(found.claims[0][1].document) is not None
        assert sum(store.count().days.values()) >= len(found.claims)


def test_a_missing_library_names_what_to_install() -> None:
    with pytest.raises(MissingExtra, match="pip install nowhere"):
        library._library("nowhere")


def test_a_store_with_accounts_is_opened_by_whom_the_token_stands_for(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    url = f"sqlite:///{tmp_path / 'store.db'}"
    monkeypatch.delenv("RIWAYA_TOKEN", raising=False)
    with riwaya.open(url) as store:
        accounts = Accounts(store.store)
        accounts.add(store.person, "رئيسة", "admin", "نخيل وبستان ونهر")
        token = accounts.new_token(Person("رئيسة", "admin"), "رئيسة", "دفتر", "viewer")
    with pytest.raises(Denied, match="RIWAYA_TOKEN"):
        riwaya.open(url)
    monkeypatch.setenv("RIWAYA_TOKEN", token)
    with riwaya.open(url) as store:
        assert store.person == Person("رئيسة", "viewer")
        assert store.find().claims == ()
        with pytest.raises(Denied, match="coder"):
            store.ingest([samples.folder()])
