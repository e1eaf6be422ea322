"""Stores of the sample pages for the server's tests, and the people who may come in."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from argon2 import PasswordHasher

from riwaya import acquire, pipeline, samples
from riwaya.config import Config
from riwaya.people import Role
from riwaya.service import ingest
from riwaya.service.accounts import Accounts
from riwaya.store import open_store

PASSWORD = "نخيل وبستان ونهر"  # noqa: S105  # made up for the tests
NAMES: dict[Role, str] = {"admin": "رئيسة", "reviewer": "ليلى", "coder": "سلمى", "viewer": "زائر"}
REPORT = "قال المرصد السوري لحقوق الإنسان إن 12 مدنياً قُتلوا في قصف مدفعي لقوات النظام على مدينة دوما أمس. ونفت وزارة الدفاع السورية استهداف المدنيين."
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # as weak as can be: the tests hash often


def fill(address: str) -> None:
    """Read the sample pages into a store, and link them."""
    store, reader = open_store(address), pipeline.reader(Config())
    pages = (replace(page, id=Path(page.id).name) for page in acquire.pages([samples.folder()]))
    added = ingest.ingest(store, pages, reader, Config())
    ingest.link_after(store, added, ingest.ground_of(reader))
    store.close()


def fill_file(file: Path) -> Path:
    """Fill a SQLite store that is to be copied."""
    fill(f"sqlite:///{file}")
    return file


def people(address: str) -> dict[Role, str]:
    """Make an account a role in a store; return a token of each."""
    store = open_store(address)
    accounts = Accounts(store, hasher=HASHER)
    local = accounts.local()
    for role, name in NAMES.items():
        accounts.add(local, name, role, PASSWORD)
    tokens = {role: accounts.new_token(local, name, "أداة", role) for role, name in NAMES.items()}
    store.close()
    return tokens
