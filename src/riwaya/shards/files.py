"""Where shards lie: local files, or any address that fsspec knows (s3://, gs://, memory://); what is written appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path, PurePosixPath
from typing import Any

from riwaya.errors import BadInput, MissingExtra

_MAGIC = frozenset("*?[")


@dataclass(frozen=True, slots=True)
class Found:
    """A file: its address, and its size in bytes."""

    url: str
    size: int


def is_remote(url: str) -> bool:
    """Whether an address lies elsewhere than in this machine's file system."""
    return "://" in url and not url.startswith("file://")


def local(url: str) -> Path:
    """Return the path of a local address."""
    return Path(url.removeprefix("file://"))


def listed(url: str) -> Iterator[Found]:
    """Yield the files of an address: itself, those of a folder, or those that fit a pattern, in order. Raises BadInput where there is none."""
    found = sorted(_remote(url) if is_remote(url) else _local(url), key=lambda one: one.url)
    if not found:
        raise BadInput(f"{url}: no such file or folder; give files, folders, patterns (*.warc.gz) or addresses (s3://bucket/folder)")
    yield from found


def _local(url: str) -> Iterator[Found]:
    path = local(url)
    if path.is_dir():
        files = [one for one in path.rglob("*") if one.is_file() and not any(part.startswith(".") for part in one.relative_to(path).parts)]
    elif path.is_file():
        files = [path]
    else:
        files = [one for one in Path(path.anchor or ".").glob(str(path.relative_to(path.anchor))) if one.is_file()] if _MAGIC & set(url) else []
    yield from (Found(str(one), one.stat().st_size) for one in files)


def _remote(url: str) -> Iterator[Found]:
    system, path = _system(url)
    try:
        names = system.glob(path) if _MAGIC & set(path) else system.find(path)
        yield from (Found(system.unstrip_protocol(name), int(system.size(name) or 0)) for name in names if system.isfile(name))
    except FileNotFoundError:
        return


def _system(url: str) -> tuple[Any, str]:
    try:
        system, path = import_module("fsspec.core").url_to_fs(url)
    except ImportError as error:
        raise MissingExtra(f"{url}: needs a package that is not installed ({error}); install riwaya[batch] and the package for this kind of address") from error
    except ValueError as error:
        raise BadInput(f"{url}: {error}") from error
    return system, path


@contextmanager
def at_hand(url: str) -> Iterator[Path]:
    """Give a local file of an address: itself, or a copy for as long as the block lasts."""
    if not is_remote(url):
        yield local(url)
        return
    system, path = _system(url)
    with tempfile.TemporaryDirectory(prefix="riwaya-") as folder:
        copy = Path(folder) / PurePosixPath(path).name
        system.get_file(path, str(copy))
        yield copy


@contextmanager
def written(url: str) -> Iterator[Path]:
    """Give a local file to write that becomes the address when the block ends well; a kill before leaves what was there."""
    if is_remote(url):
        system, path = _system(url)
        with tempfile.TemporaryDirectory(prefix="riwaya-") as folder:
            yield (part := Path(folder) / "part")
            system.makedirs(PurePosixPath(path).parent.as_posix(), exist_ok=True)
            system.put_file(str(part), path)
        return
    target = local(url)
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    try:
        yield part
        with part.open("rb") as stream:
            os.fsync(stream.fileno())
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def text_at(url: str) -> str:
    """Return the text of a small file, "" where there is none."""
    try:
        if is_remote(url):
            system, path = _system(url)
            return str(system.cat_file(path).decode("utf-8", "replace"))
        return local(url).read_text(encoding="utf-8", errors="replace")
    except (FileNotFoundError, NotADirectoryError):
        return ""


def put_text(url: str, text: str) -> None:
    """Write a small file whole."""
    with written(url) as part:
        part.write_text(text, encoding="utf-8")
