"""Taking a page down (at somebody's request, or because it is a hoax), and bringing it back."""

from __future__ import annotations

from datetime import UTC, datetime

from sqlalchemy import Connection

from riwaya import people
from riwaya.errors import BadInput
from riwaya.people import Person
from riwaya.service.review import said
from riwaya.service.settling import reveal
from riwaya.store import Store, pages, withdrawn
from riwaya.store import people as accounts
from riwaya.store.people import Deed
from riwaya.store.withdrawn import Withdrawal


def withdraw(store: Store, person: Person, page: str, why: str) -> Withdrawal:
    """Hide a page, all its versions and its claims everywhere; its id answers with the reason. Raises Denied, and BadInput without a reason or a page.

    The events that its claims stood in are deleted at once; `linking.catch_up` forms anew those of which others tell too.
    """
    people.check(person, "withdraw")
    if not said(why):
        raise BadInput("a withdrawal needs its reason: give it with --why")
    return _say(store, person, page, said(why), withdraws=True)


def restore(store: Store, person: Person, page: str, why: str = "") -> Withdrawal:
    """Show a withdrawn page again, with all that was judged of it. Raises Denied, and BadInput where it is not withdrawn."""
    people.check(person, "restore")
    return _say(store, person, page, said(why), withdraws=False)


def withdrawals(store: Store, person: Person) -> list[Withdrawal]:
    """Return the pages that are withdrawn now, by id. Raises Denied."""
    people.check(person, "withdraw")
    with store.reading() as connection:
        return withdrawn.every(connection)


def _say(store: Store, person: Person, page: str, why: str, *, withdraws: bool) -> Withdrawal:
    at = datetime.now(UTC).isoformat(timespec="microseconds")
    with store.writing() as connection:
        name = _named(connection, page)
        if (withdrawn.tombstone(connection, name) is not None) is withdraws:
            raise BadInput(f"{name}: is withdrawn already" if withdraws else f"{name}: is not withdrawn")
        one = Withdrawal(name, withdraws, person.name, at, why)
        withdrawn.put(connection, one)
        reveal(connection, pages.claims_of_base(connection, name))
        accounts.log(connection, Deed(at, person.name, "withdraw" if withdraws else "restore", name, why))
    return one


def _named(connection: Connection, page: str) -> str:
    name = withdrawn.base_of(connection, page) if page.isprintable() else None
    if name is None:
        raise BadInput(f"{page}: no such page in this store; a claim's page stands in `riwaya review show CLAIM`")
    return name
