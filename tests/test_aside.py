"""Single pages are read aside: a page that takes too long costs its process, not who comes after it."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

import pytest

from riwaya import batch, pipeline, samples
from riwaya.batch import Aside, Busy
from riwaya.config import Config
from riwaya.model import Page, Reason, Rejected
from riwaya.pipeline import PageClaims

WIRE = (samples.folder() / "04-hill-nahr-wire.txt").read_bytes()
HEAVY = WIRE * 300  # minutes


def page(body: bytes) -> Page:
    return Page(hashlib.sha256(body).hexdigest()[:16], body, "text")


@pytest.fixture(scope="module")
def aside() -> Iterator[Aside]:
    one = Aside(Config(), seconds=60)
    yield one
    one.close()


def test_a_page_is_read_as_anywhere(aside: Aside) -> None:
    assert aside.read(page(WIRE)) == batch.read_safely(page(WIRE), pipeline.reader(Config()))


def test_a_page_that_takes_too_long_is_given_up_and_the_next_is_read(aside: Aside) -> None:
    aside.seconds = 1
    slow = aside.read(page(HEAVY))
    aside.seconds = 60
    assert isinstance(slow, Rejected)
    assert slow.reason is Reason.FAILED
    assert "longer than 1 seconds" in slow.detail
    assert isinstance(aside.read(page(WIRE)), PageClaims)


def test_a_process_that_ends_costs_its_page_only(aside: Aside) -> None:
    aside.read(page(WIRE))
    assert aside._worker
    aside._worker[0].kill()
    aside._worker[0].join()
    assert isinstance(aside.read(page(WIRE)), PageClaims)


def test_who_waits_too_long_for_his_turn_is_told() -> None:
    one = Aside(Config(), patience=0.01)
    with one._turn, pytest.raises(Busy, match="in a moment"):
        one.read(page(WIRE))
