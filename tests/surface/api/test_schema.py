"""Whatever is asked, in whatever form: no error that nobody foresaw, and no answer that the API's description does not have."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest
import schemathesis
import sites
from fastapi import FastAPI
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, given, settings
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.checks import CheckFunction
from schemathesis.core.transport import Response
from schemathesis.specs.openapi.checks import content_type_conformance, response_headers_conformance, response_schema_conformance, status_code_conformance

from riwaya.surface import api
from riwaya.surface.serve.serving import Serving
from riwaya.surface.site import site

CHECKS: list[CheckFunction] = [content_type_conformance, response_headers_conformance, response_schema_conformance, status_code_conformance]
STREAMS = {"/api/v1/changes"}  # never end
EXAMPLES = int(os.environ.get("RIWAYA_TEST_EXAMPLES", "8"))  # of each operation, right and wrong each


@pytest.fixture(scope="module")
def chief(filled: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    file = tmp_path_factory.mktemp("schema") / "store.sqlite"
    shutil.copy(filled, file)
    token = sites.people(f"sqlite:///{file}")["admin"]  # with accounts, so that no case turns them on halfway
    made = site(Serving(f"sqlite:///{file}", names=("testserver",)))
    with TestClient(made, headers={"Authorization": f"Bearer {token}"}) as client:
        yield client


@pytest.fixture(scope="module")
def held(chief: TestClient) -> dict[str, list[str]]:
    """Ids of what the store holds, by the part of the path before them."""
    claims, pages = ([one["id"] for one in chief.get(f"/api/v1/{what}?limit=20").json()["data"]] for what in ("claims", "pages"))
    return {"claims": claims, "pages": pages, "originals": pages, "places": ["gn:170654"], "actors": ["sy.government"]}


@pytest.fixture(scope="module")
def described(chief: TestClient) -> Any:  # noqa: ANN401  # the schema
    return schemathesis.openapi.from_asgi("/api/v1/openapi.json", chief.app)


def met(case: Any, held: dict[str, list[str]], turn: int) -> None:  # noqa: ANN401  # a case of Schemathesis
    """Let every other case ask for something that the store holds: names made up find nothing."""
    kind = case.path.rsplit("/", 2)[-2]
    if turn % 2 and kind in held and "name" in (case.path_parameters or {}):
        case.path_parameters["name"] = held[kind][turn % len(held[kind])]
    if turn % 2 and isinstance(case.body, dict):
        case.body |= {key: value for key, value in (("claim", held["claims"][0]), ("page", held["pages"][0])) if key in case.body}
        if "targets" in case.body and isinstance(case.body["targets"], list):
            case.body["targets"] = held["claims"][: len(case.body["targets"])]


def operations() -> list[tuple[str, str]]:
    """Every path of the API and what can be done there, without its streams."""
    bare = FastAPI()
    bare.include_router(api.face().routes)
    return [(path, method) for path, methods in bare.openapi()["paths"].items() if path not in STREAMS for method in methods]


@pytest.mark.parametrize("mode", [GenerationMode.POSITIVE, GenerationMode.NEGATIVE], ids=["right", "wrong"])
@pytest.mark.parametrize(("path", "method"), operations())
def test_no_answer_is_a_surprise(  # the fixtures
    described: Any,  # noqa: ANN401  # the schema
    chief: TestClient,
    held: dict[str, list[str]],
    path: str,
    method: str,
    mode: GenerationMode,
) -> None:
    operation = described[path][method]
    turns = count()

    @settings(max_examples=EXAMPLES, derandomize=True, deadline=None, database=None, suppress_health_check=list(HealthCheck))
    @given(case=operation.as_strategy(generation_mode=mode))
    def ask(case: Any) -> None:  # noqa: ANN401  # a case of Schemathesis
        met(case, held, next(turns))
        answer: Response = case.call(headers=dict(chief.headers))
        assert answer.status_code < 500, answer.text
        case.validate_response(answer, checks=CHECKS)

    try:
        ask()
    except Unsatisfiable:
        assert mode is GenerationMode.NEGATIVE, "only what takes no parameters cannot be asked wrongly"
