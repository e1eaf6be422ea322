"""What stands in a briefing, and that every figure has its sources."""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest

from riwaya import acquire, pipeline, samples
from riwaya.config import Config
from riwaya.model import Account, Casualty, Claim, Event, Figure, Grade, Report, Span, Toll, Voice, When
from riwaya.people import Person
from riwaya.service import ingest, withholding
from riwaya.service.briefing import Material, material
from riwaya.service.linking import relink
from riwaya.service.terms import Ground
from riwaya.store import Store, open_store
from riwaya.surface.brief import Briefing, Scope, collect, html
from riwaya.surface.brief.collect import start_of
from riwaya.surface.brief.values import GRADES

ME = Person("me", "admin")
DAY = date(2024, 6, 20)


def told(name: str, *losses: Casualty, voice: Voice | None = None, start: int = 0) -> Report:
    claim = Claim(name, (Span(start, start + 5),), "battles", "armed-clash", sources=(voice,) if voice else (), casualties=losses)
    return Report(claim.id, claim, name, DAY, "عنوان", "نص القول")


def event(name: str, *accounts: Account, day: date | None = DAY, scale: str = "fair", tolls: tuple[Toll, ...] = ()) -> Event:
    grade = Grade(scale, "C", 3, ())  # type: ignore[arg-type]  # a scale of the tests' own
    when = When(day, day, "day", "stated") if day else None
    reports = tuple(report for account in accounts for report in account.reports)
    return Event(name, "battles", "armed-clash", reports, accounts, (), tolls, grade, (), (), when)


def killed(low: int | None, high: int | None, group: str | None = None) -> Casualty:
    return Casualty("killed", group, Figure(low, high))


def made(*events: Event, found: Material, scope: Scope | None = None, most: int = 150) -> Briefing:
    return collect(replace(found, events=events), scope or Scope(), DAY, most=most)


def test_every_figure_leads_to_claims_that_tell_it(briefing: Briefing) -> None:
    notes = {note.number: note for note in briefing.notes}
    amounts = [amount for entry in briefing.entries for amount in entry.amounts]
    assert len(amounts) > 10
    for amount in amounts:
        assert amount.notes
        for number in amount.notes:
            assert any(loss.outcome == amount.outcome for loss in notes[number].report.claim.casualties)
    for loss in briefing.losses:
        assert all(any(one.outcome == loss.outcome for one in notes[number].report.claim.casualties) for number in loss.notes)


def test_every_claim_of_every_event_is_one_note_with_its_words_on_the_page(briefing: Briefing, store: Store) -> None:
    assert [note.number for note in briefing.notes] == list(range(1, briefing.claims + 1))
    assert {note.report.id for note in briefing.notes} == {report.id for entry in briefing.entries for report in entry.event.reports}
    for note in briefing.notes:
        document = store.document(note.report.claim.document)
        assert document is not None
        for span in note.report.claim.evidence:
            assert " ".join(span.of(document.text).split())[:30] in " ".join(note.report.words.split())


def test_events_stand_in_the_order_of_their_grades_and_none_is_lost(briefing: Briefing, found: Material) -> None:
    ranks = [GRADES.index(entry.event.grade.scale) for entry in briefing.entries]
    assert ranks == sorted(ranks)
    assert {entry.event.id for entry in briefing.entries} == {one.id for one in found.events}
    assert sum(briefing.grades.values()) == len(briefing.entries)
    assert sum(sum(parts.values()) for _, parts in briefing.steps) + briefing.undated == len(briefing.entries)


def test_losses_are_told_by_the_side_of_the_speaker(found: Material) -> None:
    army, opposition = Voice("متحدث", "sy.air-force"), Voice("قائد", "sy.jaysh-al-izza")
    watcher = Voice("المرصد", "sohr")
    accounts = (
        Account("a", (told("a", killed(3, 3, "sy.armed-forces"), voice=army),), "admits-loss", army),
        Account("b", (told("b", killed(12, None, "sy.armed-forces"), voice=opposition),), "claims-enemy-loss", opposition),
        Account(
            "c", (told("c", killed(5, 7, "sy.armed-forces"), voice=watcher), told("c2", killed(9, 9, "sy.armed-forces"), voice=watcher)), "third-party", watcher
        ),
        Account("d", (told("d", Casualty("killed", "sy.armed-forces", Figure(None, None, "tens"))),), "third-party"),
        Account("e", (told("e", killed(4, 4, "sy.armed-forces"), voice=Voice("شاهد")),), "third-party", Voice("شاهد")),
    )
    losses = {loss.side: (loss.low, loss.high) for loss in made(event("x", *accounts), found=found).losses}
    assert losses == {"sy.government": (3, 3), "sy.opposition": (12, None), "monitors": (5, 9), "outlets": (10, None), "others": (4, 4)}


