"""Shows how a page was read: the words that fired, in colour, and for each claim the entries behind it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from itertools import cycle

from rich.text import Text

from riwaya import contract
from riwaya.extract.reading import Mention, Reading, read
from riwaya.lexicon import Lexicon
from riwaya.model import Claim, Rejected
from riwaya.pipeline import PageClaims
from riwaya.surface.cli import cards
from riwaya.surface.cli.screen import Screen, isolate
from riwaya.surface.cli.words import Words

Result = PageClaims | Rejected
_COLOURS = ("red", "green", "yellow", "blue", "magenta", "cyan", "bright_red", "bright_green", "bright_yellow", "bright_blue", "bright_magenta", "bright_cyan")


def printer(lexicon: Lexicon, words: Words, screen: Screen) -> Callable[[Result], None]:
    """Return what prints the explanation of a page for people."""

    def show(result: Result) -> None:
        if isinstance(result, Rejected):
            cards.page(result, words, screen)
            return
        reading = read(result.document, lexicon)
        cards.head(result.document, words, screen)
        _print_text(reading, words, screen)
        for number, claim in enumerate(result.claims, 1):
            cards.card(number, claim, result.document, words, screen)
            _print_rules(claim, reading, words, screen)

    return show


def json_printer(lexicon: Lexicon) -> Callable[[Result], None]:
    """Return what prints the explanation of a page for programs: the contract's line, with `mentions`."""

    def show(result: Result) -> None:
        if isinstance(result, Rejected):
            record = contract.rejected_record(result)
        else:
            reading = read(result.document, lexicon)
            record = contract.page_record(result.document, result.claims)
            record |= {"mentions": [_mention_record(one, reading) for one in mentions(reading)], "origins": dict(result.document.origins)}
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")

    return show


def mentions(reading: Reading) -> Iterator[Mention]:
    """Yield every mention of a page by position."""
    yield from sorted((one for kind in reading.mentions for one in reading.of(kind)), key=lambda one: (one.start, one.end, one.entry.kind))


def _mention_record(one: Mention, reading: Reading) -> dict[str, object]:
    span = reading.span(one.start, one.end)
    return {"entry": one.entry.id, "kind": one.entry.kind, "value": one.entry.value, "span": [span.start, span.end], "quote": reading.quote(one.start, one.end), "place": one.entry.place}


def _print_text(reading: Reading, words: Words, screen: Screen) -> None:
    colours = dict(zip(sorted(reading.mentions), cycle(_COLOURS)))
    text = Text(reading.document.text)
    for span in reading.document.skipped:
        text.stylize("dim strike", span.start, span.end)
    for one in mentions(reading):
        span = reading.span(one.start, one.end)
        text.stylize(f"bold {colours[one.entry.kind]}", span.start, span.end)
    legend = Text(words.say("explain.words") + " ").append_text(Text("  ").join(Text(kind, style=f"bold {colour}") for kind, colour in colours.items()))
    if reading.document.skipped:
        legend.append("  " + words.say("explain.skipped"), style="dim strike")
    screen.console.print(legend)
    screen.line()
    screen.wrapped(text, indent=2)
    screen.line()


def _print_rules(claim: Claim, reading: Reading, words: Words, screen: Screen) -> None:
    for rule in claim.rules:
        quotes = [isolate(reading.quote(one.start, one.end)) for one in mentions(reading) if one.entry.id == rule and _inside(one, claim, reading)]
        screen.field(words.say("card.rules"), rule + (f"  «{'» «'.join(dict.fromkeys(quotes))}»" if quotes else ""))


def _inside(one: Mention, claim: Claim, reading: Reading) -> bool:
    span = reading.span(one.start, one.end)
    return any(span.overlaps(evidence) for evidence in claim.evidence)
