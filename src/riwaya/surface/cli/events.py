"""Prints events: a line or two each in a list; one event with its accounts side by side."""

from __future__ import annotations

from collections.abc import Sequence

from rich import box
from rich.table import Table
from rich.text import Text

from riwaya.model import Event
from riwaya.surface.bidi import isolate
from riwaya.surface.cli.screen import Screen
from riwaya.surface.eventwords import EventWords

MARKS = {"agreed": ("=", "green"), "partly": ("~", "cyan"), "contradicted": ("≠", "red"), "one-voice": ("·", "dim")}
LABEL, NARROWEST, QUOTE = 14, 22, 160  # columns of the label, least columns of an account, characters of a quote
SCALES = {"confirmed": "bold green", "fair": "green", "weak": "yellow", "contested": "red", "discounted": "dim"}


def listed(events: Sequence[Event], words: EventWords, screen: Screen) -> None:
    """Print events as a list."""
    for event in events:
        screen.line(f"{event.id}  {words.title(event)}", "bold")
        screen.line(f"    {words.grade(event)} · {words.counts(event)}", SCALES[event.grade.scale])


def shown(event: Event, words: EventWords, screen: Screen) -> None:
    """Print one event: its accounts side by side, its tolls, and the reasons of its grade."""
    say = words.words.say
    screen.line(f"━━ {event.id} · {words.title(event)}", "bold")
    screen.line(f"   {words.grade(event)} · {words.counts(event)}", SCALES[event.grade.scale])
    many = max(1, (screen.console.width - LABEL - 4) // (NARROWEST + 3))
    for first in range(0, len(event.accounts), many):
        screen.console.print(side_by_side(event, range(first, min(first + many, len(event.accounts))), words, screen))
    screen.line("   " + "   ".join(f"{mark} {say(f'agreement.{name}')}" for name, (mark, _) in MARKS.items()), "dim")
    rules = {name: say(f"rule.{name}") for toll in event.tolls for name, _ in toll.by_rule}
    for toll in event.tolls:
        screen.field(say("event.toll"), words.toll(toll, rules))
    for reason in words.reasons(event):
        screen.field(say("event.why"), reason)


def side_by_side(event: Event, numbers: range, words: EventWords, screen: Screen) -> Table:
    """Return a table with an account a column and a slot a row; in Arabic it is read from the right."""
    say, accounts = words.words.say, [event.accounts[number] for number in numbers]
    arabic = say.lang == "ar"
    width = min(44, (screen.console.width - LABEL - 4) // len(accounts) - 3)
    rows: list[tuple[str, list[str], str]] = [
        (say("event.account"), [words.teller(account) for account in accounts], "bold"),
        (say("event.carried-by"), [words.carriers(account) for account in accounts], ""),
        (say("event.stands"), [say(f"position.{account.position}") for account in accounts], "cyan"),
    ]
    for comparison in event.comparisons:
        label = f"{MARKS[comparison.agreement][0]} {say(f'slot.{comparison.slot}')}"
        rows.append((label, [words.said(comparison, number) for number in numbers], MARKS[comparison.agreement][1]))
    rows.append((say("card.quote"), [_quote(account.reports[0].words) for account in accounts], "italic"))
    table = Table(box=box.SIMPLE_HEAD, show_header=False, show_lines=False, padding=(0, 1), pad_edge=False)
    cells = [[_cell(label, LABEL, "dim", screen), *(_cell(text, width, style, screen) for text in texts)] for label, texts, style in rows]
    for number in range(len(accounts) + 1):
        table.add_column(width=LABEL if number == (len(accounts) if arabic else 0) else width, justify="right" if arabic else "left", no_wrap=True)
    for row in cells:
        table.add_row(*(reversed(row) if arabic else row))
    return table


def _quote(words: str) -> str:
    short = words if len(words) <= QUOTE else words[: words.rfind(" ", 0, QUOTE)] + " …"
    return f"«{short}»" if words else ""


def _cell(text: str, width: int, style: str, screen: Screen) -> Text:
    """Cut a text to lines of a width, each isolated by itself, so that none of them disturbs its neighbours."""
    plain = text.replace("\u2067", "").replace("\u2069", "")
    lines = Text(plain).wrap(screen.console, width) if plain else [Text("")]
    return Text("\n".join(isolate(line.plain.rstrip()) for line in lines), style=style)
