"""Which network addresses a link may lead to: those of the public internet, whatever way they are written."""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

Address = ipaddress.IPv4Address | ipaddress.IPv6Address

# Beyond what `ipaddress` calls not global, in the Python versions supported (IANA special-purpose registries; 6to4
# relays, RFC 7526; the last is Azure's metadata service, which looks public but answers to its own machines only).
_REFUSED = tuple(
    ipaddress.ip_network(network)
    for network in (
        "0.0.0.0/8", "192.0.0.0/24", "192.88.99.0/24", "224.0.0.0/3", "2001::/23", "3fff::/20", "168.63.129.16/32",
    )
)  # fmt: skip
_GLOBAL_UNICAST = ipaddress.IPv6Network("2000::/3")
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")
_IPV4_COMPATIBLE = ipaddress.IPv6Network("::/96")
_ISATAP = (0x00005EFE, 0x02005EFE)
_LOOPBACK = (ipaddress.ip_network("127.0.0.0/8"), ipaddress.ip_network("::1/128"))


def is_allowed(address: str, allow_loopback: bool = False) -> bool:
    """Whether a numeric address is public, together with every IPv4 address it carries inside.

    `allow_loopback` lets 127.0.0.0/8 and ::1 through as well, and nothing else: no private or link-local address, and
    no loopback in another notation.
    """
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return False
    if any(parsed in network for network in _LOOPBACK):
        return allow_loopback
    return all(_is_public(reached) for reached in _reached(parsed))


def _is_public(address: Address) -> bool:
    if isinstance(address, ipaddress.IPv6Address) and address not in _GLOBAL_UNICAST:
        return False
    return address.is_global and not any(address in network for network in _REFUSED)


def _reached(address: Address) -> Sequence[Address]:
    """The addresses where a packet may end up: the address, or those a transition mechanism takes it to."""
    if isinstance(address, ipaddress.IPv4Address):
        return [address]
    last = ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)
    if address.ipv4_mapped:
        return [address.ipv4_mapped]
    if address.sixtofour:
        return [address.sixtofour]
    if address.teredo:
        return address.teredo
    if address in _NAT64 or address in _IPV4_COMPATIBLE:
        return [last]
    if (int(address) >> 32) & 0xFFFFFFFF in _ISATAP:
        return [last, address]
    return [address]
