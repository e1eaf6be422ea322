"""Accounts: off until the first, then every right is asked for; nothing secret is kept; guesses are slowed, across restarts too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from madeup import CHIEF, GUEST, LAYLA, NOW, SALMA

from riwaya.errors import BadInput
from riwaya.people import Denied, Person, Role
from riwaya.service.accounts import ABSOLUTE, IDLE, Accounts
from riwaya.store import Store, open_store
from riwaya.store import people as kept

PASSWORD = "نخيل وبستان ونهر"  # noqa: S105  # made up for the tests
HASHER = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)  # as weak as can be: the tests hash often


@dataclass
class Clock:
    """A clock that the tests set."""

    now: datetime = NOW

    def __call__(self) -> datetime:
        return self.now

    def wait(self, **span: float) -> None:
        self.now += timedelta(**span)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def accounts(store: Store, clock: Clock) -> Accounts:
    return Accounts(store, clock, HASHER)


def peopled(accounts: Accounts) -> Accounts:
    """Accounts with one person a role."""
    local = accounts.local()
    for name, role in (("رئيسة", "admin"), ("ليلى", "reviewer"), ("سلمى", "coder"), ("زائر", "viewer")):
        accounts.add(local, name, role, PASSWORD)  # type: ignore[arg-type]  # one of the roles
    return accounts


def refused(accounts: Accounts, name: str = "سلمى", password: str = "wrong wrong wrong", address: str = "203.0.113.1") -> str:  # noqa: S107  # made up
    with pytest.raises(Denied) as error:
        accounts.log_in(name, password, address)
    return str(error.value)


def test_without_accounts_there_is_one_local_user_who_may_do_all(accounts: Accounts) -> None:
    assert not accounts.on()
    assert (accounts.local().role, accounts.local().local) == ("admin", True)


def test_the_first_account_is_an_admin_and_turns_accounts_on(accounts: Accounts) -> None:
    local = accounts.local()
    with pytest.raises(BadInput, match="must be an admin"):
        accounts.add(local, "سلمى", "coder", PASSWORD)
    accounts.add(local, "رئيسة", "admin", PASSWORD)
    assert accounts.on()
    with pytest.raises(Denied, match="RIWAYA_TOKEN"):
        accounts.local()


@pytest.mark.parametrize("password", ["short", "aaaaaaaaaaaaaaaa", "سلمى سلمى سلمى", "x" * 1025])
def test_a_password_that_is_easy_to_guess_is_refused(accounts: Accounts, password: str) -> None:
    with pytest.raises(BadInput, match="password"):
        accounts.add(accounts.local(), "سلمى", "admin", password)


@pytest.mark.parametrize("name", ["", " سلمى", "س" * 65, "a\nb"])
def test_a_name_that_cannot_be_typed_is_refused(accounts: Accounts, name: str) -> None:
    with pytest.raises(BadInput, match="printable"):
        accounts.add(accounts.local(), name, "admin", PASSWORD)


def test_nothing_secret_is_kept(accounts: Accounts, store: Store) -> None:
    peopled(accounts)
    session, _ = accounts.log_in("سلمى", PASSWORD, "203.0.113.1")
    token = accounts.new_token(CHIEF, "سلمى", "نص", "coder")
    with store.reading() as connection:
        told = str([kept.every(connection), kept.tokens_of(connection, "سلمى"), kept.deeds(connection)])
        rows = [str(row) for row in connection.exec_driver_sql("SELECT digest FROM sessions")]
    assert all(secret not in told + str(rows) for secret in (PASSWORD, session, token))
    assert "$argon2id$" in told


def test_a_session_is_the_persons_until_it_ends(accounts: Accounts) -> None:
    peopled(accounts)
    secret, person = accounts.log_in("سلمى", PASSWORD, "203.0.113.1")
    assert accounts.by_session(secret) == person == Person("سلمى", "coder")
    accounts.log_out(secret)
    with pytest.raises(Denied, match="log in again"):
        accounts.by_session(secret)
    with pytest.raises(Denied):
        accounts.by_session("guess")


def test_a_session_ends_when_it_is_idle_and_for_good_after_some_days(accounts: Accounts, clock: Clock) -> None:
    peopled(accounts)
    idle, _ = accounts.log_in("سلمى", PASSWORD, "203.0.113.1")
    clock.wait(seconds=IDLE.total_seconds() + 1)
    with pytest.raises(Denied):
        accounts.by_session(idle)
    busy, _ = accounts.log_in("سلمى", PASSWORD, "203.0.113.1")
    steps = int(ABSOLUTE / (IDLE / 2))
    for _ in range(steps):
        accounts.by_session(busy)
        clock.wait(seconds=IDLE.total_seconds() / 2)
    clock.wait(seconds=1)
    with pytest.raises(Denied):
        accounts.by_session(busy)


@pytest.mark.parametrize("change", [lambda one: one.disable(CHIEF, "سلمى"), lambda one: one.set_password(CHIEF, "سلمى", "كلام آخر طويل جدا")])
def test_shutting_out_and_a_new_password_end_sessions_at_once(accounts: Accounts, change: Callable[[Accounts], None]) -> None:
    peopled(accounts)
    secret, _ = accounts.log_in("سلمى", PASSWORD, "203.0.113.1")
    change(accounts)
    with pytest.raises(Denied):
        accounts.by_session(secret)
    assert "wrong" in refused(accounts, "سلمى", PASSWORD)


def test_a_new_role_holds_at_once_for_sessions_and_tokens(accounts: Accounts) -> None:
    peopled(accounts)
    secret, _ = accounts.log_in("ليلى", PASSWORD, "203.0.113.1")
    token = accounts.new_token(LAYLA, "ليلى", "أداة", "reviewer")
    accounts.set_role(CHIEF, "ليلى", "viewer")
    assert (accounts.by_session(secret).role, accounts.by_token(token).role) == ("viewer", "viewer")
    accounts.set_role(CHIEF, "ليلى", "admin")
    assert (accounts.by_session(secret).role, accounts.by_token(token).role) == ("admin", "reviewer")


def test_the_last_admin_cannot_be_taken_away(accounts: Accounts) -> None:
    peopled(accounts)
    for deed in (lambda: accounts.disable(CHIEF, "رئيسة"), lambda: accounts.set_role(CHIEF, "رئيسة", "viewer")):
        with pytest.raises(BadInput, match="last admin"):
            deed()
    accounts.set_role(CHIEF, "ليلى", "admin")
    accounts.disable(CHIEF, "رئيسة")
    assert refused(accounts, "رئيسة", PASSWORD)
    accounts.disable(LAYLA_AS_ADMIN, "رئيسة", enable=True)
    assert accounts.log_in("رئيسة", PASSWORD, "203.0.113.1")[1].role == "admin"


LAYLA_AS_ADMIN = Person("ليلى", "admin")


@pytest.mark.parametrize("person", [GUEST, SALMA, LAYLA])
def test_only_an_admin_manages_people(accounts: Accounts, person: Person) -> None:
    peopled(accounts)
    for deed in (
        lambda: accounts.add(person, "x", "viewer", PASSWORD),
        lambda: accounts.users(person),
        lambda: accounts.set_role(person, person.name, "admin"),
        lambda: accounts.disable(person, "رئيسة"),
        lambda: accounts.set_password(person, "رئيسة", PASSWORD),
        lambda: accounts.new_token(person, "رئيسة", "x", "viewer"),
        lambda: accounts.revoke(person, "رئيسة", "x"),
        lambda: accounts.trail(person),
    ):
        with pytest.raises(Denied, match="needs the role admin"):
            deed()


def test_a_wrong_name_and_a_wrong_password_are_told_alike(accounts: Accounts) -> None:
    peopled(accounts)
    assert refused(accounts, "nobody") == refused(accounts, "سلمى")
    accounts.disable(CHIEF, "زائر")
    assert refused(accounts, "زائر", PASSWORD) == refused(accounts, "nobody")


def test_guesses_of_one_name_are_slowed_and_a_success_forgives_the_name(accounts: Accounts, clock: Clock) -> None:
    peopled(accounts)
    told = [refused(accounts, address=f"203.0.113.{number}") for number in range(7)]
    assert sum("try again in" in one for one in told) >= 1
    assert "try again in" in refused(accounts, "سلمى", PASSWORD, "198.51.100.1"), "the right password must wait too"
    clock.wait(minutes=16)
    accounts.log_in("سلمى", PASSWORD, "203.0.113.1")
    assert "wrong" in refused(accounts)


def test_guesses_of_many_names_from_one_address_are_slowed(accounts: Accounts) -> None:
    peopled(accounts)
    told = [refused(accounts, f"name {number}") for number in range(22)]
    assert "try again in" in told[-1]
    assert "wrong" in refused(accounts, "another", address="198.51.100.1")


def test_slowing_down_survives_a_restart(tmp_path: Path, clock: Clock) -> None:
    address = f"sqlite:///{tmp_path / 'store.db'}"
    first = open_store(address)
    peopled(Accounts(first, clock, HASHER))
    for _ in range(6):
        refused(Accounts(first, clock, HASHER))
    first.close()
    again = open_store(address)
    assert "try again in" in refused(Accounts(again, clock, HASHER), "سلمى", PASSWORD)
    again.close()


def test_a_token_is_its_owners_until_it_is_revoked_or_over(accounts: Accounts, clock: Clock) -> None:
    peopled(accounts)
    token = accounts.new_token(SALMA, "سلمى", "أداة", "viewer", days=2)
    assert accounts.by_token(token) == Person("سلمى", "viewer")
    accounts.revoke(SALMA, "سلمى", "أداة")
    with pytest.raises(Denied, match="revoked"):
        accounts.by_token(token)
    short = accounts.new_token(SALMA, "سلمى", "أداة", "viewer", days=2)
    clock.wait(days=2, seconds=1)
    with pytest.raises(Denied):
        accounts.by_token(short)
    with pytest.raises(Denied):
        accounts.by_token("riwaya_guess")


def test_a_token_of_a_disabled_owner_opens_nothing(accounts: Accounts) -> None:
    peopled(accounts)
    token = accounts.new_token(SALMA, "سلمى", "أداة", "coder")
    accounts.disable(CHIEF, "سلمى")
    with pytest.raises(Denied):
        accounts.by_token(token)


@pytest.mark.parametrize(("role", "days", "told"), [("admin", 1, "cannot be admin"), ("coder", 0, "lasts"), ("coder", 5000, "lasts")])
def test_a_token_is_never_more_than_its_owner(accounts: Accounts, role: Role, days: int, told: str) -> None:
    peopled(accounts)
    with pytest.raises(BadInput, match=told):
        accounts.new_token(SALMA, "سلمى", "أداة", role, days)


def test_the_audit_trail_tells_who_did_what(accounts: Accounts) -> None:
    peopled(accounts)
    refused(accounts)
    accounts.log_in("سلمى", PASSWORD, "203.0.113.7")
    accounts.set_role(CHIEF, "زائر", "coder")
    deeds = accounts.trail(CHIEF)
    assert (deeds[0].who, deeds[0].action, deeds[0].target, deeds[0].detail) == ("رئيسة", "user-role", "زائر", "coder")
    assert [one.action for one in accounts.trail(CHIEF, who="سلمى")] == ["log-in", "log-in-failed"]
    assert [one.action for one in accounts.trail(CHIEF, target="زائر")] == ["user-role", "user-add"]
    assert PASSWORD not in str(deeds)


@pytest.mark.parametrize("name", ["a\x00b", "\x1b[31m", "'; DROP TABLE users; --", "س" * 5000, "\ud800"])
def test_a_log_in_with_any_name_is_refused_and_written_down_as_plain_text(accounts: Accounts, name: str) -> None:
    peopled(accounts)
    assert "wrong" in refused(accounts, name, address="203.0.113.9")
    (deed,) = [one for one in accounts.trail(CHIEF) if one.action == "log-in-failed"]
    assert deed.who.isprintable()
    assert len(deed.who) <= 64
