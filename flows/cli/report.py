"""What a run found, printed: the digest for people, an object for programs, the failures."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import click

from flows.cli.output import print_json
from flows.model import Delivery, SourceHealth
from flows.post import render_terminal
from flows.records import change_record, delivery_record
from flows.stages import Report

SHOWN = 5  # sources by name; matson sources check tells of all


def print_report(report: Report, zone: ZoneInfo, *, is_json: bool, is_rehearsal: bool) -> None:
    """Print to standard output what is new and what was (or would be) posted."""
    if is_json:
        print_json(report_record(report))
        return
    click.echo(render_terminal(report.digest, report.coverage, zone=zone))
    if report.deliveries:
        click.echo()
    for line in _posted(report.deliveries, is_rehearsal=is_rehearsal):
        click.echo(line)


def report_record(report: Report) -> dict[str, Any]:
    """Give the object of `matson run --json`."""
    return {
        "articles": report.articles,
        "new": [change_record(change) for change in report.new],
        "updates": [change_record(change) for change in report.updates],
        "coverage": [change_record(change) for change in report.coverage],
        "context": [change_record(change) for change in report.digest.context],
        "deliveries": [delivery_record(delivery) for delivery in report.deliveries],
    }


def warn(report: Report) -> None:
    """Tell on standard error what went wrong; sources that never worked share one line."""
    never = []
    for one in report.health:
        if one.problems and not one.has_worked:
            never.append(one)
            continue
        for problem in one.problems:
            click.echo(f"matson: {one.source}: {problem}", err=True)
    if never:
        click.echo(f"matson: {_never_read(never)}", err=True)
    for line in (*report.problems, *report.notes):
        click.echo(f"matson: {line}", err=True)


def _never_read(never: Sequence[SourceHealth]) -> str:
    """Tell in one line which sources never worked, and why the first did not."""
    names = ", ".join(one.source for one in never[:SHOWN])
    more = f" and {len(never) - SHOWN} more" if len(never) > SHOWN else ""
    why = "; ".join(never[0].problems)
    return f"never read so far: {names}{more} ({never[0].source}: {why})"


def _posted(deliveries: tuple[Delivery, ...], *, is_rehearsal: bool) -> list[str]:
    """One line a channel and state: `default: 2 messages sent`."""
    counts = Counter((d.channel, d.state.value) for d in deliveries)
    return [
        f"{channel}: {count} {'message' if count == 1 else 'messages'} "
        + ("would be sent" if is_rehearsal else state)
        for (channel, state), count in counts.items()
    ]
