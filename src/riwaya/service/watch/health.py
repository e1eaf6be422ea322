"""How the watch itself does: what is in trouble, figures for Prometheus, lines of JSON."""

from __future__ import annotations

import json
import sys
import threading
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TextIO

from prometheus_client import CollectorRegistry, Counter, Gauge, generate_latest

from riwaya.acquire.web import World
from riwaya.service.watch.pace import moment
from riwaya.store import Added

Log = Callable[[str, Mapping[str, object]], None]
_SILENT = 300.0  # seconds without a sign of life from a part that goes round all the time


def log_to(stream: TextIO, now: Callable[[], datetime]) -> Log:
    """Return what writes events as lines of JSON: `at`, `event`, and what the event tells."""
    lock = threading.Lock()

    def log(event: str, told: Mapping[str, object]) -> None:
        line = json.dumps({"at": moment(now()), "event": event, **told}, ensure_ascii=False, default=str)
        with lock:
            print(line, file=stream, flush=True)

    return log


@dataclass(frozen=True, slots=True)
class Trouble:
    """What a part of the watch cannot do now, and since when (ticks); `tries` in a row failed."""

    error: str
    since: float
    tries: int


class Health:
    """What is known of the watch; parts tell it, `/healthz` and `/metrics` show it. Safe to be read from other threads."""

    def __init__(self, world: World, log: Log | None = None) -> None:
        self.world, self.log = world, log or log_to(sys.stderr, world.now)
        self.troubles: dict[str, Trouble] = {}
        self.down: dict[str, str] = {}  # sources that failed the last time, and why
        self._alive: dict[str, float] = {}
        self._begun = world.ticks()
        self.registry = CollectorRegistry()
        self._fetched = self._counter("fetched", "Answers of sources", "source", "outcome")
        self._pages = self._counter("pages", "Pages taken from the archive into the store", "result")
        self._claims = self._counter("claims", "Claims stored")
        self._alerts = self._counter("alerts", "Messages, by what became of them", "channel", "result")
        self._faults = self._counter("troubles", "Times that a part of the watch could not do its work", "part")
        self._steps = self._counter("clock_steps", "Times that the clock was set")
        self._success = self._gauge("source_last_success_seconds", "When a source last answered, as Unix time", "source")
        self._failing = self._gauge("source_failures", "Failures of a source in a row", "source")
        self._behind = self._gauge("lines_behind", "Lines of the archive's journal that are not taken in yet")
        self._waiting = self._gauge("alerts_waiting", "Messages that are not sent yet")

    def _counter(self, name: str, text: str, *labels: str) -> Counter:
        return Counter(f"riwaya_watch_{name}", text, labels, registry=self.registry)

    def _gauge(self, name: str, text: str, *labels: str) -> Gauge:
        return Gauge(f"riwaya_watch_{name}", text, labels, registry=self.registry)

    def alive(self, part: str) -> None:
        """Note a sign of life of a part that goes round."""
        self._alive[part] = self.world.ticks()

    def trouble(self, part: str, error: object, retry_in: float) -> None:
        """Note and say that a part could not do its work, and when it tries again (seconds)."""
        before = self.troubles.get(part)
        words = " ".join(str(error).split())[:500] or type(error).__name__
        self.troubles[part] = Trouble(words, before.since if before else self.world.ticks(), before.tries + 1 if before else 1)
        self._faults.labels(part).inc()
        self.log("trouble", {"part": part, "error": words, "tries": self.troubles[part].tries, "retry_in": round(retry_in, 1)})

    def well(self, part: str) -> None:
        """Note that a part does its work, and say so where it could not before."""
        if before := self.troubles.pop(part, None):
            self.log("recovered", {"part": part, "after": round(self.world.ticks() - before.since, 1), "tries": before.tries})

    def asked(self, source: str, outcomes: Mapping[str, int], failures: int, error: str, next_in: float) -> None:
        """Note and say what came of asking a source."""
        for outcome, number in outcomes.items():
            self._fetched.labels(source, outcome).inc(number)
        self._failing.labels(source).set(failures)
        told = {"source": source, **outcomes, "next_in": round(next_in, 1), **({"error": error} if error else {})}
        if failures:
            self.down[source] = error
            self.log("source-failed", {**told, "failures_in_a_row": failures})
            return
        self._success.labels(source).set(self.world.now().timestamp())
        self.log("source-back" if self.down.pop(source, None) else "source-asked", told)

    def stored(self, added: Added, behind: int) -> None:
        """Note and say what was taken into the store, and how many lines of the journal are left."""
        self._behind.set(behind)
        for result, number in (("stored", added.documents), ("known", added.known), ("refused", len(added.reasons))):
            self._pages.labels(result).inc(number)
        self._claims.inc(added.claims)
        if added.pages:
            self.log("stored", {"pages": added.documents, "claims": added.claims, "known": added.known, "refused": len(added.reasons), "behind": behind})

    def sending(self, channel: str, result: str, told: Mapping[str, object]) -> None:
        """Note and say what became of a message."""
        self._alerts.labels(channel, result).inc()
        self.log(f"alert-{result}", {"channel": channel, **told})

    def waiting(self, number: int) -> None:
        """Note how many messages wait."""
        self._waiting.set(number)

    def stepped(self, seconds: float) -> None:
        """Note and say that the clock was set."""
        self._steps.inc()
        self.log("clock-step", {"seconds": round(seconds, 1)})

    def state(self) -> tuple[bool, dict[str, object]]:
        """Return whether all is well with the watch itself, and what is to be told; a source that is down is not the watch's fault."""
        now = self.world.ticks()
        silent = sorted(part for part, last in self._alive.items() if now - last > _SILENT)
        troubles = {part: {"error": one.error, "for": round(now - one.since), "tries": one.tries} for part, one in sorted(self.troubles.items())}
        well = not silent and not troubles
        told = {"status": "ok" if well else "troubled", "up_for": round(now - self._begun), "troubles": troubles, "silent": silent}
        return well, {**told, "sources_down": dict(sorted(self.down.items()))}

    def metrics(self) -> bytes:
        """Return the figures in the text format of Prometheus."""
        return generate_latest(self.registry)
