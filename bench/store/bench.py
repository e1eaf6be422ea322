"""Measures a store of made-up claims, spread like real ones: `python bench/store/bench.py [--claims N] [--db URL]`; README.md has the table."""

from __future__ import annotations

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from itertools import accumulate, islice
from pathlib import Path

from riwaya.config import Config
from riwaya.model import Casualty, Claim, Document, Figure, Party, Place, Span, Voice, When
from riwaya.service import ingest
from riwaya.service.terms import Ground, filed, stems
from riwaya.store import Filed, Reading, Store, open_store
from riwaya.store.grid import Box
from riwaya.store.match import ANY, Every, Phrase, has, term
from riwaya.store.search import Wanted

# All words, places and parties are made up; a few sentence patterns give about 150 characters.
_SYLLABLES = ("سا", "مر", "حلو", "دير", "كف", "تل", "جس", "رو", "نا", "بيت", "شم", "وا", "قص", "عين", "زه", "طي")
_DEEDS = ("قصفت المدفعية الثقيلة", "شن الطيران الحربي غارات على", "اندلعت اشتباكات عنيفة في محيط", "انفجرت عبوة ناسفة في", "اقتحمت قوة مسلحة", "سقطت قذائف على")
_ENDS = (
    "وأسفر ذلك عن سقوط عدد من القتلى والجرحى بين المدنيين",
    "دون ورود أنباء عن خسائر بشرية حتى لحظة كتابة الخبر",
    "وسط تحليق مكثف لطائرات الاستطلاع في الأجواء",
)
_KINDS = tuple(f"kind-{one}" for one in range(24))
_FIRST = date(2030, 1, 1)
_DAYS, _PLACES, _ACTORS, _OUTLETS = 3650, 20_000, 400, 1500
A_PAGE = 4  # claims


def zipf(count: int) -> list[float]:
    """Return cumulated Zipf weights."""
    return list(accumulate(1 / (rank + 1) for rank in range(count)))


