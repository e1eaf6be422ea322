"""A stream that tells when something of the store changed."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Annotated

from fastapi import APIRouter, Depends
from fastapi.concurrency import run_in_threadpool
from fastapi.sse import EventSourceResponse, ServerSentEvent
from pydantic import BaseModel

from riwaya.people import Person
from riwaya.surface.api.envelope import errors
from riwaya.surface.serve.pulse import EVERY
from riwaya.surface.serve.who import SECURITY, DeskDep, needs

router = APIRouter(tags=["changes"], dependencies=SECURITY)
_LISTENS = 0.25  # seconds between looks at whether the server is told to end


class Changed(BaseModel):
    """That the store is another than before; `sign` is the same as long as nothing changes."""

    sign: str


@router.get("/changes", responses=errors(), response_class=EventSourceResponse)
async def changes(desk: DeskDep, _: Annotated[Person, Depends(needs("read"))]) -> AsyncIterator[ServerSentEvent]:
    """Tell of every change of the store, whoever makes it: an event `change` at once, and one after each change. Ask again for what you show."""
    told = ""
    while not desk.closing.is_set():
        sign = await run_in_threadpool(desk.pulse.sign)
        if sign != told:
            told = sign
            yield ServerSentEvent(event="change", data=Changed(sign=sign), id=sign)
        for _step in range(round(EVERY / _LISTENS)):
            if not desk.closing.is_set():
                await asyncio.sleep(_LISTENS)
