"""What a year of a news archive asks for, and what breaks first at ten and a hundred times as much: python bench/scale.py [--measure].

`--measure` reads pages in a frame as heavy as those of the web, in Arabic and in another language, links the made-up news of eight days at rising numbers of
claims a day, and writes scale.json: what a claim costs grows with the news of its days, not with the years. Without it a year is reckoned from that and from
the figures of `Year`, and its shards are read by simulated cores of which now and then one dies. docs/scale.md says where the figures come from.
"""

from __future__ import annotations

import argparse
import gc
import heapq
import html
import json
import os
import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from pathlib import Path
from time import process_time

import bursts
from batch import CORPUS, LINE, paragraphs

from riwaya import batch, lexicon, pipeline
from riwaya.config import Config
from riwaya.link import Linker, knowledge
from riwaya.model import Page, Rejected
from riwaya.shards.linking import DAYS, GROUP, GROUPS

HERE = Path(__file__).parent
RATES = (120, 400, 1_200, 4_000)  # claims a day
TIMES = (1, 10, 100)
CORES = 64
HOURS = 1000.0  # that a core works until its process dies, on machines that may be taken away
STARTER_KB, LINKED_KB = 0.4, 13.0  # a claim takes where linking starts (ids, groups), and in a group (12 GB of bench/link.py for a million)
ASKED = 0.03  # seconds to ask an object store for a manifest
SPREAD = 0.3  # of the logarithm of a shard's time
PAGES, LENGTH = 100, 2_700  # characters of a page, as those of the corpus have in the mean
FOREIGN = "The two towns on the river were quiet on Tuesday, residents said, after a week in which the road between them was closed to all but aid lorries."
Row = dict[str, float]


@dataclass(frozen=True, slots=True)
class Year:
    """A year of news in all languages, `times` as much of it as there is."""

    rows: Sequence[Row]  # of scale.json, by claims a day
    foreign_ms: float
    arabic_ms: float
    times: float = 1
    files: int = 10_000
    pages: float = 139e6
    arabic: float = 0.04  # of all pages
    telling: float = 0.2  # of the Arabic ones
    claims: float = 7.5  # of a page that tells

    @property
    def told(self) -> float:
        """Claims of the whole year."""
        return self.times * self.pages * self.arabic * self.telling * self.claims

    @property
    def a_day(self) -> float:
        """Claims of a day."""
        return self.told / 365

    def microseconds(self) -> float:
        """Reckon what linking a claim takes in news of such a density, by the power of the last two rows measured."""
        before, last = self.rows[-2:]
        power = log(last["microseconds"] / before["microseconds"]) / log(last["claims_a_day"] / before["claims_a_day"])
        return last["microseconds"] * float((self.a_day / last["claims_a_day"]) ** power)

    def foreign_hours(self) -> float:
        """Core hours to say no to pages in other languages."""
        return self.times * self.pages * (1 - self.arabic) * self.foreign_ms / 3.6e6

    def arabic_hours(self) -> float:
        """Core hours to read Arabic pages."""
        return self.times * self.pages * self.arabic * self.arabic_ms / 3.6e6

    def linking_hours(self) -> float:
        """Core hours to link; pairs are scored twice, once to find groups and once in them."""
        return 2 * self.told * self.microseconds() / 3.6e9

    def span_gb(self) -> float:
        """Memory of one span of days: most claims lie in one, some in two."""
        return 1.2 * DAYS * self.a_day * self.rows[-1]["kb"] / 1e6

    def starter_gb(self) -> float:
        """Memory of the process that starts the steps of linking: ids and groups of all claims."""
        return self.told * STARTER_KB / 1e6

    def group_gb(self) -> float:
        """Memory to link one group; there are no more groups than files may be open."""
        return max(GROUP, self.told / GROUPS) * LINKED_KB / 1e6

    def asking_hours(self) -> float:
        """Hours to ask an object store, one after the other, which shards are done."""
        return self.times * self.files * ASKED / 3600


NEEDS: dict[str, tuple[Callable[[Year], float], float, str]] = {
    "reading Arabic pages: core hours in a day of 64 cores": (Year.arabic_hours, 24 * CORES, "more cores"),
    "saying no to other languages: core hours in a day of 64 cores": (Year.foreign_hours, 24 * CORES, "more cores, or a look at the bytes before"),
    "linking: core hours in a day of 64 cores": (Year.linking_hours, 24 * CORES, "smaller blocks"),
    "one span of days: GB of a machine's 16": (Year.span_gb, 16, "spans of fewer days"),
    "who starts the linking: GB of a machine's 16": (Year.starter_gb, 16, "groups found over files"),
    "one group of claims: GB of a machine's 16": (Year.group_gb, 16, "events put in order in two steps"),
    "asking which shards are done: of one hour": (Year.asking_hours, 1, "one listing for all"),
}


