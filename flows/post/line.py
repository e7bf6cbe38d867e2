"""Lines of a digest before they are mrkdwn, Markdown or plain text.

A Line is a row of Runs: clean text with a style or a link. Splitting happens here, on the
text and before escaping, so that no cut ever falls inside `&amp;`, a link or a bold mark.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from enum import StrEnum

from flows.post.escape import clean, escape_markdown, escape_slack, safe_url

_JOINER = "\u200b"  # Slack closes `*` only before a space, a sign or a zero-width space


class Style(StrEnum):
    """How a run looks; the value is mrkdwn's mark."""

    PLAIN = ""
    BOLD = "*"
    ITALIC = "_"


@dataclass(frozen=True, slots=True)
class Run:
    """Clean text in one style; `url` is a safe address and makes it a link."""

    text: str
    style: Style = Style.PLAIN
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Line:
    """One line as a reader sees it; `is_quote` for words that are the article's own."""

    runs: tuple[Run, ...]
    is_quote: bool = False


def glue(text: str) -> Run:
    """Our own words between fields, with the spaces that they bring."""
    return Run(text)


def plain(text: str) -> Run:
    """A field as it is."""
    return Run(clean(text))


def bold(text: str) -> Run:
    """A field in bold."""
    return Run(clean(text) or "?", Style.BOLD)


def italic(text: str) -> Run:
    """A field in italics."""
    return Run(clean(text) or "?", Style.ITALIC)


def link(label: str, url: str | None) -> tuple[Run, ...]:
    """A label that links; where the address must not become a link it stands there as text."""
    words = clean(label) or "?"
    if safe := safe_url(url):
        return (Run(words, url=safe),)
    return (Run(words), Run(f" ({clean(url)})")) if url and clean(url) else (Run(words),)


def line(*runs: Run | tuple[Run, ...], is_quote: bool = False) -> Line:
    """A line of runs, flat."""
    flat = tuple(r for run in runs for r in (run if isinstance(run, tuple) else (run,)))
    return Line(flat, is_quote=is_quote)


def as_text(row: Line) -> str:
    """Plain text; a link's address follows its label."""
    return "".join(f"{r.text} ({r.url})" if r.url and r.url != r.text else r.text for r in row.runs)


def as_slack(row: Line) -> str:
    """Slack's mrkdwn."""
    quote = "> " if row.is_quote else ""
    return quote + _joined(row, _slack_run)


def as_markdown(row: Line) -> str:
    """CommonMark."""
    quote = "> " if row.is_quote else ""
    followers = (*(run.text[:1] for run in row.runs[1:]), "")
    return quote + "".join(map(_markdown_run, row.runs, followers))


def _joined(row: Line, show: Callable[[Run], str]) -> str:
    parts: list[str] = []
    for before, run in zip((None, *row.runs), row.runs, strict=False):
        if before and _touches(before, run):
            parts.append(_JOINER)
        parts.append(show(run))
    return "".join(parts)


def _touches(before: Run, after: Run) -> bool:
    """A mark beside a letter is not a mark to Slack: `*건너전자*는` shows its stars."""
    if before.style is not Style.PLAIN:
        return after.text[:1].isalnum()
    return after.style is not Style.PLAIN and before.text[-1:].isalnum()


def _slack_run(run: Run) -> str:
    if run.url:
        label = escape_slack(run.text).replace("|", "│")  # the first bar ends the address
        return f"<{escape_slack(run.url)}|{label}>"
    mark = run.style.value
    words = escape_slack(run.text)
    return f"{mark}{words.replace(mark, '∗' if mark == '*' else '＿')}{mark}" if mark else words


def _markdown_run(run: Run, follower: str) -> str:
    words = escape_markdown(run.text)
    if run.url:
        address = run.url.replace("(", "%28").replace(")", "%29")
        return f"[{words}](<{address}>)"
    is_open = not run.text[-1:].isalnum() and follower.isalnum()  # `**원(KAIST)**은` is not closed
    mark = "" if is_open else {Style.BOLD: "**", Style.ITALIC: "*", Style.PLAIN: ""}[run.style]
    return f"{mark}{words}{mark}"


def split(row: Line, limit: int) -> Iterator[Line]:
    """The line in parts of at most `limit` characters of mrkdwn each, nothing left out.

    A cut falls after a space where one is near. `limit` must exceed the longest address by 200.
    """
    room = limit - 2 if row.is_quote else limit
    left = room
    part: list[Run] = []
    for whole in row.runs:
        run = whole
        while _cost(run) > left:
            head, rest = _cut(run, left)
            if head:
                part.append(head)
            yield replace(row, runs=tuple(part))
            part, left, run = [], room, rest
        part.append(run)
        left -= _cost(run)
    yield replace(row, runs=tuple(part))


def _cost(run: Run) -> int:
    return len(_slack_run(run)) + 1  # a joiner may stand before it


def _cut(run: Run, room: int) -> tuple[Run | None, Run]:
    """The run's longest beginning that costs at most `room`, and what is left of it."""
    spent = _cost(replace(run, text=""))
    kept = 0
    for character in run.text:
        spent += len(escape_slack(character))
        if spent > room:
            break
        kept += 1
    space = run.text.rfind(" ", 0, kept)
    if space > kept // 2:
        kept = space + 1
    if kept == 0:
        return None, run
    return replace(run, text=run.text[:kept].rstrip()), replace(run, text=run.text[kept:].lstrip())