def readings(count: int, seed: int = 1) -> Iterator[Reading]:
    """Yield pages of A_PAGE claims each, `count` claims in all, in the order of publication, as an archive or a crawl holds them."""
    chance = random.Random(seed)
    names = [" ".join("".join(chance.choices(_SYLLABLES, k=2)) for _ in range(chance.choice((1, 1, 2)))) for _ in range(_PLACES)]
    weights = {size: zipf(size) for size in (_PLACES, _ACTORS, _OUTLETS, len(_KINDS))}
    bursts = list(accumulate(chance.paretovariate(1.2) for _ in range(_DAYS)))

    def pick(size: int) -> int:
        return chance.choices(range(size), cum_weights=weights[size])[0]

    published = sorted(chance.choices(range(_DAYS), cum_weights=bursts, k=count // A_PAGE))
    for number, since in enumerate(published):
        outlet, text, claims = f"وسيلة {pick(_OUTLETS)}", "", []
        for _ in range(A_PAGE):
            place = pick(_PLACES)
            sentence = f"{chance.choice(_DEEDS)} بلدة {names[place]} في ريف {names[place % 300]} مساء اليوم وفق مصادر محلية {chance.choice(_ENDS)}. "
            span = Span(len(text), len(text) + len(sentence) - 2)
            text += sentence
            told = names[place], outlet, _FIRST + timedelta(days=since - _lag(chance))
            claims.append(_filed(f"page-{number}", span, sentence, (place, pick(_ACTORS), pick(len(_KINDS))), told, chance))
        document = Document(f"page-{number}", text, "عنوان", outlet=outlet, published=_FIRST + timedelta(days=since))
        yield Reading(f"key-{number}", document, tuple(claims))


def _lag(chance: random.Random) -> int:
    """Return how many days before its page a claim's happening lies: most lie a day at most, background up to five years."""
    return chance.choice((0, 0, 0, 0, 0, 1, 1, 1, chance.randrange(2, 8), chance.randrange(2, 1800)))


def _filed(doc: str, span: Span, sentence: str, picked: tuple[int, int, int], told: tuple[str, str, date], chance: random.Random) -> Filed:
    (place, actor, kind), (name, outlet, day) = picked, told
    units = ("XX", f"XX-{place % 14}", f"XX-{place % 60}")
    lat, lon = 33 + place % 97 / 30, 36 + place % 89 / 20
    lost = chance.choice((None, None, 1, 2, 3, 5, 12))
    claim = Claim(
        doc, (span,), "violence", _KINDS[kind], sources=(Voice("مصدر محلي", f"actor-{actor % 50}"),), actors=(Party(f"actor-{actor}", "قوة مسلحة"),),
        targets=(Party("civilians", "مدنيين"),), places=(Place(name, lat=lat, lon=lon, id=f"place:{place}"),), date=When(day, day, "day", "stated"),
        casualties=(Casualty("killed", None, Figure(lost, lost)),) if lost else (),
    )  # fmt: skip
    terms = (
        ANY, term("kind", _KINDS[kind]), term("kind", "violence"), term("stance", "asserted"), term("background", "0"),
        *(term("unit", one) for one in units),
        term("unit", f"place:{place}"), term("doer", f"actor-{actor}"),
        term("party", f"actor-{actor}"), term("speaker", f"actor-{actor % 50}"), term("outlet", outlet),
    )  # fmt: skip
    return Filed(claim.id, claim, stems(sentence), terms, units, (lat, lon), frozenset({("killed", lost)} if lost else ()))


def fill(store: Store, count: int) -> tuple[float, float, float]:
    """Store claims; return the seconds that storing took, those of processor time, and those of filing, without making them up."""
    run, ground = ingest.new_run("bench", ""), ingest.ground(Config())
    spent, worked, filing = 0.0, 0.0, 0.0
    for some in batched(readings(count), ingest.CLAIMS // A_PAGE):
        filing += timed(partial(file, some, ground))
        began = time.process_time()
        spent += timed(partial(store.add, some, run))
        worked += time.process_time() - began
    return spent, worked, filing


def file(some: list[Reading], ground: Ground) -> None:
    """Work out what claims are found by, as `ingest` does; what is stored has regions and places beside that no gazetteer has."""
    for reading in some:
        for one in reading.claims:
            filed(one.claim, one.id, reading.document, ground)


def batched(given: Iterator[Reading], size: int) -> Iterator[list[Reading]]:
    """Yield so many at a time."""
    while some := list(islice(given, size)):
        yield some


def timed(work: Callable[[], object]) -> float:
    """Return the seconds that work takes."""
    began = time.perf_counter()
    work()
    return time.perf_counter() - began


def queries() -> dict[str, tuple[Wanted, bool]]:
    """Return what is measured: what is wanted, and whether it is counted or its first page taken."""
    month = _FIRST + timedelta(days=1500)
    region = Every((has("unit", "XX-3"), has("kind", "kind-2")))
    in_month = Wanted(region, first=month.toordinal(), last=month.toordinal() + 30)
    common, rare = Phrase(stems("الطيران الحربي")), Phrase(stems("سقطت قذائف على بلدة"))
    return {
        "region + month + kind, first page": (in_month, False),
        "phrase in a sixth of all claims, first page": (Wanted(common), False),
        "phrase of four words, first page": (Wanted(rare), False),
        "phrase + kind, first page": (Wanted(Every((common, has("kind", "kind-9")))), False),
        "region + month + kind, facets and days": (in_month, True),
        "phrase + region + kind, facets and days": (Wanted(Every((common, *region.parts))), True),
        "phrase in a sixth of all claims, facets and days": (Wanted(common), True),
        "one year, facets and days": (Wanted(first=month.toordinal(), last=month.toordinal() + 365), True),
        "everything, facets and days": (Wanted(), True),
    }


WORLD = Box(-90, -180, 90, 180)


def measure(store: Store) -> None:
    """Print the median and the worst of a few turns for each query."""
    for name, (wanted, counted) in queries().items():
        found = store.counts(wanted).claims if counted else len(store.search(wanted, 20))
        turns = [timed(lambda: store.counts(wanted) if counted else store.search(wanted, 20)) * 1000 for _ in range(15)]  # noqa: B023  # called at once
        told(name, turns, found)
    for name, wanted in (("everything", Wanted()), ("phrase in a sixth of all claims", queries()["phrase in a sixth of all claims, first page"][0])):
        cells = store.cells(wanted, WORLD, 90 / 2**6, "claims").cells
        turns = [timed(lambda: store.cells(wanted, WORLD, 90 / 2**6, "claims")) * 1000 for _ in range(15)]  # noqa: B023  # called at once
        told(f"{name}, points gathered to a grid", turns, sum(cell.number for cell in cells))


def told(name: str, turns: list[float], found: int) -> None:
    """Print a row of the table."""
    print(f"| {name} | {min(turns):.1f} ms | {statistics.median(turns):.1f} ms | {max(turns):.1f} ms | {found:,} |", flush=True)


def main() -> None:
    """Fill a store and measure it."""
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--claims", type=int, default=1_000_000)
    options.add_argument("--db", default="", help="an empty database; a SQLite file that is thrown away otherwise")
    given = options.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "bench.sqlite"
        store = open_store(given.db or f"sqlite:///{file}")
        spent, worked, filing = fill(store, given.claims)
        print(f"storing: {given.claims / spent:,.0f} claims a second, {given.claims / worked:,.0f} a second of processor time", flush=True)
        print(f"filing and storing: {given.claims / (filing + spent):,.0f} claims a second", flush=True)
        if not given.db:
            print(f"file: {sum(one.stat().st_size for one in Path(folder).iterdir()) / 1e6:,.0f} MB")
        measure(store)
        store.close()


if __name__ == "__main__":
    main()
