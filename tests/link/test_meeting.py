"""What comes to components whose scores are known gives the clusters that all claims give at once."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from test_properties import QUICK, clusters, made, slots

from riwaya.link.knowledge import Knowledge
from riwaya.link.linker import Linker, Scored
from riwaya.link.meeting import across, met, together
from riwaya.link.signs import Signs, signs
from riwaya.model import Report


def pairs(linker: Linker) -> set[Scored]:
    return {(one, other, score) for one in linker.reports for other, score in linker.scores(one).items()}


def both_ways(found: list[Scored]) -> set[Scored]:
    return {pair for one, other, score in found for pair in ((one, other, score), (other, one, score))}


def all_signs(reports: list[Report], known: Knowledge) -> dict[str, Signs]:
    return {one.id: signs(one, known) for one in reports}


@QUICK
@given(rows=st.lists(slots, max_size=12), cut=st.integers(0, 12))
def test_each_pair_of_different_parts_is_compared_once(known: Knowledge, rows: list[dict[str, object]], cut: int) -> None:
    reports = made(rows)
    linker = Linker(known)
    linker.put(reports)
    held = list(all_signs(reports, known).values())
    found = list(across([[one] for one in held], known))
    assert both_ways(found) == pairs(linker)
    assert len(found) * 2 == len(pairs(linker))
    first = {one.id for one in held[:cut]}
    assert both_ways(list(across([held[:cut], held[cut:]], known))) == {pair for pair in pairs(linker) if (pair[0] in first) != (pair[1] in first)}


@QUICK
@given(rows=st.lists(slots, max_size=12), fresh=st.lists(slots, min_size=1, max_size=4))
def test_what_comes_to_components_gives_what_all_at_once_gives(known: Knowledge, rows: list[dict[str, object]], fresh: list[dict[str, object]]) -> None:
    before = Linker(known)
    before.put(made(rows))
    components = {before.component_of(one) for one in before.reports}
    home = {one: component for component in components for one in component}
    kept = [pair for pair in pairs(before) if home[pair[0]] == home[pair[1]]]
    old, new = all_signs(made(rows), known), all_signs(made(fresh, "n"), known)
    found = met(new.values(), old, dict.fromkeys(new, old), known)
    after = Linker(known)
    parts = [[old[one] for one in sorted(component)] for component in components]
    after.take([*old.values(), *new.values()], [*kept, *together(parts, list(new.values()), found, (), known)])
    assert after.clusters() == clusters(known, [made(rows), made(fresh, "n")])
