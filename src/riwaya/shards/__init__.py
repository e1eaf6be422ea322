"""Web archives: one input shard (WARC, Parquet, JSON lines, ...) becomes one output shard (Parquet) and a manifest, on any engine.

`plan` lists the shards, `shard.read_shard` reads one and is all that an engine runs, `engines` run it here, over processes or on Ray.
Shards whose manifest stands are done: a run that was cut off goes on where it was.
"""

from __future__ import annotations

from riwaya.shards.engines import Engine, run
from riwaya.shards.manifest import Manifest
from riwaya.shards.plan import Plan, Task, outputs, plan

__all__ = ["Engine", "Manifest", "Plan", "Task", "outputs", "plan", "run"]
