"""Shows how a page was read: the words that fired, in colour, and for each claim the entries behind it."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator

from rich.text import Text

from riwaya import contract
from riwaya.arabic import fold_character
from riwaya.extract.reading import Mention, Reading, read
from riwaya.lexicon import Lexicon
from riwaya.model import Claim, Rejected
from riwaya.pipeline import PageClaims
from riwaya.surface.bidi import isolate
from riwaya.surface.cli import cards
from riwaya.surface.cli.screen import Screen
from riwaya.surface.words import Words

Result = PageClaims | Rejected
_STYLES = {
    "event": "bold red",
    "party": "bold blue",
    "speech": "bold magenta",
    "stance": "bold yellow",
    "loss": "bold bright_red",
    "time": "bold green",
    "place": "bold cyan",
    "grammar": "underline",
}
_SUBJECTS = {
    "event": ("event", "light", "result", "noevent"),
    "party": ("actor", "group", "person", "demonym"),
    "speech": ("speech", "source", "channel", "outlet", "organ", "title", "given"),
    "stance": ("stance",),
    "loss": ("casualty", "equipment", "damage", "number", "bound", "quantity"),
    "time": ("month", "weekday", "timeword"),
    "place": ("placekind", "relation"),
}
_SUBJECT_OF = {kind: subject for subject, kinds in _SUBJECTS.items() for kind in kinds}  # the other kinds are grammar


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
    entry, quote = one.entry, reading.quote(one.start, one.end)
    return {"entry": entry.id, "kind": entry.kind, "value": entry.value, "span": [span.start, span.end], "quote": quote, "place": entry.place}


def _print_text(reading: Reading, words: Words, screen: Screen) -> None:
    text = Text(reading.document.text)
    for span in reading.document.skipped:
        text.stylize("dim strike", span.start, span.end)
    for one in sorted(mentions(reading), key=lambda one: one.entry.kind in _SUBJECT_OF):
        span = reading.span(one.start, one.end)
        text.stylize(_STYLES[_SUBJECT_OF.get(one.entry.kind, "grammar")], span.start, _word_end(text.plain, span.end))
    subjects = Text(" · ").join(Text(words.say(f"explain.{subject}"), style=style) for subject, style in _STYLES.items())
    legend = Text.assemble(words.say("explain.words"), " ", subjects)
    if reading.document.skipped:
        legend.append("  " + words.say("explain.skipped"), style="dim strike")
    screen.console.print(legend)
    screen.line()
    screen.wrapped(text, indent=2)
    screen.line()


def _word_end(text: str, end: int) -> int:
    """Return `end` moved over marks that belong to the last letter: a colour that ends before them would tear the word."""
    while end < len(text) and not fold_character(text[end]):
        end += 1
    return end


def _print_rules(claim: Claim, reading: Reading, words: Words, screen: Screen) -> None:
    """Print the entries that fired with the words they fired on, then the features that decided."""
    features = []
    for rule in claim.rules:
        quotes = [isolate(reading.quote(one.start, one.end)) for one in mentions(reading) if one.entry.id == rule and _inside(one, claim, reading)]
        if quotes:
            screen.field(words.say("card.rules"), f"{rule}  «{'» «'.join(dict.fromkeys(quotes))}»")
        else:
            features.append(rule)
    if features:
        screen.field(words.say("card.rules"), " · ".join(features))


def _inside(one: Mention, claim: Claim, reading: Reading) -> bool:
    span = reading.span(one.start, one.end)
    return any(span.overlaps(evidence) for evidence in claim.evidence)
