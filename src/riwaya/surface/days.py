"""Days as people type them."""

from __future__ import annotations

from datetime import date

from riwaya.errors import BadInput
from riwaya.surface.strings import Strings


def day(given: str | None, say: Strings) -> date | None:
    """Return the day that was typed (ISO), None for none. Raises BadInput in the language of the texts."""
    try:
        return date.fromisoformat(given) if given else None
    except ValueError as error:
        raise BadInput(say("error.no-day", day=given)) from error
