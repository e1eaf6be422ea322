"""The written forms that an entry matches."""

import pytest

from riwaya.lexicon import Entry
from riwaya.lexicon.entry import Verb
from riwaya.lexicon.trie import Trie

WAR = Entry("event.war", "event", "armed-clash", nouns=("حرب",))
TARGET = Entry("event.target", "event", "armed-clash", verbs=(Verb("استهدف", "يستهدف"), Verb("تبنى", "يتبنى")))


def found(entry: Entry, word: str) -> bool:
    return bool(Trie([entry]).hits([word]))


@pytest.mark.parametrize("word", ["حرب", "الحرب", "حربهم", "والحرب", "حربا"])
def test_a_noun_takes_article_or_pronoun(word: str) -> None:
    assert found(WAR, word)


@pytest.mark.parametrize("word", ["الحربي", "الحربها"])
def test_a_noun_with_the_article_takes_no_pronoun(word: str) -> None:
    assert not found(WAR, word)


@pytest.mark.parametrize("word", ["استهدفوا", "استهدفوهم", "يستهدفوها", "استهدفتهم", "تبنوا"])
def test_a_plural_verb_loses_its_alef_before_a_pronoun(word: str) -> None:
    assert found(TARGET, word)
