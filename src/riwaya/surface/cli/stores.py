"""Opens the store that a command names; SQLAlchemy is imported when one is opened, since commands without a store must not wait for it."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Annotated

import typer

from riwaya import people
from riwaya.config import store_address
from riwaya.people import Person
from riwaya.people.roles import Verb

if TYPE_CHECKING:
    from riwaya.store import Store

DbOption = Annotated[str | None, typer.Option("--db", metavar="URL")]


def opened(url: str | None, verb: Verb = "database") -> Store:
    """Open the store of an option, of RIWAYA_DB, or the user's own, for a person who may do what the verb says. Raises BadInput, MissingExtra, Denied."""
    return entered(url, verb)[0]


def entered(url: str | None, verb: Verb) -> tuple[Store, Person]:
    """Open a store as `opened` does, and tell who works with it."""
    from riwaya.service.accounts import Accounts  # noqa: PLC0415  # see the module's docstring
    from riwaya.store import open_store  # noqa: PLC0415  # the same

    store = open_store(url or store_address())
    try:
        person = Accounts(store).entering(os.environ.get("RIWAYA_TOKEN"))
        people.check(person, verb)
    except BaseException:
        store.close()
        raise
    return store, person
