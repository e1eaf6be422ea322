"""Who may do what: roles, rights, passwords, tokens and the slowing of guesses. Pure; what is kept of it is the store's (docs/people.md)."""

from __future__ import annotations

from riwaya.people.roles import RIGHTS, ROLES, Denied, Person, Role, Wait, check, lesser, may, role_of
from riwaya.people.secrets import csrf, digest, new_secret, same_secret
from riwaya.people.throttle import FORGET, Attempts, failed, wait

__all__ = [
    "FORGET",
    "RIGHTS",
    "ROLES",
    "Attempts",
    "Denied",
    "Person",
    "Role",
    "Wait",
    "check",
    "csrf",
    "digest",
    "failed",
    "lesser",
    "may",
    "new_secret",
    "role_of",
    "same_secret",
    "wait",
]
