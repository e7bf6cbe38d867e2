"""What re-extraction changes, printed: tables for people."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Final, TypeVar
from zoneinfo import ZoneInfo

from flows.model import Claim, Collaboration, Party, TopicMention
from flows.reextraction import Outcome
from flows.reextraction.differences import (
    Announcement,
    ArticleDifference,
    ClaimDifference,
    CollaborationDifference,
    Fate,
    Table,
)

T = TypeVar("T")

TITLE: Final = 60  # characters of a title: half a line
# fields that are told with their values; of the others, sentences and places, only the name
_SHORT: Final = {
    "parties", "form", "stage", "confidence", "hub", "topics", "date", "is_ai", "is_background",
}  # fmt: skip


def tell_outcome(outcome: Outcome, zone: ZoneInfo) -> Iterator[str]:
    """Tell line by line what was read, what differs and what is announced of it."""
    chosen = outcome.chosen
    yield f"read again    {_count(chosen.readable, 'article')} with extractor {outcome.version}"
    if chosen.dropped or chosen.superseded:
        yield (
            f"left out      {chosen.dropped:,} whose text was dropped, "
            f"{chosen.superseded:,} replaced by a newer version"
        )
    if outcome.is_empty:
        yield "nothing differs"
        return
    yield from _titled("articles", outcome.articles, lambda one: _article(one, zone))
    yield from _titled("collaborations", outcome.collaborations, lambda one: [_deal(one, outcome)])
    yield from _titled("to announce", outcome.announcements, lambda one: [_told(one)])
    if outcome.silent:
        yield f"  {outcome.silent:,} more become known silently: old, or of a silent source"
    yield ""
    yield "kept" if outcome.is_applied else "nothing is kept; the same with --apply keeps it"


def _titled(name: str, table: Table[T], lines: Callable[[T], Sequence[str]]) -> Iterator[str]:
    counts = ", ".join(f"{count:,} {kind}" for kind, count in sorted(table.counts.items()))
    yield ""
    yield f"{name}: {table.total:,}" + (f" ({counts})" if counts else "")
    for row in table.rows:
        yield from lines(row)
    if table.more:
        yield f"  and {table.more:,} more"


def _article(article: ArticleDifference, zone: ZoneInfo) -> list[str]:
    published = article.published_at
    day = f"{published.astimezone(zone):%Y-%m-%d}" if published else "undated"
    head = f"  {article.id}  {day}  {article.source}  {article.title[:TITLE]}"
    return [head, *(f"    {one.fate.value:8}{_claim(one)}" for one in article.claims)]


def _claim(one: ClaimDifference) -> str:
    told = one.before or one.after
    assert told is not None
    return _changed(one.before, one.after, one.fields) if one.fields else _named(told)


def _deal(one: CollaborationDifference, outcome: Outcome) -> str:
    told = one.before or one.after
    assert told is not None
    number = f"{one.id}" if one.before or outcome.is_applied else "new"
    others = ", ".join(map(str, one.others))
    ways = {Fate.JOINED: f" into {others}", Fate.SPLIT: f" from {others}"}
    what = _changed(one.before, one.after, one.fields) if one.fields else _named(told)
    return f"  {one.fate.value:8}{number}{ways.get(one.fate, '')}  {what}"


def _told(one: Announcement) -> str:
    where = ", ".join(one.channels) or "only in the digest that the next run prints"
    what = f" ({one.change.what})" if one.change.what else ""
    return f"  {one.change.kind.value:8}{_named(one.change.collaboration)}{what} → {where}"


def _named(told: Claim | Collaboration) -> str:
    return f"{_value(told.parties)} · {told.form.value}, {told.stage.value}"


def _changed(
    before: Claim | Collaboration | None, after: Claim | Collaboration | None, names: Sequence[str]
) -> str:
    assert before is not None
    told = [
        name + _became(getattr(before, name), getattr(after, name)) if name in _SHORT else name
        for name in names
    ]
    return f"{_value(before.parties)}: {'; '.join(told)}"


def _became(before: object, after: object) -> str:
    """Tell what it was and is; of several parties or topics only those that differ."""
    if not isinstance(before, tuple) or not isinstance(after, tuple):
        return f" {_value(before)} → {_value(after)}"
    gone = [one for one in before if one not in after]
    come = [one for one in after if one not in before]
    if not gone and not come:
        return " in another order"
    return f" {_listed(gone)} → {_listed(come)}"


def _listed(values: Sequence[object]) -> str:
    return ", ".join(_party(v) if isinstance(v, Party) else _value(v) for v in values) or "none"


def _party(party: Party) -> str:
    canonical = "" if party.canonical == party.name else party.canonical
    above = f"of {party.parent}" if party.parent else ""
    return f"{party.name} ({', '.join(filter(None, (canonical, party.kind.value, above)))})"


def _value(value: object) -> str:
    """Tell a field's value in few words."""
    if isinstance(value, tuple):
        return " × ".join(map(_value, value))
    if isinstance(value, Party | TopicMention):
        return value.name
    if isinstance(value, float):
        return f"{value:.3g}"
    return "none" if value is None else str(value)


def _count(number: int, what: str) -> str:
    return f"{number:,} {what}" + ("" if number == 1 else "s")
