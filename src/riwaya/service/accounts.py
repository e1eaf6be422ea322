"""Accounts, log-ins, sessions and tokens: off while a store has no account, then asked for by every face (docs/people.md)."""

from __future__ import annotations

import getpass
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy import Connection

from riwaya import people
from riwaya.errors import BadInput
from riwaya.people import Denied, Person, Role
from riwaya.store import Store
from riwaya.store import people as kept
from riwaya.store.people import Deed, Session, Token, User

SHORTEST, LONGEST = 12, 1024  # characters of a password; the upper bound keeps hashing cheap to refuse
IDLE, ABSOLUTE = timedelta(hours=8), timedelta(days=7)
TOKEN_DAYS = 90
_SEEN = timedelta(minutes=1)  # how old "last seen" may be: not every request needs to write
_LAST_ADMIN = "the last admin that is not disabled cannot be taken away; make another one first (`riwaya users role NAME admin`)"
_REFUSED = "name or password is wrong, or the account is disabled"  # never which of them
_NAME = 64


@dataclass(frozen=True, slots=True)
class Accounts:
    """The verbs of people over one store; `now` tells the time, `hasher` costs about 50 ms and 64 MiB a password."""

    store: Store
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    hasher: PasswordHasher = PasswordHasher()  # noqa: RUF009  # holds settings only, never changes

    def on(self) -> bool:
        """Whether accounts are on: there is at least one."""
        with self.store.reading() as connection:
            return kept.count(connection) > 0

    def local(self) -> Person:
        """Return the one local user, an admin, while accounts are off. Raises Denied when they are on."""
        if self.on():
            raise Denied("this store has accounts: give a token in RIWAYA_TOKEN (`riwaya users token NAME` makes one)")
        return Person(getpass.getuser(), "admin", local=True)

    def add(self, actor: Person, name: str, role: Role, password: str) -> User:
        """Add an account. The first must be an admin, and turns accounts on. Raises Denied and BadInput."""
        people.check(actor, "users")
        _check_name(name)
        _check_password(name, password)
        hashed = self.hasher.hash(password)
        with self.store.writing() as connection:
            if kept.user(connection, name):
                raise BadInput(f"{name}: there is an account of this name already; choose another name")
            if kept.count(connection) == 0 and role != "admin":
                raise BadInput(f"{name}: the first account turns accounts on and must be an admin; add it with --role admin")
            user = User(name, role, hashed, disabled=False, made=self._at())
            kept.add(connection, user)
            self._log(connection, actor, "user-add", name, role)
        return user

    def users(self, actor: Person) -> list[User]:
        """Return all accounts. Raises Denied."""
        people.check(actor, "users")
        with self.store.reading() as connection:
            return kept.every(connection)

    def set_role(self, actor: Person, name: str, role: Role) -> None:
        """Give an account another role, at once for its sessions and tokens too. Raises Denied and BadInput."""
        self._change(actor, name, "user-role", role, lambda user: replace(user, role=role))

    def disable(self, actor: Person, name: str, *, enable: bool = False) -> None:
        """Shut an account out, its sessions and tokens too, or let it in again. Raises Denied and BadInput."""
        self._change(actor, name, "user-enable" if enable else "user-disable", "", lambda user: replace(user, disabled=not enable))

    def set_password(self, actor: Person, name: str, password: str) -> None:
        """Set a password anew and end the account's sessions; one's own needs no right. Raises Denied and BadInput."""
        if actor.name != name:
            people.check(actor, "users")
        _check_password(name, password)
        hashed = self.hasher.hash(password)
        self._change(actor, name, "user-password", "", lambda user: replace(user, password=hashed), right=False)

    def _change(self, actor: Person, name: str, deed: str, detail: str, change: Callable[[User], User], *, right: bool = True) -> None:  # one deed of an admin
        if right:
            people.check(actor, "users")
        with self.store.writing() as connection:
            user = _known(connection, name)
            changed = change(user)
            others = any(one.role == "admin" and not one.disabled and one.name != name for one in kept.every(connection))
            if not others and user.role == "admin" and (changed.role != "admin" or changed.disabled):
                raise BadInput(_LAST_ADMIN)
            kept.change(connection, changed)
            if changed.disabled or changed.password != user.password:
                kept.end_sessions(connection, name)
            self._log(connection, actor, deed, name, detail)

    def log_in(self, name: str, password: str, address: str) -> tuple[str, Person]:
        """Return a new session's secret and the person. Raises Denied (wrong, or disabled), Wait (after too many failures).

        A failure is written down before the password is looked at, so that many guesses at once are counted too.
        """
        keys = (f"user:{name[:_NAME]}", f"address:{address}")
        with self.store.writing() as connection:
            self._check_wait(connection, keys)
            for key in keys:
                kept.put_failures(connection, people.failed(key, kept.failures(connection, key), self.now()))
            user = kept.user(connection, name)
        if not self._fits(user, password) or user is None or user.disabled:
            with self.store.writing() as connection:
                kept.log(connection, Deed(self._at(), name[:_NAME], "log-in-failed", address))
            raise Denied(_REFUSED)
        secret = people.new_secret()
        with self.store.writing() as connection:
            for key in keys:
                self._forgive(connection, key)
            kept.forget_sessions(connection, self._ago(ABSOLUTE), self._ago(IDLE))
            kept.forget_old_failures(connection, self._ago(people.FORGET))
            kept.put_session(connection, Session(people.digest(secret), user.name, self._at(), self._at()))
            kept.log(connection, Deed(self._at(), user.name, "log-in", address))
        return secret, Person(user.name, user.role)

    def by_session(self, secret: str) -> Person:
        """Return whose session a secret is of, and note that it was seen. Raises Denied where it is none or over."""
        with self.store.reading() as connection:
            found = kept.session(connection, people.digest(secret))
            user = kept.user(connection, found.user) if found else None
        if found is None or user is None or user.disabled or found.made < self._ago(ABSOLUTE) or found.seen < self._ago(IDLE):
            raise Denied("not logged in, or the session is over; log in again")
        if found.seen < self._ago(_SEEN):
            with self.store.writing() as connection:
                if kept.session(connection, found.digest):  # it may have been ended meanwhile
                    kept.put_session(connection, replace(found, seen=self._at()))
        return Person(user.name, user.role)

    def log_out(self, secret: str) -> None:
        """End a session."""
        with self.store.writing() as connection:
            kept.end_session(connection, people.digest(secret))

    def new_token(self, actor: Person, owner: str, name: str, role: Role, days: int = TOKEN_DAYS) -> str:
        """Return a new API token's secret, which is shown this once. Its role is never above its owner's. Raises Denied and BadInput."""
        people.check(actor, "own-tokens" if actor.name == owner else "users")
        if not 1 <= days <= 3650:
            raise BadInput(f"{days} days: a token lasts 1 to 3650 days")
        _check_name(name)
        secret = people.new_secret("riwaya_")
        with self.store.writing() as connection:
            user = _known(connection, owner)
            if people.lesser(role, user.role) != role:
                raise BadInput(f"{owner} is {user.role}, so a token of {owner} cannot be {role}; give {user.role} or less")
            if any(one.name == name and one.revoked is None for one in kept.tokens_of(connection, owner)):
                raise BadInput(f"{name}: {owner} has a token of this name; revoke it first, or choose another name")
            ends = (self.now() + timedelta(days=days)).isoformat(timespec="microseconds")
            kept.add_token(connection, Token(people.digest(secret), owner, name, role, self._at(), ends))
            self._log(connection, actor, "token-add", owner, f"{name} {role} {days}")
        return secret

    def tokens(self, actor: Person, owner: str) -> list[Token]:
        """Return the tokens of an account. Raises Denied."""
        people.check(actor, "own-tokens" if actor.name == owner else "users")
        with self.store.reading() as connection:
            return kept.tokens_of(connection, owner)

    def revoke(self, actor: Person, owner: str, name: str) -> None:
        """Revoke a token by its name, for good. Raises Denied and BadInput."""
        people.check(actor, "own-tokens" if actor.name == owner else "users")
        with self.store.writing() as connection:
            found = [one for one in kept.tokens_of(connection, owner) if one.name == name and one.revoked is None]
            if not found:
                raise BadInput(f"{name}: {owner} has no such token; `riwaya users tokens {owner}` lists them")
            kept.revoke(connection, found[0].digest, self._at())
            self._log(connection, actor, "token-revoke", owner, name)

    def by_token(self, secret: str) -> Person:
        """Return whom a token stands for, with the lesser of its role and its owner's. Raises Denied where it is none, revoked or over."""
        with self.store.reading() as connection:
            found = kept.token(connection, people.digest(secret))
            user = kept.user(connection, found.user) if found else None
        if found is None or user is None or user.disabled or found.revoked or found.ends < self._at():
            raise Denied("the token is none, revoked or over; `riwaya users token NAME` makes a new one")
        return Person(user.name, people.lesser(found.role, user.role))

    def entering(self, token: str | None) -> Person:
        """Return who opens the store: whom a token stands for, or the local user where accounts are off. Raises Denied."""
        return self.by_token(token) if token and self.on() else self.local()

    def trail(self, actor: Person, who: str = "", target: str = "", limit: int = 1000) -> list[Deed]:
        """Return the latest lines of the audit trail. Raises Denied."""
        people.check(actor, "audit")
        with self.store.reading() as connection:
            return kept.deeds(connection, who, target, limit)

    def note(self, actor: Person, action: str, target: str, detail: str = "") -> None:
        """Add a line to the audit trail, for a deed that is not one of accounts."""
        with self.store.writing() as connection:
            self._log(connection, actor, action, target, detail)

    def _fits(self, user: User | None, password: str) -> bool:
        """Check a password; for a name that is none as long as for one that is, so that the time does not tell."""
        if user is None:
            self.hasher.hash(password[: LONGEST + 1])
            return False
        try:
            return self.hasher.verify(user.password, password[: LONGEST + 1])
        except (VerificationError, InvalidHashError):
            return False

    def _check_wait(self, connection: Connection, keys: tuple[str, ...]) -> None:
        longest = max(people.wait(kept.failures(connection, key), self.now()) for key in keys)
        if longest:
            raise people.Wait(int(longest.total_seconds()) + 1)

    def _forgive(self, connection: Connection, key: str) -> None:
        """Forget a name's failures, and of an address the one that was written down beforehand: its guesses of other names stay counted."""
        held = kept.failures(connection, key)
        kept.forget_failures(connection, key)
        if held and key.startswith("address:") and held.failures > 1:
            kept.put_failures(connection, replace(held, failures=held.failures - 1))

    def _at(self) -> str:
        return self.now().isoformat(timespec="microseconds")

    def _ago(self, span: timedelta) -> str:
        return (self.now() - span).isoformat(timespec="microseconds")

    def _log(self, connection: Connection, actor: Person, action: str, target: str, detail: str) -> None:
        kept.log(connection, Deed(self._at(), actor.name, action, target, detail))


def _known(connection: Connection, name: str) -> User:
    user = kept.user(connection, name)
    if user is None:
        raise BadInput(f"{name}: no such account; `riwaya users list` shows them")
    return user


def _check_name(name: str) -> None:
    if not name or len(name) > _NAME or name != name.strip() or not name.isprintable():
        raise BadInput(f"{name[:_NAME]!r}: a name has 1 to {_NAME} printable characters and no space at its ends")


def _check_password(name: str, password: str) -> None:
    if not SHORTEST <= len(password) <= LONGEST:
        raise BadInput(f"a password has {SHORTEST} to {LONGEST} characters; several words in a row are easy to remember")
    if len(set(password)) < 5 or (len(name) > 3 and name.lower() in password.lower()):
        raise BadInput("this password is too easy to guess: it repeats few characters or holds the name; take several words in a row")
