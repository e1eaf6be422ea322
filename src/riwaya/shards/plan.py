"""Which shards there are, what each is called, and which of them are done."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import PurePosixPath

import riwaya
from riwaya.config import Config
from riwaya.errors import BadInput
from riwaya.shards import files
from riwaya.shards.manifest import Manifest, Origin, manifest_of

_ODD = re.compile(r"[^A-Za-z0-9._-]+")
TIME = 30.0  # seconds of the processor that a page may take


@dataclass(frozen=True, slots=True)
class Task:
    """One shard to read: all that an engine hands to `shard.read_shard`. `skip` are pages, by number, that ended the process which read them."""

    origin: Origin
    output: str
    config: Config
    seconds: float = TIME
    skip: tuple[int, ...] = ()

    @property
    def manifest(self) -> str:
        """Where its manifest will stand."""
        return f"{self.output.removesuffix('.parquet')}.json"


@dataclass(frozen=True, slots=True)
class Plan:
    """The shards still to read, and the manifests of those that are done."""

    tasks: tuple[Task, ...]
    done: tuple[Manifest, ...]

    @property
    def size(self) -> int:
        """Bytes still to read."""
        return sum(task.origin.size for task in self.tasks)


def plan(inputs: Sequence[str], folder: str, config: Config, lexicon: str, seconds: float = TIME) -> Plan:
    """List the shards of all inputs, each once, the largest first so that processes end together. Raises BadInput for an input that does not exist."""
    found = {one.url: one for url in inputs for one in files.listed(url)}
    settings = f"gazetteer={config.gazetteer or ''} seconds={seconds:g}{' quick' if config.quick else ''}"
    origins = [Origin(one.url, one.size, riwaya.__version__, lexicon, settings) for one in found.values()]
    tasks = [Task(origin, f"{folder.rstrip('/')}/{name(origin.input)}.parquet", config, seconds) for origin in origins]
    done = {task: manifest for task in tasks if (manifest := _done(task))}
    left = sorted((task for task in tasks if task not in done), key=lambda task: (-task.origin.size, task.origin.input))
    return Plan(tuple(left), tuple(done.values()))


def name(url: str) -> str:
    """Name an output after its input; a hash keeps apart what is called alike in two folders."""
    return f"{_ODD.sub('-', PurePosixPath(url).name)[:80]}-{hashlib.sha256(url.encode('utf-8', 'surrogateescape')).hexdigest()[:8]}"


def _done(task: Task) -> Manifest | None:
    manifest = manifest_of(files.text_at(task.manifest))
    return manifest if manifest and manifest.origin == task.origin and not manifest.fault else None


def outputs(folder: str) -> tuple[Manifest, ...]:
    """Return the manifests of a folder of output shards, in the order of their names, wherever the folder was moved to. Raises BadInput where there is none."""
    names = [one.url for one in files.listed(folder) if one.url.endswith(".json")]
    found = [(name, manifest_of(files.text_at(name))) for name in names]
    whole = tuple(replace(one, output=f"{name.removesuffix('.json')}.parquet") for name, one in found if one and not one.fault)
    if not whole:
        raise BadInput(f"{folder}: holds no output of riwaya batch")
    return whole
