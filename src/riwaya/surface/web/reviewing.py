"""Review: one claim after the other, the most doubtful first; every judgement can be taken back."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from typing import cast

from starlette.responses import RedirectResponse, Response

from riwaya import people
from riwaya.errors import BadInput
from riwaya.model import Document, Judgement, Report, Span, Verdict
from riwaya.people import Person
from riwaya.review.state import taken_back
from riwaya.service.review import Case, terms
from riwaya.surface.retold import retold
from riwaya.surface.web import picture, slotforms
from riwaya.surface.web.pages import lines_of
from riwaya.surface.web.picture import Quote
from riwaya.surface.web.site import Visit

QUEUE = 25  # claims that are listed as waiting
_AROUND = 160  # characters of the page before and after what is judged
_PAIRS = 6  # claims of the same event that may be told apart
_SIMPLE = frozenset({"accept", "reject", "note", "assign"})


def desk(visit: Visit) -> Response:
    """Show the claim that is asked for, else the first that waits."""
    person = _person(visit)
    review = visit.desk.review
    waiting = review.waiting(person, QUEUE)
    name = visit.asked("claim")
    case = review.show(person, name) if name else next(iter(waiting), None)
    told = review.judgements(person)
    gone = taken_back(told)
    return visit.show(
        "review.html",
        case=case,
        waiting=waiting,
        following=_following(waiting, case),
        quote=picture.quote(Report(case.held.id, case.held.claim), case.page) if case else None,
        around=_around(case.page, case.held.claim.evidence) if case else ("", ""),
        lines=list(lines_of(case.held.claim, case.page.outlet, visit.wording)) if case else [],
        forms=slotforms.forms(case.held.claim, terms(visit.desk.ground.lexicon)) if case else (),
        others=_others(visit, case) if case else [],
        mine=_mine(told, gone, person),
        gone=gone,
        reviewers=review.reviewers(person) if people.may(person.role, "assign") else (),
        actors=visit.desk.reader.lexicon.actors.values(),
        may={verb: people.may(person.role, verb) for verb in ("accept", "correct", "same", "undo-others", "agreement")},
        done=visit.asked("done"),
        trouble=visit.asked("trouble"),
    )


def judge(visit: Visit) -> Response:
    """Accept, reject or note a claim, or tell two apart, and go on to the next."""
    verdict, claim, other = visit.sent("verdict"), visit.part("claim"), visit.sent("other")
    if verdict not in _SIMPLE | {"same", "different"}:
        raise BadInput(f"{verdict[:40]!r}: no judgement; one of accept, reject, note, assign, same, different")
    targets = (claim, other) if verdict in {"same", "different"} else (claim,)
    return _said(visit, lambda: visit.desk.review.judge(_person(visit), cast("Verdict", verdict), targets, why=visit.sent("why"), value=visit.sent("value")))


def correct(visit: Visit) -> Response:
    """Put what the form says into a slot."""
    slot = visit.sent("slot")
    value = slotforms.value(slot, visit.form, visit.desk.ground.atlas)
    return _said(visit, lambda: visit.desk.review.correct(_person(visit), visit.part("claim"), slot, value, why=visit.sent("why")), stay=True)


def undo(visit: Visit) -> Response:
    """Take a judgement back."""
    return _said(visit, lambda: visit.desk.review.undo(_person(visit), visit.sent("judgement")), stay=True)


def agreement(visit: Visit) -> Response:
    """Show how far reviewers agree."""
    return visit.show("agreement.html", rows=visit.desk.review.agreements(_person(visit)))


def places(visit: Visit) -> Response:
    """Return what a typed name may mean, as the options of a list."""
    typed = visit.asked("q").strip()
    found = visit.desk.ground.atlas.find(typed)[:12] if 1 < len(typed) <= 200 else ()
    return visit.show("options.html", found=[one.entry for one in found], atlas=visit.desk.ground.atlas)


def _said(visit: Visit, say: Callable[[], Judgement], *, stay: bool = False) -> Response:
    """Carry a judgement out and lead on: to the next claim, or back to this one with what is wrong."""
    claim = visit.part("claim")
    try:
        made = say()
    except BadInput as error:
        return RedirectResponse(visit.frame.to("review", claim=claim, trouble=retold(str(error), visit.wording.say)[:500]), 303)
    visit.desk.catch_up()
    goal = {"claim": claim} if stay else {"claim": visit.sent("following")} if visit.sent("following") else {}
    return RedirectResponse(visit.frame.to("review", **goal, done=made.id), 303)


def _person(visit: Visit) -> Person:
    if visit.person is None:
        raise LookupError("a review without a person")  # the routes ask for a right
    return visit.person


def _following(waiting: Sequence[Case], case: Case | None) -> str:
    """Return the claim that comes after this one in the queue, "" for none."""
    names = [one.held.id for one in waiting]
    rest = names[names.index(case.held.id) + 1 :] if case and case.held.id in names else names
    return next((name for name in rest if case is None or name != case.held.id), "")


def _around(page: Document, evidence: Sequence[Span]) -> tuple[str, str]:
    """Return a little of the page before and after what is judged."""
    if not evidence or not page.text:
        return "", ""
    first, last = min(span.start for span in evidence), max(span.end for span in evidence)
    before, after = page.text[max(0, first - _AROUND) : first], page.text[last : last + _AROUND]
    return before.rpartition("\n")[2], after.partition("\n")[0]


def _others(visit: Visit, case: Case) -> list[tuple[Report, Quote]]:
    """Return claims of the same event on other pages, with their words, to be told apart."""
    reports = case.event.reports if case.event else ()
    others = [report for report in reports if report.id != case.held.id][:_PAIRS]
    documents = visit.documents({report.claim.document for report in others})
    return [(report, picture.quote(report, documents.get(report.claim.document))) for report in others]


def _mine(told: Sequence[Judgement], gone: frozenset[str], person: Person) -> dict[str, int]:
    """Count what a person judged and did not take back: today, and in all."""
    own = [one for one in told if one.by == person.name and one.verdict != "undo" and one.id not in gone]
    today = datetime.now(UTC).date().isoformat()
    return {"today": sum(one.at.startswith(today) for one in own), "all": len(own)}
