"""One name on a page is one party, whoever is asked about it: what is named in full first settles what its short form means."""

from __future__ import annotations

from functools import partial

import pytest

from riwaya import lexicon
from riwaya.extract import scene
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
    countries = [country] * len(page.sentences)
    named = parties(page, KNOWN, countries)[-1]
    said = utterances(page, partial(scene._actor_of, page, countries, KNOWN))[-1]  # what the page's speakers are resolved by
    assert named.party.actor == actor
    assert said.chain[-1].actor == actor
