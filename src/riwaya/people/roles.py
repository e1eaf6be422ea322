"""Roles and the one table of rights that every face asks."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from riwaya.errors import BadInput, RiwayaError

Role = Literal["viewer", "coder", "reviewer", "admin"]
ROLES: tuple[Role, ...] = get_args(Role)  # each may do what those before it may
Verb = Literal[
    "read", "search", "export", "own-tokens", "queue", "accept", "correct", "reject", "note", "undo-own", "ingest",
    "same", "different", "assign", "undo-others", "agreement", "withdraw", "restore", "reread", "see-withheld", "policy", "users", "audit", "database",
]  # fmt: skip
RIGHTS: Mapping[Verb, Role] = {
    "read": "viewer",
    "search": "viewer",
    "export": "viewer",  # of what a viewer may see
    "own-tokens": "viewer",
    "queue": "coder",
    "accept": "coder",
    "correct": "coder",
    "reject": "coder",
    "note": "coder",
    "undo-own": "coder",
    "ingest": "coder",
    "same": "reviewer",
    "different": "reviewer",
    "assign": "reviewer",
    "undo-others": "reviewer",
    "agreement": "reviewer",
    "withdraw": "reviewer",
    "restore": "reviewer",
    "see-withheld": "reviewer",
    "reread": "admin",
    "policy": "admin",
    "users": "admin",
    "audit": "admin",
    "database": "admin",
}


class Denied(RiwayaError):
    """What a person may not do, or who is not let in; says which role is needed."""


class Wait(Denied):
    """Too many failed log-ins: not to be tried again for so many seconds."""

    def __init__(self, seconds: int) -> None:
        super().__init__(f"too many failed log-ins; try again in {seconds} seconds")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class Person:
    """Who acts, in which role; `local` where accounts are off and there is one user."""

    name: str
    role: Role
    local: bool = False


def may(role: Role, verb: Verb) -> bool:
    """Whether a role has the right to a verb."""
    return ROLES.index(role) >= ROLES.index(RIGHTS[verb])


def check(person: Person, verb: Verb) -> None:
    """Raise Denied where a person may not do what the verb says."""
    if not may(person.role, verb):
        raise Denied(f"{person.name}: {verb} needs the role {RIGHTS[verb]}, and yours is {person.role}; ask an admin for it (`riwaya users role`)")


def lesser(one: Role, other: Role) -> Role:
    """Return the role with fewer rights."""
    return ROLES[min(ROLES.index(one), ROLES.index(other))]


def role_of(name: str) -> Role:
    """Return the role of a name. Raises BadInput."""
    for role in ROLES:
        if role == name:
            return role
    raise BadInput(f"{name}: no such role; roles are {', '.join(ROLES)}")
