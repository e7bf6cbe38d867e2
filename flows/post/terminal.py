"""A digest as plain text for a terminal: whole, readable without colour, the same every time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain
from zoneinfo import ZoneInfo

from flows.model import Change, Digest
from flows.post.escape import clean
from flows.post.heading import title, window
from flows.post.item import Manner, details, parties
from flows.post.line import Line, as_text
from flows.post.wording import wording


def render_terminal(
    digest: Digest, coverage: Sequence[Change] = (), *, zone: ZoneInfo, language: str = "ko"
) -> str:
    """All items with everything known about them, then context and coverage.

    Nothing new is one line. No colour, no control characters, no trailing line end.
    """
    manner = Manner(wording(language), zone, digest.composed_at)
    top = [part for part in (title(digest, manner), window(digest, manner)) if part]
    if digest.is_empty:
        top = [" · ".join(top)]
    return "\n".join(chain(top, _body(digest, manner), _coverage(coverage, manner)))


def _body(digest: Digest, manner: Manner) -> Iterator[str]:
    words = manner.words
    numbers = iter(range(1, len(digest.changes) + 1))
    sections = (
        ("", digest.news),
        (words.update_heading, digest.updates),
        (words.archive_heading, digest.archive),
    )
    for heading, changes in sections:
        if heading and changes:
            yield from ("", heading)
        for change in changes:
            yield ""
            yield from _item(details(change, f"{next(numbers)}. ", manner), manner)
    if digest.context:
        yield from ("", words.context_heading)
    for change in digest.context:
        yield ""
        yield from _item(details(change, "- ", manner), manner)


def _item(rows: Iterable[Line], manner: Manner) -> Iterator[str]:
    for position, row in enumerate(rows):
        label = f"{manner.words.label_evidence}: " if row.is_quote else ""
        yield f"{'   ' if position else ''}{label}{as_text(row)}"


def _coverage(coverage: Sequence[Change], manner: Manner) -> Iterator[str]:
    if not coverage:
        return
    yield from ("", manner.words.coverage_heading.format(len(coverage)))
    for change in coverage:
        deal = change.collaboration
        outlets = ", ".join(dict.fromkeys(reading.outlet for reading in deal.readings))
        told = [parties(deal), manner.words.forms[deal.form], *([outlets] if outlets else [])]
        yield f"- {clean(' · '.join(told))}"
