from __future__ import annotations

import json
import multiprocessing
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from riwaya import shards
from riwaya.model import Reason, Rejected
from riwaya.shards import Manifest, Plan, files, processes, rows

pa = pytest.importorskip("pyarrow")


def bytes_of(folder: Path) -> dict[str, bytes]:
    return {one.name: one.read_bytes() for one in folder.glob("*.parquet")}


def read(manifests: Iterable[Manifest]) -> dict[str, Manifest]:
    return {Path(one.origin.input).name: one for one in manifests}


def test_a_shard_becomes_rows_and_a_manifest(shard: Callable[..., Path], planned: Callable[..., Plan], tmp_path: Path) -> None:
    shard("a.jsonl", 2, "The president met the ambassador and discussed trade, as the agency reported on Monday.")
    [manifest] = shards.run(planned().tasks, "here")
    held = list(rows.read(Path(manifest.output)))
    assert [one["doc"] for one in held] == ["a.jsonl-0", "a.jsonl-1", "a.jsonl-2"]
    assert {one["sub_event_type"] for one in held[0]["claims"]} == {"air-drone-strike"}
    assert manifest.pages == 3
    assert manifest.claims == sum(len(one["claims"]) for one in held) > 1
    assert manifest.rejected == {"unread-language": 1}
    answer, refused = rows.outcome(held[0]), rows.outcome(held[2])
    assert not isinstance(answer, Rejected)
    assert answer.claims[0].evidence[0].of(answer.text or "") in (answer.text or "")
    assert isinstance(refused, Rejected)
    assert refused.reason is Reason.UNREAD_LANGUAGE
    assert shards.outputs(str(tmp_path / "out")) == (manifest,)


