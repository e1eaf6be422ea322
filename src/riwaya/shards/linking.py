"""Links the claims of many output shards: what can hang together is found days by days, then whole groups are linked apart from one another.

Clusters form along firm pairs only (`link.linker`), so linking groups between which there is none gives what linking everything would. Four steps, each
a map over independent pieces, with files between them: `_scatter` files what is compared of a shard by spans of days and finds what hangs together on its
pages, `_chains` finds what hangs together within a span, `_regroup` files reports by group, `_formed` links a group. No step holds more than one piece;
who starts them holds the ids of all reports.
"""

from __future__ import annotations

import heapq
import json
import pickle
import tempfile
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import lru_cache, partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any, TypeVar

from riwaya import lexicon, link
from riwaya.config import Config
from riwaya.contract.events import event_record
from riwaya.errors import MissingExtra
from riwaya.link import Knowledge
from riwaya.link.block import PAGE, blocks
from riwaya.link.figures import Rule
from riwaya.link.firm import chains
from riwaya.link.judged import Pair, judged, roots
from riwaya.link.reports import page_reports
from riwaya.link.signs import Signs, signs
from riwaya.model import Judgement, Rejected, Report
from riwaya.shards import files, ray, rows
from riwaya.shards.manifest import Manifest

DAYS = 8  # of a span: a burst of news fits into memory, a report seldom lies in more than two
GROUP = 20_000  # claims that are linked together, more where there would be too many groups
GROUPS = 500  # of which each has a file that is open while events are put in order: a process may have 1,024
Piece = TypeVar("Piece")
Made = TypeVar("Made")


@dataclass(frozen=True, slots=True)
class Work:
    """What every step is told: the folder between steps (seen by all who work), the settings, and the pages of each shard that an earlier one holds already."""

    folder: str
    config: Config
    twice: dict[str, frozenset[str]]


@dataclass(frozen=True, slots=True)
class Filed:
    """What is known of a shard once its signs are filed: the ids of its reports, the spans that they lie in, and what hangs together on its pages."""

    output: str
    ids: list[str]
    spans: list[str]
    chains: list[Pair]


@lru_cache(maxsize=1)
def _known(config: Config) -> Knowledge:
    return link.knowledge(lexicon.load(*config.lexicons))


def link_shards(
    manifests: Sequence[Manifest], config: Config, *, engine: str = "pool", jobs: int = 1, address: str | None = None,
    judgements: Sequence[Judgement] = (), rule: Rule = "likely", folder: str | None = None,
) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Yield the events of all shards as records of the contract, in the order of their ids.

    A page that stands in several shards counts once, as the first has it. `folder` is where the steps leave files for one another; on a cluster it
    is one that all its machines see. Raises BadInput where judgements contradict each other, MissingExtra.
    """
    judged(judgements)  # what contradicts itself is told before the work
    every = partial(_mapped, engine=engine, jobs=jobs, address=address)
    with tempfile.TemporaryDirectory(prefix=".riwaya-link-", dir=folder) as place:  # what lies in it is trusted as this program's own
        work = Work(place, config, _twice([one.output for one in manifests]))
        outputs = [one.output for one in manifests]
        filed = {one.output: one for one in every(outputs, partial(_scatter, work))}
        spans = sorted({span for one in filed.values() for span in one.spans})
        within = [pair for pairs in every(spans, partial(_chains, work, outputs)) for pair in pairs]
        same = [(one.targets[0], one.targets[-1]) for one in judgements if one.verdict == "same"]
        ids = [name for output in outputs for name in filed[output].ids]
        groups = _groups(ids, [*(pair for one in filed.values() for pair in one.chains), *within, *same])
        for output, one in filed.items():
            _put(work, "groups", output, [(name, groups[name]) for name in one.ids])
        parts = list(every(outputs, partial(_regroup, work)))
        numbers = sorted({number for part in parts for number in part})
        made = list(every(numbers, partial(_formed, work, outputs, tuple(judgements), rule)))
        yield from heapq.merge(*(_records(one) for one in made), key=lambda event: str(event["event"]))


def _twice(outputs: Sequence[str]) -> dict[str, frozenset[str]]:
    """Return for each shard the pages that an earlier one holds already; DuckDB looks through ids that memory would not hold."""
    found: dict[str, set[str]] = defaultdict(set)
    if len(outputs) > 1 and not any(map(files.is_remote, outputs)):
        try:
            import duckdb  # noqa: PLC0415  # an extra
        except ImportError as error:
            raise MissingExtra(f"linking shards needs DuckDB ({error}); run: pip install 'riwaya[batch]'") from error
        first = "row_number() OVER (PARTITION BY doc ORDER BY filename)"
        query = f"SELECT filename, doc FROM read_parquet($1, filename = true) WHERE reason IS NULL QUALIFY {first} > 1"  # noqa: S608  # nothing of the user's
        for name, doc in duckdb.execute(query, [list(outputs)]).fetchall():
            found[name].add(doc)
    return {name: frozenset(docs) for name, docs in found.items()}


def _reports(output: str, work: Work) -> Iterator[Report]:
    skipped = work.twice.get(output, frozenset())
    with files.at_hand(output) as path:
        for answer in map(rows.outcome, rows.read(path)):
            if not isinstance(answer, Rejected) and answer.claims and answer.doc not in skipped:
                yield from page_reports(answer)


def _span(day: int) -> str:
    return str(day // DAYS)


def _scatter(work: Work, output: str) -> Filed:
    """File what is compared of a shard's reports by spans of days."""
    known = _known(work.config)
    every = [signs(report, known) for report in _reports(output, work)]
    spans: dict[str, list[Signs]] = defaultdict(list)
    for mine in every:
        for span in {_span(day) for (kind, day, _), _ in blocks(mine) if kind != PAGE}:
            spans[span].append(mine)
    for span, some in spans.items():
        _put(work, f"near-{span}", output, some)
    on_pages = chains(every, known, lambda block: block[0] == PAGE)  # a page lies in one shard
    return Filed(output, [mine.id for mine in every], list(spans), list(on_pages.items()))


