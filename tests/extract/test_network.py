"""The network's sense of a page: one sign more beside the grammar, read from a file that can be checked, and never in the way."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import numpy as np
import pytest

from riwaya import lexicon
from riwaya.errors import BadLexicon
from riwaya.extract import Knowledge, extract, knowledge, sensed
from riwaya.extract import network as networks
from riwaya.extract.context import Context, context
from riwaya.extract.network import inputs
from riwaya.extract.scene import look
from riwaya.extract.sense import ALONE, PAIRS, Sense
from riwaya.extract.triggers import triggers
from riwaya.lexicon import built_in
from riwaya.model import Document

TEXT = "قتل خمسة مدنيين في غارة جوية شنتها طائرات روسية على بلدة سراقب صباح أمس الأحد، بحسب المرصد السوري. ونفى متحدث باسم الجيش ذلك."


@pytest.fixture(scope="module")
def known() -> Knowledge:
    return knowledge(lexicon.load())


def seen(text: str, known: Knowledge) -> Context:
    scene = look(Document("made", text), known.lexicon, known.gazetteer)
    return sensed(context(scene, triggers(scene)), known.network)


def test_each_candidate_is_weighed_with_all_that_the_page_names(known: Knowledge) -> None:
    around = seen(TEXT, known)
    assert around.sense
    counts = {kind: len(several) for kind, several in inputs.paired(around).items()}
    assert {name: len(several) for name, several in around.sense.alone.items()} == dict.fromkeys(ALONE, len(around.triggers))
    assert {choice: np.shape(one) for choice, one in around.sense.pairs.items()} == {
        choice: (len(around.triggers), counts[kind]) for choice, kind in PAIRS.items()
    }
    assert all(np.isfinite(one).all() for one in around.sense.pairs.values())
    assert all({first, second} <= known.lexicon.event_types.keys() for first, second, _ in around.sense.kinds)


def test_what_is_said_of_two_words_is_the_same_in_either_order(known: Knowledge) -> None:
    around = seen(TEXT, known)
    assert around.sense
    one, two = around.triggers[0], around.triggers[-1]
    assert around.sense.mean("same", [one], [two]) == pytest.approx(around.sense.mean("same", [two], [one]))


@pytest.mark.parametrize(
    ("odds", "echoed"), [((0.0, -1.0, -2.0), None), ((0.0, 2.0, -2.0), "suicide-bomb"), ((0.0, 1.0, 2.0), "air-drone-strike"), ((9.0, -1.0, -1.0), None)]
)
def test_a_telling_echoes_the_type_of_what_else_tells_of_its_event(odds: tuple[float, ...], echoed: str | None, known: Knowledge) -> None:
    words = [replace(seen(TEXT, known).triggers[0], start=start, end=start + 1) for start in range(3)]
    kinds = [("attack", "armed-clash", "sure"), ("suicide-bomb", "attack", "likely"), ("air-drone-strike", "attack", "sure")]
    rows = {one.key: number for number, one in enumerate(words)}
    sense = Sense(rows, {}, {}, kinds, {"echo": [odds, odds, odds]})
    assert sense.echoed(words[:1]) == echoed


def test_the_same_page_makes_the_same_sense(known: Knowledge) -> None:
    assert seen(TEXT, known).sense == seen(TEXT, known).sense


def test_words_never_met_are_known_by_their_parts(known: Knowledge) -> None:
    around = seen("استهدفت مسيرات موقعا للكتيبة الزعفرنانية في بلدة المستجعفرية بحسب الناطق الشعشبوني", known)
    assert around.sense
    assert all(np.isfinite(one).all() for one in around.sense.pairs.values())


@pytest.mark.parametrize("text", ["", "وافتتح المجلس معرضا للكتاب."])
def test_a_page_without_candidates_makes_no_sense_and_no_claim(known: Knowledge, text: str) -> None:
    assert seen(text, known).sense is None
    assert extract(Document("made", text), known) == ()


def test_a_page_too_long_to_be_read_at_once_is_read_without_it(known: Knowledge) -> None:
    long = Document("made", f"{TEXT}\n" * 400)
    scene = look(long, known.lexicon, known.gazetteer)
    assert len(scene.reading.tokens) > 6_000
    assert sensed(context(scene, triggers(scene)), known.network).sense is None


def test_pages_are_read_without_a_network(known: Knowledge) -> None:
    assert extract(Document("made", TEXT), replace(known, network=None))


def test_the_network_that_ships_says_what_it_was_learned_from_and_is_small() -> None:
    path = built_in() / "learned" / "network.npz"
    assert networks.load(path).record["pages"] > 1_000
    assert path.stat().st_size < 2_000_000


def test_a_network_is_read_back_as_it_was_written_but_for_the_last_bits(known: Knowledge, tmp_path: Path) -> None:
    assert known.network
    networks.save(known.network, tmp_path / "network.npz")
    again = networks.load(tmp_path / "network.npz")
    assert again.vocabulary == known.network.vocabulary
    assert again.record == known.network.record
    for name, table in known.network.parameters.items():
        assert np.abs(again.parameters[name] - table).max() < np.abs(table).max() / 100


@pytest.mark.parametrize("content", [b"", b"no network", b"PK\x03\x04 cut off", b"{}"])
def test_what_is_no_network_is_told(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "network.npz"
    path.write_bytes(content)
    with pytest.raises(BadLexicon, match=r"network\.npz: not a network's file.*riwaya train"):
        networks.load(path)


def test_a_file_with_other_tables_is_told(tmp_path: Path) -> None:
    path = tmp_path / "network.npz"
    np.savez(path, words=np.zeros((2, 2)))
    with pytest.raises(BadLexicon, match="not a network's file"):
        networks.load(path)


def test_a_file_that_would_run_code_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "network.npz"
    np.savez(path, words=np.array([{"a": 1}], dtype=object))
    with pytest.raises(BadLexicon, match="not a network's file"):
        networks.load(path)


def test_a_missing_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match="not a network's file"):
        networks.load(tmp_path / "network.npz")


@pytest.mark.parametrize(("distance", "step"), [(0, 0), (4, 4), (5, 5), (-1, 17), (100_000, 15), (-100_000, 31)])
def test_distances_are_told_in_steps(distance: int, step: int) -> None:
    assert inputs.far(np.array([distance], np.int32))[0] == step


def test_parts_of_a_word_are_its_edges_and_its_middle() -> None:
    assert inputs.parts("غارات") == ("<غا", "<غار", "ات>", "رات>", "ارا")
    assert inputs.parts("في") == ("<في", "<في>", "في>", "<في>")


def test_finders_and_lexicon_mark_the_words(known: Knowledge) -> None:
    around = seen("شنت طائرات غارة على سراقب", known)
    found = {(around.words[start], mark) for start, _, mark in inputs.marks(around)}
    assert {("غاره", "first event"), ("غاره", "event=air-drone-strike"), ("سراقب", "first name"), ("شنت", "sentence"), ("شنت", "segment")} <= found


def test_names_and_days_are_seen_by_where_they_stand_only(known: Knowledge) -> None:
    found = inputs.words(seen("قصفت القوات الروسية بلدة سراقب يوم الأحد وقتل أحمد العلي", known))
    assert {"قصفت", "القوات", "الروسيه"} <= {*found}
    assert found.count("") >= 4
    assert not {"سراقب", "الاحد", "احمد"} & {*found}


def test_how_old_a_day_is_is_seen(known: Knowledge) -> None:
    scene = look(Document("made", "قتل مدني في قصف على سراقب أمس", published=date(2019, 3, 6)), known.lexicon, known.gazetteer)
    assert any(mark.startswith("age ") and mark.endswith(" 1") for _, _, mark in inputs.marks(context(scene, triggers(scene))))
