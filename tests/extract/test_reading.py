"""Words, sentences and mentions of a document, before any grammar."""

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from riwaya import lexicon
from riwaya.extract.reading import Reading, read
from riwaya.model import Document, Repair, Span

KNOWN = lexicon.load()


def reading(text: str, *, repairs: tuple[Repair, ...] = (), skipped: tuple[Span, ...] = ()) -> Reading:
    return read(Document("test", text, repairs=repairs, skipped=skipped), KNOWN)


def sentences(text: str, *, repairs: tuple[Repair, ...] = (), skipped: tuple[Span, ...] = ()) -> list[tuple[str, int]]:
    found = reading(text, repairs=repairs, skipped=skipped)
    return [(found.norms(one.start, one.end), one.paragraph) for one in found.sentences]


def test_lines_and_full_stops_end_sentences() -> None:
    assert sentences("قتل ثلاثة. وفر آخرون\n\nانتهى؟ نعم") == [("قتل ثلاثه .", 0), ("وفر اخرون", 0), ("انتهي ؟", 1), ("نعم", 1)]


def test_blank_lines_before_and_after_the_text_end_none() -> None:
    assert sentences("\n \nقصف الحي\n\n") == [("قصف الحي", 0)]
    assert sentences("") == []


def test_an_initial_ends_no_sentence() -> None:
    assert [paragraph for _, paragraph in sentences("قال ج. سالم إنه رحل.")] == [0]


def test_a_line_that_breaks_inside_a_mended_word_ends_no_sentence() -> None:
    text = "قصف قا\nسيا على الحي"
    assert sentences(text, repairs=(Repair(Span(6, 7), ""),)) == [("قصف قاسيا علي الحي", 0)]


def test_a_text_without_marks_is_cut_into_sentences_at_commas_or_anywhere() -> None:
    lengths = [one.end - one.start for one in reading("قصف الحي " * 400).sentences]
    assert (sum(lengths), max(lengths) <= 240) == (800, True)
    assert [one.end - one.start for one in reading("قصف الحي " * 100 + "، " + "فر الناس " * 100).sentences] == [201, 200]


def test_what_a_skipped_range_touches_is_not_read() -> None:
    assert sentences("قصف الحي [صورة] ليلا", skipped=(Span(9, 15),)) == [("قصف الحي ليلا", 0)]


@given(st.lists(st.sampled_from(["قصف", "ج", ".", "؟", "\n", " ", "3.5", "«", "\u200f"]), max_size=40).map("".join))
def test_every_token_is_in_one_sentence_and_no_line_break_inside_one(text: str) -> None:
    found = reading(text)
    assert [token for one in found.sentences for token in range(one.start, one.end)] == list(range(len(found.tokens)))
    assert list(found.sentence_of) == [number for number, one in enumerate(found.sentences) for _ in range(one.start, one.end)]
    assert all("\n" not in found.quote(one.start, one.end) for one in found.sentences)
    assert all(one.paragraph <= other.paragraph for one, other in pairwise(found.sentences))


def test_the_longest_entry_of_a_kind_stands_and_other_kinds_beside_it() -> None:
    found = reading("شن الجيش الحر غارة جوية")
    (army,) = found.of("actor")
    assert found.quote(army.start, army.end) == "الجيش الحر"
    assert found.starts("actor") == {army.start: army}
    events = {found.quote(one.start, one.end) for one in found.of("event")}
    assert events == {"غارة جوية"}


def test_mentions_of_a_kind_stand_in_order_and_apart() -> None:
    found = reading("أعلن الجيش الحر أن قوات النظام قصفت بلدة كفر نبودة بالمدفعية الثقيلة وقتلت ثلاثة مدنيين بينهم طفلان يوم الجمعة 3 أيار")
    for mentions in found.mentions.values():
        assert all(one.end <= other.start for one, other in pairwise(mentions))
