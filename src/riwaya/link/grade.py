"""How well an event is attested, each grade with its reasons: after Airwars, and by the Admiralty code. docs/grades.md says what was adapted."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from riwaya.link.knowledge import Knowledge
from riwaya.link.position import PARTIES
from riwaya.link.signs import NAMELESS
from riwaya.model import Account, Comparison, Grade, Reasoned

Scale = Literal["confirmed", "fair", "weak", "contested", "discounted"]
Letter = Literal["A", "B", "C", "D", "E", "F"]
Digit = Literal[1, 2, 3, 4, 5, 6]
DENYING = {"denies", "explains-otherwise"}
WATCHERS = {"monitor", "international-organisation", "civil-organisation"}  # kinds of actors whose work is to watch
DISPUTES = {"cause": "grade.doers-differ", "what": "grade.kinds-differ"}  # slots whose contradiction makes an event contested
UNNAMED = {"unnamed", "witness"}


def grade(accounts: Sequence[Account], comparisons: Sequence[Comparison], known: Knowledge) -> Grade:
    """Grade an event by its accounts."""
    telling = [account for account in accounts if _tells(account)]
    denying = [account for account in accounts if account.position in DENYING and not _admits(account)]
    admitting = [account for account in telling if _admits(account)]
    disputes = [DISPUTES[one.slot] for one in comparisons if one.slot in DISPUTES and one.agreement == "contradicted"]
    origins = independent(telling)
    scale, why = _scale(origins, denying, admitting, disputes)
    letter, who = min(((_letter(account, known), account.origin) for account in origins), default=("F", ""))
    digit = _information(scale, origins, disputed=bool(disputes))
    outlets = {outlet for account in telling for outlet in account.outlets}
    reasons = [
        Reasoned("grade.origins", (("origins", str(len(origins))), ("outlets", str(len(outlets))))),
        *why,
        *((Reasoned(f"grade.source-{letter}", (("who", who),)),) if who else ()),
        Reasoned(f"grade.information-{digit}"),
    ]
    return Grade(scale, letter, digit, tuple(reasons))


def independent(telling: Sequence[Account]) -> list[Account]:
    """Return the accounts that count as origins of their own.

    What an outlet says in its own voice sums up the sources that its page cites for the event; it counts only where the page cites none.
    """
    cited = {report.claim.document for account in telling for report in account.reports if report.claim.sources}
    return [account for account in telling if not cited.issuperset(report.claim.document for report in account.reports) or account.speaker]


def _tells(account: Account) -> bool:
    """Whether an account says that it happened: certainly or as possible."""
    return any(report.claim.stance in {"asserted", "possible"} for report in account.reports)


def _admits(account: Account) -> bool:
    """Whether the teller speaks against its own side: a loss of its own, or a deed of its own that harmed people outside the fight."""
    if account.position == "admits-loss":
        return True
    return account.position == "claims-deed" and any(
        {party.actor for party in report.claim.targets} & NAMELESS or any(one.group in NAMELESS for one in report.claim.casualties)
        for report in account.reports
    )


def _scale(telling: Sequence[Account], denying: Sequence[Account], admitting: Sequence[Account], disputes: Sequence[str]) -> tuple[Scale, tuple[Reasoned, ...]]:
    admits = tuple(Reasoned("grade.admits", (("who", one.origin),)) for one in admitting)
    denies = tuple(Reasoned(f"grade.{one.position}", (("who", one.origin),)) for one in denying)
    if not telling:
        return "discounted", denies or (Reasoned("grade.nobody"),)
    if admitting and len(telling) > 1 and not denying:
        return "confirmed", admits
    if denying or disputes:
        return "contested", (*denies, *(Reasoned(key) for key in disputes if not denying), *admits)
    if len(telling) > 1:
        return "fair", (Reasoned("grade.independent"),)
    return "weak", (Reasoned("grade.single", (("who", telling[0].origin),)),)


def _letter(account: Account, known: Knowledge) -> Letter:
    """Return the reliability of a teller by what kind of teller it is; E is never given by rule."""
    if _admits(account):
        return "A"
    actor = known.actors.get(account.speaker.actor or "") if account.speaker else None
    if actor and actor.kind in WATCHERS:
        return "B"
    if actor and actor.kind in PARTIES:
        return "D"
    if account.speaker and (account.speaker.channel in UNNAMED or not account.speaker.name):
        return "F"
    return "C"


def _information(scale: Scale, telling: Sequence[Account], *, disputed: bool) -> Digit:
    if scale == "discounted":
        return 5
    if scale == "contested" or disputed:
        return 4
    if all(report.claim.stance == "possible" for account in telling for report in account.reports):
        return 6
    return 1 if scale == "confirmed" or len(telling) > 2 else 2 if len(telling) == 2 else 3
