"""Values as the compact bytes that the store keeps, and back."""

from __future__ import annotations

import json
import threading
from array import array
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Any

import msgpack
import zstandard

from riwaya.contract.events import event_of, event_record, filled, link_of, outline
from riwaya.contract.read import claim_of
from riwaya.contract.write import claim_record
from riwaya.model import Casualty, Claim, Document, Equipment, Event, Figure, Link, Party, Place, Repair, Report, Span, Voice, When

_LEVEL = 3  # zstd's: beyond it time grows, size hardly falls
_QUICK = -1  # as small as at level 1 for what is as short as a claim, in a third of the time; a page's text gets a third larger, in two thirds of it
_NUMBER, _SCORE = 8, 2  # bytes
_BY_PLACE = b"\x02"  # begins a claim whose slots stand by their place; older ones are JSON objects in a frame of zstd, which begins otherwise
_RECORD = b"\x03"  # begins a record in msgpack; older ones are JSON in a frame of zstd
_EVENT = b"\x04"  # begins an event whose reports stand by their place; older ones are records
# What older records have in common, given to zstd beforehand: a record alone is too short to learn from. Stored bytes rest on it, so it never changes.
_COMMON = (
    b'{"doc":"page-","group":"civilians","quantity":"","precision":"span","basis":"publication","precision":"week","within":"","relation":"countryside",'
    b'"stance":"denied","stance":"possible","stance":"planned","background":true,"channel":"agency","outcome":"destroyed","item":"vehicle","equipment":[{'
    b'{"id":"","evidence":[[0,100],[200,300]],"event_type":"explosions-remote-violence","sub_event_type":"air-drone-strike","stance":"asserted",'
    b'"sources":[{"name":"","actor":"","channel":"","span":[1,2]}],"actors":[{"actor":"","name":"","span":[1,2]}],"targets":[{"actor":"civilians","name":"","span":[1,2]}],'
    b'"places":[{"name":"","within":"","relation":"in","lat":33.5,"lon":36.3,"radius_km":5.0,"where_prec":1,"id":"geonames:","span":[1,2]}],'
    b'"date":{"start":"2018-01-01","end":"2018-01-01","precision":"day","basis":"stated","span":[1,2]},'
    b'"casualties":[{"outcome":"killed","group":"","low":1,"high":1,"span":[1,2]},{"outcome":"wounded","low":2,"high":2}],"rules":[""]}'
)


