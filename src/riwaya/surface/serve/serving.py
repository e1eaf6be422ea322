"""What a server is set up with."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from riwaya.config import Config
from riwaya.errors import BadInput

LARGEST = 12_000_000  # bytes of one request: no report that people read is larger
_PATTERN = re.compile(r"https?://[A-Za-z0-9.-]+(:\d{1,5})?/[A-Za-z0-9._~/?&=%{}@-]+")
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Tiles:
    """A layer of tiles for maps: the pattern of their addresses, and whom to thank for them. Nothing is asked of any other host."""

    pattern: str
    credit: str = ""

    def __post_init__(self) -> None:
        """Raise BadInput for a pattern that is none; what passes can stand in a header."""
        if not _PATTERN.fullmatch(self.pattern) or any(self.pattern.count(part) != 1 for part in ("{z}", "{x}", "{y}")):
            raise BadInput(f"{self.pattern}: not a pattern of tiles; write it as https://tiles.example.org/{{z}}/{{x}}/{{y}}.png")

    @property
    def host(self) -> str:
        """Scheme, name and port of the server, as a policy of contents names it."""
        return "/".join(self.pattern.split("/")[:3])


@dataclass(frozen=True, slots=True)
class Serving:
    """The settings of one server, read once.

    `names` are those that the Host header may hold besides the loopback's own; `proxy` says that a proxy before riwaya tells the true address and scheme;
    `certificate` and `key` are files for TLS; `largest` is the size of the largest request, in bytes; `tiles` are laid under the
    map; `sources` is the user's part of the register of outlets.
    """

    db: str
    config: Config = field(default_factory=Config)
    host: str = "127.0.0.1"
    port: int = 8000
    names: tuple[str, ...] = ()
    proxy: bool = False
    certificate: Path | None = None
    key: Path | None = None
    largest: int = LARGEST
    tiles: Tiles | None = None
    sources: Path | None = None

    @property
    def loopback(self) -> bool:
        """Whether only this machine reaches the server."""
        return is_loopback(self.host) and not self.proxy

    @property
    def allowed_names(self) -> frozenset[str] | None:
        """The names that the Host header may hold; None for any, where accounts stand between a stranger's page and the store."""
        own = frozenset(name.lower() for name in self.names)
        if self.loopback:
            return own | LOCAL_NAMES | {self.host}
        return own or None


def is_loopback(host: str) -> bool:
    """Whether an address is one of this machine alone."""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
