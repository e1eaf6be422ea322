"""Prints what proves, or does not prove, a lexicon."""

from __future__ import annotations

from collections import Counter

from riwaya import proof
from riwaya.lexicon import Lexicon
from riwaya.surface.bidi import isolate
from riwaya.surface.cli import run
from riwaya.surface.cli.screen import Screen
from riwaya.surface.strings import Strings


def check(lexicon: Lexicon, say: Strings, screen: Screen) -> int:
    """Print the entries by kind and every sentence that fails its entry; return the exit status."""
    kinds = Counter(entry.kind for entry in lexicon.entries)
    for kind, number in sorted(kinds.items()):
        screen.line(f"{number:6d}  {kind}")
    sentences = sum(len(entry.yes) + len(entry.no) for entry in lexicon.entries)
    screen.line(say("lexicon.counts", entries=len(lexicon.entries), kinds=len(kinds), sentences=sentences))
    found = list(proof.findings(lexicon, lexicon.entries))
    for one in found:
        key = "lexicon.missing" if one.wanted else "lexicon.false"
        screen.line(say(key, place=one.entry.place, entry=one.entry.id, sentence=isolate(one.sentence)), "yellow")
    screen.line(say("lexicon.findings", findings=len(found)) if found else say("lexicon.sound"), "bold")
    return run.WITH_FINDINGS if found else run.DONE
