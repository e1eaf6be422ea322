"""A reviewer's process is killed at random moments: what it said was done is done, nothing is doubled, the store is sound."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from madeup import filled

from riwaya.link.knowledge import Knowledge
from riwaya.service import review
from riwaya.service.linking import catch_up
from riwaya.store import open_store

MOMENTS = int(os.environ.get("RIWAYA_TEST_KILLS", "6"))  # 200 shows what issue 6 asks for, and takes some minutes
WORK = """
import sys
from riwaya.people import Person
from riwaya.service import review
from riwaya.store import open_store
store, claims, person = open_store(sys.argv[1]), sys.argv[2:], Person("سلمى", "reviewer")
print("ready", flush=True)
for number in range(100_000):
    verdict = ("accept", "reject", "note")[number % 3]
    made = review.judge(store, person, verdict, [claims[number % len(claims)]], why=str(number))
    print(made.id, flush=True)
    if number % 5 == 0:
        print(review.undo(store, person, made.id).id, flush=True)
"""


def test_killed_at_random_moments_a_reviewer_loses_nothing_that_was_acknowledged(tmp_path: Path, known: Knowledge) -> None:
    address = f"sqlite:///{tmp_path / 'store.db'}"
    store = open_store(address)
    claims = filled(store, known)
    moments = random.Random(6)  # noqa: S311  # the same moments each time
    acknowledged: list[str] = []
    for _ in range(MOMENTS):
        acknowledged += _killed(address, claims, moments.uniform(0.0, 0.4))
        kept = [one.id for one in review.all_judgements(store)]
        assert len(kept) == len(set(kept))
        assert set(acknowledged) <= set(kept)
        assert store.problems() == []
    assert len(acknowledged) > MOMENTS
    catch_up(store, known)
    assert store.problems() == []
    store.close()


def _killed(address: str, claims: list[str], after: float) -> list[str]:
    """Let a process judge, kill it without warning, and return the ids that it printed in full."""
    with subprocess.Popen([sys.executable, "-c", WORK, address, *claims], stdout=subprocess.PIPE, text=True) as process:  # noqa: S603  # our own script
        assert process.stdout is not None
        assert process.stdout.readline() == "ready\n"
        time.sleep(after)
        process.send_signal(signal.SIGKILL)
        told = process.stdout.read()
    return [line.strip() for line in told.splitlines(keepends=True) if line.endswith("\n")]
