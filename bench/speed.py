"""Pages a second from text and from HTML to claims, beside trafilatura on the same pages in the same run."""

from __future__ import annotations

import html
import os
import resource
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory
from time import perf_counter

import trafilatura

from riwaya import acquire, batch, pipeline, samples
from riwaya.config import from_environment
from riwaya.model import Page
from riwaya.pipeline import PageClaims, Reader

ROUNDS = 5
STARTS = 5
FIRST_CLAIM = """
from riwaya import acquire, batch, pipeline, samples
from riwaya.config import from_environment
next(one for one in batch.read_pages(acquire.pages([samples.folder()]), pipeline.reader(from_environment())) if one.claims)
"""
BYTECODE = {"PYTHONDONTWRITEBYTECODE": ""}  # a start finds its bytecode written, as in any install, whatever this machine is set to
FRAME = """<!DOCTYPE html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{title}</title></head><body>
<nav><ul><li><a href="/">الرئيسية</a></li><li><a href="/n">أخبار</a></li><li><a href="/s">رياضة</a></li></ul></nav>
<article><h1>{title}</h1>{body}</article><footer>جميع الحقوق محفوظة</footer></body></html>"""


def seconds(work: Callable[[], object]) -> float:
    """Return how long `work` takes."""
    start = perf_counter()
    work()
    return perf_counter() - start


def started(settings: Mapping[str, str]) -> tuple[float, float]:
    """Return how long a new Python takes to the first claim, by the clock and by the processor."""
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    wall = seconds(lambda: subprocess.run([sys.executable, "-c", FIRST_CLAIM], check=True, env={**os.environ, **BYTECODE, **settings}))  # noqa: S603  # our own words
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def as_html(page: Page) -> Page:
    """Return a page as HTML: as it is, or its text in a plain frame."""
    if page.media == "html":
        return page
    title, _, rest = page.body.decode().partition("\n")
    body = "".join(f"<p>{html.escape(line)}</p>" for line in rest.splitlines() if line.strip())
    return replace(page, body=FRAME.format(title=html.escape(title), body=body).encode(), media="html")


def as_text(page: Page, reader: Reader) -> Page | None:
    """Return a page as plain text: as it is, or the main text that riwaya finds in it."""
    if page.media == "text":
        return page
    result = pipeline.read_page(page, reader)
    return replace(page, body=result.document.text.encode(), media="text", published=result.document.published) if isinstance(result, PageClaims) else None


def measure(pages: Sequence[Page], reader: Reader) -> dict[str, float]:
    """Return the seconds that each reader takes for all pages: the sum over pages of the median of its rounds."""
    totals = {"text to claims": 0.0, "HTML to claims": 0.0, "trafilatura": 0.0}
    for page in pages:
        text, framed = as_text(page, reader), as_html(page)
        if text is None:
            continue
        works: dict[str, Callable[[], object]] = {
            "text to claims": partial(pipeline.read_page, text, reader),
            "HTML to claims": partial(pipeline.read_page, framed, reader),
            "trafilatura": partial(trafilatura.extract, framed.body),
        }
        rounds = [{name: seconds(work) for name, work in works.items()} for _ in range(ROUNDS)]
        for name in totals:
            totals[name] += median(one[name] for one in rounds)
    return totals


def main() -> None:
    """Measure and print."""
    given = acquire.pages_from_jsonl(sys.argv[1]) if sys.argv[1:] else acquire.pages([samples.folder()])
    pages = [page for page in given if isinstance(page, Page)]
    reader = pipeline.reader(from_environment())
    read = [one for one in batch.read_pages(pages, reader) if isinstance(one, PageClaims)]
    characters = sum(len(one.document.text) for one in read) // max(1, len(read))
    print(f"{len(pages)} pages, {characters} characters of text each, {sum(len(one.claims) for one in read)} claims")
    totals = measure(pages, reader)
    for name, total in totals.items():
        print(f"{name:16s} {len(read) / total:8.1f} pages/s {1000 * total / len(read):8.2f} ms a page")
    print(f"ratio            {totals['text to claims'] / totals['trafilatura']:8.2f} (text to claims over trafilatura)")
    with TemporaryDirectory() as bytecode:
        starts = [started({"PYTHONPYCACHEPREFIX": bytecode}) for _ in range(STARTS + 1)][1:]  # the first writes the bytecode
    wall, busy = (median(one[at] for one in starts) for at in (0, 1))
    print(f"first claim      {wall:8.2f} s after start, {busy:.2f} s of them at work ({Path(sys.executable).name})")
    print(f"peak memory      {resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024:8.0f} MB")


if __name__ == "__main__":
    main()
