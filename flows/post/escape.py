"""Words from outside, made inert.

Everything that an article, a page or a person's correction supplies goes through `clean`
first and through the escape of where it is shown. Slack asks for `&`, `<` and `>` only
(docs.slack.dev, "Formatting message text"); with those three gone, `<!channel>` and `<@U1>`
are letters. `verbatim` in the blocks keeps `@here` and bare addresses from being read.
"""

from __future__ import annotations

import re
import unicodedata
from urllib.parse import urlsplit

LINK_LIMIT = 2_800  # characters; Slack's are 3,000, of which the label needs some
_DIRECTION = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
_INVISIBLE = _DIRECTION | frozenset("\u200b\u2060\ufeff")  # also hide words from a reader
_MARKDOWN = re.compile(r"([\\`*_\[\]#+\-.=|~$])")
_UNSAFE_IN_URL = {"<": "%3C", ">": "%3E", "|": "%7C", '"': "%22", "`": "%60"}


def clean(text: str) -> str:
    """One line of text: no control or direction characters, white space folded, ends trimmed."""
    return " ".join("".join(map(_visible, text)).split())


def _visible(character: str) -> str:
    if character.isspace():
        return " "
    if character in _INVISIBLE or unicodedata.category(character) in {"Cc", "Cs"}:
        return ""
    return character


def escape_slack(text: str) -> str:
    """Clean text as it may stand in mrkdwn."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def escape_markdown(text: str) -> str:
    """Clean text as it may stand in Markdown: no mark-up, no HTML, no table cell's end."""
    return _MARKDOWN.sub(r"\\\1", escape_slack(text))


def safe_url(url: str | None) -> str | None:
    """The address as it may stand in a link, or None where it must not become one.

    Only http and https with a host; no credentials, nothing longer than `LINK_LIMIT`.
    """
    if not url:
        return None
    folded = clean(url)
    try:
        parts = urlsplit(folded)
        is_web = parts.scheme in {"http", "https"} and bool(parts.hostname)
    except ValueError:
        return None
    if not is_web or "@" in parts.netloc or " " in folded or "\\" in folded:
        return None
    safe = "".join(_UNSAFE_IN_URL.get(character, character) for character in folded)
    return safe if len(escape_slack(safe)) <= LINK_LIMIT else None
