"""Shards on Ray (extra `ray`): an existing cluster by its address, or this machine."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from importlib import import_module
from typing import Any, TypeVar

from riwaya.errors import MissingExtra
from riwaya.shards.manifest import Manifest
from riwaya.shards.plan import Task
from riwaya.shards.processes import over_processes, safely

_AHEAD = 2  # tasks a processor that wait their turn at the cluster
Given = TypeVar("Given")
Result = TypeVar("Result")


def over_ray(tasks: Sequence[Task], jobs: int, address: str | None) -> Iterator[Manifest]:
    """Yield the manifests of shards that a cluster reads; a shard whose worker died is read again by a process of the worker's own, so that its end tells."""
    yield from mapped(tasks, safely, _apart, jobs, address)


def _apart(task: Task) -> Manifest:
    return next(over_processes([task], 1, lambda _task, _page: None))


def mapped(
    given: Sequence[Given], work: Callable[[Given], Result], again: Callable[[Given], Result], jobs: int, address: str | None
) -> Iterator[Result]:  # fmt: skip
    """Yield what `work` makes of every value, as it comes; `again` is tried where the worker died. Raises MissingExtra."""
    ray = _started(jobs, address)
    call = ray.remote(max_retries=0, num_cpus=1)(_called)
    room = max(1, int(ray.cluster_resources().get("CPU", jobs))) * _AHEAD
    waiting, running = deque(given), dict[Any, tuple[Given, bool]]()
    try:
        while waiting or running:
            while waiting and len(running) < room:
                one = waiting.popleft()
                running[call.remote(work, one)] = (one, True)
            for reference in ray.wait(list(running), timeout=1.0)[0]:
                one, fresh = running.pop(reference)
                try:
                    yield ray.get(reference)
                except (ray.exceptions.WorkerCrashedError, ray.exceptions.NodeDiedError, ray.exceptions.OutOfMemoryError):
                    if not fresh:
                        raise
                    running[call.remote(again, one)] = (one, False)
    finally:
        if address is None:
            ray.shutdown()


def _called(work: Callable[[Given], Result], given: Given) -> Result:
    return work(given)


def _started(jobs: int, address: str | None) -> Any:  # noqa: ANN401  # a module that need not be installed
    os.environ.setdefault("RAY_raylet_start_wait_time_s", "120")  # read when Ray is imported: a busy machine starts slowly
    try:
        ray = import_module("ray")
    except ImportError as error:
        raise MissingExtra(f"Ray is not installed ({error}); run: pip install 'riwaya[ray]', or use --engine pool") from error
    where = {"address": address} if address else {"num_cpus": jobs, "include_dashboard": False}
    ray.init(**where, log_to_driver=False, configure_logging=False, ignore_reinit_error=True)
    return ray
