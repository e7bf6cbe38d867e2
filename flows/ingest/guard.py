"""Which addresses may be connected to: public ones, and those that the user allowed.

The question is asked of the IP address of each connection, as it is made, so that no spelling,
redirect or changing DNS answer leads elsewhere. IPv4 is refused by IANA's registry of
special-purpose addresses; IPv6 is taken from 2000::/3 alone, the only block from which
addresses of the public network are given out, less what the registry takes out of it.
"""

from __future__ import annotations

import ipaddress
from collections.abc import Sequence

from flows.errors import AddressRefusedError
from flows.ingest.target import IP, Target

_REFUSED_4 = tuple(
    ipaddress.IPv4Network(text)
    for text in (
        "0.0.0.0/8",
        "10.0.0.0/8",
        "100.64.0.0/10",
        "127.0.0.0/8",
        "168.63.129.16/32",  # Azure's machines reach their host's own services there
        "169.254.0.0/16",
        "172.16.0.0/12",
        "192.0.0.0/24",
        "192.0.2.0/24",
        "192.88.99.0/24",
        "192.168.0.0/16",
        "198.18.0.0/15",
        "198.51.100.0/24",
        "203.0.113.0/24",
        "224.0.0.0/3",  # multicast, reserved, broadcast
    )
)
_GIVEN_6 = ipaddress.IPv6Network("2000::/3")
_REFUSED_6 = tuple(
    ipaddress.IPv6Network(text)
    for text in (
        "2001::/23",  # Teredo, benchmarking, ORCHID: protocols' own
        "2001:db8::/32",
        "2002::/16",  # 6to4 holds any IPv4 address
        "3fff::/20",
    )
)
_NAT64 = ipaddress.IPv6Network("64:ff9b::/96")  # how IPv6-only networks see the public IPv4
_HOME_4, _HOME_6 = ipaddress.IPv4Address("127.0.0.1"), ipaddress.IPv6Address("::1")

_REMEDY = "if it is to be read, add its host or network to MATSON_ALLOW_PRIVATE_HOSTS"


def is_public(ip: IP) -> bool:
    """Tell whether an address belongs to the public network, the IPv4 one inside it included."""
    if isinstance(ip, ipaddress.IPv6Address):
        inner = _inner(ip)
        if inner is None:
            is_given = ip in _GIVEN_6 and ip.scope_id is None
            return is_given and not any(ip in network for network in _REFUSED_6)
        ip = inner
    return not any(ip in network for network in _REFUSED_4)


def _inner(ip: ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    return ipaddress.IPv4Address(int(ip) & 0xFFFFFFFF) if ip in _NAT64 else ip.ipv4_mapped


class Guard:
    """The user's exceptions: `allow` holds host names and networks that may be private."""

    def __init__(self, allow: Sequence[str] = ()) -> None:
        self._names: set[str] = set()
        self._networks: list[ipaddress.IPv4Network | ipaddress.IPv6Network] = []
        for text in allow:
            try:
                self._networks.append(ipaddress.ip_network(text.strip("[]"), strict=False))
            except ValueError:
                self._names.add(text.lower().removesuffix("."))

    def is_trusted(self, host: str) -> bool:
        """Tell whether the user named this host: it may be at any address."""
        return host in self._names

    def is_allowed(self, ip: IP) -> bool:
        """Tell whether this address may be connected to for a host that is not trusted."""
        if is_public(ip):
            return True
        inner = _inner(ip) if isinstance(ip, ipaddress.IPv6Address) else None
        return any((inner or ip) in network for network in self._networks)

    def check(self, target: Target) -> None:
        """Refuse an address that is private by its looks, before anything is looked up.

        Raises:
            AddressRefusedError: with the setting that would allow it.
        """
        if self.is_trusted(target.host):
            return
        is_here = target.host == "localhost" or target.host.endswith(".localhost")
        ips = (_HOME_4, _HOME_6) if is_here else (target.ip,) if target.ip else ()
        if ips and not any(self.is_allowed(ip) for ip in ips):
            raise refuse(target.host)


def refuse(host: str) -> AddressRefusedError:
    """Give the error for a host that is at a private address."""
    return AddressRefusedError(f"{host} is at a private address", remedy=_REMEDY)
