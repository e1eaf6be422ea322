"""What is watched, how often, and who is told of what: a TOML file, checked as a whole when it is read (docs/watch.md)."""

from __future__ import annotations

import os
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from ipaddress import IPv4Network, IPv6Network
from pathlib import Path
from typing import Annotated, Any, ClassVar, Literal

from pydantic import BeforeValidator, ConfigDict, Field, TypeAdapter, ValidationError

from riwaya.errors import BadInput

_UNITS = {"s": 1, "m": 60, "h": 3600, "d": 86400}
_SPAN = re.compile(r"(\d+)\s*([smhd])")
_STRICT = ConfigDict(extra="forbid")


def _seconds(told: object) -> object:
    """Read "90s", "15m", "6h", "2d"; anything else is left for the check to refuse."""
    found = _SPAN.fullmatch(told.strip()) if isinstance(told, str) else None
    if found is None:
        raise ValueError('write a span of time as "90s", "15m", "6h" or "2d"')
    return float(int(found[1]) * _UNITS[found[2]])


Span = Annotated[float, BeforeValidator(_seconds), Field(ge=1)]
Name = Annotated[str, Field(min_length=1, max_length=200)]


@dataclass(frozen=True, slots=True)
class Mail:
    """The server that sends mail; `security` is none, starttls or tls. `password_file` holds the password of `user` and nothing else."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    host: Name
    sender: Name
    port: Annotated[int, Field(ge=1, le=65535)] = 587
    security: Literal["none", "starttls", "tls"] = "starttls"
    user: str = ""
    password_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Webhook:
    """An address that alerts are posted to. `secret_file` holds what they are signed with (HMAC-SHA256)."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    url: Annotated[str, Field(pattern=r"^https?://[^\s/]+")]
    secret_file: Path | None = None


@dataclass(frozen=True, slots=True)
class Rule:
    """Which events are told of, and to whom. What is left out asks for nothing; `least` are figures by outcome, `days` how old an event may be."""

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    name: Name
    place: str = ""
    kinds: tuple[str, ...] = ()
    grades: tuple[Literal["confirmed", "fair", "weak", "contested", "discounted"], ...] = ()
    least: Mapping[str, Annotated[int, Field(ge=0)]] = field(default_factory=dict)
    days: Annotated[int, Field(ge=0)] = 7
    mail: tuple[Annotated[str, Field(pattern=r"^[^\s@<>,]+@[^\s@<>,]+$")], ...] = ()
    webhooks: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Plan:
    """All of the file. Spans are in seconds; `recheck` is how often pages that are known are asked for again while lists name them.

    `back` is how old a page of a sitemap may be: a sitemap often names all that an outlet ever published.
    """

    __pydantic_config__: ClassVar[ConfigDict] = _STRICT
    sources: tuple[str, ...] = ("all",)
    every: Span = 900.0
    recheck: Span = 21600.0
    back: Span = 604800.0
    delay: Annotated[float, Field(ge=0)] = 2.0
    agent: str = ""
    language: Literal["ar", "en"] = "ar"
    allow: tuple[IPv4Network | IPv6Network, ...] = ()
    intervals: Mapping[str, Span] = field(default_factory=dict)
    mail: Mail | None = None
    webhooks: Mapping[str, Webhook] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()


def read(path: Path) -> Plan:
    """Read a plan. Raises BadInput naming every part that is wrong."""
    try:
        told = tomllib.loads(path.read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError, tomllib.TOMLDecodeError) as error:
        raise BadInput(f"{path}: cannot be read as TOML: {error}") from error
    try:
        plan = TypeAdapter(Plan).validate_python(told)
    except ValidationError as error:
        wrong = "; ".join(f"{_place(one['loc'], told)}: {one['msg']}" for one in error.errors())
        raise BadInput(f"{path}: {wrong}") from error
    if faults := [*_faults(plan)]:
        raise BadInput(f"{path}: {'; '.join(faults)}")
    return plan


def _place(steps: tuple[int | str, ...], told: Mapping[str, Any]) -> str:
    """Name a part of the file; a rule by its name where it has one."""
    if len(steps) > 1 and steps[0] == "rules" and isinstance(steps[1], int):
        rule = told["rules"][steps[1]]
        name = rule.get("name") if isinstance(rule, dict) else None
        return ".".join((f"rule {name or steps[1] + 1}", *map(str, steps[2:])))
    return ".".join(map(str, steps))


def _faults(plan: Plan) -> list[str]:
    """Return what parts of the plan say of one another that is not so."""
    names = [rule.name for rule in plan.rules]
    found = [f"rule {name}: there are two of this name" for name in sorted(set(names)) if names.count(name) > 1]
    for rule in plan.rules:
        if not rule.mail and not rule.webhooks:
            found.append(f"rule {rule.name}: nobody is told; give it `mail` or `webhooks`")
        if rule.mail and plan.mail is None:
            found.append(f"rule {rule.name}: there is no [mail] to send it by")
        found += [f"rule {rule.name}: no [webhooks.{one}]" for one in rule.webhooks if one not in plan.webhooks]
    secrets = [one.secret_file for one in plan.webhooks.values()] + ([plan.mail.password_file] if plan.mail else [])
    return found + [f"{one}: cannot be read" for one in secrets if one and not os.access(one, os.R_OK)]
