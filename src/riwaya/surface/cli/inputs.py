"""From what the user names on the command line to pages."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from riwaya import acquire
from riwaya.errors import BadInput
from riwaya.model import Page, Rejected
from riwaya.surface.strings import Strings

Pages = Iterator[Page | Rejected]
QuickOption = Annotated[bool, typer.Option("--quick")]


@dataclass(frozen=True, slots=True)
class Given:
    """What the user says about pages that do not say it themselves."""

    published: date | None = None
    outlet: str | None = None

    def fill(self, page: Page | Rejected) -> Page | Rejected:
        """Return the page with the user's word where it has none of its own."""
        if isinstance(page, Rejected):
            return page
        return replace(page, published=page.published or self.published, outlet=page.outlet or self.outlet)


def given(published: str | None, outlet: str | None, say: Strings) -> Given:
    """Read the options --published and --outlet."""
    try:
        return Given(date.fromisoformat(published) if published else None, outlet)
    except ValueError as error:
        raise BadInput(say("error.day", day=published)) from error


def pages(inputs: Sequence[str], from_jsonl: Path | None, say: Strings) -> Pages:
    """Return the pages of the named files and folders, of standard input ("-"), or of a file of JSON lines."""
    if from_jsonl and inputs:
        raise BadInput(say("error.both"))
    if from_jsonl:
        return acquire.pages_from_jsonl(from_jsonl)
    if not inputs:
        raise BadInput(say("error.nothing"))
    for one in inputs:
        if one.startswith(("https://", "http://")):
            raise BadInput(say("error.address", address=one))
        if one != "-" and not Path(one).exists():
            raise BadInput(say("error.unread", path=one))
    return acquire.pages(inputs)


def expected(from_jsonl: Path | None) -> int | None:
    """Return how many pages will come, where that is cheap to know."""
    if from_jsonl is None or not from_jsonl.is_file():
        return None
    with from_jsonl.open("rb") as lines:
        return sum(1 for line in lines if line.strip())
