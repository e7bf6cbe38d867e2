"""The kinds of source that sources.yaml may hold: one model each, found by `KINDS`.

A kind is added by one class and one entry in `KINDS`. A model's keys have the names of the
fields of `flows.model.Source`, so that nothing needs to be translated.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import timedelta
from typing import Annotated, Literal

from pydantic import AfterValidator, BeforeValidator, Field, field_validator

from flows.model import Announce, Source
from flows.settings.address import has_login, is_web_address
from flows.settings.check import Entry, Handle, Language, Line, show, wrong

# Chosen, not measured: sooner is impolite to a site that never asked to be read, and a feed of
# 50 items that is read more seldom has lost some.
SHORTEST, LONGEST = timedelta(minutes=5), timedelta(days=30)
LONGEST_DELAY = 60  # seconds, chosen: 50 pages of one host take 50 minutes with it
LONGEST_SELECTOR = 300  # characters, chosen: one that is copied from a browser has about 100

_INTERVAL = re.compile(r"([1-9][0-9]{0,5})([mhd])")
_UNITS = {"m": "minutes", "h": "hours", "d": "days"}


def _interval(value: object) -> timedelta:
    match = _INTERVAL.fullmatch(value) if isinstance(value, str) else None
    every = timedelta(**{_UNITS[match[2]]: int(match[1])}) if match else timedelta(0)
    if not SHORTEST <= every <= LONGEST:
        raise wrong("write a time from 5m to 30d, as in: 30m, 1h, 6h, 1d")
    return every


def _seconds(value: object) -> float:
    if isinstance(value, bool) or not isinstance(value, int | float):
        raise wrong(f"write a number of seconds from 0 to {LONGEST_DELAY}, as in: 2")
    if not 0 <= value <= LONGEST_DELAY:
        raise wrong(f"write seconds from 0 to {LONGEST_DELAY}")
    return float(value)


def _web_address(url: str) -> str:
    if not is_web_address(url):
        raise wrong("write an address that begins with https:// and has no spaces")
    if has_login(url):
        raise wrong("remove the name and password before the host")
    return url


def _each_once(texts: tuple[str, ...]) -> tuple[str, ...]:
    for number, text in enumerate(texts):
        if text in texts[:number]:
            raise wrong(f"{show(text)} stands twice: keep one of them")
    return texts


Interval = Annotated[timedelta, BeforeValidator(_interval)]
Seconds = Annotated[float, BeforeValidator(_seconds)]
Tags = Annotated[tuple[Handle, ...], AfterValidator(_each_once)]
WebAddress = Annotated[Line, AfterValidator(_web_address)]


class Common(Entry):
    """What any source can say, and the file's `defaults` for all of them.

    `every` is the time between two polls; `delay` the seconds between two requests to one
    host, None for the client's own; `tags` are words to choose sources by.
    """

    announce: Announce = Announce.NEWS
    language: Language = "ko"
    every: Interval = timedelta(hours=1)
    delay: Seconds | None = None
    tags: Tags = ()


class SourceEntry(Common):
    """Base of the kinds."""

    name: Handle
    kind: str
    enabled: bool = True

    def source(self) -> Source:
        """Give the word that ingest reads."""
        return Source(**self.model_dump())


class FolderSource(SourceEntry):
    """A folder of documents; `path` is relative to the current folder."""

    kind: Literal["folder"]
    path: Line

    @field_validator("path")
    @classmethod
    def _is_folder(cls, path: str) -> str:
        if "://" in path:
            raise wrong("a folder is a path on this machine, as in: seeds")
        return path


class FeedSource(SourceEntry):
    """A feed: RSS, Atom or JSON Feed."""

    kind: Literal["feed"]
    url: WebAddress


class SearchSource(SourceEntry):
    """A search for news: each of `queries` is asked for by itself, in the source's language."""

    kind: Literal["search"]
    engine: Literal["google", "naver"]
    queries: Annotated[tuple[Line, ...], AfterValidator(_each_once), Field(min_length=1)]


class PagesSource(SourceEntry):
    """A page that lists articles; `links` is the CSS selector of their links.

    Without it they are found by their looks.
    """

    kind: Literal["pages"]
    url: WebAddress
    links: Line | None = None

    @field_validator("links")
    @classmethod
    def _is_selector(cls, selector: str | None) -> str | None:
        # Imported here: most files name no selector, and `matson --help` reads none.
        from cssselect import HTMLTranslator, SelectorError  # noqa: PLC0415  # as said above

        if selector is not None:
            try:
                HTMLTranslator().css_to_xpath(selector[:LONGEST_SELECTOR])
            except SelectorError as error:
                what = str(error)
            else:
                what = f"over {LONGEST_SELECTOR} characters" if selector[LONGEST_SELECTOR:] else ""
            if what:
                raise wrong(f"write a CSS selector, as in: .list h4 > a ({what})")
        return selector


KINDS: Mapping[str, type[SourceEntry]] = {
    "folder": FolderSource,
    "feed": FeedSource,
    "search": SearchSource,
    "pages": PagesSource,
}
