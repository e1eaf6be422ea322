"""Places told again by their kind alone: «في المدينة» is the city last named, «بالبلدة نفسها» the town."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import replace

from riwaya.extract.places.lists import held
from riwaya.extract.places.names import Ground, Name
from riwaya.extract.places.phrases import Draft, before_of
from riwaya.extract.reading import Mention

# Which kinds of the list of names a word for a kind may mean; the sizes of towns are a matter of view.
_SIZES = {
    "city": {"city", "town"},
    "town": {"city", "town", "village"},
    "village": {"town", "village"},
    "governorate": {"governorate"},
    "district": {"district"},
}
_ARTICLE = "ال"


def told_again(ground: Ground, drafts: Sequence[Draft]) -> list[Draft]:
    """Return the drafts of a page, in page order, with those that only say «the city», in sentences that name no place, or «the same city»."""
    sentence_of = ground.reading.sentence_of
    naming = {sentence_of[draft.name.start] for draft in drafts}
    found: list[Draft] = []
    rest = deque(sorted(drafts, key=lambda draft: draft.name.start))
    for at in sorted(ground.kinds):
        while rest and rest[0].name.start < at:
            found.append(rest.popleft())
        kind = ground.kinds[at]
        if _lies(ground, kind) or (sentence_of[at] not in naming and _alone(ground, kind)):
            found += _again(ground, kind, found)
    return [*found, *rest]


def _lies(ground: Ground, kind: Mention) -> bool:
    """Whether a kind word means the place named before, whatever the sentence names besides: «القرية ذاتها», «المدينة الواقعة قرب X», whose X is another."""
    sentence = ground.reading.sentences[ground.reading.sentence_of[kind.start]]
    end = _behind(ground, kind)
    return _meant(ground, kind) and (end > kind.end or held(ground, end, sentence.end))


def _behind(ground: Ground, kind: Mention) -> int:
    """Return the end of a word for a kind with «نفسها» or «ذاتها» behind it."""
    same = ground.reading.starts("timeword").get(kind.end)
    return same.end if same and same.entry.value == "same" else kind.end


def _alone(ground: Ground, kind: Mention) -> bool:
    """Whether a word for a kind has the article and nothing to tell it from others: «المدينة»، not «المدينة القديمة»."""
    after = ground.words[kind.end] if kind.end < len(ground.words) else ""
    return _meant(ground, kind) and not after.startswith(_ARTICLE) and ground.part(kind.end) not in {"bearing", "head"}


def _meant(ground: Ground, kind: Mention) -> bool:
    """Whether a word for one place of a kind has the article."""
    definite = ground.words[kind.start][len(kind.prefix) :].startswith(_ARTICLE) or kind.prefix.endswith("ل")
    return definite and kind.entry.value in _SIZES and not kind.entry.traits & {"many", "known"}


def _again(ground: Ground, kind: Mention, before: Sequence[Draft]) -> Iterator[Draft]:
    """Yield the place that a word for a kind means, if it stands as a place does."""
    floor = ground.reading.sentences[ground.reading.sentence_of[kind.start]].start
    lead = before_of(ground, kind.start, kind.prefix, floor)
    meant = next((one for one in reversed(before) if _of_kind(one, kind)), None)
    if meant is not None and (lead.cue or lead.compass or lead.relation or _lies(ground, kind)):
        name = Name(kind.start, kind.end, kind.prefix, meant.name.known)
        yield replace(meant, before=lead, name=name, end=_behind(ground, kind), head=kind, listed=False, last=kind.end)


def _of_kind(draft: Draft, kind: Mention) -> bool:
    """Whether a place is of a kind: by its own word, else by the list of names."""
    value = kind.entry.value
    if "seat" in kind.entry.traits:  # of which country or province is not told
        return draft.head is not None and draft.head.entry is kind.entry
    if draft.head:
        return draft.head.entry.value == value
    return not _SIZES[value].isdisjoint(known.kind for known in draft.name.known)
