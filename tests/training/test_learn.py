"""Learning from annotated pages: every choice gets weights, and they can be read with."""

import json
from collections.abc import Iterator, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("jax")
pytest.importorskip("scipy")

from riwaya import lexicon
from riwaya.errors import BadInput
from riwaya.extract import LEAST, knowledge, weigh
from riwaya.extract.slots import SLOTS
from riwaya.extract.weigh import Model, Weights
from riwaya.lexicon import built_in
from riwaya.model import Document
from riwaya.training import learn as learning
from riwaya.training.fit import Examples
from riwaya.training.learn import FOLDS, folds_of, lesson
from riwaya.training.run import VOTERS, train, weighed

WORDS = lexicon.load()
TOWNS = ("سراقب", "بنش", "سلقين", "كفرنبل", "جسر الشغور", "خان شيخون", "معرة النعمان", "حارم", "أريحا", "سرمين")


def page(number: int, town: str) -> dict[str, Any]:
    """Annotate one made-up page with a raid that somebody tells of, and a fair that nobody needs."""
    raid = f"شنت طائرات حربية غارة على بلدة {town} وقتل {number + 3} مدنيين"
    text = f"{raid}، بحسب مصدر طبي. وافتتح المجلس المحلي معرضا للكتاب في البلدة بحضور عدد كبير من الأهالي والطلاب والمدرسين."
    claim = {
        "evidence": [[0, len(raid)]],
        "event_type": "explosions-remote-violence",
        "sub_event_type": "air-drone-strike",
        "stance": "asserted",
        "background": False,
        "sources": [{"name": "مصدر طبي", "actor": None, "channel": "unnamed"}],
        "actors": [],
        "targets": [{"actor": "civilians", "name": "مدنيين"}],
        "places": [{"name": town, "relation": "in", "within": None}],
        "date": None,
        "casualties": [{"outcome": "killed", "group": "civilians", "low": number + 3, "high": number + 3, "quantity": None}],
        "equipment": [],
    }
    return {"doc": f"made-{number}", "outlet": "صوت الوادي", "published": "2019-03-06", "text": text, "claims": [claim]}


