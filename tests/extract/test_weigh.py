"""Weights, features and scores: what every choice of extraction rests on."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from riwaya.errors import BadLexicon
from riwaya.extract import weigh
from riwaya.extract.weigh import BIAS, Model, Weights, features
from riwaya.lexicon import built_in

NAMES = st.sampled_from(["near=قصف", "title=True", "party=military", "gap=2", "gap=far", BIAS])
NUMBERS = st.integers(-40, 40).map(lambda number: number / 8)  # sums of eighths are exact, so that order cannot show in the last digit
WEIGHTS = st.dictionaries(NAMES, NUMBERS).map(Weights)
FEATURES = st.lists(NAMES.filter(lambda name: name != BIAS), max_size=6)
MODELS = st.dictionaries(st.sampled_from(["scope", "tell", "kind:grenade", "kind:attack"]), WEIGHTS).map(Model)


def test_a_score_is_the_bias_and_the_weights_of_the_features() -> None:
    assert Weights({BIAS: -1.0, "title=True": 2.5, "gap=2": 0.5}).score(["title=True", "gap=2"]) == 2.0


@given(WEIGHTS, FEATURES, st.randoms())
def test_the_order_of_features_does_not_matter(weights: Weights, signs: list[str], chance: object) -> None:
    shuffled = list(signs)
    chance.shuffle(shuffled)  # type: ignore[attr-defined]
    assert weights.score(shuffled) == weights.score(signs)


@given(WEIGHTS, FEATURES)
def test_an_unknown_feature_weighs_nothing(weights: Weights, signs: list[str]) -> None:
    assert weights.score([*signs, "never seen"]) == weights.score(signs)


@given(MODELS, FEATURES)
def test_a_table_scores_each_class_as_its_own_weights_do(model: Model, signs: list[str]) -> None:
    scores = model.scores("kind", signs, ("grenade", "attack"))
    learned = [name for name in model.choices if name.startswith("kind:")]
    assert {name: scores[name.removeprefix("kind:")] for name in learned} == {name: model[name].score(signs) for name in learned}


@given(MODELS, MODELS, FEATURES)
def test_joined_models_add_their_weights(one: Model, two: Model, signs: list[str]) -> None:
    both = weigh.join(one, two)
    assert both.choices.keys() == one.choices.keys() | two.choices.keys()
    assert {name: both[name].score(signs) for name in both.choices} == {name: one[name].score(signs) + two[name].score(signs) for name in both.choices}


@given(MODELS)
def test_joining_with_nothing_changes_nothing(model: Model) -> None:
    assert weigh.join(model, Model({})) == model == weigh.join(model)


@given(MODELS, MODELS, FEATURES)
def test_a_mean_model_scores_halfway_between_two(one: Model, two: Model, signs: list[str]) -> None:
    mean = weigh.mean([one, two])
    assert mean.choices.keys() == one.choices.keys() | two.choices.keys()
    assert {name: mean[name].score(signs) for name in mean.choices} == {name: (one[name].score(signs) + two[name].score(signs)) / 2 for name in mean.choices}


def _stand(side: str, gap: str) -> Iterator[str]:
    yield f"{side},gap={gap}"
    yield f"gap={gap}"


def test_a_sign_stands_for_the_features_that_it_names() -> None:
    assert [*features(["title=True", (_stand, "after", "2")])] == ["title=True", "after,gap=2", "gap=2"]


@given(WEIGHTS, FEATURES)
def test_a_sign_weighs_what_its_features_do_each_time_it_is_asked_for(weights: Weights, more: list[str]) -> None:
    signs = [(_stand, "after", "2"), *more]
    assert weights.score(signs) == weights.score(signs) == Weights(weights.of).score(features(signs))
    assert weights.reasons(signs) == weights.reasons(signs) == Weights(weights.of).reasons(features(signs))


def test_signs_are_forgotten_when_they_are_too_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(weigh, "_REMEMBERED", 2)
    weights = Weights({f"gap={number}": float(number) for number in range(5)})
    assert [weights.score([(_stand, "after", number)]) for number in (0, 1, 2, 3, 4, 0, 3)] == [0, 1, 2, 3, 4, 0, 3]


def test_a_model_goes_to_another_process_with_what_it_remembers() -> None:
    model = Model({"scope": Weights({"gap=2": 1.0}), "kind:attack": Weights({"gap=2": 2.0})})
    sign = (_stand, "after", "2")
    assert (model["scope"].score([sign]), model.scores("kind", [sign], ["attack"])) == (1.0, {"attack": 2.0})
    copied = copy.deepcopy(model)
    assert (copied["scope"].score([sign]), copied.scores("kind", [sign], ["attack"])) == (1.0, {"attack": 2.0})


def test_where_nothing_was_learned_every_class_is_even() -> None:
    assert Model({}).scores("stance", ["manner=denied"], ("denied", "planned")) == {"denied": 0.0, "planned": 0.0}
    assert Model({})["scope"].score(["by=event"]) == 0.0


def test_reasons_are_the_loudest_features_that_speak_for_the_option() -> None:
    weights = Weights({BIAS: 9.0, "a": 1.0, "b": 3.0, "c": 2.0, "d": -5.0})
    assert weights.reasons(["a", "b", "c", "d"]) == ("b", "c")
    assert weights.reasons(["d", "unknown"]) == ()


@pytest.mark.parametrize("name", [*(f"learned/weights.{number}.json" for number in range(1, 5)), "weights.hand.json"])
def test_the_weights_that_ship_can_be_read_and_say_where_they_come_from(name: str) -> None:
    assert weigh.load(built_in() / name).choices
    assert json.loads((built_in() / name).read_text(encoding="utf-8"))["record"]["method"]


def test_weights_set_by_hand_are_for_choices_that_are_learned_too() -> None:
    learned, by_hand = (weigh.load(built_in() / name) for name in ("learned/weights.1.json", "weights.hand.json"))
    assert by_hand.choices.keys() <= learned.choices.keys()


@given(MODELS)
def test_a_model_is_read_back_as_it_was_recorded(tmp_path_factory: pytest.TempPathFactory, model: Model) -> None:
    path = tmp_path_factory.mktemp("weights") / "weights.json"
    path.write_text(json.dumps(weigh.record(model)), encoding="utf-8")
    weighed = {name: {feature: weight for feature, weight in weights.of.items() if weight} for name, weights in model.choices.items()}
    kept = {name: {feature: weight for feature, weight in weights.of.items() if weight} for name, weights in weigh.load(path).choices.items()}
    assert kept == weighed


@pytest.mark.parametrize(
    "content",
    [
        "",
        "[]",
        "{}",
        '{"choices": []}',
        '{"choices": {"scope": {"bias": "much"}}}',
        '{"choices": {"scope": 1}}',
        '{"choices": {}, "tables": {"kind": {"classes": [], "rows": {"a": "0:1"}}}}',
    ],
)
def test_what_is_no_weights_file_is_told(tmp_path: Path, content: str) -> None:
    path = tmp_path / "weights.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadLexicon, match=r"not a weights file.*riwaya train"):
        weigh.load(path)


def test_a_missing_weights_file_is_told(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match="not a weights file"):
        weigh.load(tmp_path / "none.json")
