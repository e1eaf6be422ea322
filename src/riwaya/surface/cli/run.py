"""Reads pages for a command: progress on a terminal, the count of what was not read, and the exit status."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from riwaya import batch
from riwaya.config import Config
from riwaya.model import Reason, Rejected
from riwaya.pipeline import PageClaims, Reader
from riwaya.surface.cli.inputs import Given, Pages
from riwaya.surface.retold import retold
from riwaya.surface.strings import Strings

DONE, WITH_FINDINGS, UNUSABLE = 0, 1, 2  # the exit statuses of every command
Result = PageClaims | Rejected


@dataclass(slots=True)
class Count:
    """What came of the pages so far."""

    pages: int = 0
    claims: int = 0
    rejected: Counter[str] = field(default_factory=Counter)
    failures: list[Rejected] = field(default_factory=list)

    def add(self, result: Result) -> None:
        """Count one page."""
        if isinstance(result, Rejected):
            self.rejected[result.reason] += 1
            self.failures += [result] if result.reason is Reason.FAILED else []
        else:
            self.pages += 1
            self.claims += len(result.claims)

    @property
    def status(self) -> int:
        """The exit status that this count calls for."""
        return WITH_FINDINGS if self.rejected else DONE


def results(pages: Pages, given: Given, config: Config, reader: Reader) -> Iterator[Result]:
    """Read pages in this process or, where the settings say so, over several."""
    filled = map(given.fill, pages)
    if config.jobs == 1:
        return batch.read_pages(filled, reader)
    return batch.read_pages_over(filled, config)


def show_all(results: Iterator[Result], show: Callable[[Result], None], say: Strings, total: int | None = None) -> Count:
    """Show every result as it comes, with a progress bar where a person watches; return the count."""
    count = Count()
    with Progress(
        SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn(),
        console=Console(stderr=True), transient=True, disable=not sys.stderr.isatty() or sys.stdout.isatty(),
    ) as progress:  # fmt: skip
        task = progress.add_task(say("sum.reading"), total=total)
        for result in results:
            count.add(result)
            show(result)
            progress.advance(task)
    return count


def report(count: Count, say: Strings) -> None:
    """Say on standard error how many pages were read, how many were not, by reason, and what broke down."""
    print(say("sum.pages", pages=count.pages, claims=count.claims), file=sys.stderr)
    if count.rejected:
        report_rejected(count.rejected, say)
    for failure in count.failures:
        print(f"{failure.id}: {retold(failure.detail, say)}", file=sys.stderr)


def report_rejected(rejected: Counter[str], say: Strings) -> None:
    """Say on standard error how many pages were not read, by reason, and for each reason what can be done."""
    reasons = say("card.comma").join(f"{say(f'reason.{reason}')} {number}" for reason, number in rejected.most_common())
    print(say("sum.rejected", pages=rejected.total(), reasons=reasons), file=sys.stderr)
    for reason, _ in rejected.most_common():
        print(f"  {say(f'reason.{reason}')}: {say(f'remedy.{reason}')}", file=sys.stderr)
