"""Time stamps (RFC 3161): an authority's word that the journal stood so at a time. Needs the extra `stamps`."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import httpx

from riwaya.acquire.archive.journal import Entry, Line
from riwaya.acquire.archive.keep import Archive, durable
from riwaya.acquire.archive.verify import Finding, tip
from riwaya.errors import ArchiveError, MissingExtra

FOLDER = "stamps"
_SECONDS = 30.0
Send = Callable[[str, bytes], bytes]


def send(authority: str, request: bytes) -> bytes:
    """Ask an authority over HTTP. Raises ArchiveError where it gives no answer."""
    try:
        answer = httpx.post(authority, content=request, headers={"Content-Type": "application/timestamp-query"}, timeout=_SECONDS)
        answer.raise_for_status()
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        raise ArchiveError(f"{authority}: the time-stamp authority gave no stamp ({error}); try again later, the archive is as before") from error
    return answer.content


def stamp(archive: Archive, authority: str, now: datetime, ask: Send = send) -> Line:
    """Have the journal's last line stamped, keep the answer, and write a line of it. Raises ArchiveError where no stamp is to be had."""
    client, last = _client(), tip(archive.folder)
    if last is None:
        raise ArchiveError(f"{archive.folder}: nothing is kept yet that could be stamped")
    bound = (last.prev + last.entry.digest).encode()  # the line's hash is the SHA-256 of this
    request = client.TimestampRequestBuilder().data(bound).hash_algorithm(client.HashAlgorithm.SHA256).build()
    answer = ask(authority, request.as_bytes())
    if why := _fault(client, answer, request, last.hash):
        raise ArchiveError(f"{authority}: {why}; the archive is as before")
    name = f"{FOLDER}/{last.entry.n:09}.tsr"
    durable(archive.folder / name, answer)
    digest = hashlib.sha256(answer).hexdigest()
    return archive.note(Entry(0, now.isoformat(), "stamp", authority, file=name, length=len(answer), sha256=digest, detail=last.hash))


def _fault(client: Any, answer: bytes, request: Any, digest: str) -> str | None:  # noqa: ANN401  # a module and a value of it
    """Return why an answer is not the stamp that was asked for."""
    try:
        told = client.decode_timestamp_response(answer).tst_info
    except (ValueError, AttributeError) as error:
        return f"the answer is no time stamp ({error})"
    if told.message_imprint.message.hex() != digest or told.nonce != request.nonce:
        return "the time stamp is of something else than what was asked for"
    return None


def genuine(folder: Path, entry: Entry, roots: bytes) -> Finding | None:
    """Check an authority's signature against root certificates (PEM); return what is wrong with it."""
    client = _client()
    from cryptography import x509  # noqa: PLC0415  # comes with the extra

    try:
        told = client.decode_timestamp_response((folder / entry.file).read_bytes())
        builder = client.VerifierBuilder()
        for root in x509.load_pem_x509_certificates(roots):
            builder = builder.add_root_certificate(root)
        builder.build().verify(told, bytes.fromhex(entry.detail))
    except (ValueError, OSError, client.VerificationError) as error:
        return Finding(entry.file, f"the authority's signature does not hold: {error}", entry.url)
    return None


def _client() -> Any:  # noqa: ANN401  # a module
    try:
        import rfc3161_client  # noqa: PLC0415  # only time stamps need the package of the extra
    except ModuleNotFoundError as error:
        raise MissingExtra("time stamps need a package that is not installed: pip install 'riwaya[stamps]'") from error
    return rfc3161_client
