"""Prints pages and claims as cards: one fact a line, no wide table, so that right-to-left text stays readable."""

from __future__ import annotations

from rich.text import Text

from riwaya.model import Claim, Document, Rejected
from riwaya.pipeline import PageClaims
from riwaya.surface.bidi import isolate
from riwaya.surface.cli.screen import Screen
from riwaya.surface.words import Words


def page(result: PageClaims | Rejected, words: Words, screen: Screen) -> None:
    """Print one page: its head, then a card for each claim."""
    if isinstance(result, Rejected):
        screen.line(f"━━ {result.id}", "bold")
        screen.line(words.rejected(result), "yellow")
    else:
        head(result.document, words, screen)
        if not result.claims:
            screen.line("  " + words.say("page.no-claims"), "dim")
        for number, claim in enumerate(result.claims, 1):
            card(number, claim, result.document, words, screen)
    screen.line()


def head(document: Document, words: Words, screen: Screen) -> None:
    """Print what is known about the page itself."""
    facts = (document.id, isolate(document.outlet or ""), document.published.isoformat() if document.published else "")
    screen.line("━━ " + " · ".join(fact for fact in facts if fact), "bold")
    screen.line("   " + isolate(document.title or words.say("page.untitled")), "bold")


def card(number: int, claim: Claim, document: Document, words: Words, screen: Screen) -> None:
    """Print one claim: who says what, by whom, to whom, where, when, with which losses, and the words that say so."""
    say = words.say
    screen.line(f"{number:3d}. {words.kind(claim)}", "green" if claim.stance == "asserted" else "yellow")
    for label, text in (
        ("who-says", words.chain(claim, document.outlet)),
        ("by", words.parties(claim.actors)),
        ("to", words.parties(claim.targets)),
        ("where", words.places(claim.places)),
        ("when", words.when(claim.date)),
        ("losses", words.losses(claim)),
    ):
        if text:
            screen.field(say(f"card.{label}"), text)
    for span in claim.evidence:
        screen.wrapped(Text(f"«{' '.join(span.of(document.text).split())}»", style="italic"))
