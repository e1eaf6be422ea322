"""One name on a page is one party, whoever is asked about it: what is named in full first settles what its short form means."""

from __future__ import annotations

from functools import partial

import pytest

from riwaya import lexicon
from riwaya.extract import naming, scene
from riwaya.extract.naming import named
from riwaya.extract.parties import parties
from riwaya.extract.reading import read
from riwaya.extract.speakers import utterances
from riwaya.model import Document

KNOWN = lexicon.load()
ARMY, FIGHT = "نفى الجيش الوطني السوري الخبر", "نفى الجيش الوطني الليبي الخبر"


@pytest.mark.parametrize(
    ("before", "after", "country", "actor"),
    [
        (ARMY, "وقال الجيش الوطني إن القرية آمنة", "YE", "sy.sna"),
        (ARMY, "وقالت قوات الجيش الوطني إن القرية آمنة", "YE", "sy.sna"),
        (FIGHT, "وقال الجيش الوطني إن القرية آمنة", "YE", "ly.lna"),
        ("نفى الجيش السوري الخبر", "وقال الجيش الوطني إن القرية آمنة", "YE", "ye.armed-forces"),
        ("نفى التحالف الدولي الخبر", "وقال التحالف إن القرية آمنة", "YE", "coalition-against-is"),
        ("نفى التحالف العربي الخبر", "وقال التحالف إن القرية آمنة", "SY", "sa.coalition"),
        ("نفت المقاومة الإسلامية في العراق الخبر", "وقالت المقاومة إن القرية آمنة", "PS", "iq.islamic-resistance"),
        ("نفت حركة المقاومة الإسلامية حماس الخبر", "وقالت المقاومة إن القرية آمنة", "PS", "ps.factions"),
        ("نفت حركة الشباب الخبر", "وقالت الحركة إن القرية آمنة", "SO", "so.al-shabaab"),
        ("نفت حركة طالبان الخبر وهاجم تنظيم داعش القرية", "وقالت الحركة إن القرية آمنة", "AF", "af.taliban"),
        ("نفت حركة طالبان الخبر وهاجم تنظيم داعش القرية", "وقال التنظيم إن القرية آمنة", "AF", "is"),
        ("نفت حركة الشباب الخبر", "وقالت الجماعة إن القرية آمنة", "SO", "so.al-shabaab"),
    ],
)
def test_a_short_name_means_what_was_named_in_full_for_parties_and_speakers(before: str, after: str, country: str, actor: str) -> None:
    page = read(Document("made", f"{before}.\n{after}."), KNOWN)
    names, countries = named(page, KNOWN), [country] * len(page.sentences)
    found = parties(names, countries)[-1]
    said = utterances(page, partial(scene._actor_of, names, countries))[-1]  # what the page's speakers are resolved by
    assert found.party.actor == actor
    assert said.chain[-1].actor == actor


def test_names_are_looked_at_in_time_linear_in_the_page(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[int] = []
    look = naming._name
    monkeypatch.setattr(naming, "_name", lambda mention, page: asked.append(mention.start) or look(mention, page))
    line = "نفت حركة طالبان الخبر وقالت الحركة إن الجيش الوطني انسحب.\n"
    counts = []
    for times in (10, 20):
        page = read(Document("made", line * times), KNOWN)
        asked.clear()
        parties(named(page, KNOWN), ["AF"] * len(page.sentences))
        counts.append(len(asked))
    assert counts[1] == 2 * counts[0]
