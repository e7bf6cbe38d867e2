"""Web addresses as configuration holds them: what is one, when two are the same, what is shown."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

_PORTS = {"http": 80, "https": 443}
_LOGIN = re.compile(r"//[^/?#\s'\"]*@")
_QUERY_VALUE = re.compile(r"([?&][^=&#\s'\"]*=)[^&#\s'\"]+")


def is_web_address(text: str) -> bool:
    """Say whether this is http or https with a host, and nothing in it that is no address."""
    try:
        parts = urlsplit(text)
        is_web = parts.scheme in _PORTS and bool(parts.hostname) and parts.port != 0
    except ValueError:  # a port beyond 65535, a broken IPv6 host
        return False
    return is_web and not any(c.isspace() or c == "\\" for c in text)


def has_login(url: str) -> bool:
    """Say whether a user's name or a password stands before the host."""
    return "@" in urlsplit(url).netloc


def address_key(url: str) -> str:
    """Give what is equal for two spellings of one address: scheme and last slash don't count."""
    parts = urlsplit(url)
    port = parts.port
    host = (parts.hostname or "").removesuffix(".")
    host = host if port in {None, _PORTS.get(parts.scheme)} else f"{host}:{port}"
    return f"{host}{parts.path.rstrip('/')}?{parts.query}"


def hide_secrets(text: str) -> str:
    """Cut logins and the values of queries out of the addresses in a text for a message."""
    if "://" not in text:
        return text
    return _QUERY_VALUE.sub(r"\1…", _LOGIN.sub("//…@", text))
