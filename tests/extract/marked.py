"""Tables in which one string holds a text and what it should tell.

Parties stand in braces: "{건너전자}는 {라온대학교}와 업무협약을 체결했다."; a text without braces
should tell nothing. All texts are read as of one day, a Tuesday.
"""

from __future__ import annotations

import re
from datetime import date

from flows.extract import Lexicon, explain, extract
from flows.model import Claim, Text

PUBLISHED = date(2026, 11, 24)
_MARK = re.compile(r"\{([^{}]+)\}")

Parties = frozenset[str]


def plain(marked: str) -> str:
    """Return the text without its braces."""
    return _MARK.sub(r"\1", marked)


def names_in(marked: str) -> Parties:
    """Return what stands in braces, each wording once."""
    return frozenset(_MARK.findall(marked))


def claims(body: str, lexicon: Lexicon, title: str = "") -> tuple[Claim, ...]:
    """Read a text, braces left out, and return all that it claims."""
    return extract(Text(plain(title), plain(body), published=PUBLISHED), lexicon).claims


def only(body: str, lexicon: Lexicon, title: str = "") -> Claim:
    """Read a text that should make exactly one claim."""
    found = claims(body, lexicon, title)
    assert len(found) == 1, told(found)
    return found[0]


def parties(claim: Claim) -> Parties:
    """Return the parties' wordings."""
    return frozenset(party.name for party in claim.parties)


def told(found: tuple[Claim, ...]) -> list[Parties]:
    """Return the parties of each claim, in order."""
    return [parties(claim) for claim in found]


def stopped(body: str, lexicon: Lexicon, title: str = "") -> list[str]:
    """Return the names of the exclusions that stopped a sentence of the text."""
    reading = explain(Text(plain(title), plain(body), published=PUBLISHED), lexicon)
    return [stop.exclusion for stop in reading.stopped]
