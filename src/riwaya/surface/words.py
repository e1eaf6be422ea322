"""A claim's slots in words of the user's language."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass

from riwaya.lexicon import Actor
from riwaya.model import Casualty, Claim, Equipment, Figure, Party, Place, Rejected, Voice, When
from riwaya.surface.bidi import isolate
from riwaya.surface.retold import retold
from riwaya.surface.strings import Strings


@dataclass(frozen=True, slots=True)
class Words:
    """Puts slots into words; `actors` gives names to actor ids, `mark` keeps a name apart from the direction of what stands around it."""

    say: Strings
    actors: Mapping[str, Actor]
    mark: Callable[[str], str] = isolate

    def kind(self, claim: Claim) -> str:
        """Say what happened by the claim, how it is told, and whether it is background."""
        parts = [self.say(f"type.{claim.sub_event_type}"), self.say(f"stance.{claim.stance}")]
        return " · ".join([*parts, self.say("card.background")] if claim.background else parts)

    def chain(self, claim: Claim, outlet: str | None) -> str:
        """Say who tells it: the outlet, then each source behind it."""
        return self.say("card.citing").join([self.mark(outlet) if outlet else self.say("card.outlet"), *(self.voice(voice) for voice in claim.sources)])

    def voice(self, voice: Voice) -> str:
        """Say a source by the page's name, with whom it speaks for and its channel."""
        name = voice.name or self.actor(voice.actor)
        notes = [self.actor(voice.actor)] if voice.name and voice.actor else []
        notes += [self.say(f"channel.{voice.channel}")] if voice.channel else []
        return self.mark(name) + (f" ({self.say('card.comma').join(notes)})" if notes else "")

    def actor(self, actor: str | None) -> str:
        """Say an actor id by its name."""
        known = self.actors.get(actor or "")
        if known is None:
            return actor or self.say("card.several")
        return self.mark(known.name_ar) if self.say.lang == "ar" else known.name_en

    def parties(self, parties: Iterable[Party]) -> str:
        """Say actors or targets by the page's words and, where known, who is meant."""
        return self.joined(self.mark(one.name) + (f" ({self.actor(one.actor)})" if one.actor else "") if one.name else self.actor(one.actor) for one in parties)

    def places(self, places: Iterable[Place]) -> str:
        """Say where."""
        return self.joined(self.place(place) for place in places) or self.say("card.unknown")

    def place(self, place: Place) -> str:
        """Say one place, how the event lies to it, and what it lies in."""
        name = self.say(f"relation.{place.relation}", name=self.mark(place.name))
        return self.say("relation.within", name=name, within=self.mark(place.within)) if place.within else name

    def when(self, when: When | None) -> str:
        """Say when, and what that rests on."""
        if when is None:
            return self.say("card.unknown")
        days = when.start.isoformat() if when.start == when.end else f"{when.start} – {when.end}"
        basis = f"basis.{when.basis}"
        return f"{days} ({self.say(basis)})" if basis in self.say.texts else days

    def losses(self, claim: Claim) -> str:
        """Say the people and the things lost."""
        return self.joined([*map(self.casualty, claim.casualties), *map(self.equipment, claim.equipment)])

    def casualty(self, one: Casualty) -> str:
        """Say people lost."""
        outcome, amount = self.say(f"outcome.{one.outcome}"), self.amount(one.figure)
        group = f" ({self.actor(one.group)})" if one.group else ""
        return (f"{outcome}: {amount}" if self.say.lang == "ar" else f"{amount} {outcome}") + group

    def equipment(self, one: Equipment) -> str:
        """Say things lost."""
        item, outcome = self.say(f"item.{one.item}"), self.say(f"outcome.{one.outcome}")
        return f"{item}: {self.amount(one.figure)} ({outcome})"

    def amount(self, figure: Figure) -> str:
        """Say a figure with its bounds."""
        shape = {(True, True): "range", (True, False): "low", (False, True): "high", (False, False): "open"}[figure.low is not None, figure.high is not None]
        if shape == "range" and figure.low == figure.high:
            shape = "exact"
        return self.say(f"amount.{figure.quantity or shape}", low=figure.low, high=figure.high)

    def rejected(self, rejected: Rejected) -> str:
        """Say why a page was not read."""
        return self.say("page.rejected", reason=self.say(f"reason.{rejected.reason}"), detail=retold(rejected.detail, self.say))

    def joined(self, parts: Iterable[str]) -> str:
        """Join several fillers of one slot."""
        return self.say("card.and").join(parts)
