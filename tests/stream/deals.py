"""The deals of the stream: who works with whom on what, and what happens to it on which day.

`organizations.txt` and `deals.txt` are the data; everything else follows from them.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Final

from flows.model import Form, Kind

HERE: Final = Path(__file__).parent
FIRST: Final = date(2026, 8, 24)
DAYS: Final = 92


class Happening(StrEnum):
    """What happens to a deal."""

    PLANNED = "planned"
    AGREED = "agreed"
    STARTED = "started"
    JOINED = "joined"
    ENDED = "ended"
    DENIED = "denied"
    RECALL = "recall"  # a later text that only calls the deal to mind


@dataclass(frozen=True, slots=True)
class Org:
    """A made-up organisation; `alias` is what outlets may call it after it was taught."""

    name: str
    kind: Kind
    trade: str
    alias: str | None = None
    parent: str | None = None

    @property
    def short(self) -> str:
        """The name as later sentences and headlines have it."""
        return self.name.replace("대학교", "대")

    @property
    def headline(self) -> str:
        """The name as headlines have it: in Hangul."""
        is_hangul = self.alias is not None and any("가" <= letter <= "힣" for letter in self.alias)
        return self.alias if self.alias and is_hangul else self.short

    @property
    def names(self) -> frozenset[str]:
        """All that it is called."""
        return frozenset({self.name, self.short} | ({self.alias} if self.alias else set()))


@dataclass(frozen=True, slots=True)
class Event:
    """What happens on a day (0 is FIRST), told by so many articles; `who` joins."""

    day: int
    what: Happening
    articles: int
    who: str | None = None


@dataclass(frozen=True, slots=True)
class Deal:
    """One collaboration; `more` are the words of its last column."""

    number: int
    form: Form
    parties: tuple[str, ...]
    topic: str
    events: tuple[Event, ...]
    more: frozenset[str] = frozenset()
    hub: str | None = None
    centre: str | None = None
    earlier: int | None = None

    def event(self, what: Happening) -> Event | None:
        """Give what happened of this sort, None where nothing did."""
        return next((event for event in self.events if event.what is what), None)

    @property
    def everybody(self) -> frozenset[str]:
        """The parties from the first day on and those who join."""
        return frozenset(self.parties) | {event.who for event in self.events if event.who}


@cache
def organizations() -> dict[str, Org]:
    """Give the organisations by name."""
    rows = (_fields(line, 5) for line in _lines("organizations.txt"))
    return {
        name: Org(name, Kind(kind), trade, alias or None, parent or None)
        for name, kind, trade, alias, parent in rows
    }


@cache
def deals() -> tuple[Deal, ...]:
    """Give the deals in the order of the file."""
    found: list[Deal] = []
    for number, line in enumerate(_lines("deals.txt")):
        found.append(_deal(number, _fields(line, 5), found))
    return tuple(found)


def on(day: int) -> date:
    """Give the date of a day."""
    return FIRST + timedelta(days=day)


def _deal(number: int, row: list[str], before: list[Deal]) -> Deal:
    form, parties, topic, events, more = row
    words = {word.strip() for word in more.split(";") if word.strip()}
    named = dict(word.split("=") for word in words if "=" in word)
    names = tuple(_known(name) for name in parties.split(" + "))
    earlier = [one.number for one in before if set(one.parties) == set(names)]
    return Deal(
        number=number,
        form=Form(form),
        parties=names,
        topic=topic,
        events=tuple(_event(text.strip()) for text in events.split(";")),
        more=frozenset(word for word in words if "=" not in word),
        hub=named.get("hub"),
        centre=named.get("centre"),
        earlier=earlier[0] if earlier else None,
    )


def _event(text: str) -> Event:
    what, when, *who = text.split(" ", 2)
    day, articles = when.split("*")
    return Event(int(day), Happening(what), int(articles), _known(who[0]) if who else None)


def _known(name: str) -> str:
    return organizations()[name].name


def _lines(name: str) -> list[str]:
    text = (HERE / name).read_text(encoding="utf-8")
    return [line for line in text.splitlines() if line and not line.startswith("#")]


def _fields(line: str, count: int) -> list[str]:
    fields = [field.strip() for field in line.split("|")]
    return fields + [""] * (count - len(fields))
