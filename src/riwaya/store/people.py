"""Writes accounts, sessions, tokens, failed log-ins and the audit trail, and reads them back. Secrets come here as digests only."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, func, insert, select, update

from riwaya.people import Attempts, Role, role_of
from riwaya.store.people_tables import attempts, audit, sessions, tokens, users


@dataclass(frozen=True, slots=True)
class User:
    """An account; `password` is its argon2 hash."""

    name: str
    role: Role
    password: str
    disabled: bool
    made: str


@dataclass(frozen=True, slots=True)
class Session:
    """A log-in that lasts; times are ISO, in UTC."""

    digest: str
    user: str
    made: str
    seen: str


@dataclass(frozen=True, slots=True)
class Token:
    """An API token by its digest: whose, under which name, with at most which role, until when, and since when it is revoked."""

    digest: str
    user: str
    name: str
    role: Role
    made: str
    ends: str
    revoked: str | None = None


@dataclass(frozen=True, slots=True)
class Deed:
    """One line of the audit trail: who did what to what, and when."""

    at: str
    who: str
    action: str
    target: str
    detail: str = ""


def count(connection: Connection) -> int:
    """Return how many accounts there are; none: accounts are off."""
    return connection.scalar(select(func.count(users.c.name))) or 0


def user(connection: Connection, name: str) -> User | None:
    """Return an account."""
    row = connection.execute(select(users).where(users.c.name == name)).first()
    return User(row.name, role_of(row.role), row.password, row.disabled, row.made) if row else None


def every(connection: Connection) -> list[User]:
    """Return all accounts by name."""
    return [User(row.name, role_of(row.role), row.password, row.disabled, row.made) for row in connection.execute(select(users).order_by(users.c.name))]


def add(connection: Connection, one: User) -> None:
    """Add an account; the name must be free."""
    connection.execute(insert(users).values(name=one.name, role=one.role, password=one.password, disabled=one.disabled, made=one.made))


def change(connection: Connection, one: User) -> None:
    """Put an account in place of the one of its name."""
    connection.execute(update(users).where(users.c.name == one.name).values(role=one.role, password=one.password, disabled=one.disabled))


def end_sessions(connection: Connection, name: str) -> None:
    """End all sessions of an account."""
    connection.execute(delete(sessions).where(sessions.c.user == name))


def put_session(connection: Connection, one: Session) -> None:
    """Keep a session, or that it was seen."""
    connection.execute(delete(sessions).where(sessions.c.digest == one.digest))
    connection.execute(insert(sessions).values(digest=one.digest, user=one.user, made=one.made, seen=one.seen))


def session(connection: Connection, digest: str) -> Session | None:
    """Return a session by the digest of its secret."""
    row = connection.execute(select(sessions).where(sessions.c.digest == digest)).first()
    return Session(row.digest, row.user, row.made, row.seen) if row else None


def end_session(connection: Connection, digest: str) -> None:
    """End one session."""
    connection.execute(delete(sessions).where(sessions.c.digest == digest))


def forget_sessions(connection: Connection, made_before: str, seen_before: str) -> None:
    """Delete the sessions that are over."""
    connection.execute(delete(sessions).where((sessions.c.made < made_before) | (sessions.c.seen < seen_before)))


def add_token(connection: Connection, one: Token) -> None:
    """Keep a token's digest."""
    connection.execute(insert(tokens).values(digest=one.digest, user=one.user, name=one.name, role=one.role, made=one.made, ends=one.ends))


def token(connection: Connection, digest: str) -> Token | None:
    """Return a token by the digest of its secret."""
    row = connection.execute(select(tokens).where(tokens.c.digest == digest)).first()
    return Token(row.digest, row.user, row.name, role_of(row.role), row.made, row.ends, row.revoked) if row else None


def tokens_of(connection: Connection, name: str) -> list[Token]:
    """Return the tokens of an account, the oldest first."""
    rows = connection.execute(select(tokens).where(tokens.c.user == name).order_by(tokens.c.made, tokens.c.digest))
    return [Token(row.digest, row.user, row.name, role_of(row.role), row.made, row.ends, row.revoked) for row in rows]


def revoke(connection: Connection, digest: str, at: str) -> None:
    """Revoke a token for good."""
    connection.execute(update(tokens).where(tokens.c.digest == digest, tokens.c.revoked.is_(None)).values(revoked=at))


def failures(connection: Connection, key: str) -> Attempts | None:
    """Return the failed log-ins under a key."""
    row = connection.execute(select(attempts).where(attempts.c.key == key)).first()
    return Attempts(row.key, row.failures, datetime.fromisoformat(row.last)) if row else None


def put_failures(connection: Connection, one: Attempts) -> None:
    """Keep the failed log-ins under a key in place of those held."""
    connection.execute(delete(attempts).where(attempts.c.key == one.key))
    connection.execute(insert(attempts).values(key=one.key, failures=one.failures, last=one.last.isoformat()))


def forget_failures(connection: Connection, key: str) -> None:
    """Forget the failed log-ins under a key."""
    connection.execute(delete(attempts).where(attempts.c.key == key))


def forget_old_failures(connection: Connection, before: str) -> None:
    """Forget failed log-ins that are long past, so that guessed names do not pile up."""
    connection.execute(delete(attempts).where(attempts.c.last < before))


def log(connection: Connection, deed: Deed) -> None:
    """Add a line to the audit trail."""
    connection.execute(insert(audit).values(at=deed.at, who=deed.who, action=deed.action, target=deed.target, detail=deed.detail))


def deeds(connection: Connection, who: str = "", target: str = "", limit: int = 1000) -> list[Deed]:
    """Return the latest lines of the audit trail, all or those of a person or about a target, the latest first."""
    wanted = select(audit).order_by(audit.c.number.desc()).limit(limit)
    wanted = wanted.where(audit.c.who == who) if who else wanted
    wanted = wanted.where(audit.c.target == target) if target else wanted
    return [Deed(row.at, row.who, row.action, row.target, row.detail) for row in connection.execute(wanted)]
