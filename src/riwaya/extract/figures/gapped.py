"""Figures whose verb and noun stand before: «قتل ستة عمال في السوق، وثلاثة في المخبز»."""

from __future__ import annotations

from riwaya.extract.figures.people import Counted, Phrases
from riwaya.extract.reading import Mention

_GAPPED = 12  # words that a place or a manner may take before the next figure


def gapped(page: Phrases, trigger: Mention, phrases: list[Counted]) -> list[Counted]:
    """Return further figures under the same verb, each with a place or a manner of its own: «قتل ستة في حي، وثلاثة في آخر»، «أصيب اثنان برصاص وعشرة بشظايا»."""
    start = max(trigger.end, phrases[-1].until) if phrases else 0
    how = _circumstance(page, start) if phrases else ""
    position, edge = (start + 1, start + _GAPPED) if how else (0, 0)
    found: list[Counted] = []
    while position < edge and page.same_sentence(trigger.start, position) and position not in page.closing and page.value(position) != "clause":
        further = page.joined(position)
        if further is None and position in page.amounts and not page.amounts[position].joined:
            return []
        if further is None or not _unnamed(further) or _circumstance(page, further.until) != how:
            position += 1
            continue
        found.append(further)
        position, edge = further.until + 1, further.until + _GAPPED
    return found


def _unnamed(phrase: Counted) -> bool:
    """Whether a figure leaves its noun to the one before: «وستة»، «وآخران»."""
    if phrase.noun is None:
        return phrase.numbered and phrase.until == phrase.end  # not «وعشرات الغارات»
    return "others" in phrase.noun.entry.traits


def _circumstance(page: Phrases, position: int) -> str:
    """Return whether place or manner is told at a token, «منهم» passed over, "" for neither."""
    position += page.value(position) == "subset"
    if not page.same_sentence(position - 1, position) or position in page.closing:  # «وثلاثة في عداد المفقودين»
        return ""
    if page.word(position) == "في":
        return "" if position in page.reading.starts("nowhere") else "place"  # «وثلاثة في حالة خطرة» are among those told before
    return "manner" if page.value(position) == "manner" else ""
