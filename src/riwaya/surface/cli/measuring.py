"""Measures claims against annotated claims and prints the figures and the differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rich.text import Text

from riwaya import acquire, contract, evaluate
from riwaya.config import Config
from riwaya.contract import Answer
from riwaya.contract.pairs import Filler
from riwaya.evaluate import Tally
from riwaya.model import Claim, Rejected
from riwaya.pipeline import Reader
from riwaya.surface.bidi import isolate
from riwaya.surface.cli import run
from riwaya.surface.cli.inputs import Given, expected
from riwaya.surface.cli.screen import Screen
from riwaya.surface.strings import Strings
from riwaya.surface.words import Words

Claims = tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """Annotated pages by id, and the claims that were found on them."""

    gold: Mapping[str, Answer]
    found: Mapping[str, Claims]

    def tally(self) -> Tally:
        """Count over all pages."""
        total: Tally = Counter()
        for doc, answer in self.gold.items():
            total.update(evaluate.compare(answer.claims, self.found.get(doc, ())))
        return total

    def unanswered(self) -> int:
        """Count the annotated pages without an answer."""
        return sum(doc not in self.found for doc in self.gold)

    def record(self) -> dict[str, Any]:
        """Return the figures in the form that the contract's scorer prints."""
        rates = {name: asdict(rate) for name, rate in evaluate.rates(self.tally()).items()}
        return {"pages": len(self.gold), "unanswered": self.unanswered(), **rates}


def answered(path: Path) -> dict[str, Claims]:
    """Read the claims of a file of the contract."""
    return {answer.doc: answer.claims for answer in contract.read_answers(path)}


def read_now(gold: Path, config: Config, reader: Reader, say: Strings) -> dict[str, Claims]:
    """Read the annotated pages themselves; a rejected page is an answer without claims."""
    found: dict[str, Claims] = {}

    def keep(result: run.Result) -> None:
        if isinstance(result, Rejected):
            found[result.id] = ()
        else:
            found[result.document.id] = result.claims

    count = run.show_all(run.results(acquire.pages_from_jsonl(gold), Given(), config, reader), keep, say, expected(gold))
    run.report(count, say)
    return found


def print_rates(comparison: Comparison, say: Strings, screen: Screen) -> None:
    """Print one line a slot, as the contract's scorer does."""
    tally = comparison.tally()
    screen.line(say("evaluate.pages", pages=len(comparison.gold), unanswered=comparison.unanswered()))
    if tally["evidence", "annotated"]:
        screen.line(say("evaluate.evidence", ratio=f"{tally['evidence', 'found'] / tally['evidence', 'annotated']:.2f}"))
    for name, rate in evaluate.rates(tally).items():
        screen.line(f"{name:10s} P {rate.precision:.3f}  R {rate.recall:.3f}  F1 {rate.f1:.3f}  ({rate.items})", "bold" if name == "record" else "")


def print_errors(comparison: Comparison, words: Words, screen: Screen) -> None:
    """Print every claim that was missed or invented, and every slot that differs, page by page."""
    for doc, answer in comparison.gold.items():
        difference = evaluate.differences(answer.claims, comparison.found.get(doc, ()))
        text = answer.text or ""
        screen.line()
        screen.line(f"━━ {doc}", "bold")
        for label, style, claims in (("missed", "red", difference.missed), ("invented", "magenta", difference.invented)):
            for claim in claims:
                _print_claim(words.say(f"evaluate.{label}"), style, claim, text, words, screen)
        for gold, _, lacks, extra in difference.slots:
            _print_claim(words.say("evaluate.differs"), "yellow", gold, text, words, screen)
            _print_fillers(words.say("evaluate.expected"), lacks, screen)
            _print_fillers(words.say("evaluate.found"), extra, screen)


def _print_claim(label: str, style: str, claim: Claim, text: str, words: Words, screen: Screen) -> None:
    screen.line(f"  {label}: {words.kind(claim)} · {words.chain(claim, None)}", style)
    for span in claim.evidence:
        screen.wrapped(Text(f"[{span.start}:{span.end}] {' '.join(span.of(text).split())}"))


def _print_fillers(label: str, fillers: tuple[Filler, ...], screen: Screen) -> None:
    for slot, value in fillers:
        screen.field(label, f"{slot} = {isolate(value)}")
