"""Claims -> events: which claims tell of one happening, whose accounts they are, where the accounts agree, and how well the event is attested."""

from __future__ import annotations

from collections.abc import Iterable

from riwaya.link.assemble import assemble
from riwaya.link.figures import Rule
from riwaya.link.judged import judged
from riwaya.link.knowledge import Knowledge, knowledge
from riwaya.link.linker import Linker
from riwaya.link.reports import reports
from riwaya.model import Event, Judgement, Report

__all__ = ["Knowledge", "Linker", "assemble", "judged", "knowledge", "link", "reports"]


def link(given: Iterable[Report], known: Knowledge, judgements: Iterable[Judgement] = (), rule: Rule = "likely") -> tuple[Event, ...]:
    """Link reports into events, in the order of their names. Raises BadInput where judgements contradict each other."""
    linker = Linker(known)
    linker.put(tuple(given))
    linker.judge(judged(judgements))
    return tuple(sorted((assemble(cluster, linker, rule) for cluster in linker.clusters()), key=lambda event: event.id))
