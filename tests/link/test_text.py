"""Words as linking compares them."""

from __future__ import annotations

from riwaya.link.text import COMMON, sentences, shingles, stem, stems


def test_frequency_does_not_depend_on_spelling() -> None:
    assert stem("غاره")[1] > 3.5
    assert stem("غاره") == stem("غاره")
    assert stem("والمدرسه")[1] == stem("المدرسه")[1]


def test_particles_say_nothing_and_rare_words_say_most() -> None:
    found = stems("غارة على سوق تل الغزلان في حماة")
    assert "علي" not in found
    assert found["غزلان"] > found["غاره"]
    assert max(found.values()) <= 100 * COMMON


def test_numbers_are_left_to_the_figures() -> None:
    assert stems("12 2019 ١٢") == {}


def test_sentences_are_known_again_in_any_spelling() -> None:
    one, other = "أعلنت الوزارة أن سبعة أشخاص قتلوا.", "اعلنت الوزاره ان سبعة اشخاص قُتلوا!"
    assert sentences(one) == sentences(other) != frozenset()
    assert sentences("قتل سبعة أشخاص.") == frozenset()


def test_shingles_are_runs_of_words() -> None:
    assert shingles("واحد اثنان ثلاثة اربعة", 3) == ["واحد اثنان ثلاثه", "اثنان ثلاثه اربعه"]
    assert shingles("واحد") == ["واحد"]
    assert shingles("") == []
