"""A claim under review in words: what it says, why it is doubted, what was judged of it."""

from __future__ import annotations

from dataclasses import dataclass

from rich.text import Text

from riwaya.model import Judgement, Reasoned
from riwaya.service.review import Case
from riwaya.surface.bidi import isolate
from riwaya.surface.cli.screen import Screen
from riwaya.surface.words import Words


@dataclass(frozen=True, slots=True)
class CaseWords:
    """Puts cases into words by means of those for claims."""

    words: Words

    @property
    def lang(self) -> str:
        """The language spoken."""
        return self.words.say.lang

    def card(self, case: Case, screen: Screen) -> None:
        """Print a claim under review as a card."""
        say, claim = self.words.say, case.held.claim
        screen.line(f"{case.held.id}  {self.words.kind(claim)}", "bold")
        screen.field(say("card.who-says"), self.words.chain(claim, case.page.outlet))
        for label, text in (("by", self.words.parties(claim.actors)), ("to", self.words.parties(claim.targets)), ("losses", self.words.losses(claim))):
            if text:
                screen.field(say(f"card.{label}"), text)
        screen.field(say("card.where"), self.words.places(claim.places))
        screen.field(say("card.when"), self.words.when(claim.date))
        for span in claim.evidence:
            screen.wrapped(Text(f"«{' '.join(span.of(case.page.text).split())}»"))
        screen.field(say("review.page"), case.held.document)
        screen.field(say("review.state"), self.state(case))
        screen.field(
            say("review.doubt"), f"{case.doubt.points:g} – {self.words.joined(f'{self.reason(reason)} ({points:g})' for reason, points in case.doubt.reasons)}"
        )
        for one in case.judgements:
            screen.field(one.id, self.judgement(one))
        screen.line()

    def state(self, case: Case) -> str:
        """Say what people decided of a claim so far."""
        say, state = self.words.say, case.state
        parts = [say(f"decision.{state.decision}")]
        parts += [say("review.corrected", slots=self.words.joined(say(f"judged.{slot}") for slot in sorted(state.corrected)))] if state.corrected else []
        parts += [say("review.assigned", name=isolate(state.assignee))] if state.assignee else []
        parts += [say("review.disputed")] if state.disputed else []
        parts += [say("review.gone")] if case.held.gone else []
        return self.words.joined(parts)

    def reason(self, reason: Reasoned) -> str:
        """Say one reason of doubt."""
        say = self.words.say
        parts = {name: say(f"slot.{value}") if name == "slot" and f"slot.{value}" in say.texts else isolate(value) for name, value in reason.parts}
        return say(reason.key, **parts)

    def judgement(self, one: Judgement) -> str:
        """Say one judgement: who, when, what, why."""
        say = self.words.say
        what = say(f"verdict.{one.verdict}")
        about = say(f"judged.{one.slot}") if one.slot else ""
        return " · ".join(part for part in (what, about, isolate(one.value), isolate(one.by), one.at[:19], isolate(one.why)) if part)