def test_what_is_done_is_not_done_again_unless_the_input_or_the_words_changed(shard: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    path = shard("a.jsonl", 1)
    shard("b.jsonl", 1)
    assert len(list(shards.run(planned().tasks, "here"))) == 2
    assert planned().tasks == ()
    assert len(planned().done) == 2
    shard("a.jsonl", 2)
    assert [task.origin.input for task in planned().tasks] == [str(path)]
    assert len(planned(seconds=1.0).tasks) == len(planned(quick=True).tasks) == 2


def test_a_manifest_cut_off_in_the_middle_counts_as_none(shard: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    shard("a.jsonl", 1)
    [manifest] = shards.run(planned().tasks, "here")
    path = Path(manifest.output).with_suffix(".json")
    path.write_text(path.read_text(encoding="utf-8")[:80], encoding="utf-8")
    assert len(planned().tasks) == 1


def test_processes_give_the_same_bytes_and_one_killed_in_the_middle_changes_nothing(
    shard: Callable[..., Path], planned: Callable[..., Plan], tmp_path: Path
) -> None:  # fmt: skip
    for number in range(3):
        shard(f"{number}.jsonl", 6)
    list(shards.run(planned("here").tasks, "here"))
    killed = []

    def heard(_: object, page: int) -> None:
        if page == 3 and not killed:
            killed.append(multiprocessing.active_children()[0])
            killed[0].kill()

    manifests = list(shards.run(planned("pool").tasks, "pool", 2, heard=heard))
    assert killed
    assert [one.fault for one in manifests] == [""] * 3
    assert bytes_of(tmp_path / "pool") == bytes_of(tmp_path / "here")


@pytest.mark.usefixtures("poisoned")
def test_pages_that_end_their_process_or_never_leave_a_stage_are_set_aside_and_all_others_are_read(
    shard: Callable[..., Path], planned: Callable[..., Plan], sentence: str
) -> None:
    endless = [f"{sentence} {word}" for word in ("ENDLESS-CLEANING", "ENDLESS-READING", "ENDLESS-PLACES")]
    shard("bad.jsonl", 2, "POISON كتبت على الجدار", 1, *endless, 2)
    shard("good.jsonl", 3)
    done = read(shards.run(planned(seconds=4.0).tasks, "pool", 2))
    assert done["good.jsonl"].aside == ()
    died, *late = done["bad.jsonl"].aside
    assert died == ("bad.jsonl-2", "the process that read this page ended without an answer, twice")
    assert late == [(f"bad.jsonl-{number}", "took longer than 4 seconds") for number in (4, 5, 6)]
    assert done["bad.jsonl"].pages == 9
    assert done["bad.jsonl"].claims >= 5


@pytest.mark.usefixtures("poisoned")
def test_a_page_that_no_timer_reaches_costs_its_process_and_is_set_aside(
    shard: Callable[..., Path], planned: Callable[..., Plan], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(processes, "_PATIENCE", 0.2)  # of 30 seconds
    shard("bad.jsonl", 1, "DEAF كتبت على الجدار", 1)
    [manifest] = shards.run(planned().tasks, "pool", 1)
    assert [doc for doc, why in manifest.aside if "twice" in why] == ["bad.jsonl-1"]
    assert manifest.pages == 3


@pytest.mark.usefixtures("poisoned")
def test_ray_sets_aside_what_processes_set_aside(shard: Callable[..., Path], planned: Callable[..., Plan], tmp_path: Path, sentence: str) -> None:
    pytest.importorskip("ray")
    shard("bad.jsonl", 1, "POISON كتبت على الجدار", f"{sentence} ENDLESS-READING", 1)
    shard("good.jsonl", 2)
    over_processes = read(shards.run(planned("pool", seconds=4.0).tasks, "pool", 2))
    over_ray = read(shards.run(planned("ray", seconds=4.0).tasks, "ray", 2))
    assert len(over_ray["bad.jsonl"].aside) == 2
    assert {name: one.aside for name, one in over_ray.items()} == {name: one.aside for name, one in over_processes.items()}
    assert bytes_of(tmp_path / "ray") == bytes_of(tmp_path / "pool")


def test_damaged_records_and_absurd_lengths_are_told_and_the_rest_is_read(planned: Callable[..., Plan], tmp_path: Path) -> None:
    head = "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: http://nabaa.example/{name}\r\nContent-Length: {length}\r\n\r\n"
    body = (
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n<html><body><article><p>" + "قتل ثلاثة مدنيين جراء غارة جوية على بلدة سراقب أمس. " * 6
    )
    body += "</p></article></body></html>"
    size = len(body.encode())
    records = [head.format(name="a", length=size) + body, head.format(name="b", length=10**15) + "x", head.format(name="c", length=size) + body]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "crawl.warc").write_bytes("\r\n\r\n".join([*records, ""]).encode())
    [manifest] = shards.run(planned().tasks, "here")
    assert [one["url"] for one in rows.read(Path(manifest.output)) if not one["reason"]] == ["http://nabaa.example/a", "http://nabaa.example/c"]
    assert len(manifest.aside) == 1
    assert "cut off" in manifest.aside[0][1]


def test_an_input_that_cannot_be_read_gives_a_fault_and_is_tried_again(shard: Callable[..., Path], planned: Callable[..., Plan]) -> None:
    path = shard("a.jsonl", 1)
    tasks = planned().tasks
    path.unlink()
    [manifest] = shards.run(tasks, "here")
    assert "a.jsonl" in manifest.fault
    assert not Path(manifest.output).exists()


def test_object_storage_by_address(shard: Callable[..., Path], version: str) -> None:
    fsspec = pytest.importorskip("fsspec")
    store = fsspec.filesystem("memory")
    store.pipe_file("/crawl/a.jsonl", shard("a.jsonl", 2).read_bytes())
    try:
        from riwaya.config import Config  # noqa: PLC0415  # needed here alone

        planned = shards.plan(["memory://crawl"], "memory://read", Config(), version)
        [manifest] = shards.run(planned.tasks, "here")
        assert manifest.pages == 2
        assert shards.plan(["memory://crawl/*.jsonl"], "memory://read", Config(), version).tasks == ()
        with files.at_hand(manifest.output) as path:
            assert [one["doc"] for one in rows.read(path)] == ["a.jsonl-0", "a.jsonl-1"]
    finally:
        store.rm("/crawl", recursive=True)
        store.rm("/read", recursive=True)


def test_ray_gives_the_same_bytes(shard: Callable[..., Path], planned: Callable[..., Plan], tmp_path: Path) -> None:
    pytest.importorskip("ray")
    for number in range(2):
        shard(f"{number}.jsonl", 4)
    list(shards.run(planned("here").tasks, "here"))
    assert [one.fault for one in shards.run(planned("ray").tasks, "ray", 2)] == ["", ""]
    assert bytes_of(tmp_path / "ray") == bytes_of(tmp_path / "here")


def test_a_row_with_broken_letters_is_kept(planned: Callable[..., Plan], tmp_path: Path) -> None:
    (tmp_path / "in").mkdir()
    line = json.dumps({"doc": "x\ud800", "text": "قتل ثلاثة مدنيين جراء غارة جوية على بلدة سراقب \ud83d أمس."})
    (tmp_path / "in" / "a.jsonl").write_text(line + "\n", encoding="utf-8")
    [manifest] = shards.run(planned().tasks, "here")
    [row] = rows.read(Path(manifest.output))
    assert manifest.fault == ""
    assert row["doc"] == "x\ufffd"
    answer = rows.outcome(row)
    assert not isinstance(answer, Rejected)
    assert len(answer.text or "") == len(json.loads(line)["text"])
