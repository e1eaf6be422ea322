"""Learning the network: what is right of each choice, pages laid into one size, and the same numbers from NumPy as from JAX."""

from typing import Any

import numpy as np
import pytest

pytest.importorskip("jax")
pytest.importorskip("scipy")

import jax
from jax import numpy as jnp

from riwaya import lexicon
from riwaya.extract import knowledge
from riwaya.extract.network import Network, Vocabulary
from riwaya.extract.network.layers import Array, hidden, scores
from riwaya.extract.sense import PAIRS
from riwaya.model import Document
from riwaya.training import network as training
from riwaya.training.examples import SIZES, Example, batch, batches, example, vocabulary
from riwaya.training.learn import Lesson, lesson

KNOWN = knowledge(lexicon.load())
TYPES = tuple(KNOWN.lexicon.event_types)
SAID = "شنت طائرات روسية غارة على بلدة سراقب وقتل 3 مدنيين، بحسب مصدر طبي."
REST = " وافتتح المجلس المحلي معرضا في بلدة بنش."


def made(text: str = SAID + REST) -> Lesson:
    claim: dict[str, Any] = {
        "evidence": [[0, len(SAID)]],
        "event_type": "explosions-remote-violence",
        "sub_event_type": "air-drone-strike",
        "stance": "asserted",
        "background": False,
        "sources": [{"name": "مصدر طبي", "actor": None, "channel": "unnamed"}],
        "actors": [{"actor": "ru.armed-forces", "name": "طائرات روسية"}],
        "targets": [{"actor": "civilians", "name": "مدنيين"}],
        "places": [{"name": "سراقب", "relation": "in", "within": None}],
        "date": None,
        "casualties": [{"outcome": "killed", "group": "civilians", "low": 3, "high": 3, "quantity": None}],
        "equipment": [],
    }
    return lesson(Document("made", text), [claim], KNOWN)


@pytest.fixture(scope="module")
def one() -> Example:
    return example(made(), TYPES, 2.0)


def test_an_example_says_what_is_right_of_each_choice(one: Example) -> None:
    around = made().around
    raid = next(number for number, trigger in enumerate(around.triggers) if trigger.kind == "air-drone-strike")
    assert TYPES[one.kinds[raid]] == "air-drone-strike"
    assert {around.scene.places[number].place.name for number in np.flatnonzero(one.right["place"][raid])} == {"سراقب"}
    assert {around.scene.parties[number].party.actor for number in np.flatnonzero(one.right["target"][raid])} == {"civilians"}
    assert one.right["voice"][raid].any()
    assert not one.right["outlet"][raid]
    assert one.right["same"][raid].sum() == one.right["scope"].sum()


def test_pages_of_one_size_are_laid_over_each_other(one: Example) -> None:
    known = vocabulary([one] * 9, TYPES)
    page, right = batch([one, one], SIZES[one.size], known)
    tokens, pages, _, candidates, *_ = SIZES[one.size]
    assert page["words"].shape == (pages, tokens)
    assert right["scope"].shape == (pages, candidates)
    assert right["weight"][:, 0].tolist() == [2.0, 2.0, *[0.0] * (pages - 2)]


def test_a_page_longer_than_all_sizes_is_cut() -> None:
    long = example(made((SAID + REST) * 60), TYPES, 1.0)
    page, _ = batch([long], SIZES[long.size], vocabulary([long] * 9, TYPES))
    assert page["words"].shape[1] == SIZES[-1][0] < len(long.words)
    assert page["triggers"].max() < SIZES[-1][0]


def test_every_page_is_in_one_batch(one: Example) -> None:
    found = [number for _, numbers in batches([one] * 40, np.random.default_rng(0)) for number in numbers]
    assert sorted(found) == [*range(40)]


def test_pages_without_a_candidate_are_in_none(one: Example) -> None:
    nothing = example(made(" ".join(["معرض الكتاب في المدينة."] * 5)), TYPES, 1.0)
    assert [numbers for _, numbers in batches([nothing, one, nothing], np.random.default_rng(0))] == [[1]]


def chance(known: Vocabulary) -> Network:
    return Network(training._started(known, np.random.default_rng(3)), known)


def test_jax_and_numpy_think_alike(one: Example) -> None:
    known = vocabulary([one] * 9, TYPES)
    network = chance(known)
    sense = network.sense(made().around)
    assert sense
    page = {name: table[0] for name, table in batch([one], SIZES[one.size], known)[0].items()}
    met = page["parts"] > 0
    p = network.parameters
    parts = (p["parts"][page["parts"]] * met[..., None]).sum(1) / np.maximum(met.sum(1, keepdims=True), 1)
    words = p["words"][page["words"]] + parts + page["marks"] @ p["marks"]

    def look(table: Array, numbers: Array) -> Array:
        return jax.nn.one_hot(numbers, table.shape[0]) @ table

    x = hidden(p, words.astype(np.float32), page, jnp, look, lambda values, _: values)
    _, _, pairs = scores(p, x, page, jnp, look)
    for choice in PAIRS:
        mine = np.array(sense.pairs[choice])
        assert np.asarray(pairs[choice])[: mine.shape[0], : mine.shape[1]] == pytest.approx(mine, abs=1e-4)
