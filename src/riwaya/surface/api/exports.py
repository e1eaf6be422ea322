"""Exports: any search, in every format that the command line writes too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from tempfile import SpooledTemporaryFile
from typing import IO, Annotated, Any, Literal

from fastapi import APIRouter, Path, Query, Request
from pydantic import BaseModel, Field
from starlette.responses import StreamingResponse

from riwaya import lexicon
from riwaya.policy import Withheld
from riwaya.service import exporting
from riwaya.surface.api.asking import Filters
from riwaya.surface.api.envelope import Envelope, errors
from riwaya.surface.api.texts import Text
from riwaya.surface.export import FORMATS, Setting
from riwaya.surface.serve.problems import Problem
from riwaya.surface.serve.seer import Seer, SeerDep
from riwaya.surface.serve.who import SECURITY

router = APIRouter(tags=["exports"], dependencies=SECURITY)
What = Literal["claims", "events"]
_MEMORY, _PIECE = 1_000_000, 1 << 16  # bytes of a file that stay in memory, and that are sent at once
_FILE = {"content": {"*/*": {"schema": {"type": "string", "format": "binary"}}}, "description": "the file, in the format's own media type"}


class Format(BaseModel):
    """A format of export: what it holds, and whether it can have a row of HXL tags."""

    name: str
    media: str
    extension: str
    holds: list[What]
    hxl: bool
    note: str


class Export(Filters):
    """A search, and whether the file has a row of HXL tags."""

    hxl: bool = Field(default=False)


@router.get("/exports", responses=errors())
def formats(_: SeerDep) -> Envelope[list[Format]]:
    """List the formats."""
    data = [Format(name=one.name, media=one.media, extension=one.extension, holds=list(one.layouts), hxl=one.hxl, note=one.note) for one in FORMATS.values()]
    return Envelope(data=data)


@router.get("/exports/{what}/{name}", responses={**errors("not-found"), 200: _FILE}, response_class=StreamingResponse)
def export(request: Request, seer: SeerDep, what: What, name: Annotated[Text, Path(max_length=40)], asked: Annotated[Export, Query()]) -> StreamingResponse:
    """Write what a search finds as a file. What leaves the house is laid under the policy's rules for exports as well as for who asks."""
    form = FORMATS.get(name)
    layout = form.layouts.get(what) if form else None
    if form is None or layout is None:
        raise Problem("not-found", f"{name}: no format of {what}; GET /api/v1/exports lists formats")
    if asked.hxl and not form.hxl:
        raise Problem("bad-input", f"{name}: has no row of HXL tags; leave hxl out")
    told: Counter[str] = Counter()
    file: IO[bytes] = SpooledTemporaryFile(_MEMORY)  # noqa: SIM115  # closed once it is sent
    try:
        layout.write(_heard(_values(seer, what, asked), told), _setting(seer, str(request.base_url), asked), file)  # type: ignore[arg-type]  # a stream of bytes
    except BaseException:
        file.close()
        raise
    headers = {"Content-Length": str(file.tell()), "Content-Disposition": f'attachment; filename="riwaya-{what}.{form.extension}"', "X-Withheld": _said(told)}
    return StreamingResponse(_pieces(file), media_type=form.media, headers=headers)


def _setting(seer: Seer, address: str, asked: Export) -> Setting:
    kinds = {row["sub_event_type"]: row["name_en"] for row in lexicon.rows(lexicon.built_in() / "events.csv")}
    return Setting(seer.desk.ground.lexicon.actors, kinds, seer.desk.ground.atlas, asked.hxl, address)


def _values(seer: Seer, what: What, asked: Export) -> Iterator[Withheld[Any]]:
    verb = exporting.claims if what == "claims" else exporting.events
    return verb(seer.desk.store, asked.query(), seer.desk.ground, exporting.sights(seer.desk.store, seer.person, seer.desk.ground))


def _heard(values: Iterable[Withheld[Any]], told: Counter[str]) -> Iterator[Withheld[Any]]:
    for one in values:
        told.update(one.counts)
        yield one


def _said(told: Counter[str]) -> str:
    return ", ".join(f"{kind}={times}" for kind, times in sorted(told.items()) if times) or "nothing"


def _pieces(file: IO[bytes]) -> Iterator[bytes]:
    with file:
        file.seek(0)
        while piece := file.read(_PIECE):
            yield piece
