"""What `riwaya watch` keeps: when sources are due, how far archives are read into the store, alerts and what they were about."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Literal

from sqlalchemy import Connection, delete, func, select, update

from riwaya.store import dialect
from riwaya.store.pages import chunks
from riwaya.store.watching_tables import alert_marks, alerts, cursors, watched

Channel = Literal["mail", "webhook"]
Sending = Literal["waiting", "sent", "given-up"]


@dataclass(frozen=True, slots=True)
class Watched:
    """How it stands with a source: times are ISO, in UTC ("" for never); `failures` in a row, `error` of the last of them."""

    source: str
    due: str
    succeeded: str = ""
    rechecked: str = ""
    failures: int = 0
    error: str = ""


@dataclass(frozen=True, slots=True)
class Cursor:
    """How far an archive is read: up to line `number` with hash `head`; the next line starts at byte `start` of its journal."""

    archive: str
    number: int = 0
    start: int = 0
    head: str = ""


@dataclass(frozen=True, slots=True)
class Alert:
    """A message about an event for one receiver. `id` is the same however often it is sent; `body` is JSON; `made` is an ISO time."""

    id: str
    rule: str
    event: str
    channel: Channel
    target: str
    body: str
    made: str
    state: Sending = "waiting"
    tries: int = 0
    error: str = ""


def every_watched(connection: Connection) -> Mapping[str, Watched]:
    """Return how it stands with each source."""
    return {row.source: Watched(**row._mapping) for row in connection.execute(select(watched))}  # noqa: SLF001  # a row's documented mapping


def keep_watched(connection: Connection, one: Watched) -> None:
    """Put how it stands with a source in place of what was known."""
    connection.execute(delete(watched).where(watched.c.source == one.source))
    connection.execute(watched.insert().values(**asdict(one)))


def cursor(connection: Connection, archive: str) -> Cursor:
    """Return how far an archive is read."""
    row = connection.execute(select(cursors).where(cursors.c.archive == archive)).first()
    return Cursor(**row._mapping) if row else Cursor(archive)  # noqa: SLF001  # a row's documented mapping


def keep_cursor(connection: Connection, one: Cursor) -> None:
    """Note how far an archive is read."""
    connection.execute(delete(cursors).where(cursors.c.archive == one.archive))
    connection.execute(cursors.insert().values(**asdict(one)))


def reserve(connection: Connection, rule: str, marks: Iterable[str], messages: Sequence[Alert]) -> bool:
    """Put messages about an event into the outbox, unless the rule spoke of it before; return whether it did so.

    An event is known again by any of its `marks`; new ones are kept in either case, so that it stays known as it grows.
    """
    wanted = list(dict.fromkeys(marks))
    held = {
        one for some in chunks(wanted) for one in connection.scalars(select(alert_marks.c.mark).where(alert_marks.c.rule == rule, alert_marks.c.mark.in_(some)))
    }
    dialect.insert_new(connection, alert_marks, [{"rule": rule, "mark": one} for one in wanted if one not in held])
    if held:
        return False
    dialect.insert_new(connection, alerts, [asdict(one) for one in messages])
    return True


def waiting(connection: Connection) -> list[Alert]:
    """Return the messages that are not sent yet, the oldest first."""
    rows = connection.execute(select(alerts).where(alerts.c.state == "waiting").order_by(alerts.c.made, alerts.c.id))
    return [Alert(**row._mapping) for row in rows]  # noqa: SLF001  # a row's documented mapping


def note_sending(connection: Connection, name: str, state: Sending, error: str = "") -> None:
    """Note what came of one try to send a message."""
    connection.execute(update(alerts).where(alerts.c.id == name).values(state=state, tries=alerts.c.tries + 1, error=error))


def sendings(connection: Connection) -> Mapping[str, int]:
    """Return how many messages there are in each state."""
    return {row.state: row[1] for row in connection.execute(select(alerts.c.state, func.count()).group_by(alerts.c.state))}
