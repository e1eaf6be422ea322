"""Stores made-up claims, telling of every batch on the disk: what the tests kill. Arguments: address, first and last page."""

from __future__ import annotations

import sys

from riwaya.model import Claim, Document, Span
from riwaya.service import ingest
from riwaya.store import Filed, Reading, open_store
from riwaya.store.match import ANY

PAGES_A_BATCH = 5


def reading(number: int) -> Reading:
    text = f"قصف قرية الوادي رقم {number}"
    claims = [Claim(f"page-{number}", (Span(0, 3 + one),), "remote-violence", "air-strike") for one in range(3)]
    return Reading(f"key-{number}", Document(f"page-{number}", text), tuple(Filed(one.id, one, tuple(text.split()), (ANY,)) for one in claims), text.encode())


def main() -> None:
    store = open_store(sys.argv[1])
    pages = [reading(number) for number in range(int(sys.argv[2]), int(sys.argv[3]))]
    run = ingest.new_run("test", "")
    for start in range(0, len(pages), PAGES_A_BATCH):
        some = pages[start : start + PAGES_A_BATCH]
        store.add(some, run)
        print(some[-1].document.id, flush=True)  # noqa: T201  # this is the acknowledgement
    store.close()


if __name__ == "__main__":
    main()
