"""`matson why`: what led to a collaboration, and why it was told or was not."""

from __future__ import annotations

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
_REMEDY = "use the number at the foot of a digest's item, or one of `matson collaborations`"


@click.command()
@click.argument("deal", metavar="[ID]", type=click.IntRange(min=1), required=False)
@click.option(
    "--change",
    type=click.IntRange(min=1),
    metavar="N",
    help="By a change's number, as `matson run --json` has it.",
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
def why(deal: int | None, *, change: int | None, is_json: bool) -> None:
    """Show why something is known, and why it was told or not.

    ID is a collaboration's number, as it stands at the foot of a digest's item and in
    `matson collaborations`. Told are every article with its sentence, the rule and what its
    names were resolved to; what it was compared with; each change, and of each channel when it
    was told or why not; what people said of it.
    """
    if (deal is None) == (change is None):
        raise UsageError("it takes one number", remedy=_REMEDY)
    with open_knowledge() as (known, settings):
        found = deal or _changed(known, change or 0)
        account = known.store.account(found, NEAR) if found < LARGEST else None
        if account is None:
            raise UsageError(f"there is no collaboration {found}", remedy=_REMEDY)
        reasons = find_reasons(account, known, _channels(settings), settings.zone)
        if is_json:
            print_json(reasons_record(reasons, change))
        else:
            _show(reasons, change, asked=found)


def _changed(known: Knowledge, change: int) -> int:
    """Give the collaboration that a change is about."""
    found = known.store.find_change(change) if change < LARGEST else None
    if found is None:
        raise UsageError(f"there is no change {change}", remedy=_REMEDY)
    return found


def _channels(settings: Settings) -> tuple[Channel, ...]:
    path = find_config_file(settings.config_dir, "channels.yaml")
    return load_channels(path, slack_channel=settings.slack_channel)


def _show(reasons: Reasons, change: int | None, *, asked: int) -> None:
    mine = reasons.said.account.listed.id
    if mine != asked:
        click.echo(f"{asked} was joined to {mine}:\n")
    for line in render_reasons(reasons, change):
        click.echo(line)
