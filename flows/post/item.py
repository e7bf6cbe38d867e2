"""One change as lines: short for the digest itself, whole for its thread and the terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from zoneinfo import ZoneInfo

from flows.model import Change, Collaboration, EarlierDeal, Party, Reading
from flows.post.compose import is_weak
from flows.post.line import Line, Run, bold, glue, italic, line, link, plain
from flows.post.wording import Wording, short_date

_DOT = glue(" · ")


@dataclass(frozen=True, slots=True)
class Manner:
    """How things are told: the words, the zone of the times, the moment of the digest."""

    words: Wording
    zone: ZoneInfo
    now: datetime


def parties(collaboration: Collaboration) -> str:
    """Who works together: `건너전자 × 라온대학교`."""
    return " × ".join(party.name for party in collaboration.parties)


def headline(change: Change, mark: str, manner: Manner, *, is_short: bool = False) -> Line:
    """Who, in which form, how far and when; `mark` goes before ("1. ", "- ")."""
    deal = change.collaboration
    words = manner.words
    when = short_date(deal.date, manner.now, manner.zone) if deal.date and is_short else deal.date
    stage = words.stage(deal.form, deal.stage)
    runs = [bold(f"{mark}{parties(deal)}"), _DOT, plain(words.forms[deal.form]), _DOT]
    runs.append(plain(f"{stage} {when}" if when else stage))
    if is_weak(change):
        runs += [_DOT, italic(words.weak)]
    return line(*runs)


def summary(change: Change, number: int, manner: Manner, context: Sequence[Change]) -> list[Line]:
    """Two to five lines for the digest itself."""
    deal = change.collaboration
    rows = [headline(change, f"{number}. ", manner, is_short=True)]
    facts = _joined(_news_of(change, manner.words), _facts(deal, manner.words))
    if facts.runs:
        rows.append(facts)
    rows.append(line(plain(deal.evidence), is_quote=True))
    if deal.readings or context or change.earlier:
        rows.append(_joined(_outlets(deal, manner.words), _earlier(change, context, manner)))
    return [row for row in rows if row.runs]


def details(change: Change, mark: str, manner: Manner) -> Iterator[Line]:
    """All that is known: a line for each fact, and for each place where it was read."""
    deal = change.collaboration
    words = manner.words
    yield headline(change, mark, manner)
    if news := _news_of(change, words):
        yield line(*news)
    if deal.name:
        yield _labelled(words.label_name, deal.name)
    yield _labelled(words.label_parties, ", ".join(_described(p, words) for p in deal.parties))
    if deal.hub:
        yield line(bold(deal.hub), glue(words.hub(deal.hub)))
    if deal.topics:
        yield _labelled(words.label_topics, ", ".join(deal.topics))
    if size := _size(deal):
        yield _labelled(words.label_amount, size)
    if deal.people:
        yield _labelled(words.label_people, ", ".join(deal.people))
    yield line(plain(deal.evidence), is_quote=True)
    for one in change.earlier:
        yield _labelled(words.earlier, _before(one, words))
    for reading in deal.readings:
        yield _read_in(reading, manner)


def footer(change: Change, words: Wording) -> Line:
    """The id by which a person speaks of the item, and how it was found."""
    deal = change.collaboration
    return line(plain(words.footer.format(change.collaboration_id, deal.rule, deal.confidence)))


def _labelled(label: str, text: str) -> Line:
    return line(glue(f"{label}: "), plain(text))


def _joined(*groups: Sequence[Run]) -> Line:
    runs: list[Run] = []
    for group in groups:
        if group:
            runs += [_DOT, *group] if runs else group
    return Line(tuple(runs))


def _news_of(change: Change, words: Wording) -> list[Run]:
    """What an update is: the parties that joined, or that it ended."""
    what = change.what or ""
    if what.startswith("joined:"):
        name = what.removeprefix("joined:").strip()
        return [bold(name), glue(words.joined(name))]
    return [plain(words.update(what))] if what else []


def _facts(deal: Collaboration, words: Wording) -> list[Run]:
    people = f"{words.label_people}: {', '.join(deal.people)}" if deal.people else ""
    topics = f"{words.label_topics}: {', '.join(deal.topics)}" if deal.topics else ""
    facts = [deal.name or "", topics, _size(deal), people]
    return [plain(" · ".join(fact for fact in facts if fact))] if any(facts) else []


def _size(deal: Collaboration) -> str:
    return ", ".join(part for part in (deal.duration, deal.amount) if part)


def _outlets(deal: Collaboration, words: Wording) -> list[Run]:
    """The first outlet with its link, or the title without one, and how many others there are."""
    if not deal.readings:
        return []
    first = deal.readings[0]
    others = len({reading.outlet for reading in deal.readings} - {first.outlet})
    more = [glue(f" {words.also_in.format(others)}")] if others else []
    where = (
        link(first.outlet, first.url)
        if first.url
        else (plain(first.outlet), _DOT, plain(first.title))
    )
    return [*where, *more]


def _earlier(change: Change, context: Sequence[Change], manner: Manner) -> list[Run]:
    """A pointer to what the same organisations did before; the thread tells it in full."""
    if change.earlier:
        return [glue(f"{manner.words.earlier}: "), plain(_before(change.earlier[0], manner.words))]
    ours = change.collaboration
    dated = [
        c.collaboration
        for c in context
        if c.collaboration.date and c.collaboration.date < (ours.date or f"{manner.now:%Y-%m-%d}")
    ]
    if not dated:
        return []
    last = max(dated, key=lambda deal: deal.date or "")
    named = last.name or manner.words.forms[last.form]
    return [glue(f"{manner.words.earlier}: "), plain(f"{last.date} {named}")]


def _before(deal: EarlierDeal, words: Wording) -> str:
    named = deal.name or " ".join([*deal.topics[:1], words.forms[deal.form]])
    return f"{deal.date} {named}" if deal.date else named


def _described(party: Party, words: Wording) -> str:
    aside = [words.kinds[party.kind]]
    aside += [party.canonical] if party.canonical != party.name else []
    aside += [party.parent] if party.parent and party.parent not in aside else []
    return f"{party.name} ({', '.join(aside)})"


def _read_in(reading: Reading, manner: Manner) -> Line:
    """The outlet, the title with its link or its place in the source, the day."""
    where = link(reading.title or reading.locator, reading.url)
    runs: list[Run | tuple[Run, ...]] = [
        glue(f"{manner.words.label_readings}: "),
        plain(reading.outlet),
        _DOT,
        where,
    ]
    if not reading.url:
        runs += [_DOT, plain(reading.locator)]
    if reading.published_at:
        runs += [_DOT, plain(f"{reading.published_at.astimezone(manner.zone):%Y-%m-%d}")]
    return line(*runs)
