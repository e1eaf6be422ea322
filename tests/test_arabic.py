import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from riwaya import arabic
from riwaya.model import Repair, Span

# Letters with hamza, diacritics, tatweel, presentation forms and ligatures, digits of three systems, quotes, invisible marks, foreign and astral letters.
ALPHABET = "ابةهىيئؤأإآٱكگکپ\u0640\u064b\u0651\u0670ﷲﻻﺐ0٣۴«»“”'’\u00a0\u200b\u200f\ufeff.،-–AbßİЖ𝟙😀\n "
TEXT = st.one_of(st.text(alphabet=ALPHABET, max_size=60), st.text(max_size=60))


@st.composite
def repaired(draw: st.DrawFn) -> tuple[str, tuple[Repair, ...]]:
    text = draw(TEXT)
    cuts = sorted(draw(st.lists(st.integers(0, len(text)), max_size=8, unique=True)))
    spans = [Span(start, end) for start, end in zip(cuts[::2], cuts[1::2], strict=False)]
    return text, tuple(Repair(span, draw(st.sampled_from(["", "م", "قاسيا", "أإ"]))) for span in spans)


@given(TEXT)
def test_folding_folded_text_changes_nothing(text: str) -> None:
    view = arabic.fold(text).view
    assert arabic.fold(view).view == view


@given(TEXT)
def test_the_key_is_its_own_key(text: str) -> None:
    assert arabic.key(arabic.key(text)) == arabic.key(text)


@given(TEXT)
def test_the_key_is_the_view_with_its_blanks_squeezed(text: str) -> None:
    assert arabic.key(text) == " ".join(arabic.fold(text).view.split())


@given(TEXT)
def test_a_text_folds_as_its_characters_do(text: str) -> None:
    assert arabic.fold(text).view == "".join(map(arabic.fold_character, text))


@given(repaired())
def test_offsets_rise_and_stay_inside_the_text(case: tuple[str, tuple[Repair, ...]]) -> None:
    text, repairs = case
    folded = arabic.fold(text, repairs)
    assert len(folded.view) == len(folded.starts) == len(folded.ends)
    assert all(0 <= start < end <= len(text) for start, end in zip(folded.starts, folded.ends, strict=True))
    assert list(folded.starts) == sorted(folded.starts)
    assert list(folded.ends) == sorted(folded.ends)


@given(TEXT, st.data())
def test_a_range_of_the_view_maps_to_text_that_folds_to_it(text: str, data: st.DataObject) -> None:
    folded = arabic.fold(text)
    assume(folded.view)
    start = data.draw(st.integers(0, len(folded.view) - 1))
    end = data.draw(st.integers(start + 1, len(folded.view)))
    span = folded.span(start, end)
    assert folded.view[start:end] in arabic.fold(span.of(text)).view


@given(repaired())
def test_a_repair_is_read_in_place_of_what_it_covers(case: tuple[str, tuple[Repair, ...]]) -> None:
    text, repairs = case
    expected, position = "", 0
    for repair in repairs:
        expected += arabic.fold(text[position : repair.span.start]).view + arabic.key(repair.text)
        position = repair.span.end
    assert arabic.fold(text, repairs).view == expected + arabic.fold(text[position:]).view


@given(repaired())
def test_letters_of_a_repair_map_back_to_all_that_it_covers(case: tuple[str, tuple[Repair, ...]]) -> None:
    text, repairs = case
    folded = arabic.fold(text, repairs)
    places = set(zip(folded.starts, folded.ends, strict=True))
    assert all((repair.span.start, repair.span.end) in places for repair in repairs if repair.text)


def test_a_gap_inside_a_word_is_read_over() -> None:
    folded = arabic.fold("كان قا سياً", (Repair(Span(6, 7), ""),))
    assert folded.view == "كان قاسيا"
    assert folded.span(4, 9) == Span(4, 10)


@pytest.mark.parametrize(
    ("text", "folded"),
    [
        ("إدلب", "ادلب"),
        ("حماة", "حماه"),
        ("مستشفى", "مستشفي"),
        ("قـــصف", "قصف"),
        ("قُتِلَ", "قتل"),
        ("٢٠١٩", "2019"),
        ("«خبر»", '"خبر"'),
        ("ﻻ", "لا"),
        ("\u200fقصف\u200f", "قصف"),
    ],
)
def test_one_form_for_what_is_written_in_many(text: str, folded: str) -> None:
    assert arabic.fold(text).view == folded


@example("للواء")
@given(st.text(alphabet="ابتلوفكسهمين", min_size=1, max_size=12))
def test_every_cut_of_a_word_is_made_of_its_letters(word: str) -> None:
    cuts = arabic.cuts(word)
    assert cuts[0] == arabic.Cut("", word, "")
    for cut in cuts:
        restored = (cut.stem[:-1] + "ت" if cut.suffix and cut.stem.endswith("ه") and not word.endswith(cut.stem + cut.suffix) else cut.stem) + cut.suffix
        joined = cut.prefix + restored
        contracted = cut.prefix + restored.removeprefix("ا") if cut.prefix.endswith("ل") and restored.startswith("ال") else joined
        of_three = cut.prefix + restored.removeprefix("ال") if cut.prefix.endswith("ل") and restored.startswith("الل") else joined  # «للواء»: two are written
        assert word in (joined, contracted, of_three), cut
