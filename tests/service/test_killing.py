"""A process that stores pages is killed at random moments; RIWAYA_KILLS says how often (5 otherwise)."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

from riwaya.store import open_store

_SCRIPT = Path(__file__).with_name("killing.py")
_PAGES = 2000
_ROUNDS = int(os.environ.get("RIWAYA_KILLS", "5"))


def start(url: str, first: int = 0, last: int = _PAGES) -> subprocess.Popen[str]:
    return subprocess.Popen([sys.executable, str(_SCRIPT), url, str(first), str(last)], stdout=subprocess.PIPE, text=True)


def test_nothing_acknowledged_is_lost_and_nothing_doubled_by_kills(tmp_path: Path) -> None:
    chance = random.Random(7)
    acknowledged: set[str] = set()
    killed = 0
    for turn in range(_ROUNDS):
        url = f"sqlite:///{tmp_path / f'store-{turn // 5}.sqlite'}"  # five kills a store: what a kill left is what the next goes on from
        acknowledged = set() if turn % 5 == 0 else acknowledged
        process = start(url)
        assert process.stdout
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.6)
        process.kill()
        told = first + process.stdout.read()
        process.stdout.close()
        killed += process.wait() == -9
        acknowledged |= {line for line in told.split("\n")[:-1] if line}
        store = open_store(url)
        assert store.faults() == []
        assert all(store.document(name) for name in acknowledged)
        stats = store.stats()
        assert stats["claims"] == 3 * stats["documents"]
        store.close()
    assert killed > 0


def test_two_processes_that_store_the_same_pages_at_once_give_what_one_gives(tmp_path: Path) -> None:
    found = []
    for name, ranges in (("one", [(0, 300)]), ("two", [(0, 300), (0, 300)]), ("parts", [(0, 200), (100, 300)])):
        url = f"sqlite:///{tmp_path / name}.sqlite"
        processes = [start(url, *one) for one in ranges]
        for process in processes:
            process.communicate()
            assert process.returncode == 0
        store = open_store(url)
        assert store.faults() == []
        found.append(store.stats())
        store.close()
    assert found[0]["documents"] == 300
    assert found[1] == found[2] == found[0]
