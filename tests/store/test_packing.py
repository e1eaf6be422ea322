"""Events come back from the store as they were put there, and so do those that were put there before."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from riwaya import lexicon, link
from riwaya.contract.events import event_record
from riwaya.link import Knowledge
from riwaya.model import Casualty, Claim, Equipment, Event, Figure, Party, Place, Report, Span, Voice, When
from riwaya.store import packing

DAY = date(2019, 6, 19)


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return link.knowledge(lexicon.load())


def claim(document: str, dead: int | None = 12) -> Claim:
    return Claim(
        document, (Span(0, 20), Span(30, 40)), "battles", "armed-clash", sources=(Voice("ناشط", None, "twitter", Span(1, 3)),),
        actors=(Party("sy.armed-forces", "قوة", Span(4, 6)),), targets=(Party(None, "أهالي \ud800"),),
        places=(Place("تل النخيل", "حماة", "near", Span(7, 9), 36.2, 37.1, 5.0, 2, "place:1"),), date=When(DAY, DAY, "day", "stated", Span(0, 2)),
        casualties=(Casualty("killed", None, Figure(dead, dead)),),
        equipment=(Equipment("drone", "destroyed", Figure(None, None, "several")),), rules=("a", "b"),
    )  # fmt: skip


def event(known: Knowledge, *claims: Claim) -> Event:
    reports = [Report(f"c{number}", one, f"وسيلة {number}", DAY, "عنوان", "كلمات", url="https://example.org") for number, one in enumerate(claims)]
    return link.link([*reports[:-1], replace(reports[-1], published=None, outlet=None, title=None, url=None)], known)[0]


def test_an_event_comes_back_as_it_was(known: Knowledge) -> None:
    one = event(known, claim("d1"), claim("d2"))
    assert len(one.reports) == 2
    body = packing.packed_event(one)
    assert packing.unpacked_event(body) == one
    reports, links = packing.unpacked_parts(body)
    assert (tuple(reports), tuple(links)) == (one.reports, one.links)


def test_a_figure_beyond_64_bits_and_events_kept_as_records_come_back_too(known: Knowledge) -> None:
    large, plain = event(known, claim("d1", 1 << 70)), event(known, claim("d1"), claim("d2"))
    for one, body in ((large, packing.packed_event(large)), (plain, packing.packed(event_record(plain)))):
        assert packing.unpacked_event(body) == one
        assert tuple(packing.unpacked_parts(body)[0]) == one.reports
