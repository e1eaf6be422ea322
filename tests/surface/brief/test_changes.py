"""What a briefing says of the one before it."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from riwaya.errors import BadInput
from riwaya.model import Event, Toll
from riwaya.service.briefing import Material
from riwaya.surface.brief import Scope, collect, html, read_snapshot, snapshot
from riwaya.surface.brief.values import Change

BEFORE, NOW = date(2024, 10, 1), date(2024, 11, 1)


@pytest.fixture
def file(tmp_path: Path, found: Material) -> Path:
    path = tmp_path / "before.json"
    path.write_text(snapshot(found.events, BEFORE), encoding="utf-8")
    return path


def changes(file: Path, found: Material, *events: Event) -> tuple[Change, ...]:
    return collect(replace(found, events=events), Scope(), NOW, read_snapshot(file)).changes or ()


def test_nothing_changed_says_so(file: Path, found: Material) -> None:
    briefing = collect(found, Scope(), NOW, read_snapshot(file.with_suffix(".pdf")))
    assert (briefing.changes, briefing.before) == ((), BEFORE)
    assert "Nothing has changed since the briefing of 1 October 2024" in html(briefing, "en")


def test_what_is_new_moved_and_gone_is_told(file: Path, found: Material) -> None:
    first, second, third, *rest = sorted(found.events, key=lambda event: -len(event.accounts))
    one = replace(first, grade=replace(first.grade, scale="confirmed"), tolls=(Toll("missing", None, 2, 2, 2, ()),))
    two = replace(second, accounts=second.accounts[:1])
    new = replace(third, id="enew", reports=tuple(replace(report, id=f"x{report.id}") for report in third.reports))
    new = replace(new, accounts=tuple(replace(one, reports=tuple(replace(report, id=f"x{report.id}") for report in one.reports)) for one in third.accounts))
    told = changes(file, found, one, two, new, *rest)
    kinds = {(change.kind, change.event) for change in told}
    assert {("grade", first.id), ("toll", first.id), ("accounts", second.id), ("new", "enew"), ("gone", third.id)} <= kinds
    assert {change.event for change in told} == {first.id, second.id, third.id, "enew"}
    assert any((change.what, change.before, change.after) == ("missing", "", "2..2") for change in told)


def test_an_event_under_another_id_is_known_by_its_claims(file: Path, found: Material) -> None:
    first, *rest = found.events
    assert changes(file, found, replace(first, id="eother"), *rest) == ()


@pytest.mark.parametrize("lang", ["ar", "en"])
def test_changes_are_said_in_words(file: Path, found: Material, lang: str) -> None:
    first, *rest = found.events
    one = replace(first, grade=replace(first.grade, scale="weak"), tolls=(Toll("killed", "civilians", 2, 2, 5, ()),))
    page = html(collect(replace(found, events=(one, *rest[1:])), Scope(), NOW, read_snapshot(file)), lang)
    assert {"ar": "من 2 إلى 5", "en": "2 to 5"}[lang] in page
    assert {"ar": "لم يعد في هذه الإحاطة", "en": "no longer in this briefing"}[lang] in page


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"riwaya-briefing": 9, "made": "2024-10-01", "events": {}}', '{"riwaya-briefing": 1, "made": "x", "events": {}}']
)
def test_what_is_no_briefing_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "x.json"
    path.write_text(text, encoding="utf-8")
    with pytest.raises(BadInput, match=r"x\.json"):
        read_snapshot(path)
    with pytest.raises(BadInput, match=r"absent\.json"):
        read_snapshot(tmp_path / "absent.html")


def test_a_snapshot_holds_no_words_of_pages(found: Material) -> None:
    text = snapshot(found.events, NOW)
    assert not any("\u0600" <= letter <= "\u06ff" for letter in text)
    assert set(json.loads(text)["events"]) == {one.id for one in found.events}