@lru_cache(maxsize=1)
def _shared() -> zstandard.ZstdCompressionDict:
    return zstandard.ZstdCompressionDict(_COMMON, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


@lru_cache(maxsize=1)
def _examples() -> zstandard.ZstdCompressionDict:
    """Return made-up claims as `_row_of` has them, for what claims have in common. Stored bytes rest on it, so it never changes."""
    found = zstandard.ZstdCompressionDict(files("riwaya.store").joinpath("claims.dict").read_bytes(), dict_type=zstandard.DICT_TYPE_RAWCONTENT)
    found.precompute_compress(level=_QUICK)
    return found


class _Tools(threading.local):
    """What compresses and opens, for one thread: zstd's contexts are slow to make and bear one user at a time."""

    def __init__(self) -> None:
        self.packer = msgpack.Packer()
        self.odd_packer = msgpack.Packer(unicode_errors="surrogatepass")
        self.squeezer = zstandard.ZstdCompressor(level=_LEVEL)
        self.quick_squeezer = zstandard.ZstdCompressor(level=_QUICK)
        self.claim_squeezer = zstandard.ZstdCompressor(level=_QUICK, dict_data=_examples(), write_dict_id=False, write_checksum=False)
        self.opener = zstandard.ZstdDecompressor()
        self.claim_opener = zstandard.ZstdDecompressor(dict_data=_examples())
        self.old_opener = zstandard.ZstdDecompressor(dict_data=_shared())


@lru_cache(maxsize=1)
def _tools() -> _Tools:
    return _Tools()


def _bytes_of(row: object) -> bytes:
    """Write msgpack; lone surrogates of broken texts are kept."""
    try:
        return bytes(_tools().packer.pack(row))
    except UnicodeEncodeError:  # to allow for surrogates from the start takes three times as long
        return bytes(_tools().odd_packer.pack(row))


def packed_claim(claim: Claim, name: str) -> bytes:
    """Pack a claim under its id."""
    try:
        return _BY_PLACE + _tools().claim_squeezer.compress(_bytes_of(_row_of(claim, name)))
    except OverflowError:  # a figure beyond 64 bits
        return squeezed(_json({**claim_record(claim), "id": name}))


def packed_claims(given: Iterable[tuple[Claim, str]]) -> list[bytes]:
    """Pack claims, each under its id, as `packed_claim` does: what packs is fetched once for all."""
    pack, squeeze = _tools().packer.pack, _tools().claim_squeezer.compress
    found = []
    for claim, name in given:
        try:
            found.append(_BY_PLACE + squeeze(pack(_row_of(claim, name))))
        except (UnicodeEncodeError, OverflowError):
            found.append(packed_claim(claim, name))
    return found


def unpacked_claim(body: bytes, document: str) -> tuple[str, Claim]:
    """Return a claim's id and the claim. Raises ValueError or its kin where the bytes are none."""
    if body[:1] != _BY_PLACE:
        record = _of_json(_tools().old_opener.decompress(body))
        return record["id"], claim_of(record, document)
    return _claim_of_row(msgpack.unpackb(_tools().claim_opener.decompress(body[1:]), unicode_errors="surrogatepass"), document)


def _row_of(claim: Claim, name: str) -> list[Any]:
    """Return a claim's slots by their place: no names of slots to write and read back a million times."""
    when = claim.date
    return [
        name, [end for span in claim.evidence for end in (span.start, span.end)], claim.event_type, claim.sub_event_type, claim.stance, claim.background,
        [(one.name, one.actor, one.channel, *_ends(one.span)) for one in claim.sources],
        [(one.actor, one.name, *_ends(one.span)) for one in claim.actors],
        [(one.actor, one.name, *_ends(one.span)) for one in claim.targets],
        [(one.name, one.within, one.relation, one.lat, one.lon, one.radius_km, one.where_prec, one.id, *_ends(one.span)) for one in claim.places],
        (when.start.toordinal(), when.end.toordinal(), when.precision, when.basis, *_ends(when.span)) if when else None,
        [(one.outcome, one.group, *_figure(one.figure)) for one in claim.casualties],
        [(one.item, one.outcome, *_figure(one.figure)) for one in claim.equipment],
        claim.rules,
    ]  # fmt: skip


def _figure(one: Figure) -> tuple[Any, ...]:
    return (one.low, one.high, one.quantity, *_ends(one.span))


def _ends(span: Span | None) -> tuple[int, ...]:
    return (span.start, span.end) if span else ()


def _claim_of_row(row: list[Any], document: str) -> tuple[str, Claim]:
    name, ends, kind, sub_kind, stance, background, sources, actors, targets, places, when, casualties, equipment, rules = row
    return name, Claim(
        document, tuple(map(Span, ends[::2], ends[1::2])), kind, sub_kind, stance, background,
        tuple([Voice(one[0], one[1], one[2], _span(one, 3)) for one in sources]),
        tuple([Party(one[0], one[1], _span(one, 2)) for one in actors]),
        tuple([Party(one[0], one[1], _span(one, 2)) for one in targets]),
        tuple([Place(one[0], one[1], one[2], _span(one, 8), one[3], one[4], one[5], one[6], one[7]) for one in places]),
        When(date.fromordinal(when[0]), date.fromordinal(when[1]), when[2], when[3], _span(when, 4)) if when else None,
        tuple([Casualty(one[0], one[1], Figure(one[2], one[3], one[4], _span(one, 5))) for one in casualties]),
        tuple([Equipment(one[0], one[1], Figure(one[2], one[3], one[4], _span(one, 5))) for one in equipment]),
        tuple(rules),
    )  # fmt: skip


def _span(row: list[Any], place: int) -> Span | None:
    return Span(row[place], row[place + 1]) if len(row) > place else None


def _json(record: object) -> bytes:
    """Write JSON; lone surrogates of broken texts are kept."""
    return json.dumps(record, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass")


def _of_json(body: bytes) -> Any:  # noqa: ANN401  # a record of the contract
    return json.loads(body.decode("utf-8", "surrogatepass"))


def squeezed(body: bytes) -> bytes:
    """Compress."""
    return _tools().squeezer.compress(body)


def opened(body: bytes) -> bytes:
    """Take back what `squeezed` made."""
    return _tools().opener.decompress(body)


def packed(record: object) -> bytes:
    """Pack a record of the contract (what JSON can say)."""
    try:
        return _RECORD + squeezed(_bytes_of(record))
    except OverflowError:  # a figure beyond 64 bits
        return squeezed(_json(record))


def unpacked(body: bytes) -> Any:  # noqa: ANN401  # a record of the contract
    """Return the record."""
    if body[:1] != _RECORD:
        return _of_json(opened(body))
    return msgpack.unpackb(opened(body[1:]), unicode_errors="surrogatepass")


def packed_event(event: Event) -> bytes:
    """Pack an event with its reports."""
    try:
        return _EVENT + squeezed(_bytes_of([outline(event), [_report_row(one) for one in event.reports]]))
    except OverflowError:  # a figure beyond 64 bits
        return squeezed(_json(event_record(event)))


def _report_row(one: Report) -> list[Any]:
    day = one.published.toordinal() if one.published else None
    return [one.claim.document, one.outlet, day, one.title, one.words, one.url, _row_of(one.claim, one.id)]


def unpacked_event(body: bytes) -> Event:
    """Return the event."""
    if body[:1] != _EVENT:
        return event_of(unpacked(body))
    record, rows = msgpack.unpackb(opened(body[1:]), unicode_errors="surrogatepass")
    return filled(record, {one.id: one for one in map(_report_of_row, rows)})


def unpacked_parts(body: bytes) -> tuple[Iterable[Report], Iterable[Link]]:
    """Return the reports and links of an event, which are but half of the work of reading it whole."""
    if body[:1] != _EVENT:
        whole = unpacked_event(body)
        return whole.reports, whole.links
    record, rows = msgpack.unpackb(opened(body[1:]), unicode_errors="surrogatepass")
    return map(_report_of_row, rows), map(link_of, record["links"])


def _report_of_row(row: list[Any]) -> Report:
    document, outlet, day, title, words, url, told = row
    name, claim = _claim_of_row(told, document)
    return Report(name, claim, outlet, date.fromordinal(day) if day else None, title, words, url=url)


def packed_signs(row: Sequence[Any], stamp: bytes) -> bytes | None:
    """Pack a claim's signs under a stamp; None where a figure is beyond 64 bits."""
    try:
        return stamp + _tools().claim_squeezer.compress(_bytes_of(row))
    except OverflowError:
        return None


def unpacked_signs(body: bytes | None, stamp: bytes) -> Any:  # noqa: ANN401  # a row of plain values
    """Return the row, None where there is none under this stamp."""
    if body is None or not body.startswith(stamp):
        return None
    return msgpack.unpackb(_tools().claim_opener.decompress(body[len(stamp) :]), unicode_errors="surrogatepass")


def packed_scores(scores: Mapping[int, int], stamp: bytes) -> bytes:
    """Pack the scores of a claim with others, by their numbers, under a stamp: hundredths of nats, of which 16 bits hold more than signs add up to."""
    return stamp + array("q", scores.keys()).tobytes() + array("h", scores.values()).tobytes()


def unpacked_scores(body: bytes, stamp: bytes) -> Iterable[tuple[int, int]]:
    """Return the others with the scores, of what was packed under this stamp."""
    count = (len(body) - len(stamp)) // (_NUMBER + _SCORE)
    numbers, scores = array("q"), array("h")
    numbers.frombytes(body[len(stamp) : len(stamp) + count * _NUMBER])
    scores.frombytes(body[len(stamp) + count * _NUMBER :])
    return zip(numbers, scores, strict=True)


def document_bytes(document: Document) -> bytes:
    """Pack what of a document has no column."""
    ranges = [(one.start, one.end) for one in document.skipped]
    repairs = [(one.span.start, one.span.end, one.text) for one in document.repairs]
    rest = [document.text, document.byline, document.language, list(document.tags), ranges, repairs, dict(document.origins)]
    return _tools().quick_squeezer.compress(_bytes_of(rest))


def document_of(row: Any) -> Document:  # noqa: ANN401  # a row of `documents`
    """Return the document of a row."""
    text, byline, language, tags, ranges, repairs, origins = msgpack.unpackb(opened(row.body), unicode_errors="surrogatepass")
    return Document(
        id=row.id,
        text=text,
        title=row.title,
        url=row.url,
        outlet=row.outlet,
        byline=byline,
        published=date.fromisoformat(row.published) if row.published else None,
        language=language,
        tags=tuple(tags),
        skipped=tuple(Span(start, end) for start, end in ranges),
        repairs=tuple(Repair(Span(start, end), meant) for start, end, meant in repairs),
        origins=origins,
    )
