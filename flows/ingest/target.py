"""A web address, taken apart once and written so that no later reader can read it differently.

What is refused rather than guessed: user names, backslashes before the path, control
characters, numbers that only some programs read as an IPv4 address (127.1, 0x7f.1, octal).
Names beyond ASCII are mapped as browsers do (UTS 46), so that full-width digits and dots are
seen as what they reach. Fragments are dropped; bytes beyond ASCII are percent-encoded.
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from urllib.parse import quote_from_bytes, urljoin

import idna

from flows.errors import AddressRefusedError

IP = ipaddress.IPv4Address | ipaddress.IPv6Address

LONGEST = 8_000  # characters; what RFC 9110 (4.1) asks every reader of addresses to take
PORTS = {"http": 80, "https": 443}

_SHOWN = 120  # characters of an address in a message: about a line
_ADDRESS = re.compile(
    r"(?P<scheme>https?)://(?P<place>[^/?#]*)(?P<path>[^?#]*)(?P<query>\?[^#]*)?", re.IGNORECASE
)
_PLACE = re.compile(r"(?P<host>\[[^\[\]]*\]|[^:\[\]@\\]*)(?::(?P<port>[0-9]{0,5}))?")
_CONTROL = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029]")
_NAME = re.compile(r"(?:[a-z0-9_-]{1,63}\.)*[a-z0-9_-]{1,63}")
_NUMBER = re.compile(r"[0-9]+|0x[0-9a-f]*")
_SAFE = "".join(chr(c) for c in range(33, 127) if chr(c) not in '"<>\\^`{|}%')
_STRAY = re.compile(r"%(?![0-9A-Fa-f]{2})")
_SECRET = re.compile(r"(?<=//)[^/?#]*[@\\]|[?#].*", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Target:
    """A checked http(s) address: `url` is ASCII, `host` a small-letter name or an IP.

    `ip` is the address where the host is one, in whatever spelling; None for a name.
    """

    url: str
    scheme: str
    host: str
    port: int
    ip: IP | None

    @property
    def origin(self) -> str:
        """Scheme, host and port: what robots.txt and private headers belong to."""
        return f"{self.scheme}://{self.host}:{self.port}"

    @property
    def shown(self) -> str:
        """The address for a message: no query, cut short."""
        return show_address(self.url)


def show_address(url: str) -> str:
    """Give an address, even a wrong one, for a message: no user name, no query, one line."""
    text = _CONTROL.sub("\ufffd", _SECRET.sub("", url.strip()))
    return text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…"


def read_target(url: str) -> Target:
    """Take an address apart.

    Raises:
        AddressRefusedError: it is no http(s) address, or one that programs read differently.
    """
    url = url.strip(" \t\r\n\f")
    match = _ADDRESS.match(url)
    if match is None:
        raise _refused(url, "is no web address", "write one that begins with https://")
    if len(url) > LONGEST:
        raise _refused(url, f"has {len(url):,} characters", f"at most {LONGEST:,} are fetched")
    if _CONTROL.search(url):
        raise _refused(url, "has control characters", "copy the address again")
    scheme = match["scheme"].lower()
    host, port, ip = _read_place(url, scheme, match["place"])
    place = host if port == PORTS[scheme] else f"{host}:{port}"
    rest = _escape(match["path"] or "/") + _escape(match["query"] or "")
    return Target(f"{scheme}://{place}{rest}", scheme, host, port, ip)


def read_location(base: Target, location: bytes) -> Target:
    """Take apart where a redirect leads: relative ones and raw Korean bytes included.

    Raises:
        AddressRefusedError: as for `read_target`.
    """
    text = _decode_location(location).strip(" \t")
    try:
        # urljoin would drop control characters; read_target names them
        return read_target(text if _CONTROL.search(text) else urljoin(base.url, text))
    except (ValueError, AddressRefusedError):
        what = f"{base.shown} redirects to {show_address(text)!a}, which is no web address"
        remedy = "open it in a browser and tell the site's owner"
        raise AddressRefusedError(what, remedy=remedy) from None


def _decode_location(location: bytes) -> str:
    try:
        return location.decode("utf-8")
    except UnicodeDecodeError:  # another charset: its bytes are what the server knows
        return quote_from_bytes(location, safe=bytes(range(128)))


def _read_place(url: str, scheme: str, place: str) -> tuple[str, int, IP | None]:
    match = _PLACE.fullmatch(place)
    if match is None:
        what = "has a user name or a backslash" if "@" in place or "\\" in place else "has no host"
        raise _refused(url, what, "write https://HOST/PATH and nothing before the host")
    port = int(match["port"] or PORTS[scheme])
    if not 0 < port < 65536:
        raise _refused(url, f"has the port {port}", "a port is a number from 1 to 65535")
    if match["host"].startswith("["):
        ip6 = _read_ip6(url, match["host"][1:-1])
        return f"[{ip6}]", port, ip6
    host = _read_name(url, match["host"])
    return host, port, _read_ip4(url, host)


def _read_ip6(url: str, text: str) -> ipaddress.IPv6Address:
    try:
        ip = ipaddress.IPv6Address(text)
    except ValueError:
        ip = None
    if ip is None or ip.scope_id is not None:
        raise _refused(url, "has no IPv6 address in its brackets", "write a host name")
    return ip


def _read_name(url: str, text: str) -> str:
    """Give a host name in ASCII and small letters, without the dot that may end it."""
    name = text.lower() if text.isascii() else _encode_name(url, text)
    name = name.removesuffix(".")
    if len(name) > 253 or not _NAME.fullmatch(name):
        raise _refused(url, "has no host name that can be looked up", "check its spelling")
    return name


def _encode_name(url: str, text: str) -> str:
    try:
        return idna.encode(text[:254], uts46=True).decode("ascii").lower()
    except idna.IDNAError:
        raise _refused(
            url, "has no host name that can be looked up", "check its spelling"
        ) from None


def _read_ip4(url: str, host: str) -> ipaddress.IPv4Address | None:
    if not _NUMBER.fullmatch(host.rpartition(".")[2]):
        return None
    try:
        return ipaddress.IPv4Address(host)
    except ValueError:
        raise _refused(
            url, "spells an IPv4 address in an unusual way", "write four numbers, or a host name"
        ) from None


def _escape(text: str) -> str:
    """Percent-encode what an address can't hold; what is encoded already stays."""
    if text.isascii() and _PLAIN.fullmatch(text):
        return text
    data = _STRAY.sub("%25", text).encode("utf-8", "replace")
    return quote_from_bytes(data, safe=(_SAFE + "%").encode())


_PLAIN = re.compile(f"[{re.escape(_SAFE)}]*")


def _refused(url: str, what: str, remedy: str) -> AddressRefusedError:
    return AddressRefusedError(f"{show_address(url)} {what}", remedy=remedy)