@pytest.fixture(scope="module", autouse=True)
def _compiled_once(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """What JAX compiles for the first learning serves the second: that is most of the time that these tests take."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("JAX_COMPILATION_CACHE_DIR", str(tmp_path_factory.mktemp("compiled")))
        patch.setenv("JAX_PERSISTENT_CACHE_MIN_COMPILE_TIME_SECS", "0")
        yield


@pytest.fixture(scope="module")
def gold(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("gold") / "made.jsonl"
    path.write_text("".join(json.dumps(page(number, town), ensure_ascii=False) + "\n" for number, town in enumerate(TOWNS)), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def voters(gold: Path) -> list[dict[str, Any]]:
    return train(gold, WORDS)[0]


@pytest.fixture(scope="module")
def learned(voters: list[dict[str, Any]]) -> dict[str, Any]:
    return voters[0]


def names(learned: dict[str, Any]) -> set[str]:
    """The names of all choices, those among classes one by one."""
    return {*learned["choices"], *(f"{name}:{one}" for name, table in learned["tables"].items() for one in table["classes"])}


def test_the_record_says_what_was_learned_from(learned: dict[str, Any]) -> None:
    record = learned["record"]
    assert (record["pages"], record["of_them_lessons"], record["claims"], record["lexicon"]) == (len(TOWNS), 0, len(TOWNS), WORDS.version)
    assert len(record["gold_sha256"]) == 64


def test_the_choices_that_the_pages_show_get_weights(learned: dict[str, Any]) -> None:
    expected = {"scope", "voice", "where", "target", "background", "tell", "kind:air-drone-strike", "type:air-drone-strike", "stance:denied"}
    assert expected <= names(learned)
    assert learned["choices"]["tell"][LEAST] < 0


def test_only_choices_that_extraction_makes_are_learned(learned: dict[str, Any]) -> None:
    shipped = weigh.load(built_in() / "learned" / "weights.1.json").choices.keys()
    assert names(learned) <= shipped
    assert {f"slot:{slot}" for slot in SLOTS} <= shipped


def test_what_was_learned_is_a_weights_file(learned: dict[str, Any], tmp_path: Path) -> None:
    path = tmp_path / "weights.json"
    path.write_text(json.dumps(learned), encoding="utf-8")
    assert weigh.load(path).choices.keys() == names(learned)


def test_the_same_pages_teach_the_same(gold: Path, voters: list[dict[str, Any]]) -> None:
    assert train(gold, WORDS)[0] == voters


def test_each_model_that_votes_is_learned_without_another_part_of_the_pages(voters: list[dict[str, Any]]) -> None:
    assert len({one["record"]["without"] for one in voters}) == len({json.dumps(one["choices"]) for one in voters}) == VOTERS


@pytest.mark.parametrize(
    ("content", "told"), [("", "no annotated page"), ("{\n", "1: not JSON"), (json.dumps(page(0, "سراقب")), "1 annotated pages .* too few")]
)
def test_gold_that_teaches_nothing_is_told(tmp_path: Path, content: str, told: str) -> None:
    path = tmp_path / "gold.jsonl"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(BadInput, match=told):
        train(path, WORDS)


def test_a_lesson_ties_the_words_of_a_claim_to_it_and_no_others() -> None:
    annotated = page(0, "سراقب")
    one = lesson(Document("made", annotated["text"]), annotated["claims"], knowledge(WORDS))
    end = annotated["claims"][0]["evidence"][0][1]
    inside = {trigger.key for trigger in one.around.triggers if one.around.scene.reading.span(trigger.start, trigger.end).end <= end}
    assert inside
    assert one.gold == dict.fromkeys(inside, 0)


def test_pages_of_one_week_are_of_one_fold() -> None:
    annotated = page(0, "سراقب")
    known = knowledge(WORDS)
    days = [date(2019, 3, 4), date(2019, 3, 10), date(2019, 3, 11), None, None]
    lessons = [lesson(Document(f"made-{number}", annotated["text"], published=day), annotated["claims"], known) for number, day in enumerate(days)]
    same, again, *others = folds_of(lessons, 4)
    assert same == again
    assert len({same, *others}) == 4
    assert folds_of(lessons, 5) == [0, 1, 2, 3, 4]


def test_lessons_of_news_teach_the_network_alone_and_annotated_pages_of_any_name_teach_both() -> None:
    annotated = page(0, "سراقب")
    known = knowledge(WORDS)
    lessons = [lesson(Document(name, annotated["text"]), annotated["claims"], known) for name in ("news_1", "p1", "news_2", "rare.001")]
    assert [learning.page_of(one.around) for one in weighed(lessons, 2)] == ["news_1", "p1", "rare.001"]


def test_a_choice_that_no_page_teaches_is_never_taken() -> None:
    learned = learning._learned([{"join": Examples()}], Model({}))
    assert learned["join"].score([]) < 0


def test_classes_are_learned_beside_their_own_weights_set_by_hand() -> None:
    some = Examples()
    for number in range(12):
        some.add(f"page-{number}", ["near=غارة"], {"raid": True, "protest": False})
        some.add(f"page-{number}", ["near=مظاهرة"], {"raid": False, "protest": True})
    alone = learning._learned([{"kind": some}], Model({}))
    beside = learning._learned([{"kind": some}], Model({"kind:raid": Weights({"near=غارة": 1.0})}))
    assert beside["kind:raid"].of["near=غارة"] < alone["kind:raid"].of["near=غارة"]
    assert beside["kind:protest"] == alone["kind:protest"]


def test_no_page_is_read_with_weights_learned_from_itself() -> None:
    annotated = page(0, "سراقب")
    known = knowledge(WORDS)
    lessons = [lesson(Document(f"made-{number}", annotated["text"]), annotated["claims"], known) for number in range(2 * FOLDS + 1)]
    taught: dict[int, set[str]] = {}

    def remember(some: Sequence[learning.Choices]) -> Model:
        model = Model({})
        taught[id(model)] = {page for one in some for page in one["scope"].pages}
        kept.append(model)
        return model

    kept: list[Model] = []
    teach = [{"scope": Examples(pages=[learning.page_of(one.around)])} for one in lessons]
    models = learning._across(lessons, teach, remember)
    assert len(models) == len(lessons)
    assert all(learning.page_of(one.around) not in taught[id(model)] for one, model in zip(lessons, models, strict=True))
    assert all(taught[id(model)] for model in models)