@pytest.mark.parametrize(
    ("figures", "low", "high", "more"),
    [
        (((12, 12), (19, None)), 12, 19, True),
        (((12, 12), (19, 19)), 12, 19, False),
        (((12, None), (19, 19)), 12, 19, False),
        (((4, 4),), 4, 4, False),
        (((4, None),), 4, 4, True),
    ],
)
def test_what_is_told_at_least_leaves_a_figure_open(found: Material, figures: tuple[tuple[int, int | None], ...], low: int, high: int, more: bool) -> None:
    reports = tuple(told(f"p{number}", killed(*figure)) for number, figure in enumerate(figures))
    toll = Toll("killed", None, low, low, high, ())
    (entry,) = made(event("x", Account("a", reports, "third-party"), tolls=(toll,)), found=found).entries
    assert [(one.low, one.high, one.more) for one in entry.amounts] == [(low, high, more)]


def test_what_all_deny_is_no_toll(found: Material) -> None:
    toll = (Toll("killed", None, 4, 4, 4, ()),)
    accounts = Account("a", (told("p", killed(4, 4)),), "denies")
    events = (event("x", accounts, scale="discounted", tolls=toll), event("y", accounts, tolls=toll))
    assert [entry.event.id for entry, _ in made(*events, found=found).tolls()] == ["y"]


def test_more_events_than_fit_are_counted(found: Material) -> None:
    every = [event(f"e{number:03}", Account("a", (told(f"p{number}"),), "third-party")) for number in range(9)]
    briefing = made(*every, found=found, most=4)
    assert (len(briefing.entries), briefing.left_out, briefing.claims, briefing.grades["fair"]) == (4, 5, 9, 9)
    assert sum(sum(parts.values()) for _, parts in briefing.steps) == 9


@pytest.mark.parametrize(("days", "step"), [(0, "day"), (40, "day"), (100, "week"), (800, "month")])
def test_the_chart_covers_the_time_without_a_gap(found: Material, days: int, step: str) -> None:
    account = Account("a", (told("p"),), "third-party")
    briefing = made(event("x", account), event("y", account, day=DAY + timedelta(days=days)), found=found)
    assert briefing.step == step
    starts = [day for day, _ in briefing.steps]
    assert starts[0] <= DAY
    assert starts == sorted(set(starts))
    assert all(start_of(briefing.step, day - timedelta(days=1)) == before for before, day in itertools.pairwise(starts))


def test_a_place_takes_in_all_that_lies_in_it(store: Store, ground: Ground) -> None:
    every = {name: {one.id for one in material(store, ME, ground, place=name).events} for name in ("سوريا", "Syria", "إدلب", "ادلب", "باريس")}
    assert every["سوريا"] == every["Syria"]
    assert every["إدلب"] == every["ادلب"]
    assert every["إدلب"]
    assert not every["باريس"]


def test_a_time_takes_in_what_overlaps_it(store: Store, ground: Ground) -> None:
    dated = [one for one in material(store, ME, ground).events if one.date and one.date.start]
    assert dated
    for day in {one.date.start for one in dated if one.date}:
        found = {one.id for one in material(store, ME, ground, day, day).events}
        assert found == {one.id for one in dated if one.date and one.date.start <= day <= one.date.end}


def test_the_same_material_gives_the_same_briefing(found: Material, briefing: Briefing) -> None:
    again = collect(replace(found, events=tuple(reversed(found.events))), Scope(), date(2024, 11, 1))
    assert _without(again) == _without(briefing)


def _without(briefing: Briefing) -> Mapping[str, object]:
    return {"entries": briefing.entries, "notes": briefing.notes, "losses": briefing.losses, "steps": briefing.steps}


RULES = '[[rule]]\nwithhold = "names"\nfrom = ["export"]\n[[rule]]\nwithhold = "points"\nfrom = ["export"]\n'


def test_what_the_policy_withholds_from_exports_is_in_no_briefing(tmp_path: Path, ground: Ground) -> None:
    held = open_store(f"sqlite:///{tmp_path / 'store.sqlite'}")
    ingest.ingest(held, acquire.pages([samples.folder()]), pipeline.reader(Config()), Config())
    relink(held, ground.known)
    chief = Person("chief", "admin")
    withholding.set_policy(held, chief, RULES, ground.lexicon)
    withholding.list_names(held, chief, ["يزن الحمدان"])
    found = material(held, chief, ground)
    held.close()
    page = html(collect(found, Scope(), DAY), "ar")
    assert "يزن الحمدان" not in page
    assert "█" in page
    assert found.withheld["names"] > 0
    assert found.withheld["points"] > 0
    assert all(place.where_prec is None or place.where_prec > 2 for one in found.events for place in one.places)
    assert "مواقع دقيقة: " in page
