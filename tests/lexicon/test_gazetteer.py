from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from riwaya import arabic
from riwaya.errors import BadLexicon
from riwaya.lexicon.gazetteer import Gazetteer, load_gazetteer

_HEADER = "name\tvariants\tkind\tcountry\tparent\tpopulation\tcaution\tsource\n"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_gazetteer()


@pytest.mark.parametrize(
    ("written", "kind", "country"),
    [
        ("سوريا", "country", "SY"),
        ("سورية", "country", "SY"),
        ("كفر نبودة", "city", "SY"),
        ("كفرنبودة", "city", "SY"),
        ("حماه", "governorate", "SY"),
        ("ادلب", "governorate", "SY"),
        ("خانيونس", "city", "PS"),
        ("مطار معيتيقة الدولي", "airport", "LY"),
        ("القاهرة", "governorate", "EG"),
    ],
)
def test_a_spelling_finds_the_place(gazetteer: Gazetteer, written: str, kind: str, country: str) -> None:
    best = gazetteer.find(written)[0]
    assert (best.kind, best.country) == (kind, country)


@pytest.mark.parametrize("word", ["الباب", "مالي", "القاعدة", "الشعب", "الوحدة", "جديدة", "دوما", "إطار"])
def test_an_ordinary_word_carries_caution(gazetteer: Gazetteer, word: str) -> None:
    assert gazetteer.find(word)[0].caution > 0


@pytest.mark.parametrize("word", ["تسعة", "الحرب", "مقتل", "الجيش", "الماضي", "أمس"])
def test_a_word_of_reports_is_no_place(gazetteer: Gazetteer, word: str) -> None:
    assert not gazetteer.find(word)


def test_the_longest_name_wins(gazetteer: Gazetteer) -> None:
    words = arabic.key("في ريف الغوطة الشرقية اليوم").split()
    found = gazetteer.longest(words, 2, words[2], len(words))
    assert found is not None
    assert (found[0], found[1][0].name) == (4, "الغوطة الشرقية")


def test_every_name_can_be_reached_from_its_first_word(gazetteer: Gazetteer) -> None:
    assert all(gazetteer.reach[name.split()[0]] >= len(name.split()) for name in gazetteer.names)


@pytest.mark.parametrize(
    ("word", "begun"),
    [("حلب", [("", "حلب")]), ("وبحلب", [("وب", "حلب")]), ("ليبيا", [("", "ليبيا")]), ("لليمن", [("ل", "اليمن")]), ("كحلب", []), ("سحلب", [])],
)
def test_a_word_may_begin_a_name_under_its_clitics(gazetteer: Gazetteer, word: str, begun: list[tuple[str, str]]) -> None:
    assert list(gazetteer.begun(word)) == begun
    assert gazetteer.begun(word) is gazetteer.begun(word)


def test_loading_is_quick() -> None:
    """0.03 s by itself, where a plain loop takes half a second: beside that loop, since a busy machine slows the processor too; the best of three."""

    def took(work: Callable[[], object]) -> float:
        start = time.process_time()
        work()
        return time.process_time() - start

    assert min(took(load_gazetteer) for _ in range(3)) < took(lambda: sum(number * number % 7 for number in range(5_000_000)))


def test_a_further_table_adds_names(tmp_path: Path) -> None:
    table = tmp_path / "more.tsv"
    table.write_text(_HEADER + "تل الغزال\tتل غزال\tvillage\tSY\tحلب\t0\t0\tmine\n", encoding="utf-8")
    assert load_gazetteer(table).find("تل غزال")[0].parent == "حلب"


@pytest.mark.parametrize("content", ["", "name\tkind\n", _HEADER + "تل الغزال\tvillage\n", _HEADER + "تل الغزال\t\tvillage\tSY\tحلب\tmany\t0\tmine\n"])
def test_a_broken_table_is_refused_with_its_line(tmp_path: Path, content: str) -> None:
    table = tmp_path / "broken.tsv"
    table.write_text(content, encoding="utf-8")
    with pytest.raises(BadLexicon, match=r"broken\.tsv:[12]: "):
        load_gazetteer(table)


def test_a_missing_table_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadLexicon, match="absent"):
        load_gazetteer(tmp_path / "absent.tsv")
