"""Makes synthetic claims spread as news spreads them: many small happenings, few that scores of outlets tell, wires copied, days off by one."""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import accumulate

from riwaya.model import Casualty, Claim, Figure, Party, Place, Report, Span, Voice, When

KINDS = {
    "air-drone-strike": "explosions-remote-violence", "shelling-artillery-missile-attack": "explosions-remote-violence", "armed-clash": "battles",
    "remote-explosive-landmine-ied": "explosions-remote-violence", "attack": "violence-against-civilians", "arrests": "strategic-developments",
    "government-regains-territory": "battles", "peaceful-protest": "protests", "abduction-forced-disappearance": "violence-against-civilians",
}  # fmt: skip
PARTIES = ("sy.armed-forces", "sy.opposition", "ru.armed-forces", "is", "ye.houthis", "sa.coalition", "sy.sdf", "tr.armed-forces", "sy.hts", "iq.armed-forces")
LETTERS = "بتثجحخدذرزسشصضطظعغفقكلمنهوي"
FLAT = 4  # flattens the head of the towns: the first has one claim in thirty
OUTLETS = 60  # the most that tell of one happening
FIRST = date(2014, 1, 1)


@dataclass(frozen=True, slots=True)
class World:
    """The towns, provinces and words of a made-up country; `shares` add up how often each town is in the news (Zipf)."""

    towns: tuple[tuple[str, str], ...]
    words: tuple[str, ...]
    shares: tuple[float, ...]


def world(rng: random.Random, towns: int = 2000) -> World:
    """Make up names that no gazetteer holds."""
    provinces = [_word(rng) for _ in range(40)]
    shares = tuple(accumulate(1 / (rank + FLAT) for rank in range(towns)))
    return World(tuple((_word(rng), rng.choice(provinces)) for _ in range(towns)), tuple(_word(rng) for _ in range(4000)), shares)


def reports(number: int, seed: int = 5, days: int | None = None) -> Iterator[Report]:
    """Yield about `number` reports, page by page, in the order of publication. Days grow with the number, unless told: so do the news of years."""
    rng = random.Random(seed)  # noqa: S311  # no secrets here
    made_up = world(rng)
    days = days or max(30, number // 120)
    told, page = 0, 0
    while told < number:
        day = FIRST + timedelta(days=told * days // number)
        for report in _happening(rng, made_up, day, page):
            yield report
            told += 1
        page += 1000


def _happening(rng: random.Random, made_up: World, day: date, page: int) -> Iterator[Report]:
    """Yield every report of one happening: mostly one or a few, now and then of up to sixty outlets (a Pareto tail)."""
    town, province = rng.choices(made_up.towns, cum_weights=made_up.shares)[0]
    kind, doer, victim = rng.choice(tuple(KINDS)), rng.choice(PARTIES), rng.choice((*PARTIES, "civilians", "civilians"))
    words = rng.sample(made_up.words, 14)
    dead = min(int(rng.paretovariate(1.0)), 300)
    for number in range(min(int(rng.paretovariate(1.1)), OUTLETS)):
        told = day + timedelta(days=rng.choice((0, 0, 0, 0, 0, 1))) if rng.random() < 0.75 else None
        yield Report(
            id=f"{page + number:08d}",
            claim=Claim(
                document=f"d{page + number}",
                evidence=(Span(0, 80),),
                event_type=KINDS[kind],
                sub_event_type=kind,
                sources=rng.choice(((), (Voice("مصدر", rng.choice(PARTIES), "official"),))),
                actors=(Party(doer, None),) if rng.random() < 0.7 else (),
                targets=(Party(victim, None),) if rng.random() < 0.7 else (),
                places=_places(rng, town, province),
                date=When(told, told, "day", "relative") if told else None,
                casualties=(Casualty("killed", None, Figure(dead, dead)),) if rng.random() < 0.5 else (),
            ),
            outlet=f"outlet {rng.randrange(OUTLETS)}",
            published=day + timedelta(days=1),
            title=" ".join(rng.sample(words, 6)),
            words=" ".join(rng.sample(words, 10)),
        )


def _places(rng: random.Random, town: str, province: str) -> tuple[Place, ...]:
    chance = rng.random()
    return () if chance < 0.2 else (Place(province, None, "countryside"),) if chance < 0.35 else (Place(town, province),)


def _word(rng: random.Random) -> str:
    return "".join(rng.choice(LETTERS) for _ in range(rng.randint(4, 7)))


def renamed(report: Report, doc: str, name: str) -> Report:
    """Return a report as another page tells it."""
    return replace(report, id=name, claim=replace(report.claim, document=doc))
