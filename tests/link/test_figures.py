"""Low, best and high by the rule chosen, and how far the choice moves the answer."""

from __future__ import annotations

from dataclasses import replace

import pytest
from reported import killed, report, told_by

from riwaya.link.accounts import accounts
from riwaya.link.figures import RULES, Rule, tolls
from riwaya.link.knowledge import Knowledge
from riwaya.link.origins import origins
from riwaya.model import Casualty, Figure, Report, Toll


def reckoned(known: Knowledge, *reports: Report, rule: Rule = "likely") -> tuple[Toll, ...]:
    return tolls(accounts(reports, origins(reports), known), rule, known.amounts)


def says(name: str, *casualties: Casualty, published: str = "2019-06-20", origin: str | None = None) -> Report:
    return report(name, casualties=casualties, published=published, sources=told_by(None, origin or name))


@pytest.mark.parametrize(("rule", "best"), [("likely", 12), ("conservative", 9), ("informative", 20), ("recent", 20)])
def test_each_rule_picks_its_figure(known: Knowledge, rule: Rule, best: int) -> None:
    told = [
        says("a", killed(12)),
        says("b", killed(12)),
        says("c", killed(9, exact=False)),
        says("d", killed(20), Casualty("wounded", None, Figure(3, 3)), published="2019-06-21"),
    ]
    toll = next(one for one in reckoned(known, *told, rule=rule) if one.outcome == "killed")
    assert (toll.low, toll.best, toll.high) == (9, best, 20)
    assert dict(toll.by_rule)[rule] == best
    assert toll.spread == 11


def test_a_running_toll_supersedes_the_earlier_one_of_its_origin(known: Knowledge) -> None:
    toll = reckoned(known, says("a", killed(40), origin="x"), says("b", killed(70), published="2019-06-21", origin="x"))[0]
    assert (toll.low, toll.best, toll.high, toll.spread) == (70, 70, 70, 0)


def test_a_number_goes_before_a_vague_word(known: Knowledge) -> None:
    tens = Casualty("killed", None, Figure(None, None, "tens"))
    toll = reckoned(known, says("a", tens), says("b", killed(14)))[0]
    assert (toll.low, toll.best, toll.high) == (10, 14, 14)
    assert reckoned(known, says("a", tens))[0].best == 10


def test_a_figure_without_a_group_joins_the_only_group_named(known: Knowledge) -> None:
    toll = reckoned(known, says("a", killed(12)), says("b", killed(13, group="civilians")))
    assert [(one.group, one.low, one.high) for one in toll] == [("civilians", 12, 13)]


def test_losses_of_two_sides_are_not_added_up(known: Knowledge) -> None:
    told = reckoned(known, says("a", killed(12, group="sy.armed-forces"), killed(5, group="sy.opposition"), killed(17)))
    assert [(one.group, one.best) for one in told] == [(None, 17), ("sy.armed-forces", 12), ("sy.opposition", 5)]


def test_denied_losses_do_not_count(known: Knowledge) -> None:
    denied = says("a", killed(12))
    assert reckoned(known, replace(denied, claim=replace(denied.claim, stance="denied"))) == ()


def test_the_rules_are_those_that_the_command_line_offers() -> None:
    assert list(RULES) == ["likely", "conservative", "informative", "recent"]
