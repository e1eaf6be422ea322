from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from datetime import date, timedelta
from pathlib import Path

import pytest

from riwaya import link, shards
from riwaya.config import Config
from riwaya.contract.events import event_record
from riwaya.contract.write import claim_record
from riwaya.lexicon import load
from riwaya.link.firm import chains
from riwaya.link.judged import roots
from riwaya.link.signs import signs
from riwaya.model import Casualty, Claim, Figure, Judgement, Party, Place, Report, Span, When
from riwaya.shards import Manifest, linking, rows
from riwaya.shards.manifest import Origin

pa = pytest.importorskip("pyarrow")
PLACES = ("سراقب", "كفرنبل", "معرة النعمان")


@pytest.fixture(scope="module")
def known() -> link.Knowledge:
    return link.knowledge(load())


def written(folder: Path, name: str, pages: Iterable[tuple[str, list[Report]]]) -> Manifest:
    """Write reports as `riwaya batch` would."""
    path = folder / f"{name}.parquet"
    table = []
    for doc, reports in pages:
        first = reports[0]
        claims = [{"record": json.dumps({**claim_record(one.claim), "id": one.id})} for one in reports]
        day = first.published.isoformat() if first.published else None
        table.append({"doc": doc, "outlet": first.outlet, "title": first.title, "published": day, "text": None, "claims": claims})
    parquet = rows.arrow("pyarrow.parquet")
    parquet.write_table(pa.Table.from_pylist(table, schema=rows.schema()), path)
    return Manifest(Origin(name, 1, "0", "0", ""), str(path))


@pytest.fixture(scope="module")
def told() -> list[tuple[str, list[Report]]]:
    """Pages of several outlets on days that follow one another, some of which tell of one happening."""
    chance = random.Random(7)  # noqa: S311  # no secrets here
    return [made_up(chance, f"page-{number:02}", date(2019, 6, 1 + number // 2)) for number in range(36)]


def made_up(chance: random.Random, doc: str, published: date) -> tuple[str, list[Report]]:
    claims = [claim_of(chance, doc, at, published - timedelta(days=chance.randint(0, 2))) for at in range(chance.randint(1, 4))]
    outlet = f"outlet {chance.randint(1, 6)}"
    return doc, [Report(claim.id, claim, outlet, published, None, "") for claim in claims]


def claim_of(chance: random.Random, doc: str, at: int, day: date) -> Claim:
    kind = chance.choice(("air-drone-strike", "shelling-artillery-missile-attack"))
    return Claim(
        document=doc,
        evidence=(Span(100 * at, 100 * at + 50),),
        event_type="explosions-remote-violence",
        sub_event_type=kind,
        actors=tuple(Party(one, None) for one in chance.choice(((), ("sy.armed-forces",), ("ru.armed-forces",)))),
        places=(Place(chance.choice(PLACES), "إدلب"),),
        date=chance.choice((When(day, day, "day", "stated"), When(day, day, "day", "stated"), None)),
        casualties=chance.choice(((), (Casualty("killed", "civilians", Figure(*[chance.randint(3, 9)] * 2)),))),
    )


@pytest.fixture(scope="module")
def whole(told: list[tuple[str, list[Report]]], known: link.Knowledge) -> list[dict[str, object]]:
    return [event_record(event) for event in link.link([report for _, reports in told for report in reports], known)]


@pytest.fixture
def apart(told: list[tuple[str, list[Report]]], tmp_path: Path) -> list[Manifest]:
    return [written(tmp_path, f"s{number}", told[number::3]) for number in range(3)]


def test_linking_apart_is_linking_together(apart: list[Manifest], whole: list[dict[str, object]], monkeypatch: pytest.MonkeyPatch) -> None:
    assert 1 < len(whole) < sum(len(event["claims"]) for event in whole)  # type: ignore[misc,arg-type]
    assert list(linking.link_shards(apart, Config(), engine="here")) == whole
    monkeypatch.setattr(linking, "GROUP", 3)
    assert list(linking.link_shards(apart, Config(), engine="here")) == whole


def test_groups_grow_where_there_would_be_too_many_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(linking, "GROUP", 1)
    monkeypatch.setattr(linking, "GROUPS", 4)
    groups = linking._groups([f"{number:02}" for number in range(40)], [("00", "39")])
    assert groups["00"] == groups["39"]
    assert set(groups.values()) == set(range(4))


def test_a_page_in_two_shards_counts_once(told: list[tuple[str, list[Report]]], apart: list[Manifest], tmp_path: Path, whole: list[dict[str, object]]) -> None:
    again = written(tmp_path, "s9", told[:4])
    assert list(linking.link_shards([*apart, again], Config(), engine="here")) == whole


def test_judgements_reach_over_groups(
    told: list[tuple[str, list[Report]]], apart: list[Manifest], known: link.Knowledge, monkeypatch: pytest.MonkeyPatch
) -> None:
    one, other = told[0][1][0].id, told[-1][1][0].id
    judgements = (Judgement("same", (one, other), "salma", "2024-01-01T00:00:00+00:00"),)
    monkeypatch.setattr(linking, "GROUP", 2)
    expected = [event_record(event) for event in link.link([report for _, reports in told for report in reports], known, judgements)]
    assert list(linking.link_shards(apart, Config(), engine="here", judgements=judgements)) == expected
    assert any({one, other} <= set(event["claims"]) for event in expected)


def test_what_hangs_together_is_found_block_by_block(told: list[tuple[str, list[Report]]], known: link.Knowledge) -> None:
    every = [signs(report, known) for _, reports in told for report in reports]
    together = chains(every, known, lambda _: True)
    parts: list[tuple[str, str]] = []
    for rest in range(5):
        parts += chains(every, known, lambda block, rest=rest: hash(block) % 5 == rest).items()  # type: ignore[misc]
    assert {name: root for name, root in roots(parts).items() if name in together} == together


def test_processes_link_alike(apart: list[Manifest], whole: list[dict[str, object]]) -> None:
    assert list(linking.link_shards(apart, Config(), engine="pool", jobs=2)) == whole


def test_ray_links_alike(apart: list[Manifest], whole: list[dict[str, object]]) -> None:
    pytest.importorskip("ray")
    assert list(linking.link_shards(apart, Config(), engine="ray", jobs=2)) == whole


def test_shards_that_batch_wrote_are_linked(shard: Callable[..., Path], planned: Callable[..., shards.Plan]) -> None:
    shard("a.jsonl", 2)
    shard("b.jsonl", 1)
    manifests = list(shards.run(planned().tasks, "here"))
    events = list(linking.link_shards(manifests, Config(), engine="here"))
    assert sum(len(event["claims"]) for event in events) == sum(one.claims for one in manifests)
