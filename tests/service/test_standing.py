"""How outlets stand: alone, supported, contradicted, and who carries whose accounts."""

from __future__ import annotations

from datetime import date

from riwaya.model import Account, Claim, Comparison, Event, Grade, Report, Span
from riwaya.service.standing import Tie, standings


def report(name: str, outlet: str | None, day: int = 1) -> Report:
    return Report(name, Claim(f"page-{name}", (Span(0, 1),), "battles", "armed-clash"), outlet, date(2024, 1, day))


def event(name: str, *accounts: tuple[str, tuple[Report, ...]], scale: str = "weak", apart: bool = False) -> Event:
    told = tuple(Account(origin, reports, "third-party") for origin, reports in accounts)
    compared = (Comparison("killed", "contradicted" if apart else "agreed", ()),)
    return Event(
        name, "battles", "armed-clash", tuple(one for _, held in accounts for one in held), told, compared, (), Grade(scale, "C", 3, ()), ()  # type: ignore[arg-type]  # a scale
    )  # fmt: skip


def test_an_outlet_is_alone_supported_or_contradicted() -> None:
    found = standings([
        event("one", ("o1", (report("a", "نهر"),))),
        event("two", ("o1", (report("b", "نهر"),)), ("o2", (report("c", "صدى"),)), scale="fair"),
        event("three", ("o1", (report("d", "نهر"),)), ("o2", (report("e", "صدى"),)), scale="contested", apart=True),
    ])  # fmt: skip
    assert found.events == 3
    assert [(one.outlet, one.events, one.alone, one.supported, one.contradicted) for one in found.outlets] == [("نهر", 3, 1, 1, 1), ("صدى", 2, 0, 1, 1)]
    assert found.ties == ()


def test_who_carries_the_same_account_later_follows() -> None:
    carried = (report("a", "نهر", 1), report("b", "صدى", 2), report("c", "صدى", 3), report("d", None))
    same_day = (report("e", "نهر", 5), report("f", "صدى", 5))
    found = standings([event("one", ("o1", carried)), event("two", ("o1", same_day))])
    assert found.ties == (Tie("صدى", "نهر", 2, 0, 1),)


def test_two_outlets_that_carry_one_origin_are_still_alone() -> None:
    (one, other) = standings([event("one", ("o1", (report("a", "نهر"), report("b", "صدى"))))]).outlets
    assert (one.alone, other.alone) == (1, 1)
