"""Which IP addresses may be asked: public ones, and those of networks that the user allows."""

from __future__ import annotations

from collections.abc import Sequence
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address

from riwaya.acquire.web.values import Network, UnfetchedError
from riwaya.model import Reason

_TRANSLATED = IPv6Network("64:ff9b::/96")  # NAT64: an IPv4 address in its last four bytes


def checked(host: str, addresses: Sequence[str], allowed: Sequence[Network]) -> str:
    """Return the address to connect to. Raises UnfetchedError where one of a host's addresses may not be asked: one bad answer spoils all."""
    for text in addresses:
        if not permitted(text, allowed):
            why = f"{host} leads to {text}, which is no public address; name its network with --allow if it is yours"
            raise UnfetchedError(Reason.FORBIDDEN, why)
    if not addresses:
        raise UnfetchedError(Reason.NOT_FETCHED, f"{host} has no address", again=True)
    return addresses[0]


def permitted(text: str, allowed: Sequence[Network]) -> bool:
    """Whether an IP address is public or in an allowed network."""
    address = _inner(ip_address(text.partition("%")[0]))
    if any(address in network for network in allowed):
        return True
    return address.is_global and not address.is_multicast and not address.is_reserved


def _inner(address: IPv4Address | IPv6Address) -> IPv4Address | IPv6Address:
    """Return the IPv4 address that an IPv6 address stands for, where it does."""
    if isinstance(address, IPv4Address):
        return address
    if address in _TRANSLATED:
        return IPv4Address(address.packed[-4:])
    teredo = address.teredo
    return address.ipv4_mapped or address.sixtofour or (teredo[1] if teredo else address)
