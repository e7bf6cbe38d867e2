"""robots.txt (RFC 9309): its rules for one program, and for how long they hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from protego import Protego

from flows.ingest.target import Target

SIZE = 512_000  # bytes; RFC 9309 (2.5) asks for at least 500 KiB, what follows is not read
REDIRECTS = 5  # RFC 9309 (2.3.1.2)
HOLDS = 86_400.0  # seconds; RFC 9309 (2.4): no longer than a day
# RFC 9309 (2.3.1.4) would stop all reading where robots.txt is broken. News sites often answer
# 500 for a robots.txt that they do not have, and their pages then say themselves whether they
# can be read, so all is allowed, for ten minutes until the file is asked for again.
HOLDS_UNKNOWN = 600.0
LONGEST_DELAY = 30.0  # seconds of Crawl-delay that are obeyed: an hour's poll reads 100 pages
KEPT = 20_000  # characters remembered between runs; news sites' rules for all have under 3,000

_AGENT = re.compile(r"user[- ]?agent(?:\s*:|\s)\s*(.*)", re.IGNORECASE)
_SITE = re.compile(r"(?:site-?maps?|host)(?:\s*:|\s)", re.IGNORECASE)
_RULE = re.compile(r"(?:allow|dis|dia|crawl[- ]delay|request[- ]rate|visit[- ]time)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules of one origin for one program; `text` is "" where all is allowed."""

    text: str
    until: float  # seconds since 1970
    agent: str
    _parsed: Protego | None = field(default=None, repr=False, compare=False)

    @property
    def delay(self) -> float:
        """Seconds that robots.txt wants between two requests, at most `LONGEST_DELAY`."""
        wanted = self._parsed.crawl_delay(self.agent) if self._parsed else None
        return min(wanted or 0.0, LONGEST_DELAY)

    def allows(self, target: Target) -> bool:
        """Tell whether this page may be read."""
        return self._parsed is None or self._parsed.can_fetch(target.url, self.agent)


def make_rules(text: str, *, until: float, agent: str) -> Rules:
    """Parse rules that were read or remembered; `agent` is the program's name (Matson)."""
    return Rules(text, until, agent, Protego.parse(text) if text else None)


def read_robots(data: bytes, *, agent: str) -> str:
    """Give the lines of a robots.txt that can concern a program, the others left out."""
    text = data[:SIZE].decode("utf-8", "replace").removeprefix("\ufeff")
    return "\n".join(
        line
        for group in _groups(text)
        if any(_concerns(name, agent) for name in group.agents)
        for line in group.lines
    )


@dataclass(slots=True)
class _Group:
    agents: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    has_rules: bool = False


def _groups(text: str) -> Iterator[_Group]:
    """Split into groups: lines that name programs, then the rules for them."""
    group = _Group()
    for line in _meaningful(text):
        agent = _AGENT.match(line)
        if agent and group.has_rules:
            yield group
            group = _Group()
        if agent:
            group.agents.append(agent[1].lower())
        else:
            group.has_rules = True
        group.lines.append(line)
    yield group


def _meaningful(text: str) -> Iterator[str]:
    for raw in text.splitlines():
        line = raw.partition("#")[0].strip()
        is_known = ":" in line or _AGENT.match(f"{line} ") or _RULE.match(line)
        if is_known and not _SITE.match(line):
            yield line


def _concerns(name: str, agent: str) -> bool:
    return "*" in name or name in agent.lower()
