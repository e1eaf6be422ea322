"""Opens the store that a command names; SQLAlchemy is imported when one is opened, since commands without a store must not wait for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from riwaya.config import store_address

if TYPE_CHECKING:
    from riwaya.store import Store

DbOption = Annotated[str | None, typer.Option("--db", metavar="URL")]


def opened(url: str | None) -> Store:
    """Open the store of an option, of RIWAYA_DB, or the user's own. Raises BadInput, MissingExtra."""
    from riwaya.store import open_store  # noqa: PLC0415  # see the module's docstring

    return open_store(url or store_address())
