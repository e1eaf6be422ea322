"""On real pages beside the checkout: the page that started it, and pages of several outlets about one happening."""

from __future__ import annotations

import itertools
import json
from pathlib import Path

import pytest

from riwaya import acquire, batch, contract, pipeline
from riwaya import link as linking
from riwaya.config import Config
from riwaya.link.knowledge import Knowledge
from riwaya.model import Event
from riwaya.pipeline import PageClaims

SHARED = Path(__file__).parents[2].parent / "shared"
SEED, CLUSTERS, CORPUS = SHARED / "gold" / "seed.jsonl", SHARED / "gold" / "clusters.json", SHARED / "corpus" / "pages.jsonl"
MISSING = "the annotated pages are not beside this checkout"
PRECISION, F1 = 0.90, 0.85  # measured 1.00 and 0.90


@pytest.fixture(scope="module")
def seed(known: Knowledge) -> tuple[Event, ...]:
    if not SEED.is_file():
        pytest.skip(MISSING)
    return linking.link(linking.reports(contract.read_answers(SEED)), known)


def test_the_plane_of_the_seed_page_is_one_event_whose_accounts_contradict_in_cause(seed: tuple[Event, ...]) -> None:
    planes = [event for event in seed if any(one.item == "aircraft" and one.outcome == "damaged" for report in event.reports for one in report.claim.equipment)]
    assert len(planes) == 1
    plane = planes[0]
    assert [account.position for account in plane.accounts] == ["explains-otherwise", "third-party"]
    assert {one.slot: one.agreement for one in plane.comparisons}["cause"] == "contradicted"
    assert plane.grade.scale == "contested"


def test_the_repelled_attack_of_the_seed_page_is_told_by_outlet_and_officer(seed: tuple[Event, ...]) -> None:
    told = [event for event in seed if event.tolls]
    assert len(told) == 1
    officer, outlet = told[0].accounts
    assert (officer.origin, officer.position) == ("actor:sy.jaysh-al-izza", "claims-enemy-loss")
    assert outlet.origin.startswith("outlet:")
    assert {(toll.outcome, toll.low) for toll in told[0].tolls} == {("killed", 100), ("killed-or-wounded", 100), ("wounded", 200)}


@pytest.fixture(scope="module")
def seed_as_read(known: Knowledge) -> tuple[Event, ...]:
    if not SEED.is_file():
        pytest.skip(MISSING)
    read = [one for one in batch.read_pages(acquire.pages_from_jsonl(SEED), pipeline.reader(Config())) if isinstance(one, PageClaims)]
    return linking.link(linking.reports(contract.answer_for(one.document, one.claims) for one in read), known)


def test_as_riwaya_reads_the_seed_page_its_plane_is_one_event_of_two_stories(seed_as_read: tuple[Event, ...]) -> None:
    planes = [event for event in seed_as_read if any(one.item == "aircraft" for report in event.reports for one in report.claim.equipment)]
    assert len(planes) == 1
    standing = {account.origin: account.position for account in planes[0].accounts}
    assert standing["actor:ru.hmeimim"] == "explains-otherwise"
    assert standing["actor:sy.opposition"] == "claims-deed"  # the page tells of their announcement too
    assert set(standing.values()) == {"explains-otherwise", "third-party", "claims-deed"}
    assert {one.slot: one.agreement for one in planes[0].comparisons}["cause"] == "contradicted"
    assert planes[0].grade.scale == "contested"


def test_as_riwaya_reads_the_seed_page_outlet_and_officer_tell_one_toll(seed_as_read: tuple[Event, ...]) -> None:
    told = [event for event in seed_as_read if event.tolls]
    assert len(told) == 1
    assert {(toll.outcome, toll.low) for toll in told[0].tolls} == {("killed", 100), ("killed-or-wounded", 100), ("wounded", 200)}
    tellers = {account.origin for account in told[0].accounts if any(report.claim.casualties for report in account.reports)}
    assert tellers == {"actor:sy.jaysh-al-izza", "outlet:مدي بوست"}


def test_pages_about_one_happening_are_linked(known: Knowledge) -> None:
    if not CLUSTERS.is_file():
        pytest.skip(MISSING)
    reader = pipeline.reader(Config())
    read = [one for one in batch.read_pages(acquire.pages_from_jsonl(CORPUS), reader) if isinstance(one, PageClaims)]
    reports = linking.reports(contract.answer_for(one.document, one.claims) for one in read)
    linker = linking.Linker(known)
    linker.put(tuple(reports))
    groups = [{linker.reports[one].claim.document for one in cluster} for cluster in linker.clusters()]
    gold = _pairs(json.loads(CLUSTERS.read_text(encoding="utf-8")).values())
    labelled = {doc for pair in gold for doc in pair}
    found = _pairs(group & labelled for group in groups)
    right = len(gold & found)
    assert right / len(found) >= PRECISION, sorted(found - gold)
    assert 2 * right / (len(found) + len(gold)) >= F1


def _pairs(groups: object) -> set[tuple[str, str]]:
    return {(one, other) for group in groups for one, other in itertools.combinations(sorted(group), 2)}  # type: ignore[attr-defined]
