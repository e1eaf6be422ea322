"""The commands about events: link, events, show."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator, Mapping
from contextlib import closing
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer
from rich.console import Console

from riwaya import contract, lexicon, link
from riwaya.config import from_environment
from riwaya.errors import BadInput
from riwaya.lexicon import Actor, Lexicon
from riwaya.link.figures import Rule
from riwaya.model import Event, Rejected, Report
from riwaya.pipeline import PageClaims
from riwaya.surface import strings
from riwaya.surface.cli import events as printed
from riwaya.surface.cli import hints
from riwaya.surface.cli.filters import Filter
from riwaya.surface.cli.screen import Screen
from riwaya.surface.cli.stores import DbOption, entered
from riwaya.surface.days import day
from riwaya.surface.eventwords import EventWords
from riwaya.surface.strings import Strings
from riwaya.surface.words import Words

if TYPE_CHECKING:
    from riwaya.store import Store


class EventForm(StrEnum):
    """How events are printed."""

    TABLE = "table"
    JSONL = "jsonl"


class RuleName(StrEnum):
    """By which rule the best figure is taken."""

    LIKELY = "likely"
    CONSERVATIVE = "conservative"
    INFORMATIVE = "informative"
    RECENT = "recent"


class ScaleName(StrEnum):
    """The grades of the first scale."""

    CONFIRMED = "confirmed"
    FAIR = "fair"
    WEAK = "weak"
    CONTESTED = "contested"
    DISCOUNTED = "discounted"


ClaimsArgument = Annotated[Path, typer.Argument(metavar="CLAIMS.jsonl")]
FromOption = Annotated[Path | None, typer.Option("--from", metavar="FILE")]
JudgementsOption = Annotated[Path | None, typer.Option("--judgements", metavar="FILE")]
RuleOption = Annotated[RuleName, typer.Option("--rule")]
FormOption = Annotated[EventForm, typer.Option("--format")]


def link_claims(
    context: typer.Context,
    claims: ClaimsArgument,
    judgements: JudgementsOption = None,
    rule: RuleOption = RuleName.LIKELY,
    output: FormOption = EventForm.TABLE,
) -> None:
    """Link claims into events."""
    known = lexicon.load()
    events = linked(claims, judgements, rule, known)
    show_list(events, output, context.obj, known)


def list_events(  # noqa: PLR0913  # a filter each
    context: typer.Context,
    given_file: FromOption = None,
    database: DbOption = None,
    kind: Annotated[str | None, typer.Option("--type", metavar="TYPE")] = None,
    place: Annotated[str | None, typer.Option(metavar="NAME")] = None,
    actor: Annotated[str | None, typer.Option(metavar="ID|NAME")] = None,
    told_by: Annotated[str | None, typer.Option("--told-by", metavar="NAME")] = None,
    since: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    until: Annotated[str | None, typer.Option(metavar="DAY")] = None,
    grade: Annotated[ScaleName | None, typer.Option("--grade")] = None,
    accounts: Annotated[int, typer.Option("--accounts", metavar="N", min=1)] = 1,
    output: FormOption = EventForm.TABLE,
) -> None:
    """List events, all or some."""
    say: Strings = context.obj
    known = lexicon.load()
    wanted = Filter(kind, place, actor, told_by, day(since, say), day(until, say), grade.value if grade else None, accounts)
    every = events_of(given_file, database, known)
    found = [event for event in every if wanted.holds(event, known.actors)]
    show_list(found, output, say, known)
    if not found:
        hints.of_events(wanted, every, known, say)


def show_event(
    context: typer.Context,
    event: Annotated[str, typer.Argument(metavar="EVENT|CLAIM")],
    given_file: FromOption = None,
    database: DbOption = None,
    rule: RuleOption = RuleName.LIKELY,
    output: FormOption = EventForm.TABLE,
) -> None:
    """Show one event with its accounts side by side."""
    say: Strings = context.obj
    known = lexicon.load()
    found = [one for one in events_of(given_file, database, known, rule) if one.id.startswith(event) or any(report.id == event for report in one.reports)]
    if len(found) != 1:
        raise BadInput(say("error.no-event" if not found else "error.several-events", event=event, events=", ".join(one.id for one in found[:5])))
    if output is EventForm.JSONL:
        print_records(found, known)
    else:
        printed.shown(found[0], event_words(say, known.actors), screen())


def show_told(results: Iterable[PageClaims | Rejected], say: Strings, known: Lexicon) -> None:
    """Show the events of pages just read of which more than one page tells."""
    read = [result for result in results if isinstance(result, PageClaims)]
    events = made(link.reports(contract.answer_for(one.document, one.claims) for one in read), known)
    for event in events:
        if len(event.docs) > 1:
            printed.shown(event, event_words(say, known.actors), screen())


def linked(claims: Path, judgements: Path | None, rule: Rule | RuleName, known: Lexicon) -> list[Event]:
    """Link the claims of a file."""
    decided = tuple(contract.read_judgements(judgements)) if judgements else ()
    return made(link.reports(contract.read_answers(claims)), known, decided, rule)


def made(reports: Iterable[Report], known: Lexicon, decided: Iterable[Any] = (), rule: Rule | RuleName = "likely") -> list[Event]:
    """Link reports, the events with most accounts first."""
    events = link.link(reports, link.knowledge(known), decided, str(rule))  # type: ignore[arg-type]  # the values of RuleName are those of Rule
    return sorted(events, key=lambda event: (-len(event.accounts), -len(event.docs), event.id))


def given_events(file: Path, known: Lexicon, rule: RuleName = RuleName.LIKELY) -> list[Event]:
    """Return the events of a file of events, or of a file of claims."""
    return list(contract.read_events(file)) if contract.holds_events(file) else linked(file, None, rule, known)


def events_of(file: Path | None, database: str | None, known: Lexicon, rule: RuleName = RuleName.LIKELY) -> list[Event]:
    """Return the events of a file, or of the store where no file is given."""
    if file:
        return given_events(file, known, rule)
    from riwaya.service import ingest, withholding  # noqa: PLC0415  # brings the database's libraries

    store, person = entered(database, "read")
    with closing(store):
        seen = withholding.sight(store, person.role, lambda: ingest.ground(from_environment()))
        found = list(seen.events(store.events() if rule is RuleName.LIKELY else _by_rule(store, known, rule)))
    return sorted(found, key=lambda event: (-len(event.accounts), -len(event.docs), event.id))


def _by_rule(store: Store, known: Lexicon, rule: RuleName) -> list[Event]:
    """Link a store's claims, as people judged them, with figures by another rule than the one by which its events are kept."""
    from riwaya.store import judgements  # noqa: PLC0415  # as above

    with store.reading() as connection:
        return made(link.reports(store.answers(connection)), known, judgements.of_pairs(connection), rule)


