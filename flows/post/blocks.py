"""A digest as Slack messages: the digest itself, then one message an item in its thread."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import chain
from zoneinfo import ZoneInfo

from flows.model import Change, Digest, Message
from flows.post.compose import allot
from flows.post.heading import title, window
from flows.post.item import Manner, details, footer, parties, summary
from flows.post.line import as_slack, bold, glue, italic, line, plain, split
from flows.post.packing import Block, header, pack, sections, small
from flows.post.wording import wording

TEXT_LIMIT = 300  # characters; Slack cuts a long `text` into several messages (bolt-python#764)
NAME_LIMIT = 150  # characters of an item's name where a message goes on with it

Allotted = Mapping[int, Sequence[Change]]


def render_slack(digest: Digest, zone: ZoneInfo, language: str = "ko") -> tuple[Message, ...]:
    """The messages of a digest in the order in which they are sent; none where it is empty.

    The first opens the thread, all others are replies: first what did not fit, then each
    item with all that is known and its context, last the context that belongs to no item.
    """
    if digest.is_empty:
        return ()
    manner = Manner(wording(language), zone, digest.composed_at)
    allotted, rest = allot(digest)
    threads = (
        _thread(number, change, allotted.get(change.id, ()), manner)
        for number, change in enumerate(digest.changes, 1)
    )
    closing = _replies(manner.words.context_heading, list(_context(rest, manner)), manner)
    return (*_front(digest, manner, allotted), *chain.from_iterable(threads), *closing)


def _front(digest: Digest, manner: Manner, allotted: Allotted) -> Iterator[Message]:
    """The digest itself; what does not fit the first message goes on in replies."""
    top = title(digest, manner)
    head = [header(top)]
    if about := window(digest, manner):
        head.append(small(line(italic(about))))
    first = ", ".join(parties(change.collaboration) for change in digest.changes[:3])
    bodies = pack(_items(digest, manner, allotted), head, _continued(top, manner))
    more = small(line(glue(manner.words.goes_on)))
    for position, blocks in enumerate(bodies):
        tail = [more] if position == 0 and len(bodies) > 1 else []
        yield Message(_text(f"{top}: {first}"), (*blocks, *tail), is_reply=position > 0)


def _items(digest: Digest, manner: Manner, allotted: Allotted) -> Iterator[list[Block]]:
    """The blocks of each item; a section's heading stays with its first item."""
    words = manner.words
    headings = {}
    if digest.updates:
        headings[digest.updates[0].id] = words.update_heading
    if digest.archive:
        headings[digest.archive[0].id] = words.archive_heading
    for number, change in enumerate(digest.changes, 1):
        rows = summary(change, number, manner, allotted.get(change.id, ()))
        above = [line(bold(headings[change.id]))] if change.id in headings else []
        yield [*sections(above), *sections(rows)]


def _thread(
    number: int, change: Change, context: Sequence[Change], manner: Manner
) -> Iterator[Message]:
    """One item in full."""
    rows = [*details(change, f"{number}. ", manner), footer(change, manner.words)]
    blocks = [*sections(rows), *_context(context, manner)]
    return _replies(f"{number}. {parties(change.collaboration)}", blocks, manner)


def _context(context: Sequence[Change], manner: Manner) -> Iterator[Block]:
    if context:
        yield from sections([line(bold(manner.words.context_heading))])
    for change in context:
        yield from sections([*details(change, "", manner), footer(change, manner.words)])


def _replies(name: str, blocks: Sequence[Block], manner: Manner) -> Iterator[Message]:
    """One reply, or several where it is longer than Slack allows; none without blocks."""
    if not blocks:
        return
    for body in pack(([block] for block in blocks), [], _continued(name, manner)):
        yield Message(_text(name), tuple(body), is_reply=True)


def _continued(name: str, manner: Manner) -> Callable[[int], Block]:
    short = next(split(line(plain(name)), NAME_LIMIT))

    def block(number: int) -> Block:
        runs = (*short.runs, glue(f" · {manner.words.continued.format(number)}"))
        return small(line(*runs))

    return block


def _text(words: str) -> str:
    """What a notification shows; the blocks have it all."""
    return as_slack(next(split(line(plain(words)), TEXT_LIMIT)))
