"""A reviewer's desk: an open store, who sits at it, and what the commands of `review` and `policy` do there. Loads the store's libraries: imported late."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from rich.console import Console

from riwaya import contract, pipeline
from riwaya.config import Config, from_environment
from riwaya.model import Judgement, Verdict
from riwaya.people import Person
from riwaya.people.roles import Verb
from riwaya.review.agreement import Agreement
from riwaya.service import ingest, rereading, withdrawal
from riwaya.service import review as reviewing
from riwaya.service.linking import catch_up
from riwaya.service.review import Case, Review
from riwaya.service.terms import Ground
from riwaya.store import Store
from riwaya.surface import strings
from riwaya.surface.cli import values
from riwaya.surface.cli.casewords import CaseWords
from riwaya.surface.cli.screen import Screen
from riwaya.surface.cli.stores import entered
from riwaya.surface.strings import Strings
from riwaya.surface.words import Words


@dataclass(frozen=True, slots=True)
class Desk:
    """What a command works with: the store, the person, the words, and where it prints."""

    store: Store
    person: Person
    say: Strings

    @property
    def ground(self) -> Ground:
        """The words and places that the user's settings name, loaded when a command needs them."""
        return _ground(from_environment())

    @property
    def review(self) -> Review:
        """The verbs of review."""
        return Review(self.store, lambda: self.ground)

    def judge(self, verdict: Verdict, claims: Sequence[str], *, why: str = "", value: str = "") -> None:
        """Make a judgement, say its id, and bring the events into step."""
        self._said(self.review.judge(self.person, verdict, claims, why=why, value=value))

    def correct(self, claim: str, slot: str, given: Sequence[str], why: str) -> None:
        """Correct a slot by what was typed."""
        value = values.typed(slot, given, reviewing.terms(self.ground.lexicon))
        self._said(self.review.correct(self.person, claim, slot, value, why=why))

    def undo(self, judgement: str, why: str) -> None:
        """Take a judgement back."""
        self._said(self.review.undo(self.person, judgement, why=why))

    def merge(self, left: str, right: str, why: str) -> None:
        """Make one event of two."""
        self._said(*self.review.merge(self.person, left, right, why=why))

    def split(self, event: str, claims: Sequence[str], why: str) -> None:
        """Make two events of one."""
        self._said(*self.review.split(self.person, event, claims, why=why))

    def withdraw(self, page: str, why: str) -> None:
        """Withdraw a page."""
        one = withdrawal.withdraw(self.store, self.person, page, why)
        print(self.say("review.withdrawn", page=one.page))
        self._link()

    def restore(self, page: str, why: str) -> None:
        """Show a withdrawn page again."""
        one = withdrawal.restore(self.store, self.person, page, why)
        print(self.say("review.restored", page=one.page))
        self._link()

    def waiting(self, limit: int, *, as_json: bool) -> None:
        """Print the claims that wait; events that an earlier command left to be formed are formed first."""
        self._link()
        self.show(self.review.waiting(self.person, limit), as_json=as_json)

    def show(self, cases: Sequence[Case], *, as_json: bool) -> None:
        """Print cases, as cards or as JSON lines."""
        if as_json:
            both = [self._words(strings.load(lang)) for lang in strings.LANGUAGES]
            for case in cases:
                print_line(_case_record(case, both))
            return
        words = self._words(self.say)
        for case in cases:
            words.card(case, Screen(Console(highlight=False)))
        if not cases:
            print(self.say("review.none"), file=sys.stderr)

    def agreement(self, rows: Sequence[Agreement], *, as_json: bool) -> None:
        """Print how far reviewers agree."""
        for one in rows:
            percent, kappa = round(one.percent, 1), None if one.kappa is None else round(one.kappa, 3)
            if as_json:
                told = {"slot": one.slot, "claims": one.claims, "alike": one.alike, "percent": percent, "kappa": kappa}
                print_line({"left": one.left, "right": one.right, **told})
            else:
                slot = self.say(f"judged.{one.slot}")
                print(self.say("review.agreement", left=one.left, right=one.right, slot=slot, claims=one.claims, percent=percent, kappa=kappa or "–"))
        if not rows:
            print(self.say("review.no-agreement"), file=sys.stderr)

    def judgements(self) -> None:
        """Print every judgement as JSON lines."""
        for one in self.review.judgements(self.person):
            print_line(contract.judgement_record(one))

    def reread(self, pages: Sequence[str], config: Config) -> None:
        """Read held pages again and say what came of it."""
        told = sum(rereading.reread(self.store, self.person, pipeline.reader(config), config, pages), rereading.Read())
        self._link()
        print(self.say("review.reread", pages=told.pages, fresh=told.fresh, gone=told.gone, kept=told.kept, left=told.left), file=sys.stderr)
        self.differences()

    def differences(self) -> None:
        """Print where readings differ from judgements, as JSON lines; how many on standard error."""
        found = rereading.differences(self.store, self.person)
        for one in found:
            print_line({"claim": one.claim, "doc": one.document, "slot": one.slot, "judged": _loaded(one.judged), "now": _loaded(one.now)})
        print(self.say("review.differences", number=len(found)), file=sys.stderr)

    def _said(self, *made: Judgement) -> None:
        for one in made:
            print(one.id, flush=True)
        self._link()

    def _link(self) -> None:
        if not self.store.linked():
            catch_up(self.store, self.ground.known)

    def _words(self, say: Strings) -> CaseWords:
        return CaseWords(Words(say, self.ground.lexicon.actors))


def _loaded(text: str) -> Any:  # noqa: ANN401  # JSON
    return json.loads(text)[0] if text else None


def _case_record(case: Case, both: Sequence[CaseWords]) -> dict[str, Any]:
    reasons = [{"key": reason.key, "points": points, "words": {words.lang: words.reason(reason) for words in both}} for reason, points in case.doubt.reasons]
    return {
        "id": case.held.id,
        "doc": case.held.document,
        "event": case.event.id if case.event else None,
        "decision": case.state.decision,
        "assignee": case.state.assignee or None,
        "gone": case.held.gone,
        "claim": {**contract.claim_record(case.held.claim), "id": case.held.id},
        "quotes": [span.of(case.page.text) for span in case.held.claim.evidence],
        "doubt": {"points": case.doubt.points, "reasons": reasons},
        "judgements": [contract.judgement_record(one) for one in case.judgements],
    }


def print_line(record: dict[str, Any]) -> None:
    """Print one JSON line."""
    sys.stdout.write(json.dumps(record, ensure_ascii=False) + "\n")


@lru_cache(maxsize=1)
def _ground(config: Config) -> Ground:
    return ingest.ground(config)


@contextmanager
def opened(say: Strings, db: str | None, verb: Verb) -> Iterator[Desk]:
    """Open the store that a command works on, as the person that RIWAYA_TOKEN stands for, or as the local user where accounts are off."""
    store, person = entered(db, verb)
    try:
        yield Desk(store, person, say)
    finally:
        store.close()
