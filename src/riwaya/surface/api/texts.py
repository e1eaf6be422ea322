"""Texts that come in and go out: what no database and no UTF-8 can hold is refused at the door, and replaced on the way out."""

from __future__ import annotations

import re
from typing import Annotated, Any

from pydantic import AfterValidator

_ODD = re.compile("[\x00\ud800-\udfff]")


def _storable(text: str) -> str:
    if _ODD.search(text):
        raise ValueError("holds NUL or half of a surrogate pair")
    return text


Text = Annotated[str, AfterValidator(_storable)]


def whole(value: Any) -> Any:  # noqa: ANN401  # what JSON can say
    """Return a record in which every lone surrogate is U+FFFD, one for one, so that offsets stay valid."""
    if isinstance(value, str):
        return value if value.isascii() else value.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    if isinstance(value, dict):
        return {key: whole(one) for key, one in value.items()}
    return [whole(one) for one in value] if isinstance(value, list | tuple) else value