def show_list(events: list[Event], output: EventForm, say: Strings, known: Lexicon) -> None:
    """Print events and, for people, how many there are."""
    if output is EventForm.JSONL:
        print_records(events, known)
    else:
        printed.listed(events, event_words(say, known.actors), screen())
    claims = sum(len(event.reports) for event in events)
    print(say("sum.events", events=len(events), claims=claims), file=sys.stderr)


def print_records(events: Iterable[Event], known: Lexicon) -> None:
    """Print events as JSON lines, every reason of a grade in both languages."""
    both = {lang: event_words(strings.load(lang), known.actors) for lang in strings.LANGUAGES}
    for record in _records(events, both):
        sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


def _records(events: Iterable[Event], both: dict[str, EventWords]) -> Iterator[dict[str, Any]]:
    for event in events:
        record = contract.event_record(event)
        for reason, given in zip(event.grade.reasons, record["grade"]["reasons"], strict=True):
            given["words"] = {lang: _plain(words.reason(reason, event.accounts)) for lang, words in both.items()}
        yield record


def _plain(text: str) -> str:
    return text.replace("\u2067", "").replace("\u2069", "")


def event_words(say: Strings, actors: Mapping[str, Actor]) -> EventWords:
    """Return what puts events into words."""
    return EventWords(Words(say, actors))


def screen() -> Screen:
    """Return standard output as a screen."""
    return Screen(Console(highlight=False))
