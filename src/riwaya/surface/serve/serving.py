"""What a server is set up with."""

from __future__ import annotations

from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path

from riwaya.config import Config

LARGEST = 12_000_000  # bytes of one request: no report that people read is larger
LOCAL_NAMES = frozenset({"localhost", "127.0.0.1", "::1"})


@dataclass(frozen=True, slots=True)
class Serving:
    """The settings of one server, read once.

    `names` are those that the Host header may hold besides the loopback's own; `proxy` says that a proxy before riwaya tells the true address and scheme;
    `certificate` and `key` are files for TLS; `largest` is the size of the largest request, in bytes; `tiles` is the host of a map's tile server.
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
    tiles: str | None = None

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
