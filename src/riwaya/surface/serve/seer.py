"""What who asks may see: the policy laid over everything that leaves the server (docs/people.md)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Annotated

from fastapi import Depends

from riwaya.model import Document, Event, Report
from riwaya.people import Person
from riwaya.policy import Policy
from riwaya.policy.rules import What
from riwaya.service import shelf, withholding
from riwaya.service.query import Query
from riwaya.service.shelf import Page, Told
from riwaya.service.withholding import Sight
from riwaya.surface.serve.desk import Desk
from riwaya.surface.serve.who import DeskDep, needs

NOTHING = Query(since=date.max, until=date.min)  # finds nothing: no day is in this span


@dataclass(frozen=True, slots=True)
class Seer:
    """One person's view of the store in one request; `withheld` counts what was kept from him or her."""

    desk: Desk
    person: Person
    sight: Sight
    withheld: Counter[str] = field(default_factory=Counter)

    def hides(self, what: What) -> bool:
        """Whether something of a kind is kept from this person, of any claim."""
        return self.sight.policy.withholds(what, self.person.role)

    def query(self, asked: Query) -> Query:
        """Return a search as this person may ask it; one for what is withheld finds nothing, since a refusal would tell that it is there. Raises Denied."""
        return self.sight.query(asked) or NOTHING

    def reviewing(self) -> Seer:
        """Return the view of this person at review: names and points stay withheld, what nobody accepted is what review is for."""
        rules = tuple(rule for rule in self.sight.policy.rules if rule.withhold != "unpublished")
        return replace(self, sight=replace(self.sight, policy=Policy(rules)))

    def report(self, one: Report) -> Report | None:
        """Return a claim as this person may see it, None where that is nothing."""
        seen = self.sight.claim(one)
        self.withheld.update(seen.counts)
        return seen.value

    def claims(self, told: Iterable[Told]) -> list[tuple[Report, str]]:
        """Return claims with their pages' texts, as this person may see them."""
        return [(seen, self.text(one.document)) for one in told if (seen := self.report(one.report))]

    def text(self, document: Document) -> str:
        """Return a page's text as this person may see it, of the same length."""
        if not self.hides("names"):
            return document.text
        page = shelf.page(self.desk.store, document.id)
        return self.document(document, page.reports if page else ()).text

    def document(self, document: Document, reports: Iterable[Report]) -> Document:
        """Return a page as this person may see it, given all its claims."""
        seen = self.sight.page(document, [one.claim for one in reports])
        self.withheld.update(seen.counts)
        return seen.value or replace(document, text="", title=None, byline=None)

    def page(self, one: Page) -> tuple[Document, tuple[Report, ...]]:
        """Return a page and its claims as this person may see them."""
        return self.document(one.document, one.reports), tuple(seen for report in one.reports if (seen := self.report(report)))

    def event(self, one: Event) -> Event | None:
        """Return an event as this person may see it, None where that is nothing."""
        seen = self.sight.event(one)
        self.withheld.update(seen.counts)
        return seen.value

    def texts(self, one: Event) -> dict[str, str]:
        """Return the texts of an event's pages, as this person may see them."""
        return {name: self.text(document) for name, document in shelf.documents(self.desk.store, one.docs).items()}


def seer(desk: DeskDep, person: Annotated[Person, Depends(needs("read"))]) -> Seer:
    """Return the view of who asks."""
    return Seer(desk, person, withholding.sight(desk.store, person.role, lambda: desk.ground))


SeerDep = Annotated[Seer, Depends(seer)]
