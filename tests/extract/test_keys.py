"""What two fillers of a slot are compared by."""

from datetime import date

import pytest

from riwaya.extract.keys import key_of
from riwaya.model import Party, Place, When


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Party("is", "داعش"), Party("is", "التنظيم")),
        (Party("il.government", "إسرائيل"), Party("il.armed-forces", "الجيش الإسرائيلي")),
        (Party(None, "مسلحين"), Party(None, "المسلحون")),
        (Place("الزبدانى"), Place("زبداني")),
        (When(date(2019, 3, 5), date(2019, 3, 5), "day", "stated"), When(date(2019, 3, 5), date(2019, 3, 5), "day", "relative")),
    ],
    ids=["one id", "a state and its forces", "case and article", "spelling", "one day"],
)
def test_one_filler_has_one_key(one: Party | Place | When, other: Party | Place | When) -> None:
    assert key_of(one) == key_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (Party(None, "مسلحون"), Party("مسلحون", None)),
        (Party("iq.police", "الشرطة"), Party("iq.armed-forces", "الجيش")),
        (Place("حلب"), Place("حماة")),
        (When(date(2019, 3, 5), date(2019, 3, 5), "day", "stated"), When(date(2019, 3, 5), date(2019, 3, 6), "span", "stated")),
    ],
    ids=["a name is no id", "two forces of a state", "two places", "a day and a span"],
)
def test_two_fillers_have_two_keys(one: Party | Place | When, other: Party | Place | When) -> None:
    assert key_of(one) != key_of(other)
