"""Where each report comes from in the end: outlets that reprint one agency, one tweet or one monitor are one origin.

First by the chain of attribution, then by text: a report without a named source that copies another's words has that other's origin.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from collections.abc import Set as AbstractSet
from itertools import combinations

from rensa import RMinHash, RMinHashLSH

from riwaya import arabic
from riwaya.link import text
from riwaya.model import Report

HASHES, BANDS, SEED = 128, 32, 1
NEAR = 0.55  # the share of three-word runs (Jaccard, estimated) from which two quotes are one text
FEWEST = 6  # a quote with fewer runs is too short to know it again
COPIED = 0.5  # the share of the shorter page's sentences from which two pages are one text
OWN = "outlet:"


def origins(reports: Sequence[Report], sentences: Mapping[str, AbstractSet[int]] | None = None) -> Mapping[str, str]:
    """Return the origin of every report of one event, by report id; `sentences` are those of the reports' pages by report id, unless reports have them."""
    home = _cited_by_name({report.id: attributed(report) for report in reports})
    for one, other in sorted(_copies(reports) | _same_pages(reports, sentences or {report.id: report.sentences for report in reports})):
        if home[one] != home[other] and (home[one].startswith(OWN) or home[other].startswith(OWN)):
            gone, kept = sorted((home[one], home[other]), key=lambda origin: (not origin.startswith(OWN), origin))
            home = {report: kept if origin == gone else origin for report, origin in home.items()}
    return home


def _cited_by_name(home: Mapping[str, str]) -> Mapping[str, str]:
    """Make one origin of an outlet's own voice and that outlet cited by others."""
    cited = set(home.values())
    return {report: name if (name := "name:" + origin.removeprefix(OWN)) in cited and origin.startswith(OWN) else origin for report, origin in home.items()}


def attributed(report: Report) -> str:
    """Name a report's origin by its chain of sources: the innermost voice, or the outlet where it names none.

    Nameless voices («activists», "medical sources") of one name count as one: two outlets that cite them mostly cite the same words.
    """
    if not report.claim.sources:
        return OWN + arabic.key(report.outlet or report.claim.document)
    last = report.claim.sources[-1]
    if last.actor:
        return "actor:" + last.actor
    return "name:" + arabic.key(last.name or last.channel or "?")


def _copies(reports: Sequence[Report]) -> set[tuple[str, str]]:
    """Return the pairs of reports of different pages that are one text, at least one of the two without a named source: two origins with names stay two."""
    found: set[tuple[str, str]] = set()
    lsh = RMinHashLSH(threshold=NEAR, num_perm=HASHES, num_bands=BANDS)
    sketches: dict[int, RMinHash] = {}
    reports = sorted(reports, key=lambda report: not report.claim.sources)
    if not reports or reports[-1].claim.sources:
        return found
    for number, report in enumerate(reports):
        runs = text.shingles(report.words)
        if len(runs) < FEWEST:
            continue
        sketch = RMinHash(num_perm=HASHES, seed=SEED)
        sketch.update(runs)
        for other in () if report.claim.sources else lsh.query(sketch):
            if sketch.jaccard(sketches[other]) >= NEAR and reports[other].claim.document != report.claim.document:
                found.add(_pair(reports[other], report))
        sketches[number] = sketch
        lsh.insert(number, sketch)
    return found


def _same_pages(reports: Sequence[Report], sentences: Mapping[str, AbstractSet[int]]) -> set[tuple[str, str]]:
    """Return pairs that tell without a named source on pages that share most of their sentences."""
    own = [(report, held) for report in reports if not report.claim.sources and (held := sentences[report.id])]
    return {
        _pair(one, other)
        for (one, mine), (other, theirs) in combinations(own, 2)
        if one.claim.document != other.claim.document and len(mine & theirs) >= COPIED * min(len(mine), len(theirs))
    }


def _pair(one: Report, other: Report) -> tuple[str, str]:
    return (one.id, other.id) if one.id < other.id else (other.id, one.id)
