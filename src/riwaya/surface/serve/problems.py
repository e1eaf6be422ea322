"""What a request is refused with: one code, one status and one text in each language for every kind of refusal."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from fastapi.exceptions import RequestValidationError
from sqlalchemy.exc import DBAPIError
from starlette.exceptions import HTTPException

from riwaya.batch import Busy
from riwaya.errors import BadInput, RiwayaError
from riwaya.people import Denied, Wait

STATUS: Mapping[str, int] = MappingProxyType(
    {
        "bad-input": 400,
        "not-known": 401,
        "forbidden": 403,
        "not-found": 404,
        "no-such-method": 405,
        "gone": 410,
        "too-large": 413,
        "misdirected": 421,
        "invalid": 422,
        "slow-down": 429,
        "internal": 500,
        "unavailable": 503,
    }
)
_CODES = {status: code for code, status in STATUS.items()}


class Problem(RiwayaError):
    """A refusal: `code` of STATUS, `detail` in plain words, headers that belong to it."""

    def __init__(self, code: str, detail: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(detail)
        self.code, self.detail, self.headers = code, detail, dict(headers or {})

    @property
    def status(self) -> int:
        """The HTTP status."""
        return STATUS[self.code]


def problem_of(error: Exception) -> Problem:
    """Return what an error means to who asked; one that nobody foresaw tells nothing of itself."""
    if isinstance(error, RiwayaError):
        return _own(error)
    if isinstance(error, RequestValidationError):
        return Problem("invalid", "; ".join(_told(one) for one in error.errors()[:5]))
    if isinstance(error, HTTPException):
        return Problem(_CODES.get(error.status_code, "bad-input"), str(error.detail), error.headers)
    if isinstance(error, DBAPIError):
        return Problem("unavailable", "the store does not answer; try again in a moment", {"Retry-After": "5"})
    return Problem("internal", "an error that nobody foresaw; the server's log tells more under the request's id")


def _own(error: RiwayaError) -> Problem:
    if isinstance(error, Problem):
        return error
    if isinstance(error, Wait):
        return Problem("slow-down", str(error), {"Retry-After": str(error.seconds)})
    if isinstance(error, Busy):
        return Problem("unavailable", str(error), {"Retry-After": "10"})
    code = "forbidden" if isinstance(error, Denied) else "bad-input" if isinstance(error, BadInput) else "internal"
    return Problem(code, str(error))


def _told(one: Mapping[str, object]) -> str:
    place = one.get("loc")
    return f"{'.'.join(map(str, place)) if isinstance(place, tuple) else place}: {one.get('msg')}"[:300]
