"""What changed between two versions of a page."""

from riwaya import lexicon
from riwaya.model import Document
from riwaya.versions import Change, Kind, changes, numerals

NUMBERS = numerals(lexicon.load())
TEXT = "قتل ثلاثة أشخاص وأصيب 12 في قصف على البلدة صباح اليوم."


def _doc(text: str = TEXT, title: str = "قصف على البلدة") -> Document:
    return Document("x", f"{title}\n\n{text}", title)


def _kinds(before: Document | None, after: Document | None) -> list[Kind]:
    return [one.kind for one in changes(before, after, NUMBERS)]


def test_the_same_text_did_not_change_nor_does_spelling_count() -> None:
    assert changes(_doc(), _doc(), NUMBERS) == ()
    assert changes(_doc("أُصيب اثنان إصابة بالغة"), _doc("اصيب اثنان اصابة بالغه"), NUMBERS) == ()


def test_an_edited_headline_is_one_change() -> None:
    assert changes(_doc(), _doc(title="غارة على البلدة"), NUMBERS) == (Change(Kind.HEADLINE, "قصف على البلدة", "غارة على البلدة"),)


def test_numbers_in_digits_and_words_are_told_apart_from_other_words() -> None:
    assert _kinds(_doc(), _doc(TEXT.replace("12", "15"))) == [Kind.NUMBER]
    assert _kinds(_doc(), _doc(TEXT.replace("ثلاثة", "خمسة"))) == [Kind.NUMBER]
    assert _kinds(_doc(), _doc(TEXT.replace("البلدة", "القرية"))) == [Kind.TEXT]


def test_a_change_is_shown_with_the_words_around_it() -> None:
    (one,) = changes(_doc(), _doc(TEXT.replace("12", "15")), NUMBERS)
    assert (one.before, one.after) == ("ثلاثة أشخاص وأصيب 12 في قصف على", "ثلاثة أشخاص وأصيب 15 في قصف على")


def test_a_page_that_is_gone_or_back_is_told() -> None:
    assert changes(_doc(), None, NUMBERS) == (Change(Kind.REMOVED, "قصف على البلدة", ""),)
    assert _kinds(None, _doc()) == [Kind.RETURNED]
    assert changes(None, None, NUMBERS) == ()


def test_a_long_change_is_cut() -> None:
    (one,) = changes(_doc(), _doc(TEXT + " كلمة" * 500), NUMBERS)
    assert one.after.endswith("…")
