"""The verbs of review: what waits, what is held of a claim, and every judgement a person can make (docs/review.md)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection

from riwaya import people
from riwaya.errors import BadInput
from riwaya.lexicon import Lexicon, built_in
from riwaya.lexicon.schema import read_kinds
from riwaya.link.judged import judged
from riwaya.model import Document, Event, Judgement, Report, Verdict
from riwaya.people import Person
from riwaya.review import OPEN, State, slots, states
from riwaya.review.agreement import Agreement, agreement
from riwaya.review.doubt import Doubt, doubt
from riwaya.review.slots import Terms
from riwaya.review.state import taken_back
from riwaya.store import Store, events, judgements, pages
from riwaya.store import people as accounts
from riwaya.store.judgements import Held
from riwaya.store.people import Deed

_LONGEST = 10_000  # characters of a note or a reason


@dataclass(frozen=True, slots=True)
class Case:
    """A claim with all that a reviewer needs: what is held of it, its page, its event, its judgements, and why it is doubted."""

    held: Held
    state: State
    page: Document
    event: Event | None
    judgements: tuple[Judgement, ...]
    doubt: Doubt


def terms(lexicon: Lexicon) -> Terms:
    """Return the ids that corrected slots may hold."""
    kinds = read_kinds(built_in() / "kinds.yaml")

    def values(kind: str) -> frozenset[str]:
        found = kinds[kind].values
        return frozenset() if isinstance(found, str) else found

    lists = {"item": values("equipment"), "quantity": values("quantity"), "channel": values("channel") | values("source")}
    return Terms(lexicon.event_types, frozenset(lexicon.actors), {**lists, "casualties.outcome": values("casualty"), "equipment.outcome": values("damage")})


def judge(  # what a judgement says
    store: Store, person: Person, verdict: Verdict, targets: Sequence[str], *, why: str = "", value: str = "", now: datetime | None = None
) -> Judgement:
    """Make a judgement of claims: accept, reject, same, different, note, assign. It is on the disk when this returns.

    Raises Denied, and BadInput where a claim is not there or judgements would contradict each other.
    """
    people.check(person, verdict_right(verdict))
    if not value.isprintable():
        raise BadInput(f"{value!r}: no name that can be typed")
    with store.writing() as connection:
        held = _wanted(connection, targets)
        read = judgements.record_text(held[0].read) if verdict in {"accept", "reject"} else ""
        if verdict == "assign" and value:
            _check_assignee(connection, value)
        one = Judgement(verdict, tuple(targets), person.name, _time(connection, now), said(why), "", value, read)
        return _add(connection, one, targets)


def correct(  # what a correction says
    store: Store, person: Person, claim: str, slot: str, value: object, known: Terms, *, why: str = "", now: datetime | None = None
) -> Judgement:
    """Put a person's value (JSON, in the contract's form) into a slot. Raises Denied, and BadInput for a claim, slot or value that cannot be."""
    people.check(person, "correct")
    checked = slots.checked(slot, value, known)
    with store.writing() as connection:
        (held,) = _wanted(connection, [claim])
        one = Judgement("correct", (claim,), person.name, _time(connection, now), said(why), slot, checked, judgements.record_text(held.read))
        return _add(connection, one, [claim])


def undo(store: Store, person: Person, judgement: str, *, why: str = "", now: datetime | None = None) -> Judgement:
    """Take a judgement back, an undo too; one's own, or with the right to it another's. Raises Denied, and BadInput where there is none."""
    with store.writing() as connection:
        given = judgements.by_id(connection, judgement) if judgement and judgement.isprintable() else None
        if given is None:
            raise BadInput(f"{judgement}: no such judgement; `riwaya review show CLAIM` lists those of a claim")
        people.check(person, "undo-own" if given.by == person.name else "undo-others")
        if given.id in taken_back(judgements.of_claims(connection, [given.id])):
            raise BadInput(f"{given.id}: is taken back already; undo that undo to let it hold again")
        one = Judgement("undo", (given.id,), person.name, _time(connection, now), said(why))
        return _add(connection, one, _claims_of(connection, given))


def verdict_right(verdict: Verdict) -> people.roles.Verb:
    """Return the right that a verdict needs."""
    return "undo-own" if verdict == "undo" else verdict


def waiting(store: Store, person: Person, limit: int = 20) -> list[Case]:
    """Return the claims that wait for a person, each with its reasons: those given to the person first, then the most doubtful."""
    people.check(person, "queue")
    reckon(store)
    with store.reading() as connection:
        return [_case(connection, claim) for claim in judgements.queue(connection, person.name, limit)]


def reckon(store: Store) -> None:
    """Reckon the doubt of the claims whose events were formed since."""
    with store.reading() as connection:
        missing = judgements.undoubted(connection)
    for one in missing:
        with store.writing() as connection:
            event = events.one_event(connection, one)
            points = {} if event is None else {report.id: doubt(report, event).points for report in event.reports}
            judgements.put_doubts(connection, {claim: number for claim, number in points.items() if not judgements.is_doubted(connection, claim)})


def show(store: Store, person: Person, claim: str) -> Case:
    """Return what is held of a claim, or of the one claim whose id begins so. Raises Denied and BadInput."""
    people.check(person, "queue")
    with store.reading() as connection:
        return _case(connection, claim)


def agreements(store: Store, person: Person) -> tuple[Agreement, ...]:
    """Return how far each two reviewers agree. Raises Denied."""
    people.check(person, "agreement")
    with store.reading() as connection:
        said = list(judgements.every(connection))
        held = judgements.held(connection, sorted({target for one in said if one.verdict != "undo" for target in one.targets}))
    return agreement(said, {name: one.read for name, one in held.items()})


def all_judgements(store: Store) -> list[Judgement]:
    """Return every judgement of a store, in the order in which they were made."""
    with store.reading() as connection:
        return list(judgements.every(connection))


def _case(connection: Connection, claim: str) -> Case:
    (held,) = _wanted(connection, [claim])
    page = pages.one_page(connection, held.page)
    if not isinstance(page, Document):
        raise BadInput(f"{claim}: its page {held.page} is withdrawn; `riwaya review restore` brings it back")
    told = sorted(judgements.of_claims(connection, [claim]), key=lambda one: (one.at, one.id))
    name = events.of_claim(connection, claim)
    event = events.one_event(connection, name) if name else None
    report = next((one for one in event.reports if one.id == claim), None) if event else None
    return Case(held, states(told).get(claim, OPEN), page, event, tuple(told), doubt(report or Report(claim, held.claim), event))


def _wanted(connection: Connection, targets: Sequence[str]) -> list[Held]:
    found = judgements.held(connection, [one for one in targets if one.isprintable()])
    for one in targets:
        if one not in found:
            raise BadInput(f"{one}: no such claim in this store; `riwaya review next` shows ids")
    if len(set(targets)) != len(targets):
        raise BadInput(f"{targets[0]}: one claim twice; name two claims")
    return [found[one] for one in targets]


def _check_assignee(connection: Connection, name: str) -> None:
    user = accounts.user(connection, name)
    if accounts.count(connection) and (user is None or user.disabled or not people.may(user.role, "queue")):
        raise BadInput(f"{name}: no account that may review; `riwaya users list` shows them")


def said(why: str) -> str:
    """Return a reason or note without what is no text. Raises BadInput where it is too long."""
    if len(why) > _LONGEST:
        raise BadInput(f"the reason has {len(why)} characters; at most {_LONGEST} are kept")
    return "".join(letter for letter in why if letter.isprintable() or letter in "\n\u200c\u200d\u200e\u200f").strip()


def _time(connection: Connection, now: datetime | None) -> str:
    return judgements.after(judgements.latest(connection), now or datetime.now(UTC))


def _add(connection: Connection, one: Judgement, claims: Sequence[str]) -> Judgement:
    """Add a judgement with its line of the audit trail, and let all follow from it; in the transaction that is given."""
    judgements.add(connection, one)
    if len(one.targets) == 2 or one.verdict == "undo":
        judged(judgements.of_pairs(connection))  # raises where not all can hold; the transaction then ends without a trace
        judgements.mark_unlinked(connection, claims)
    judgements.settle(connection, claims)
    accounts.log(connection, Deed(one.at, one.by, one.verdict, " ".join(one.targets), one.id))
    return one


def _claims_of(connection: Connection, given: Judgement) -> tuple[str, ...]:
    """Return the claims that a judgement speaks of, through undos of undos."""
    while given.verdict == "undo" and len(given.targets) == 1:
        inner = judgements.by_id(connection, given.targets[0])
        if inner is None:
            return ()
        given = inner
    return given.targets
