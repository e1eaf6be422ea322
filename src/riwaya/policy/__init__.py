"""What is withheld from whom: names of victims and witnesses, exact points, claims that nobody accepted (docs/people.md)."""

from __future__ import annotations

from riwaya.policy.apply import Ground, Withheld, apply
from riwaya.policy.names import BLOCK, Names, names
from riwaya.policy.rules import NONE, Policy, Reader, Rule, read_policy

__all__ = ["BLOCK", "NONE", "Ground", "Names", "Policy", "Reader", "Rule", "Withheld", "apply", "names", "read_policy"]
