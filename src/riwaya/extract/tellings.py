"""Puts drafts together: all that one source tells of one event, headline and body alike, becomes one telling."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from riwaya.extract.choices import same
from riwaya.extract.context import Context
from riwaya.extract.drafts import STANCES, Draft
from riwaya.extract.speakers import Utterance
from riwaya.extract.weigh import Model

_NEAR = 4  # sentences; farther apart, only headline and lead are compared with the rest


@dataclass(frozen=True, slots=True)
class Telling:
    """The drafts of one event by one source, in page order."""

    drafts: tuple[Draft, ...]
    kind: str

    @property
    def first(self) -> Draft:
        """The draft that opens the telling."""
        return self.drafts[0]

    @property
    def voice(self) -> Utterance | None:
        """The utterance of the telling; an unattributed headline joins the voice of the body."""
        return next((draft.voice for draft in self.drafts if draft.voice), None)

    @property
    def background(self) -> float:
        """Log-odds that it is told as what came before the news."""
        return sum(draft.background for draft in self.drafts) / len(self.drafts)

    @property
    def stance(self) -> str:
        """The likeliest stance over all drafts."""
        scores = {stance: max(draft.stances[stance] for draft in self.drafts) for stance in STANCES}
        best = max(scores, key=scores.__getitem__)
        return best if scores[best] > 0 else "asserted"


def tellings(drafts: Sequence[Draft], context: Context, model: Model, event_types: Mapping[str, str]) -> tuple[Telling, ...]:
    """Group the drafts in scope: each joins the earlier group that it agrees with best, or opens its own."""
    groups: list[list[Draft]] = []
    for draft in drafts:
        scores = [_belongs(draft, group, context, model, event_types) for group in groups]
        best = max(range(len(groups)), key=scores.__getitem__, default=None)
        if best is not None and scores[best] > 0:
            groups[best].append(draft)
        else:
            groups.append([draft])
    return tuple(Telling(tuple(group), kind_of(group)) for group in groups)


def comparable(first: Draft, second: Draft, context: Context) -> bool:
    """Whether two drafts stand close enough to be compared at all."""
    lead = context.scene.reading.sentences[first.trigger.sentence].title or first.trigger.sentence <= 1
    return lead or second.trigger.sentence - first.trigger.sentence <= _NEAR


def _belongs(draft: Draft, group: Sequence[Draft], context: Context, model: Model, event_types: Mapping[str, str]) -> float:
    scores = [model["same"].score(same.features(other, draft, context, event_types)) for other in group if comparable(other, draft, context)]
    return sum(scores) / len(scores) if scores else -1.0


def kind_of(group: Sequence[Draft]) -> str:
    """Return the type that the group's words speak for together; event words count for more than losses."""
    totals: dict[str, float] = {}
    for draft in group:
        weight = 1.0 if draft.trigger.by == "event" else 0.3
        for kind, score in draft.kinds.items():
            totals[kind] = totals.get(kind, 0.0) + weight * score
    return max(totals, key=totals.__getitem__)
