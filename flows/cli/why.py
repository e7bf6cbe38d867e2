"""`matson why`: what led to a collaboration, and why it was told or was not."""

from __future__ import annotations

import re

import click

from flows.cli.asking import open_knowledge
from flows.cli.knowing import Knowledge
from flows.cli.output import print_json
from flows.cli.reasons import Reasons, find_reasons, reasons_record, render_reasons
from flows.errors import UsageError
from flows.model import Channel
from flows.settings import Settings, find_config_file, load_channels

LARGEST = 1 << 31  # ids are smaller: PostgreSQL refuses to look for others
NEAR = 20  # known collaborations of the same organisations that are told, the newest
_ID = re.compile(r"(?P<is_deal>[cC])?#?(?P<number>[0-9]{1,18})")
_REMEDY = "use the id at the foot of a digest's item, or one of `matson collaborations`, as in: c12"


@click.command()
@click.argument("name", required=False, metavar="ID")
@click.option(
    "--collaboration",
    type=click.IntRange(min=1),
    metavar="N",
    help="By a collaboration's number, as `matson why cN`.",
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
def why(name: str | None, *, collaboration: int | None, is_json: bool) -> None:
    """Show why something is known, and why it was told or not.

    ID is what stands at the foot of a digest's item, or a collaboration's as
    `matson collaborations` lists it (c12). Told are every article with its sentence, the rule
    and what its names were resolved to; what it was compared with; each change, and of each
    channel when it was told or why not; what people said of it.
    """
    if (name is None) == (collaboration is None):
        raise UsageError("it takes one id", remedy=_REMEDY)
    with open_knowledge() as (known, settings):
        change, found = _meant(known, name, collaboration)
        account = known.store.account(found, NEAR) if found < LARGEST else None
        if account is None:
            raise UsageError(f"there is no collaboration c{found}", remedy=_REMEDY)
        reasons = find_reasons(account, known, _channels(settings), settings.zone)
        if is_json:
            print_json(reasons_record(reasons, change))
        else:
            _show(reasons, change, asked=found)


def _meant(known: Knowledge, name: str | None, collaboration: int | None) -> tuple[int | None, int]:
    """Give the change that was asked for, if one was, and the collaboration."""
    if collaboration is not None:
        return None, collaboration
    parsed = _ID.fullmatch(name or "")
    if parsed is None:
        raise UsageError(f"{(name or '')[:40]!r} is no id", remedy=_REMEDY)
    number = int(parsed["number"])
    if parsed["is_deal"]:
        return None, number
    found = known.store.find_change(number) if number < LARGEST else None
    if found is None:
        raise UsageError(f"no digest's item has the id {number}", remedy=_REMEDY)
    return number, found


def _channels(settings: Settings) -> tuple[Channel, ...]:
    path = find_config_file(settings.config_dir, "channels.yaml")
    return load_channels(path, slack_channel=settings.slack_channel)


def _show(reasons: Reasons, change: int | None, *, asked: int) -> None:
    mine = reasons.said.account.listed.id
    if mine != asked:
        click.echo(f"c{asked} was joined to c{mine}:\n")
    for line in render_reasons(reasons, change):
        click.echo(line)
