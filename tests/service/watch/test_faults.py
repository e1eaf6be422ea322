"""Ten minutes, sixty times as fast, in which everything goes wrong: the watch recovers by itself, loses nothing, and says what happened."""

from __future__ import annotations

import asyncio
import errno
import os
import sqlite3
from collections import Counter
from pathlib import Path
from typing import BinaryIO

import pytest
from newsroom import PLACES, House, Newsroom, newsroom, times
from sqlalchemy import event

from riwaya.acquire.archive import keep, verify
from riwaya.service.watch.loop import Watch
from riwaya.store import open_store

SPEED = float(os.environ.get("RIWAYA_WATCH_SPEED", "60"))
END = 600.0


class Disk:
    """Takes bytes, unless it is `full`. It makes sure of nothing: how long a busy machine takes for that is not what is tested."""

    full = False

    def sure(self, stream: BinaryIO) -> None:
        if self.full:
            raise OSError(errno.ENOSPC, "No space left on device")
        stream.flush()


async def _publish(room: Newsroom, houses: list[House]) -> None:
    """One page every forty seconds, by the outlets in turn."""
    for number, place in enumerate(PLACES):
        houses[number % len(houses)].publish(place)
        await room.clock.until(40.0 * (number + 1))


async def _break(room: Newsroom, houses: list[House], disk: Disk) -> None:
    """Break one thing after the other, each for as long as it takes to be noticed, a busy machine being slow to notice."""
    clock = room.clock
    await clock.until(60)
    houses[1].down = True
    await _noticed(room, 130, "source-failed", source="flaky")
    houses[1].down = False
    disk.full = True
    await _noticed(room, 200, "trouble", part="archive")
    disk.full = False
    lock = sqlite3.connect(room.folder / "store.sqlite", isolation_level=None)
    lock.execute("PRAGMA busy_timeout=60000")
    lock.execute("BEGIN IMMEDIATE")
    await _noticed(room, 290, "trouble", part="store")
    lock.execute("ROLLBACK")
    lock.close()
    clock.set_by(hours=-1)
    await _noticed(room, 340, "clock-step")
    clock.set_by(days=1)


async def _noticed(room: Newsroom, moment: float, event: str, **told: object) -> None:
    """Wait for a moment, and until the watch has said something; at most ten minutes for the latter."""
    await room.clock.until(moment)
    limit = room.clock.ticks() + END
    while room.clock.ticks() < limit and not room.said(event, **told):
        await room.clock.sleep(1.0)


def _hurried(connection: sqlite3.Connection, _: object) -> None:
    """Let the store give up soon on a lock, and not wait for the disk, as befits a time that passes sixty times as fast."""
    connection.execute("PRAGMA busy_timeout=50")
    connection.execute("PRAGMA synchronous=OFF")


async def _settled(room: Newsroom, watch: Watch) -> None:
    """Wait for a busy machine: everything that was published is told of, and no part is in trouble; at most twenty minutes more."""
    while room.clock.ticks() < 3 * END and not (len(room.hook.posts) >= len(PLACES) and watch.health.state()[0]):
        await room.clock.sleep(5.0)


async def _ten_minutes(folder: Path, disk: Disk) -> tuple[Newsroom, list[House]]:
    houses = [House("steady"), House("flaky")]
    async with newsroom(folder, houses, SPEED) as room:
        store = open_store(room.db)
        event.listen(store.engine, "connect", _hurried)
        store.engine.dispose()
        room.clock.begin()
        async with room.watch([house.name for house in houses], store) as watch:
            stop = asyncio.Event()
            running = asyncio.create_task(watch.run(stop))
            await asyncio.gather(_publish(room, houses), _break(room, houses, disk))
            await room.clock.until(END)
            await _settled(room, watch)
            assert watch.health.state()[0], watch.health.state()
            assert b'riwaya_watch_troubles_total{part="archive"}' in watch.health.metrics()
            stop.set()
            await running
        return room, houses


def test_ten_minutes_of_faults(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    disk = Disk()
    monkeypatch.setattr(keep, "_sure", disk.sure)
    room, houses = asyncio.run(_ten_minutes(tmp_path, disk))

    store = open_store(room.db)
    stored = Counter(store.document(name).url for name in _documents(room))  # type: ignore[union-attr]  # named by the store itself
    assert stored == Counter(room.web.url(house.name, path) for house in houses for path in house.pages), "every page once"
    assert store.faults() == []
    store.close()
    assert list(verify(tmp_path / "archive")) == []
    assert times(room.hook.posts) == Counter(PLACES), "of every event once"

    assert "No space left" in room.said("trouble", part="archive")[0]["error"]
    assert room.said("recovered", part="archive")
    assert any("locked" in one["error"] for one in room.said("trouble", part="store"))
    assert room.said("recovered", part="store")
    assert "503" in room.said("source-failed", source="flaky")[0]["error"]
    assert room.said("source-back", source="flaky")
    assert not room.said("source-failed", source="steady")
    steps = [one["seconds"] for one in room.said("clock-step")]
    assert [round(one / 60) for one in steps] == [-60, 24 * 60]
    assert [one["event"] for one in room.log][:1] == ["started"]
    assert [one["event"] for one in room.log][-1:] == ["stopped"]


def _documents(room: Newsroom) -> list[str]:
    with sqlite3.connect(room.folder / "store.sqlite") as connection:
        found = [row[0] for row in connection.execute("SELECT id FROM documents")]
    connection.close()
    return found
