"""An archive that is written to: answers go into WARC files, what became of every address into the journal.

The order of writing makes it safe against an end at any moment: first the record, made sure of on the disk, then the journal's line. What stands
behind the last line was never acknowledged; it is cut off when the archive is opened next, and the journal says so.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType
from typing import BinaryIO, Self

from riwaya.acquire.archive import read
from riwaya.acquire.archive.journal import BEGINNING, NAME, Broken, Entry, Line, bound, lines
from riwaya.acquire.archive.record import information, response
from riwaya.acquire.web import Failure, Kept, Unchanged, Validators
from riwaya.errors import ArchiveError
from riwaya.model import Reason

FILE_SIZE = 1_000_000_000  # bytes, after which a new WARC file is begun
WARCS = "warc"


@dataclass(frozen=True, slots=True)
class _Known:
    """What is remembered of an address."""

    payload: str = ""
    etag: str = ""
    modified: str = ""
    status: int = 0
    whole: bool = True  # False for an answer that broke off: it is asked for again
    kept: Line | None = None  # of a feed or sitemap: where it lies


class Archive:
    """A folder of evidence, opened for writing by one process; a ledger for `acquire.web`. Use it with `with`."""

    def __init__(self, folder: Path, *, file_size: int = FILE_SIZE) -> None:
        """Open or make the archive. Raises ArchiveError where it is in use, cannot be written, or is not whole."""
        self.folder, self._file_size = folder, file_size
        self._known: dict[str, _Known] = {}
        self.head, self._number = BEGINNING, 0
        self._file, self._end = "", 0
        with contextlib.ExitStack() as stack:
            with _said(folder):
                (folder / WARCS).mkdir(parents=True, exist_ok=True)
                stack.enter_context(_lock(folder))
            torn = self._read()
            with _said(folder):
                self._journal: BinaryIO = (folder / NAME).open("ab")
            stack.callback(self._close)
            self._cut(torn)
            self._stack = stack.pop_all()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self._stack.close()

    def _close(self) -> None:
        """Close the journal: the one opened first, or the one opened anew after a failed write."""
        self._journal.close()

    def seen(self, url: str) -> bool:
        """Tell whether the page of this address was kept."""
        return url in self._known and self._known[url].status == 200 and self._known[url].whole

    def validators(self, url: str) -> Validators:
        """Return what to ask "changed since?" by."""
        known = self._known.get(url, _Known())
        return Validators(known.etag or None, known.modified or None)

    @property
    def number(self) -> int:
        """The number of the last line that is on the disk."""
        return self._number

    def body(self, url: str) -> bytes | None:
        """Return the unpacked body last kept of a feed or sitemap, None where there is none. Raises ArchiveError where it is not what was kept."""
        line = self._known.get(url, _Known()).kept
        return read.body(self.folder, line) if line else None

    def add(self, event: Kept | Unchanged | Failure) -> None:
        """Keep what became of an address; when this returns, it is on the disk. Raises ArchiveError where it cannot be, and then nothing of it is."""
        if isinstance(event, Kept):
            self._keep(event)
        elif isinstance(event, Unchanged):
            self._write(Entry(0, _time(event.at), "unchanged", event.url, event.role, event.source))
        else:
            self._write(Entry(0, _time(event.at), "failure", event.url, event.role, event.source, reason=event.reason, detail=event.detail))

    def note(self, entry: Entry) -> Line:
        """Write an entry of another kind; its number is given here."""
        return self._write(entry)

    def _keep(self, kept: Kept) -> None:
        exchange = kept.exchange
        answer, payload = exchange.response, hashlib.sha256(exchange.response.body).hexdigest()
        entry = Entry(
            n=0, at=_time(exchange.at), kind="response", url=exchange.url, role=kept.role, source=kept.source, via=kept.via,
            status=answer.status, media=answer.media, raw=hashlib.sha256(exchange.raw).hexdigest(), payload=payload,
            etag=answer.headers.get("etag", ""), modified=answer.headers.get("last-modified", ""), title=kept.told.title or "",
            reason=Reason.DAMAGED if answer.fault else "", detail=answer.fault or "",
        )  # fmt: skip
        known = self._known.get(exchange.url)
        if known and (known.payload, known.status) == (payload, answer.status):
            self._write(replace(entry, kind="unchanged"))
        else:
            self._append(response(kept), entry)

    def _append(self, record: bytes, entry: Entry) -> Line:
        """Write a record and its line; take the record back where either fails."""
        if not self._file or self._end >= self._file_size:
            self._begin_file()
        path, offset = self.folder / self._file, self._end
        try:
            with path.open("r+b") as stream:
                stream.seek(offset)
                stream.write(record)
                _sure(stream)
            line = self._write(replace(entry, file=self._file, offset=offset, length=len(record), sha256=hashlib.sha256(record).hexdigest()))
        except (OSError, ArchiveError) as error:
            with contextlib.suppress(OSError):  # where even that fails, opening the archive cuts it off
                os.truncate(path, offset)
            raise _unwritten(self.folder, error) from error
        self._end = line.entry.end
        return line

    def _begin_file(self) -> None:
        number = int(Path(self._file).name.split(".")[0]) + 1 if self._file else 1
        name = f"{number:06}.warc.gz"
        with _said(self.folder):
            (self.folder / WARCS / name).touch()
            _sure_of_folder(self.folder / WARCS)
        before = (self._file, self._end)
        self._file, self._end = f"{WARCS}/{name}", 0
        try:
            self._append(information(name, datetime.now(UTC)), Entry(0, _time(datetime.now(UTC)), "file"))
        except ArchiveError:
            self._file, self._end = before
            raise

    def _write(self, entry: Entry) -> Line:
        """Append a line to the journal and make sure of it."""
        line = bound(self.head, replace(entry, n=self._number + 1))
        size = self._journal.seek(0, 2)
        try:
            self._journal.write(line.written())
            _sure(self._journal)
        except OSError as error:
            with contextlib.suppress(OSError):
                self._journal = _reopened(self._journal, self.folder / NAME, size)
            raise _unwritten(self.folder, error) from error
        self._take(line)
        return line

    def _take(self, line: Line) -> None:
        """Remember what a line says."""
        entry = line.entry
        self.head, self._number = line.hash, entry.n
        if entry.file and entry.kind in {"file", "response"}:
            self._file, self._end = entry.file, entry.end
        if entry.kind in {"response", "unchanged"} and entry.payload:
            kept = line if entry.kind == "response" else self._known.get(entry.url, _Known()).kept
            known = _Known(
                entry.payload,
                "" if entry.reason else entry.etag,
                "" if entry.reason else entry.modified,
                entry.status,
                not entry.reason,
                kept if entry.role in {"feed", "sitemap"} else None,
            )
            self._known |= dict.fromkeys((*entry.via, entry.url), known)

    def _read(self) -> Broken | None:
        """Read the journal; return its last line where that is torn. Raises ArchiveError for any other fault: it must not be written on."""
        for line in lines(self.folder):
            if isinstance(line, Broken):
                if line.whole:
                    raise _not_whole(self.folder, line.number, line.why)
                return line
            if line.prev != self.head or not line.holds or line.entry.n != self._number + 1:
                raise _not_whole(self.folder, self._number + 1, "its hash does not follow from the line before")
            self._take(line)
        return None

    def _cut(self, torn: Broken | None) -> None:
        """Cut off what was never acknowledged: a torn line, bytes behind the last record, a file that was begun and never told of."""
        told = []
        with _said(self.folder):
            if torn:
                told.append(f"{(self.folder / NAME).stat().st_size - torn.start} bytes of {NAME}")
                os.truncate(self.folder / NAME, torn.start)
            for path in sorted((self.folder / WARCS).glob("*.warc.gz")):
                name, size = f"{WARCS}/{path.name}", path.stat().st_size
                if name > self._file:
                    path.unlink()
                    told.append(f"{size} bytes of {name}")
                elif name == self._file and size > self._end:
                    os.truncate(path, self._end)
                    told.append(f"{size - self._end} bytes of {name}")
                elif name == self._file and size < self._end:
                    raise ArchiveError(f"{path}: {self._end - size} bytes are missing at its end; `riwaya archive verify` tells what is lost")
        if told:
            self._write(Entry(0, _time(datetime.now(UTC)), "recovered", detail=f"cut off, never acknowledged: {', '.join(told)}"))


def _time(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds").replace("+00:00", "Z")


def durable(path: Path, content: bytes) -> None:
    """Write a small file beside the journal and make sure of it. Raises ArchiveError where it cannot be written."""
    with _said(path.parent):
        path.parent.mkdir(exist_ok=True)
        with path.open("wb") as stream:
            stream.write(content)
            _sure(stream)


def _sure(stream: BinaryIO) -> None:
    stream.flush()
    os.fsync(stream.fileno())


def _sure_of_folder(folder: Path) -> None:
    """Make sure that a new file's name is on the disk, where the system lets a folder be opened."""
    with contextlib.suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def _reopened(journal: BinaryIO, path: Path, size: int) -> BinaryIO:
    """Return the journal cut back to `size`; what a full disk left in the stream's buffer is thrown away with the stream."""
    with contextlib.suppress(OSError):
        journal.close()
    os.truncate(path, size)
    return path.open("ab")


@contextlib.contextmanager
def _lock(folder: Path) -> Iterator[None]:
    """Hold the archive for this process; the system lets go of it when the process ends, however it ends."""
    with (folder / "lock").open("w") as handle:
        try:
            import fcntl  # noqa: PLC0415  # not on Windows, where the archive is not guarded against a second process

            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except ImportError:
            pass
        except OSError as error:
            raise ArchiveError(f"{folder}: another process writes to this archive; wait for it, or name another with --archive") from error
        yield


@contextlib.contextmanager
def _said(folder: Path) -> Iterator[None]:
    """Turn an error of the system into one that says what to do."""
    try:
        yield
    except OSError as error:
        raise _unwritten(folder, error) from error


def _unwritten(folder: Path, error: Exception) -> ArchiveError:
    if isinstance(error, ArchiveError):
        return error
    return ArchiveError(
        f"{folder}: cannot be written: {getattr(error, 'strerror', None) or error}; make room or give access, then run it again: nothing kept before is lost"
    )


def _not_whole(folder: Path, number: int, why: str) -> ArchiveError:
    return ArchiveError(f"{folder / NAME}:{number}: {why}; the archive was changed and is not written on. `riwaya archive verify` tells more")
