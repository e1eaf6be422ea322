"""riwaya (رواية): reads Arabic conflict reports and says who claims what, where, when, with which losses.

>>> import riwaya
>>> page = riwaya.read("أعلن المرصد أن الطيران الحربي قصف بلدة الهبيط أمس، ما أدى إلى مقتل ثلاثة مدنيين.", published="2019-06-20")
>>> [(claim.sub_event_type, claim.sources[-1].actor, claim.date.start.isoformat()) for claim in page.claims]
[('air-drone-strike', 'sohr', '2019-06-19')]
>>> with riwaya.open("sqlite://") as store:
...     found = store.find("قصف", since=page.claims[0].date.start)
>>> found.claims
()
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from riwaya.surface.library import Library, ReadPage

__version__ = "0.1.0"
__all__ = ["__version__", "open", "read"]


def read(page: str | bytes, *, published: date | str | None = None, outlet: str | None = None, url: str | None = None, title: str | None = None) -> ReadPage:
    """Read one page of HTML or plain text into its document and its claims. Raises BadInput, with the reason, where it cannot be read."""
    from riwaya.surface import library  # noqa: PLC0415  # importing riwaya must not load all of it

    return library.read(page, published=published, outlet=outlet, url=url, title=title)


def open(url: str) -> Library:  # noqa: A001  # `riwaya.open` reads as what it does; nobody imports it bare
    """Open a store by its address (sqlite:///FILE.db, postgresql+psycopg://HOST/NAME), made where there is none. Raises BadInput, MissingExtra."""
    from riwaya.surface import library  # noqa: PLC0415  # the same

    return library.open_library(url)
