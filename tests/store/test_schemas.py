from __future__ import annotations

import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest

from riwaya.store import Store, open_store
from riwaya.store.match import Phrase
from riwaya.store.search import Wanted

_SCHEMAS = Path(__file__).with_name("schemas")
_NAMES = sorted(file.stem for file in _SCHEMAS.glob("*.sqlite"))


def proves_whole(store: Store) -> None:
    current, newest = store.version()
    assert current == newest
    assert store.faults() == []
    assert store.stats()["claims"] == 2
    assert store.document("page-1").text == "قصف الطيران قرية الوادي"  # type: ignore[union-attr]
    assert [hit.claim.document for hit in store.search(Wanted(Phrase(("السهل",))), 5)] == ["page-2"]
    store.close()


def test_every_version_of_the_tables_has_its_dumps() -> None:
    versions = sorted(file.name[1:5] for file in (Path(__file__).parents[2] / "src/riwaya/store/migrations/versions").glob("v*.py"))
    assert versions == _NAMES == sorted(file.stem for file in _SCHEMAS.glob("*.sql"))


@pytest.mark.parametrize("name", _NAMES)
def test_an_old_store_in_sqlite_is_brought_up_to_date_with_its_data(name: str, tmp_path: Path) -> None:
    shutil.copy(_SCHEMAS / f"{name}.sqlite", tmp_path / "store.sqlite")
    proves_whole(open_store(f"sqlite:///{tmp_path / 'store.sqlite'}"))


@pytest.mark.parametrize("name", _NAMES)
def test_an_old_store_in_postgresql_is_brought_up_to_date_with_its_data(name: str, postgres: Callable[[], str]) -> None:
    url = postgres()
    parts = urlsplit(url)
    command = [
        "psql",
        "-q",
        "-v",
        "ON_ERROR_STOP=1",
        "-h",
        parse_qs(parts.query)["host"][0],
        "-U",
        "riwaya",
        "-d",
        parts.path[1:],
        "-f",
        str(_SCHEMAS / f"{name}.sql"),
    ]
    subprocess.run(command, check=True, capture_output=True)
    proves_whole(open_store(url))
