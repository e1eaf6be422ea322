"""Names that mean several things, both ways: what is a place is the right one, what is none is left alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import yaml

from riwaya import arabic
from riwaya.extract import read
from riwaya.link.places import Settled, settle
from riwaya.model import Document
from riwaya.pipeline import Reader

CASES: list[dict[str, Any]] = yaml.safe_load((Path(__file__).parent / "ambiguous.yaml").read_text(encoding="utf-8"))


def settled(text: str, reader: Reader) -> dict[str, Settled]:
    document = Document("case", text, language="ar")
    return {arabic.key(place.name): one for place, one in settle(document, read(document, reader.known).places, reader.ground).items()}


def test_there_are_cases_of_both_ways() -> None:
    assert len(CASES) >= 50
    assert sum("not" in case for case in CASES) >= 20
    assert sum("known" in case for case in CASES) <= 3


ROWS = [pytest.param(case, marks=pytest.mark.xfail(reason=case["known"]) if "known" in case else (), id=str(number)) for number, case in enumerate(CASES)]


@pytest.mark.parametrize("case", ROWS)
def test_a_name_means_what_its_sentence_says(case: dict[str, Any], reader: Reader) -> None:
    found = settled(case["text"], reader)
    for word in case.get("not", ()):
        assert arabic.key(word) not in found
    for name, expected in case.get("is", {}).items():
        one = found[arabic.key(name)]
        entry = reader.ground.atlas.get(one.place.id or "")
        assert entry is not None
        assert expected in {entry.id, f"{entry.kind}/{entry.country}"}
