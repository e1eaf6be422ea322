"""Runs the reading of shards: in this process, over processes of this machine, or on Ray. Whoever dies in the middle changes nothing of what comes out."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Literal

from riwaya.shards import ray
from riwaya.shards.manifest import Manifest
from riwaya.shards.plan import Task
from riwaya.shards.processes import over_processes, safely
from riwaya.shards.rows import schema

Engine = Literal["here", "pool", "ray"]
Heard = Callable[[Task, int], None]


def _nobody(task: Task, page: int) -> None:
    """Tell nobody."""


def run(tasks: Sequence[Task], engine: Engine = "pool", jobs: int = 1, address: str | None = None, heard: Heard = _nobody) -> Iterator[Manifest]:
    """Yield the manifest of every shard as it is done; `heard` is told which page of a shard is being read, where the engine can tell.

    `address` is that of an existing Ray cluster; without one, Ray runs on this machine with `jobs` processes. Raises MissingExtra.
    """
    schema()  # pyarrow is asked for before anything starts
    if engine == "ray":
        yield from ray.over_ray(tasks, jobs, address)
    elif engine == "pool":
        yield from over_processes(tasks, jobs, heard)
    else:
        yield from (safely(task, lambda page, task=task: heard(task, page)) for task in tasks)  # type: ignore[misc]  # a default binds the task of this round
