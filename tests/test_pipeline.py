"""Pages through the whole reading path: in one process, over several, and when something breaks."""

import gc
import multiprocessing
import os
import subprocess
import sys
import weakref
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from riwaya import acquire, batch, pipeline, samples
from riwaya.config import Config, from_environment
from riwaya.errors import BadLexicon
from riwaya.model import Page, Reason, Rejected
from riwaya.pipeline import PageClaims, Reader

SPORTS = "14-football-nahr"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return pipeline.reader(Config())


def pages() -> list[Page | Rejected]:
    return list(acquire.pages([samples.folder()]))


@pytest.mark.parametrize("on", [True, False])
def test_loading_leaves_the_collector_of_cycles_as_it_was(on: bool, tmp_path: Path) -> None:
    before = gc.isenabled()
    (gc.enable if on else gc.disable)()
    try:
        pipeline.reader(Config())
        assert gc.isenabled() is on
        with pytest.raises(BadLexicon):
            pipeline.reader(Config(lexicons=(tmp_path / "none",)))
        assert gc.isenabled() is on
    finally:
        (gc.enable if before else gc.disable)()


def test_a_reader_that_is_let_go_leaves_the_memory() -> None:
    known = weakref.ref(pipeline.reader(Config()).known.lexicon.trie)
    assert known() is None


def test_a_page_of_text_is_read_without_what_only_other_work_needs() -> None:
    code = (
        "import sys; from riwaya import pipeline; from riwaya.config import Config; from riwaya.model import Page\n"
        "page = Page('a', 'قصف الطيران الحربي بلدة الهبيط أمس، ما أدى إلى مقتل ثلاثة مدنيين.'.encode(), 'text')\n"
        "assert pipeline.read_page(page, pipeline.reader(Config())).claims\n"
        "print(*sys.modules)"
    )
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()  # noqa: S603  # our own words
    assert {"trafilatura", "wordfreq", "openpyxl", "pydantic", "sqlalchemy", "rich"}.isdisjoint(loaded)


def test_every_sample_page_on_the_conflict_makes_claims(reader: Reader) -> None:
    read = {Path(one.document.id).stem: one.claims for one in batch.read_pages(pages(), reader) if isinstance(one, PageClaims)}
    assert len(read) == len(pages())
    assert [name for name, claims in read.items() if not claims and name != SPORTS] == []


def test_football_in_words_of_war_makes_none(reader: Reader) -> None:
    sports = [page for page in pages() if Path(page.id).stem == SPORTS]
    assert [one.claims for one in batch.read_pages(sports, reader) if isinstance(one, PageClaims)] == [()]


def test_evidence_is_quoted_from_the_text_and_never_from_the_clutter(reader: Reader) -> None:
    for one in batch.read_pages(pages(), reader):
        assert isinstance(one, PageClaims)
        for claim in one.claims:
            quotes = [span.of(one.document.text) for span in claim.evidence]
            assert all(quote.strip() for quote in quotes)
            assert not any("قبل عام في مثل هذا اليوم" in quote or "يقصف مرمى" in quote for quote in quotes)


def test_the_samples_know_their_outlet_and_day(reader: Reader) -> None:
    read = [one.document for one in batch.read_pages(pages(), reader) if isinstance(one, PageClaims)]
    assert len({one.outlet for one in read if one.outlet}) >= 5
    days = {Path(one.id).name[:2]: str(one.published) for one in read}
    assert (days["01"], days["02"], days["10"], days["13"]) == ("2024-06-20", "2024-06-20", "2024-10-09", "2024-10-26")


def test_processes_give_the_same_in_the_same_order(reader: Reader) -> None:
    some = [*pages()[:4], Rejected("gone", Reason.EMPTY, "no content"), pages()[4]]
    assert list(batch.read_pages_over(some, Config(jobs=2))) == list(batch.read_pages(some, reader))


def test_an_unforeseen_error_costs_one_page_and_is_told(reader: Reader, monkeypatch: pytest.MonkeyPatch) -> None:
    good = pipeline.read_page

    def sometimes(page: Page, reader: Reader) -> PageClaims | Rejected:
        if page.id == "bad":
            raise ValueError("first line\nsecond line")
        return good(page, reader)

    monkeypatch.setattr(pipeline, "read_page", sometimes)
    page = next(one for one in pages() if isinstance(one, Page))
    first, second = batch.read_pages([replace(page, id="bad"), page], reader)
    assert isinstance(first, Rejected)
    assert (first.reason, first.detail) == (Reason.FAILED, "ValueError: first line second line")
    assert isinstance(second, PageClaims)


def deadly(page: Page | Rejected, config: Config) -> batch.Result:
    if page.id == "deadly":
        os._exit(9)
    return batch.failed(page, f"read with {config.jobs} jobs")


@pytest.mark.filterwarnings("ignore:.*fork:DeprecationWarning")  # only forked processes know what a test has replaced
def test_a_page_that_ends_its_process_costs_one_page(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(batch, "_work", deadly)
    monkeypatch.setattr(batch, "get_context", lambda _: multiprocessing.get_context("fork"))
    some: Iterator[Page] = (Page(name, b"x", "text") for name in ("a", "deadly", "b"))
    results = list(batch.read_pages_over(some, Config(jobs=2)))
    assert [one.id for one in results if isinstance(one, Rejected)] == ["a", "deadly", "b"]
    assert ["ended without an answer" in one.detail for one in results if isinstance(one, Rejected)] == [False, True, False]


def test_lexicon_folders_come_from_the_environment_then_from_arguments() -> None:
    config = from_environment({"RIWAYA_LEXICON": os.pathsep.join(("/one", "/two"))}, lexicons=[samples.folder()])
    assert [str(folder) for folder in config.lexicons] == ["/one", "/two", str(samples.folder())]


def test_reading_once_is_asked_for_by_an_argument_or_by_the_environment() -> None:
    assert [from_environment({"RIWAYA_QUICK": said}).quick for said in ("1", "yes", "0", "")] == [True, True, False, False]
    assert [from_environment({}, quick=said).quick for said in (True, False)] == [True, False]


def test_a_quick_reader_reads_once_and_nobody_votes(reader: Reader) -> None:
    quick = pipeline.reader(Config(quick=True))
    page = next(page for page in pages() if isinstance(page, Page) and page.id != SPORTS)
    read = [result for one in (reader, quick) if isinstance(result := pipeline.read_page(page, one), PageClaims)]
    voting, alone = ({rule for claim in result.claims for rule in claim.rules if rule.startswith("vote:")} for result in read)
    assert voting
    assert alone == set()
