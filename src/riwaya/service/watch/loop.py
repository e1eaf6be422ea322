"""The watch itself: asks sources when they are due, takes in what the archive got, sends what the outbox holds; each by itself.

Whatever goes wrong in one of them is told and tried again, and does not touch the others. All work with the store is done in one thread, in turn, so
that asking goes on while pages are read.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import partial
from typing import TypeVar

from riwaya.acquire.archive import Archive
from riwaya.acquire.web import Target, Web, World, collect
from riwaya.errors import ArchiveError
from riwaya.service.watch import intake, pace
from riwaya.service.watch.health import Health
from riwaya.service.watch.intake import Desk
from riwaya.service.watch.ledger import Ledger
from riwaya.service.watch.plan import Plan
from riwaya.service.watch.send import Sender, UnsentError
from riwaya.store import watching
from riwaya.store.watching import Alert, Cursor, Sending, Watched

Answer = TypeVar("Answer")
_ROUND = 1.0  # seconds between two looks at what is to be done
_FIRST_PAUSE, _LONGEST_PAUSE = 5.0, 60.0  # after trouble with archive or store
_STEP = 5.0  # seconds by which clock and ticks may drift apart between two looks


@dataclass(slots=True)
class _Source:
    """A source: what to ask, how it stands, when it is due (ticks), and whether it is being asked."""

    target: Target
    every: float
    state: Watched
    due: float
    asking: bool = False


class Watch:
    """Watches until `stop` is set, or does one round. `archive` and `desk` are open; `targets` are the sources."""

    def __init__(self, plan: Plan, targets: Mapping[str, Target], archive: Archive, desk: Desk, sender: Sender, health: Health) -> None:
        self.plan, self.archive, self.desk, self.sender, self.health = plan, archive, desk, sender, health
        self.world: World = health.world
        self._ledger = Ledger(archive, self.world)
        self._web = Web(self._ledger, sender.settings, self.world)
        self._targets = targets
        self._sources: list[_Source] = []
        self._cursor = Cursor("")
        self._archive_from = 0.0  # ticks: the archive is in trouble until then
        self._asking: set[asyncio.Task[None]] = set()
        self._tries: dict[str, float] = {}  # when (ticks) a message that failed is tried again
        self._sent: dict[str, tuple[Sending, str]] = {}  # what became of messages of which the store could not be told yet
        self._thread = ThreadPoolExecutor(1, "store")
        self._side_by_side = asyncio.Semaphore(sender.settings.side_by_side)

    async def run(self, stop: asyncio.Event) -> None:
        """Watch until `stop` is set; what is being done is done to its end or left as if it had not begun."""
        self.health.log("started", {"sources": len(self._targets), "rules": len(self.desk.rules), "archive": str(self.archive.folder)})
        try:
            async with asyncio.TaskGroup() as group:
                parts = [group.create_task(self._go_round(name, part)) for name, part in self._parts(group).items()]
                parts.append(group.create_task(self._watch_clock()))
                await stop.wait()
                for part in (*parts, *self._asking):
                    part.cancel()
        finally:
            await asyncio.to_thread(self._thread.shutdown)
            self.health.log("stopped", {})

    async def once(self) -> None:
        """Ask every source that is due, take in all that came, send all that waits; raises what stops it."""
        try:
            await self._load()
            await asyncio.gather(*(self._ask(one) for one in self._sources))
            while await self._take_in():
                pass
            await self._send()
        finally:
            await asyncio.to_thread(self._thread.shutdown)

    def _parts(self, group: asyncio.TaskGroup) -> dict[str, Callable[[], Awaitable[object]]]:
        return {"schedule": partial(self._start_due, group), "store": self._take_in, "alerts": self._send}

    async def _go_round(self, name: str, part: Callable[[], Awaitable[object]]) -> None:
        """Do a part's work again and again; in trouble it rests, for longer each time."""
        while True:
            self.health.alive(name)
            try:
                more = await part()
                self.health.well(name)
                pause = 0.0 if more else _ROUND
            except Exception as error:  # noqa: BLE001  # a watch must outlive whatever goes wrong in it: it is told and tried again
                pause = self._rest(name, error)
            await self.world.sleep(pause)

    def _rest(self, part: str, error: Exception) -> float:
        """Tell of trouble; return for how long to rest."""
        tries = self.health.troubles[part].tries if part in self.health.troubles else 0
        pause = float(min(_FIRST_PAUSE * 2 ** min(tries, 16), _LONGEST_PAUSE))
        self.health.trouble(part, error, pause)
        return pause

    async def _in_store(self, work: Callable[[], Answer]) -> Answer:
        """Do work in the store's thread."""
        return await asyncio.get_running_loop().run_in_executor(self._thread, work)

    async def _load(self) -> None:
        """Find out when each source is due."""
        known = await self._in_store(self._known)
        now, ticks = self.world.now(), self.world.ticks()
        for name, target in self._targets.items():
            state, every = known.get(name, Watched(name, "")), self.plan.intervals.get(name, self.plan.every)
            due = ticks + pace.at_start(state.due, every, state.failures, now, self.world.chance())
            self._sources.append(_Source(target, every, state, due))

    def _known(self) -> Mapping[str, Watched]:
        with self.desk.store.reading() as connection:
            return watching.every_watched(connection)

    async def _start_due(self, group: asyncio.TaskGroup) -> None:
        """Begin to ask the sources that are due, unless the archive cannot be written."""
        if not self._sources:
            await self._load()
        ticks = self.world.ticks()
        if ticks < self._archive_from:
            return
        for one in self._sources:
            if not one.asking and one.due <= ticks:
                one.asking = True
                task = group.create_task(self._ask(one))
                self._asking.add(task)
                task.add_done_callback(self._asking.discard)

    async def _ask(self, one: _Source) -> None:
        """Ask a source, and say when it is asked next."""
        name = one.target.source
        recheck = self._recheck_due(one.state)
        async with self._side_by_side:
            self._ledger.tallies.pop(name, None)
            try:
                since = (self.world.now() - timedelta(seconds=self.plan.back)).date()
                await collect([replace(one.target, again=recheck, since=since)], self._web)
            except ArchiveError as error:
                self._put_off(one, error)
                return
            except Exception as error:  # noqa: BLE001  # one source must not end the others
                self._ledger.tallies[name].error = f"{type(error).__name__}: {error}"
        self.health.well("archive")
        await self._note(one, recheck=recheck)

    def _recheck_due(self, state: Watched) -> bool:
        """Whether known pages are to be asked for again; at first they are not. What was noted for a time to come was noted before the clock was set back."""
        now = self.world.now()
        return bool(state.rechecked) and not pace.moment(now, -self.plan.recheck) < state.rechecked <= pace.moment(now)

    def _put_off(self, one: _Source, error: ArchiveError) -> None:
        """Leave a source, and all others, for a while, since the archive cannot be written. Sources that were being asked meet the same trouble once."""
        ticks = self.world.ticks()
        if self._archive_from <= ticks:
            self._archive_from = ticks + self._rest("archive", error)
        one.due, one.asking = self._archive_from, False

    async def _note(self, one: _Source, *, recheck: bool) -> None:
        """Note what came of a source, in the store, too, where that can be: what is lost there costs one question more after a restart."""
        name, now = one.target.source, self.world.now()
        tally = self._ledger.tallies[name]
        failed = bool(tally.error) and not tally.answered
        failures = one.state.failures + 1 if failed else 0
        wait = pace.after(one.every, failures, self.world.chance())
        checked = pace.moment(now) if recheck or not one.state.rechecked else one.state.rechecked
        one.state = Watched(name, pace.moment(now, wait), one.state.succeeded if failed else pace.moment(now), checked, failures, tally.error if failed else "")
        one.due, one.asking = self.world.ticks() + wait, False
        self.health.asked(name, tally.outcomes, failures, tally.error, wait)
        try:
            await self._in_store(partial(self._keep, one.state))
            self.health.well("notes")
        except Exception as error:  # noqa: BLE001  # see the docstring
            self.health.trouble("notes", error, wait)

    def _keep(self, state: Watched) -> None:
        with self.desk.store.writing() as connection:
            watching.keep_watched(connection, state)

    async def _take_in(self) -> bool:
        """Take the next pages into the store; return whether there are more."""
        upto = self.archive.number
        if self._cursor.number >= upto:
            return False
        taken = await self._in_store(lambda: intake.step(self.archive.folder, upto, self._cursor, self.desk, self.world.now()))
        moved, self._cursor = taken.cursor.number > self._cursor.number, taken.cursor
        self.health.stored(taken.added, self.archive.number - self._cursor.number)
        for told in taken.alerts:
            rule, event = told.rsplit(" ", 1)
            self.health.log("alert", {"rule": rule, "about": event})
        return moved and self._cursor.number < self.archive.number

    async def _send(self) -> None:
        """Send the messages that wait, each as soon as it may be tried."""
        waiting = await self._in_store(self._waiting)
        self.health.waiting(len(waiting))
        for alert in waiting:
            if alert.id not in self._sent and self._tries.get(alert.id, 0.0) <= self.world.ticks():
                self._sent[alert.id] = await self._send_one(alert)
            if alert.id in self._sent:
                await self._in_store(partial(self._note_sending, alert.id, *self._sent[alert.id]))
                del self._sent[alert.id]

    def _waiting(self) -> list[Alert]:
        with self.desk.store.reading() as connection:
            return watching.waiting(connection)

    async def _send_one(self, alert: Alert) -> tuple[Sending, str]:
        """Send a message; return what became of it. An end before that is noted sends it once more, under the same name (decision 38)."""
        state: Sending = "sent"
        detail = ""
        try:
            await (self.sender.webhook(alert) if alert.channel == "webhook" else asyncio.to_thread(self.sender.mail, alert))
        except UnsentError as error:
            detail = " ".join(str(error).split())[:500]
            state = "waiting" if error.again and alert.tries + 1 < pace.MOST_TRIES else "given-up"
            self._tries[alert.id] = self.world.ticks() + pace.retry(alert.tries + 1, self.world.chance())
        self.health.sending(
            alert.channel,
            {"sent": "sent", "waiting": "failed", "given-up": "given-up"}[state],
            {"rule": alert.rule, "about": alert.event, "to": alert.target, "tries": alert.tries + 1, **({"error": detail} if detail else {})},
        )
        if state != "waiting":
            self._tries.pop(alert.id, None)
        return state, detail

    def _note_sending(self, name: str, state: Sending, detail: str) -> None:
        with self.desk.store.writing() as connection:
            watching.note_sending(connection, name, state, detail)

    async def _watch_clock(self) -> None:
        """Say when the clock is set. Nothing that waits here goes by it: waiting goes by ticks, which are never set back."""
        before = self.world.now().timestamp() - self.world.ticks()
        while True:
            await self.world.sleep(_ROUND)
            apart = self.world.now().timestamp() - self.world.ticks()
            if abs(apart - before) > _STEP:
                self.health.stepped(apart - before)
            before = apart