def _chains(work: Work, outputs: Sequence[str], span: str) -> list[Pair]:
    """Return, as pairs, what hangs together within a span of days."""
    every = (one for output in outputs for one in _held(work, f"near-{span}", output))
    return list(chains(every, _known(work.config), lambda block: block[0] != PAGE and _span(block[1]) == span).items())


def _groups(ids: Sequence[str], pairs: Iterable[Pair]) -> dict[str, int]:
    """Return the number of each report's group: groups have about GROUP reports, and what hangs together lies in one.

    Groups follow the order of the reports: shards of one time share few groups, so that there are few files between the steps.
    """
    home, size = roots(pairs), max(GROUP, len(ids) // GROUPS)
    together: dict[str, list[str]] = defaultdict(list)
    for name in ids:
        together[home.get(name, name)].append(name)
    numbers, filled, number = dict[str, int](), 0, 0
    for names in together.values():
        if filled and filled + len(names) > size:
            number, filled = number + 1, 0
        filled += len(names)
        numbers |= dict.fromkeys(names, number)
    return numbers


def _regroup(work: Work, output: str) -> list[int]:
    """File a shard's reports by group; return the numbers of the groups."""
    groups = dict(_held(work, "groups", output))
    found: dict[int, list[Report]] = defaultdict(list)
    for report in _reports(output, work):
        found[groups[report.id]].append(report)
    for number, some in found.items():
        _put(work, f"group-{number}", output, some)
    return list(found)


def _formed(work: Work, outputs: Sequence[str], judgements: Sequence[Judgement], rule: Rule, number: int) -> str:
    """Link a group; return the file of its events."""
    reports = [report for output in outputs for report in _held(work, f"group-{number}", output)]
    target = Path(work.folder) / f"events-{number}.jsonl"
    with target.open("w", encoding="utf-8") as out:
        for event in link.link(reports, _known(work.config), judgements, rule):
            out.write(json.dumps(event_record(event), ensure_ascii=True) + "\n")
    return str(target)


def _records(path: str) -> Iterator[dict[str, Any]]:
    with Path(path).open(encoding="utf-8") as lines:
        yield from map(json.loads, lines)


def _file(work: Work, name: str, output: str) -> Path:
    return Path(work.folder) / name / Path(output).name


def _put(work: Work, name: str, output: str, value: Sequence[object]) -> None:
    path = _file(work, name, output)
    path.parent.mkdir(exist_ok=True)
    path.write_bytes(pickle.dumps(value, pickle.HIGHEST_PROTOCOL))


def _held(work: Work, name: str, output: str) -> list[Any]:
    path = _file(work, name, output)
    return list(pickle.loads(path.read_bytes())) if path.exists() else []  # noqa: S301  # written by this run into a folder of its own


def _mapped(pieces: Sequence[Piece], make: Callable[[Piece], Made], *, engine: str, jobs: int, address: str | None) -> Iterator[Made]:
    """Yield what is made of each piece, in any order; a piece whose process died is made once more on Ray."""
    if engine == "ray":
        yield from ray.mapped(pieces, make, make, jobs, address)
    elif engine == "pool" and jobs > 1:
        with ProcessPoolExecutor(jobs, mp_context=get_context("spawn")) as pool:
            yield from pool.map(make, pieces)
    else:
        yield from map(make, pieces)
