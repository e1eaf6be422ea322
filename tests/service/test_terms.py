"""What a claim is found by."""

from __future__ import annotations

import re
from datetime import date

from hypothesis import example, given, settings
from hypothesis import strategies as st

from riwaya import arabic
from riwaya.config import Config
from riwaya.link import text
from riwaya.model import Casualty, Claim, Document, Equipment, Figure, Party, Place, Span, Voice
from riwaya.service import ingest
from riwaya.service.terms import filed, stems
from riwaya.store.match import ANY, term

_LETTERS = st.one_of(st.characters(), st.sampled_from("ابلةأىـ\u064b\u200f\u200b\u00a0\u2009\u3000\u0085\u001c\ufdfa\ufefb\u0660 .،_\n"))


@settings(deadline=None)  # the first word waits for the table of frequencies
@given(st.text(_LETTERS))
@example("صلى \ufdfa على")  # one letter that is four words
@example("دمشق\u200bحلب حمص\u00a0حماة\u001cإدلب، درعا_إزرع")
def test_words_folded_one_by_one_are_those_of_the_text_folded_whole(written: str) -> None:
    assert stems(written) == tuple(text.stem(word)[0] for word in re.findall(r"[^\W_]+", arabic.key(written)))


def test_a_claim_is_filed_under_all_its_slots_each_filter_once() -> None:
    said = "قصفت الكتيبة بلدة الوادي"
    claim = Claim(
        "page", (Span(0, 4), Span(5, 24)), "remote-violence", "shelling", "denied", background=True, sources=(Voice("أول", "one"), Voice("ناطق", None)),
        actors=(Party("made-up", "الكتيبة"), Party("made-up", "الكتيبة")), targets=(Party(None, "أهالٍ"),),
        places=(Place("الوادي", within="السهل", lat=35.0, lon=36.0),),
        casualties=(Casualty("killed", None, Figure(2, 3)), Casualty("wounded", None, Figure(None, None))),
        equipment=(Equipment("tank", "destroyed", Figure(None, 2**70)),),
    )  # fmt: skip
    found = filed(claim, "name", Document("page", said, "عنوان", outlet="نبأ", published=date(2031, 5, 1)), ingest.ground(Config()))
    assert found.terms == (
        ANY, term("kind", "remote-violence"), term("kind", "shelling"), term("stance", "denied"), term("background", "1"), term("place", "الوادي"),
        term("place", "السهل"), term("doer", "made-up"), term("party", "made-up"), term("doer", "الكتيبه"), term("party", "الكتيبه"),
        term("victim", "اهال"), term("party", "اهال"), term("speaker", "ناطق"), term("outlet", "نبا"),
    )  # fmt: skip
    assert (found.id, found.point, found.units) == ("name", (35.0, 36.0), (None, None, None))
    assert found.losses == {("killed", 2), ("destroyed", 2**62)}
    assert found.words == stems(said)
