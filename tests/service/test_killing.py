"""Processes that store pages or judge claims are killed without warning at random moments; RIWAYA_KILLS says how often each."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from madeup import filled

from riwaya.model import Judgement
from riwaya.service.linking import catch_up, out_of_step
from riwaya.service.terms import Ground
from riwaya.store import Store, judgements, open_store

_SCRIPT = Path(__file__).with_name("killing.py")
_PAGES = 2000
_KILLS = {name: int(os.environ.get("RIWAYA_KILLS", number)) for name, number in {"sqlite": "5", "postgres": "20"}.items()}
_ON_ONE_STORE = 10  # what a kill leaves is what the next goes on from, but looking through all that is stored must not take ever longer
Fresh = Callable[[], str]


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest) -> str:
    name: str = request.param
    return name


@pytest.fixture
def rounds(database: str) -> int:
    return _KILLS[database]


@pytest.fixture
def fresh(request: pytest.FixtureRequest, database: str, tmp_path: Path) -> Fresh:
    """What gives the address of a new store."""
    if database == "postgres":
        made: Fresh = request.getfixturevalue("postgres")
        return made
    numbers = iter(range(1000))
    return lambda: f"sqlite:///{tmp_path / f'store-{next(numbers)}.sqlite'}"


@contextmanager
def workers(work: str, url: str) -> Iterator[subprocess.Popen[str]]:
    """What starts processes, each for a line that it is given."""
    with subprocess.Popen([sys.executable, str(_SCRIPT), work, url], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdin
        assert process.stdout
        assert process.stdout.readline() == "ready\n"
        yield process
        process.stdin.close()


def begin(process: subprocess.Popen[str], *arguments: object) -> int:
    """Start a process; return its number once it has the store open."""
    assert process.stdin
    assert process.stdout
    process.stdin.write(" ".join(map(str, arguments)) + "\n")
    process.stdin.flush()
    return int(process.stdout.readline())


def end(process: subprocess.Popen[str]) -> int:
    """Wait until the process that was started ends; return its status."""
    assert process.stdout
    return int(process.stdout.readline())


def killed(process: subprocess.Popen[str], chance: random.Random, most: int, file: Path, *arguments: object) -> bool:
    """Start a process and kill it a moment after it told of up to `most` things; whether it was not done before."""
    wanted = len(told(file)) + chance.randint(0, most)
    number = begin(process, file, *arguments)
    for _ in range(2000):
        if len(told(file)) >= wanted:
            break
        time.sleep(0.005)
    time.sleep(chance.uniform(0, 0.1))
    os.kill(number, signal.SIGKILL)  # until it is waited for, its number is nobody else's
    return end(process) == signal.SIGKILL


def told(file: Path) -> set[str]:
    """What was told in full of what is done."""
    return set(file.read_text(encoding="utf-8").split("\n")[:-1]) if file.exists() else set()


def test_nothing_stored_is_lost_and_nothing_doubled_by_kills(fresh: Fresh, rounds: int, tmp_path: Path) -> None:
    chance, kills = random.Random(7), 0
    for start in range(0, rounds, _ON_ONE_STORE):
        url, file = fresh(), tmp_path / f"told-{start}"
        with workers("pages", url) as process:
            for _ in range(min(_ON_ONE_STORE, rounds - start)):
                kills += killed(process, chance, 6, file, 0, _PAGES)
                store = open_store(url)
                stats = store.stats()
                assert store.faults() == []
                assert all(store.document(name) for name in told(file))
                assert stats["claims"] == 3 * stats["documents"]
                store.close()
    assert kills > rounds / 2


def test_no_judgement_is_lost_or_doubled_by_kills(fresh: Fresh, rounds: int, ground: Ground, tmp_path: Path) -> None:
    chance, kills, made = random.Random(6), 0, 0
    for start in range(0, rounds, _ON_ONE_STORE):
        url, file = fresh(), tmp_path / f"told-{start}"
        store = open_store(url)
        filled(store, ground, 5)
        with workers("review", url) as process:
            for turn in range(min(_ON_ONE_STORE, rounds - start)):
                kills += killed(process, chance, 6, file, f"{start}-{turn}", 10_000)
                held = all_judgements(store)
                assert told(file) <= {one.id for one in held}
                assert len({(one.verdict, one.slot, one.why, one.targets) for one in held}) == len(held)
                assert store.faults() == []
                assert not store.linked() or out_of_step(store, ground.known) == []
        made += len(told(file))
        catch_up(store, ground.known)
        assert out_of_step(store, ground.known) == store.faults() == []
        store.close()
    assert kills > rounds / 2
    assert made > rounds


def all_judgements(store: Store) -> list[Judgement]:
    with store.reading() as connection:
        return list(judgements.every(connection))


def test_two_processes_that_store_the_same_pages_at_once_give_what_one_gives(fresh: Fresh, tmp_path: Path) -> None:
    found = []
    for name, ranges in (("one", [(0, 100)]), ("two", [(0, 100), (0, 100)]), ("parts", [(0, 70), (30, 100)])):
        url = fresh()
        side_by_side("pages", url, [(tmp_path / name, *one) for one in ranges])
        store = open_store(url)
        assert store.faults() == []
        found.append(store.stats())
        store.close()
    assert found[0]["documents"] == 100
    assert found[1] == found[2] == found[0]


def test_two_people_who_judge_at_once_lose_nothing(fresh: Fresh, ground: Ground, tmp_path: Path) -> None:
    url = fresh()
    store = open_store(url)
    filled(store, ground, 5)
    side_by_side("review", url, [(tmp_path / name, name, 6) for name in ("left", "right")])
    ids = [one.id for one in all_judgements(store)]
    assert set(ids) == told(tmp_path / "left") | told(tmp_path / "right")
    catch_up(store, ground.known)
    assert store.faults() == out_of_step(store, ground.known) == []
    store.close()


def side_by_side(work: str, url: str, given: list[tuple[object, ...]]) -> None:
    """Let processes work at once, each to its end."""
    with workers(work, url) as one, workers(work, url) as other:
        at_work = [one, other][: len(given)]
        for process, arguments in zip(at_work, given, strict=True):
            begin(process, *arguments)
        assert [end(process) for process in at_work] == [0] * len(given)
