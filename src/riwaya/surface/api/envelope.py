"""The one envelope of every JSON answer: `data` and `meta`, or `error`."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any, Generic, TypeVar

from fastapi import Request
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from riwaya.surface.serve.desk import desk_of
from riwaya.surface.serve.problems import STATUS, Problem

Data = TypeVar("Data")
ANYWHERE = ("bad-input", "not-known", "forbidden", "too-large", "misdirected", "invalid", "internal", "unavailable")  # what every route may answer


class Meta(BaseModel):
    """What is said about an answer."""

    next: str | None = Field(default=None, description="give as `after` for the following page; null on the last")
    limit: int | None = Field(default=None, description="how many were asked for")
    withheld: dict[str, int] = Field(default_factory=dict, description="how much of each kind the policy keeps from who asks")


class Envelope(BaseModel, Generic[Data]):
    """An answer."""

    data: Data
    meta: Meta = Meta()


class Failure(BaseModel):
    """Why there is no answer."""

    model_config = ConfigDict(json_schema_extra={"required": ["code", "message", "message_ar", "detail", "request"]})

    code: str = Field(description="one of: " + ", ".join(STATUS))
    message: str
    message_ar: str
    detail: str = Field(description="what exactly is wrong, and what to do")
    request: str = Field(description="the id under which the server's log knows the request; also in X-Request-Id")


class Refusal(BaseModel):
    """The answer to a request that is refused."""

    error: Failure


def errors(*codes: str) -> dict[int | str, dict[str, Any]]:
    """Return what a route may be refused with, for OpenAPI: what any may, and `codes`."""
    return {STATUS[code]: {"model": Refusal, "description": HTTPStatus(STATUS[code]).phrase} for code in (*ANYWHERE, *codes)}


def refuse(request: Request, problem: Problem) -> Response:
    """Return the answer that says a problem."""
    texts = desk_of(request).texts
    told = {
        "code": problem.code,
        "message": texts["en"](f"refused.{problem.code}"),
        "message_ar": texts["ar"](f"refused.{problem.code}"),
        "detail": problem.detail.encode("utf-8", "replace").decode(),
        "request": request.scope["state"]["id"],
    }
    return JSONResponse({"error": told}, problem.status, {**problem.headers, "Cache-Control": "no-store"})
