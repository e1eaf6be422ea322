"""Linking's tables are checked while they are loaded, and every sign that can fire has a weight."""

from __future__ import annotations

import re
from importlib import import_module
from pathlib import Path

import pytest

from riwaya import link
from riwaya.errors import BadLexicon
from riwaya.link.knowledge import Knowledge

tables = import_module("riwaya.link.knowledge")  # the package has a function of this name
SIGNS = re.compile(
    r'"([a-z]+(?:-[a-z]+)+|overlap|unknown|unsaid|background|alike|inside|civilians|exchanged|close|open|apart|copied|some|few|none|whole|adjacent|answers)"'
)


def test_every_sign_in_the_code_has_a_weight_and_every_weight_a_sign(known: Knowledge) -> None:
    code = "".join((Path(link.__file__).parent / name).read_text(encoding="utf-8") for name in ("score.py", "spots.py"))
    signs = {sign for slot, signs in known.weights.items() if slot != "prior" for sign in signs}
    fired = set(SIGNS.findall(code))
    assert signs - fired - {"planned"} == set()
    assert fired - signs == set()


def test_near_kinds_go_both_ways_and_rivals_are_near(known: Knowledge) -> None:
    assert all((other, one) in known.near for one, other in known.near)
    assert known.rival < known.near
    assert ("air-drone-strike", "remote-explosive-landmine-ied") in known.rival
    assert ("air-drone-strike", "attack") in known.near - known.rival


def test_a_table_without_origin_is_refused() -> None:
    with pytest.raises(BadLexicon, match="origin"):
        tables._weights({"when": {"same-day": 1.0}})
    with pytest.raises(BadLexicon, match="origin"):
        tables._checked([{"kinds": ["attack"]}], {"attack": "violence-against-civilians"})
    with pytest.raises(BadLexicon, match="attck"):
        tables._checked([{"kinds": ["attck"], "origin": "x"}], {"attack": "violence-against-civilians"})