def page_ms(corpus: Path) -> Row:
    """Return milliseconds of processor to read an Arabic page of usual length, and to say no to one in another language, in the same heavy frame."""
    chance, lines, reader = random.Random(5), paragraphs(corpus, LINE), pipeline.reader(Config())  # noqa: S311  # no secrets here
    told = {}
    for name, some in (("arabic_ms", lines), ("foreign_ms", [FOREIGN])):
        pages = [Page(str(number), framed(text_of(chance, some), number).encode(), "html") for number in range(PAGES)]
        batch.read_safely(pages[0], reader)
        started = process_time()
        found = [batch.read_safely(page, reader) for page in pages]
        told[name] = round(1000 * (process_time() - started) / PAGES, 1)
        print(f"{name} {told[name]}, {len(pages[0].body):,} bytes, {sum(isinstance(one, Rejected) for one in found)} of {PAGES} rejected", flush=True)
    return told


def text_of(chance: random.Random, lines: Sequence[str]) -> str:
    """Put paragraphs together to a page's length."""
    text = ""
    while len(text) < LENGTH:
        text += f"<p>{html.escape(chance.choice(lines))}</p>\n"
    return text


def framed(text: str, number: int) -> str:
    """Put a text into a page with scripts, menus, teasers and a footer, as pages of the web have them."""
    script = "<script>" + "window.track=window.track||[];track.push(['view', 'article']);\n" * 250 + "</script>"
    menu = "".join(f'<li class="menu-item"><a href="/section/{one}">{one:03}</a></li>' for one in range(120))
    teaser = '<div class="card"><a href="/{0}"><img src="/{0}.jpg" alt=""><h3>{0}</h3></a><span class="date">{0}</span></div>'
    teasers = "".join(teaser.format(one) for one in range(80))
    return (
        f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{number}</title>{script}</head><body><nav><ul>{menu}</ul></nav>'
        f"<main><article><h1>{number}</h1>{text}</article></main><aside>{teasers}</aside><footer><ul>{menu}</ul></footer></body></html>"
    )


def linking(rates: Sequence[int]) -> list[Row]:
    """Link the news of a span of days at each rate; return what a claim takes, and how many hang together at most."""
    known, found = knowledge(lexicon.load()), list[Row]()
    Linker(known).put(list(bursts.reports(500)))  # so that nobody pays for what is looked up once
    for rate in rates:
        reports = list(bursts.reports(DAYS * rate, days=DAYS))
        linker = Linker(known)
        gc.freeze()
        before, started = _resident(), process_time()
        linker.put(reports)
        used = process_time() - started
        told: Row = {"claims_a_day": rate, "claims": len(reports), "microseconds": round(1e6 * used / len(reports))}
        told |= {"kb": round((_resident() - before) / len(reports), 1), "together": largest(linker, [report.id for report in reports])}
        print(json.dumps(told), flush=True)
        found.append(told)
    return found


def largest(linker: Linker, claims: Sequence[str]) -> int:
    """Return how many claims hang together at most: no group can be smaller."""
    seen, most = set[str](), 0
    for claim in claims:
        if claim not in seen:
            together = linker.component_of(claim)
            seen |= together
            most = max(most, len(together))
    return most


def _resident() -> float:
    return int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1024


def days_of_reading(year: Year) -> tuple[float, float]:
    """Return the days until the last of all shards is read, and the share of work done twice because a process died."""
    chance = random.Random(11)  # noqa: S311  # no secrets here
    hours = (year.foreign_hours() + year.arabic_hours()) / (year.files * year.times)
    cores, wasted, done = [0.0] * CORES, 0.0, 0.0
    for _ in range(int(year.files * year.times)):
        start, needed = heapq.heappop(cores), hours * exp(chance.gauss(0, SPREAD))
        while (lived := chance.expovariate(1 / HOURS)) < needed:
            start, wasted = start + lived, wasted + lived
        done += needed
        heapq.heappush(cores, start + needed)
    return max(cores) / 24, wasted / done


def breaks_at(need: Callable[[Year], float], room: float, year: Year) -> float:
    """Return how many times the year it takes until a need outgrows its room."""
    low, high = 1e-4, 1e8
    for _ in range(100):
        middle = (low * high) ** 0.5
        low, high = (middle, high) if need(replace(year, times=middle)) < room else (low, middle)
    return high


def main() -> None:
    """Measure, or reckon, and say it."""
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--measure", nargs="*", type=int, metavar="CLAIMS_A_DAY")
    asked.add_argument("--corpus", type=Path, default=CORPUS)
    given, kept = asked.parse_args(), HERE / "scale.json"
    if given.measure is not None:
        told = {**page_ms(given.corpus), "rows": linking(given.measure or RATES)}
        kept.write_text(json.dumps(told, indent=1) + "\n", encoding="utf-8")
    year = Year(**json.loads(kept.read_text(encoding="utf-8")))
    print("| of it | 1 year | 10 times | 100 times | breaks at | then |\n| --- | ---: | ---: | ---: | ---: | --- |")
    for name, (need, room, then) in sorted(NEEDS.items(), key=lambda one: breaks_at(one[1][0], one[1][1], year)):
        values = " | ".join(f"{need(replace(year, times=times)):,.1f}" for times in TIMES)
        print(f"| {name} | {values} | {breaks_at(need, room, year):,.1f} times | {then} |")
    for times in TIMES:
        more = replace(year, times=times)
        took, twice = days_of_reading(more)
        print(f"{times} times: {more.told:,.0f} claims, {more.a_day:,.0f} a day; reading on {CORES} cores {took:.1f} days, {100 * twice:.2f} % of it twice")


if __name__ == "__main__":
    main()
