"""Forms in a row of words: what a word is alone, what it begins, and what a pronoun may hang on."""

from __future__ import annotations

from riwaya.lexicon import Entry, Hit, Trie
from riwaya.lexicon.entry import Verb

ARMY = Entry("actor.army", "actor", "sy.armed-forces", nouns=("جيش",))
FREE_ARMY = Entry("actor.free-army", "actor", "sy.opposition", words=("الجيش الحر",))
HOUSES = Entry("group.houses", "group", "any", nouns=("بيت",))
SUFFIXED = Entry("damage.burn", "damage", "destroyed", verbs=(Verb("احرق"),))
TRIE = Trie((ARMY, FREE_ARMY, HOUSES, SUFFIXED, Entry("tally.stood", "tally", "skip", nouns=("قيد حياة",))))


def alone(word: str) -> list[tuple[str, str, str, str]]:
    return [(entry.id, tag, prefix, suffix) for _, entry, tag, prefix, suffix in TRIE.word(word).alone]


def longer(*words: str) -> list[Hit]:
    row = [TRIE.word(word) for word in words]
    return [hit for at in range(len(row)) for hit in TRIE.longer(row, at, len(row))]


def test_a_word_is_found_under_its_clitics() -> None:
    assert alone("وبالجيش") == [("actor.army", "noun", "وب", "")]
    assert alone("للجيش") == [("actor.army", "noun", "ل", "")]
    assert alone("جيشهم") == [("actor.army", "noun", "", "هم")]


def test_a_strange_word_is_nothing() -> None:
    assert alone("سماء") == []
    assert not TRIE.word("سماء").first


def test_of_one_kind_the_least_cut_entry_stands() -> None:
    trie = Trie(
        (Entry("given.wahid", "given", "", words=("وحيد",)), Entry("given.hid", "given", "", words=("حيد",)), Entry("title.hid", "title", "", words=("حيد",)))
    )
    assert [(kind, entry.id, prefix) for kind, entry, _, prefix, _ in trie.word("وحيد").alone] == [("given", "given.wahid", ""), ("title", "title.hid", "و")]


def test_a_form_of_several_words_needs_all_of_them() -> None:
    (found,) = longer("وصل", "والجيش", "الحر")
    assert (found.entry.id, found.start, found.end, found.prefix) == ("actor.free-army", 1, 3, "و")
    assert longer("الجيش", "السوري") == []


def test_a_pronoun_hangs_on_the_last_word_of_a_form_only() -> None:
    assert [(hit.end, hit.suffix) for hit in longer("قيد", "حياتهم")] == [(2, "هم")]
    assert longer("قيدهم", "حياه") == []


def test_every_way_to_write_the_first_word_of_a_phrase_begins_it() -> None:
    trie = Trie((Entry("event.ambush", "event", "ambush", words=("(ال)كمين|الفخ (ال)محكم|قاتل",)),))
    for first in ("كمين", "الكمين", "الفخ"):
        for second in ("محكم", "قاتل", "المحكم", "القاتل"):
            assert [hit.end for hit in trie.hits((first, second))] == [2]
    assert trie.hits(("فخ", "محكم")) == []


def test_what_is_no_word_once_folded_matches_nothing() -> None:
    empty = Entry("event.none", "event", "ambush", words=("ـ",), verbs=(Verb("كمن", extra=("ـ",)),))
    assert [hit.entry for hit in Trie((empty,)).hits(("كمن", ""))] == [empty]


def test_what_was_read_is_remembered() -> None:
    assert TRIE.word("الجيش") is TRIE.word("الجيش")
