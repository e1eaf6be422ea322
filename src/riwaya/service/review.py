"""The verbs of review: what waits, what is held of a claim, and every judgement a person can make (docs/review.md)."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import lru_cache

from sqlalchemy import Connection

from riwaya import people
from riwaya.contract.write import claim_record
from riwaya.errors import BadInput
from riwaya.lexicon import Lexicon, built_in
from riwaya.lexicon.schema import read_kinds
from riwaya.link.judged import judged
from riwaya.model import Claim, Document, Event, Judgement, Report, Verdict
from riwaya.people import Person
from riwaya.review import OPEN, State, slots, states
from riwaya.review.agreement import Agreement, agreement
from riwaya.review.doubt import Doubt, doubt, points_of
from riwaya.review.slots import Terms
from riwaya.review.state import taken_back
from riwaya.service.settling import Loaded, settle
from riwaya.store import Store, events, holding, judgements, pages, queue, withdrawn
from riwaya.store import people as accounts
from riwaya.store.holding import Held
from riwaya.store.people import Deed, User

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
    return Terms(lexicon.event_types, frozenset(lexicon.actors), _closed_lists())


@lru_cache(maxsize=1)
def _closed_lists() -> Mapping[str, frozenset[str]]:
    kinds = read_kinds(built_in() / "kinds.yaml")

    def values(kind: str) -> frozenset[str]:
        found = kinds[kind].values
        return frozenset() if isinstance(found, str) else found

    lists = {"item": values("equipment"), "quantity": values("quantity"), "channel": values("channel") | values("source")}
    return {**lists, "casualties.outcome": values("casualty"), "equipment.outcome": values("damage")}


@dataclass(frozen=True, slots=True)
class Review:
    """The verbs of review over one store; `ground` gives what filing a corrected claim needs, `now` tells the time.

    A judgement is on the disk when its verb returns. The events of a claim that it changed are deleted with it: `linking.catch_up` forms them anew.
    """

    store: Store
    ground: Loaded
    now: Callable[[], datetime] = lambda: datetime.now(UTC)

    def judge(self, person: Person, verdict: Verdict, targets: Sequence[str], *, why: str = "", value: str = "") -> Judgement:
        """Make a judgement of claims: accept, reject, same, different, note, assign (`value` is whom, "" for nobody).

        Raises Denied, and BadInput where a claim is not there or judgements would contradict each other.
        """
        _check_form(verdict, targets)
        people.check(person, verdict_right(verdict))
        if not value.isprintable():
            raise BadInput(f"{value!r}: no name that can be typed")
        with self.store.writing() as connection:
            held = _wanted(connection, targets)
            if verdict == "assign" and value:
                _check_assignee(connection, value)
            read = record_text(held[0].read) if verdict in {"accept", "reject"} else ""
            return self._add(connection, Judgement(verdict, tuple(targets), person.name, self._time(connection), said(why), "", value, read), targets)

    def correct(self, person: Person, claim: str, slot: str, value: object, *, why: str = "") -> Judgement:
        """Put a person's value (what JSON can say, in the contract's form) into a slot. Raises Denied; BadInput for a claim, slot or value that cannot be."""
        people.check(person, "correct")
        checked = slots.checked(slot, value, terms(self.ground().lexicon))
        with self.store.writing() as connection:
            (held,) = _wanted(connection, [claim])
            one = Judgement("correct", (claim,), person.name, self._time(connection), said(why), slot, checked, record_text(held.read))
            return self._add(connection, one, [claim])

    def merge(self, person: Person, left: str, right: str, *, why: str = "") -> list[Judgement]:
        """Judge that two events are one: all their claims are the same as one of them. Raises Denied, and BadInput as `judge` does."""
        people.check(person, "same")
        with self.store.writing() as connection:
            one, other = (_claims_in(connection, name) for name in (left, right))
            if not set(one).isdisjoint(other):
                raise BadInput(f"{left}, {right}: are one event already")
            return self._add_pairs(connection, person, "same", _chain([*one, *other]), why)

    def split(self, person: Person, event: str, claims: Sequence[str], *, why: str = "") -> list[Judgement]:
        """Judge that some claims of an event tell of another one than the rest: each part is one event. Raises Denied, and BadInput as `judge` does."""
        people.check(person, "different")
        with self.store.writing() as connection:
            held = _claims_in(connection, event)
            part, rest = [one for one in held if one in claims], [one for one in held if one not in claims]
            if len(part) != len(claims) or not part or not rest:
                raise BadInput(f"{event}: name some of its claims, each once and not all; they are {', '.join(held)}")
            made = self._add_pairs(connection, person, "same", [*_chain(part), *_chain(rest)], why)
            return made + self._add_pairs(connection, person, "different", [(part[0], rest[0])], why)

    def undo(self, person: Person, judgement: str, *, why: str = "") -> Judgement:
        """Take a judgement back, an undo too; one's own, or with the right to it another's. Raises Denied, and BadInput where there is none."""
        with self.store.writing() as connection:
            given = judgements.by_id(connection, judgement) if judgement and judgement.isprintable() else None
            if given is None:
                raise BadInput(f"{judgement}: no such judgement; `riwaya review show CLAIM` lists those of a claim")
            people.check(person, "undo-own" if given.by == person.name else "undo-others")
            if given.id in taken_back(judgements.of_claims(connection, [given.id])):
                raise BadInput(f"{given.id}: is taken back already; undo that undo to let it hold again")
            one = Judgement("undo", (given.id,), person.name, self._time(connection), said(why))
            return self._add(connection, one, _claims_of(connection, given))

    def waiting(self, person: Person, limit: int = 20) -> list[Case]:
        """Return the claims that wait for a person, each with its reasons: those given to the person first, then the most doubtful. Raises Denied."""
        people.check(person, "queue")
        self.reckon()
        with self.store.reading() as connection:
            return [_case(connection, claim) for claim in queue.waiting(connection, person.name, limit)]

    def reckon(self) -> None:
        """Reckon the doubt of the claims whose events were formed since."""
        with self.store.reading() as connection:
            missing = queue.undoubted(connection)
            found = [{claim: one for event in some for claim, one in points_of(event)} for some in queue.events_of(connection, missing)]
        for points in found:
            with self.store.writing() as connection:
                queue.put_doubts(connection, points)

    def show(self, person: Person, claim: str) -> Case:
        """Return what is held of a claim. Raises Denied and BadInput."""
        people.check(person, "queue")
        with self.store.reading() as connection:
            return _case(connection, claim)

    def reviewers(self, person: Person) -> list[str]:
        """Return the accounts that a claim may be given to, none where accounts are off. Raises Denied."""
        people.check(person, "assign")
        with self.store.reading() as connection:
            return [user.name for user in accounts.every(connection) if _may_review(user)]

    def agreements(self, person: Person) -> tuple[Agreement, ...]:
        """Return how far each two reviewers agree. Raises Denied."""
        people.check(person, "agreement")
        with self.store.reading() as connection:
            told = list(judgements.every(connection))
            held = holding.held(connection, sorted({target for one in told if one.verdict != "undo" for target in one.targets}))
        return agreement(told, {name: one.read for name, one in held.items()})

    def judgements(self, person: Person) -> list[Judgement]:
        """Return every judgement of the store, in the order in which they were made. Raises Denied."""
        people.check(person, "queue")
        with self.store.reading() as connection:
            return list(judgements.every(connection))

    def _time(self, connection: Connection) -> str:
        return judgements.after(judgements.latest(connection), self.now())

    def _add_pairs(self, connection: Connection, person: Person, verdict: Verdict, pairs: Sequence[tuple[str, str]], why: str) -> list[Judgement]:
        return [self._add(connection, Judgement(verdict, both, person.name, self._time(connection), said(why)), both) for both in pairs]

    def _add(self, connection: Connection, one: Judgement, claims: Sequence[str]) -> Judgement:
        """Add a judgement with its line of the audit trail, and let all follow from it; in the transaction that is given."""
        judgements.add(connection, one)
        if len(claims) == 2:
            judged(judgements.of_pairs(connection))  # raises where not all can hold; the transaction then ends without a trace
            events.unlink(connection, claims)
        settle(connection, claims, self.ground)
        accounts.log(connection, Deed(one.at, one.by, one.verdict, " ".join(one.targets), one.id))
        return one


def verdict_right(verdict: Verdict) -> people.roles.Verb:
    """Return the right that a verdict needs."""
    return "undo-own" if verdict == "undo" else verdict


def record_text(claim: Claim) -> str:
    """Return a claim as a judgement keeps it: its record as JSON in one form."""
    return slots.text(claim_record(claim))


def said(why: str) -> str:
    """Return a reason or note without what is no text. Raises BadInput where it is too long."""
    if len(why) > _LONGEST:
        raise BadInput(f"the reason has {len(why)} characters; at most {_LONGEST} are kept")
    return "".join(letter for letter in why if letter.isprintable() or letter in "\n\u200c\u200d\u200e\u200f").strip()


def _check_form(verdict: Verdict, targets: Sequence[str]) -> None:
    if verdict in {"correct", "undo"}:
        raise BadInput(f"{verdict}: has a verb of its own")
    wanted = 2 if verdict in {"same", "different"} else 1
    if len(targets) != wanted:
        raise BadInput(f"{verdict}: is said of {wanted} claims, not of {len(targets)}")
    if len(set(targets)) != len(targets):
        raise BadInput(f"{targets[0]}: one claim twice; name two claims")


def _case(connection: Connection, claim: str) -> Case:
    (held,) = _wanted(connection, [claim])
    page = pages.document(connection, held.document)
    if page is None:
        raise LookupError(held.document)  # a claim's document is a foreign key
    told = sorted(judgements.of_claims(connection, [claim]), key=lambda one: (one.at, one.id))
    event = next(iter(events.of_claims(connection, [claim])), None)
    report = next((one for one in event.reports if one.id == claim), None) if event else None
    return Case(held, states(told).get(claim, OPEN), page, event, tuple(told), doubt(report or Report(claim, held.claim), event))


def _wanted(connection: Connection, targets: Sequence[str]) -> list[Held]:
    found = holding.held(connection, [one for one in targets if one.isprintable()])
    for one in targets:
        if one not in found:
            raise BadInput(f"{one}: no such claim in this store; `riwaya review next` shows ids")
        if stone := withdrawn.tombstone(connection, found[one].document):
            raise BadInput(f"{one}: its page {stone.page} is withdrawn ({stone.why}); `riwaya review restore` brings it back")
    return [found[one] for one in targets]


def _claims_in(connection: Connection, event: str) -> list[str]:
    """Return the claims of an event, by its id or the beginning of it."""
    found = events.named(connection, event) if event and event.isprintable() else []
    if len(found) != 1:
        raise BadInput(f"{event}: {'several events begin so' if found else 'no such event'}; `riwaya events` shows ids")
    return sorted(report.id for report in found[0].reports)


def _chain(claims: Sequence[str]) -> list[tuple[str, str]]:
    return [(claims[0], other) for other in claims[1:]]


def _check_assignee(connection: Connection, name: str) -> None:
    user = accounts.user(connection, name)
    if accounts.count(connection) and (user is None or not _may_review(user)):
        raise BadInput(f"{name}: no account that may review; `riwaya users list` shows them")


def _may_review(user: User) -> bool:
    return not user.disabled and people.may(user.role, "queue")


def _claims_of(connection: Connection, given: Judgement) -> tuple[str, ...]:
    """Return the claims that a judgement speaks of, through undos of undos."""
    while given.verdict == "undo" and len(given.targets) == 1:
        inner = judgements.by_id(connection, given.targets[0])
        if inner is None:
            return ()
        given = inner
    return given.targets
