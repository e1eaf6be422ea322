"""A telling: what one source says of one event on a page."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from riwaya.extract.drafts import STANCES, Draft
from riwaya.extract.figures.losses import Loss
from riwaya.extract.keys import key_of, source_key
from riwaya.extract.speakers import Utterance
from riwaya.extract.triggers import Trigger
from riwaya.model import Figure, Place


@dataclass(frozen=True)
class Telling:
    """The drafts of one event by one source, in page order. What it is compared by is worked out once: every two tellings of a page are compared."""

    drafts: tuple[Draft, ...]
    kind: str

    @property
    def first(self) -> Draft:
        """The draft that opens the telling."""
        return self.drafts[0]

    @cached_property
    def word(self) -> Draft:
        """The first draft by an event word, else the first of all."""
        return next((draft for draft in self.drafts if draft.trigger.by == "event"), self.drafts[0])

    @cached_property
    def words(self) -> tuple[Trigger, ...]:
        """Its event words."""
        return tuple(draft.trigger for draft in self.drafts if draft.trigger.by == "event")

    @cached_property
    def sentences(self) -> tuple[int, ...]:
        """The sentences that it is told in."""
        return tuple(sorted({draft.trigger.sentence for draft in self.drafts}))

    @cached_property
    def voice(self) -> Utterance | None:
        """The utterance of the telling; an unattributed headline joins the voice of the body, and what a headline shortens the body names in full."""
        voices = [draft.voice for draft in self.drafts if draft.voice]
        first = next(iter(voices), None)
        return next((one for one in voices if first and _names_in_full(one, first)), first)

    @cached_property
    def source(self) -> str:
        """What tellings by one source share."""
        return source_key(self.voice)

    @cached_property
    def losses(self) -> tuple[Loss, ...]:
        """The losses of people that count towards its toll."""
        return tuple(draft.trigger.loss for draft in self.drafts if draft.trigger.loss and draft.trigger.loss.counted)

    @cached_property
    def toll(self) -> Mapping[str, Figure]:
        """The figure of each outcome of its losses."""
        return {loss.outcome: loss.figure for loss in self.losses}

    @property
    def cost(self) -> bool:
        """Whether people or things were lost in it, as its words tell."""
        return bool(self.losses) or any(draft.trigger.damage for draft in self.drafts)

    @property
    def over(self) -> bool:
        """Whether its words tell of it as done: by what it cost, or by a verb in the past."""
        return self.cost or any(draft.trigger.tag == "past" for draft in self.drafts)

    @property
    def _spent(self) -> bool:
        """Whether a loss is told that is not itself a plan («هددت بخطف الأجانب»)."""
        lost = (draft for draft in self.drafts if (draft.trigger.loss and draft.trigger.loss.counted) or draft.trigger.damage)
        return any(draft.stances["planned"] <= 0 for draft in lost)

    @cached_property
    def background(self) -> float:
        """Log-odds that it is told as what came before the news."""
        return sum(draft.background for draft in self.drafts) / len(self.drafts)

    @cached_property
    def stance(self) -> str:
        """The likeliest stance over its event words, if at least half are told so; what has cost losses is no plan."""
        words = [draft for draft in self.drafts if draft.trigger.by == "event"] or self.drafts
        stances = [stance for stance in STANCES if stance != "planned" or not self._spent]
        scores = {stance: max(draft.stances[stance] for draft in words) for stance in stances}
        best = max(scores, key=scores.__getitem__)
        told = sum(draft.stances[best] > 0 for draft in words)
        return best if 2 * told >= len(words) and scores[best] > 0 else "asserted"

    @cached_property
    def keys(self) -> Mapping[str, frozenset[str]]:
        """What its days, places, wider places, actors and targets are compared by."""
        within = {place.option.place.within for draft in self.drafts for place in draft.places}
        shared = {name: frozenset().union(*(draft.keys[name] for draft in self.drafts)) for name in ("days", "places", "actors", "targets")}
        return {**shared, "holders": frozenset(key_of(Place(name)) for name in within if name)}


def telling(drafts: Sequence[Draft]) -> Telling:
    """Put drafts together, in page order."""
    ordered = tuple(sorted(drafts, key=lambda one: (one.trigger.start, one.trigger.end)))
    return Telling(ordered, kind_of(ordered))


def _names_in_full(longer: Utterance, short: Utterance) -> bool:
    """Whether a voice has the name of another and more words: «وزارة الداخلية» of the body, «الداخلية» of the headline."""
    one, other = longer.chain[-1], short.chain[-1]
    words, fewer = ((voice.name or "").split() for voice in (one, other))
    held = any(words[start : start + len(fewer)] == fewer for start in range(len(words) - len(fewer) + 1))
    return bool(fewer) and len(words) > len(fewer) and held and one.actor == other.actor


def kind_of(drafts: Sequence[Draft]) -> str:
    """Return the type that the words speak for together; event words count for more than losses."""
    first, *rest = drafts
    totals = {kind: _weight(first) * score for kind, score in first.kinds.items()}
    for draft in rest:
        weight = _weight(draft)
        for kind, score in draft.kinds.items():
            totals[kind] = totals.get(kind, 0.0) + weight * score
    return max(totals, key=totals.__getitem__)


def _weight(draft: Draft) -> float:
    return 1.0 if draft.trigger.by == "event" else 0.3
