"""Rules of withholding: data, checked when they are loaded."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from riwaya.errors import BadInput
from riwaya.people import Role

What = Literal["names", "points", "unpublished"]
Reader = Literal["anonymous", "export"] | Role
READERS: tuple[Reader, ...] = ("anonymous", "export", *get_args(Role))
_KEYS = {"withhold", "from", "types"}


@dataclass(frozen=True, slots=True)
class Rule:
    """What is withheld, from which readers, of claims of which sub-event types (empty: all)."""

    withhold: What
    readers: frozenset[Reader]
    types: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Policy:
    """The rules of a store; without rules everybody sees all."""

    rules: tuple[Rule, ...] = ()

    def withholds(self, what: What, reader: Reader, kind: str | None = None) -> bool:
        """Whether something of a claim of a sub-event type is withheld from a reader; without a type: of any claim."""
        return any(rule.withhold == what and reader in rule.readers and (kind is None or not rule.types or kind in rule.types) for rule in self.rules)


NONE = Policy()


def read_policy(text: str, types: frozenset[str]) -> Policy:
    """Read rules from TOML: `[[rule]]` with `withhold`, `from` and optional `types`. Raises BadInput with the rule's number and key."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise BadInput(f"policy: not TOML: {error}; docs/people.md shows a policy") from error
    if set(given) - {"rule"} or not isinstance(given.get("rule", []), list):
        raise BadInput(f"policy: keys are {', '.join(given)}; a policy holds [[rule]] only")
    return Policy(tuple(_rule(number, one, types) for number, one in enumerate(given.get("rule", []), 1)))


def _rule(number: int, one: Mapping[str, Any], types: frozenset[str]) -> Rule:
    where = f"policy: rule {number}"
    if not isinstance(one, Mapping) or set(one) - _KEYS or not {"withhold", "from"} <= set(one):
        raise BadInput(f"{where}: keys are {', '.join(one)}; a rule holds withhold, from and, if wanted, types")
    what = next((known for known in get_args(What) if known == one["withhold"]), None)
    if what is None:
        raise BadInput(f"{where}: withhold: {one['withhold']!r} is none of {', '.join(get_args(What))}")
    readers = _some(f"{where}: from", one["from"], frozenset(READERS))
    return Rule(what, frozenset(reader for reader in READERS if reader in readers), _some(f"{where}: types", one.get("types", []), types))


def _some(where: str, given: object, allowed: frozenset[str]) -> frozenset[str]:
    if not isinstance(given, list) or not all(isinstance(one, str) for one in given):
        raise BadInput(f"{where}: {given!r} is no list of names")
    for one in given:
        if one not in allowed:
            raise BadInput(f"{where}: {one!r} is none of {', '.join(sorted(allowed))}")
    return frozenset(given)
