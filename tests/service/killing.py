"""What the tests kill: `killing.py WORK URL`, then a line of standard input for each process to start: where it tells of what is done, and its arguments.

Loads what the work needs once and forks a process for each line, so that a process that is killed costs no start of Python.
"""

from __future__ import annotations

import os
import random
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from madeup import LAYLA, filled

from riwaya.config import Config
from riwaya.errors import BadInput
from riwaya.model import Claim, Document, Span, Verdict
from riwaya.service import ingest, withdrawal
from riwaya.service.linking import catch_up
from riwaya.service.review import Review
from riwaya.service.terms import Ground
from riwaya.store import Filed, Reading, Store, open_store
from riwaya.store.match import ANY

PAGES_A_BATCH = 5
Told = Callable[[str], object]


def reading(number: int) -> Reading:
    text = f"قصف قرية الوادي رقم {number}"
    claims = [Claim(f"page-{number}", (Span(0, 3 + one),), "remote-violence", "air-strike") for one in range(3)]
    return Reading(f"key-{number}", Document(f"page-{number}", text), tuple(Filed(one.id, one, tuple(text.split()), (ANY,)) for one in claims), text.encode())


def add_pages(store: Store, told: Told, first: str, last: str) -> None:
    """Store made-up pages, telling of every batch on the disk."""
    run = ingest.new_run("test", "")
    pages = [reading(number) for number in range(int(first), int(last))]
    for start in range(0, len(pages), PAGES_A_BATCH):
        some = pages[start : start + PAGES_A_BATCH]
        store.add(some, run)
        told(some[-1].document.id)


def judge(store: Store, told: Told, ground: Ground, seed: str, number: str) -> None:
    """Judge claims in every way, telling of every judgement; between them link, and take a page down and up again."""
    review, chance = Review(store, lambda: ground), random.Random(seed)  # noqa: S311  # the same each time
    claims = [claim for page in ("p0", "p1", "p3", "p4") for claim in store.claims_of(page)]
    verdicts: list[Verdict] = ["accept", "reject", "note", "accept"]
    for turn in range(int(number)):
        claim = chance.choice(claims)
        made = review.judge(LAYLA, verdicts[turn % 4], [claim], why=f"{seed}/{turn}")
        told(made.id)
        told(review.correct(LAYLA, claim, "stance", chance.choice(["denied", "possible", "asserted"]), why=f"{seed}/{turn}").id)
        told(review.correct(LAYLA, claim, "date", {"start": f"2020-01-{chance.randint(10, 28)}", "end": "2020-01-30"}, why=f"{seed}/{turn}").id)
        if turn % 3 == 0:
            told(review.undo(LAYLA, made.id).id)
        if turn % 5 == 0:
            told(review.judge(LAYLA, "different", chance.sample(claims, 2), why=f"{seed}/{turn}").id)
            catch_up(store, ground.known)
        if turn % 7 == 0:
            _down_and_up(store)


def _down_and_up(store: Store) -> None:
    with suppress(BadInput):  # down already: another process took it down, or was killed before it brought it up again
        withdrawal.withdraw(store, LAYLA, "p2", "تجربة")
    with suppress(BadInput):
        withdrawal.restore(store, LAYLA, "p2")


def _warm(ground: Ground) -> None:
    """Judge and link once, so that what is loaded at first use is there in every process."""
    store = open_store("sqlite://")
    filled(store, ground, 5)
    judge(store, lambda _: None, ground, "warm", "1")
    store.close()


def main() -> None:
    work, url = sys.argv[1:]
    ground = ingest.ground(Config()) if work == "review" else None
    if ground:
        _warm(ground)
    print("ready", flush=True)  # noqa: T201  # the same
    for line in sys.stdin:
        file, *arguments = line.split()
        child = os.fork()
        if child == 0:
            out = os.open(file, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
            store = open_store(url)
            print(os.getpid(), flush=True)  # noqa: T201  # the tests read it

            def told(name: str, out: int = out) -> object:
                return os.write(out, f"{name}\n".encode())

            add_pages(store, told, *arguments) if ground is None else judge(store, told, ground, *arguments)
            os._exit(0)
        print(os.waitpid(child, 0)[1], flush=True)  # noqa: T201  # the same


if __name__ == "__main__":
    main()
