"""`matson run`: one run of the watch, as a Prefect flow or directly."""

from __future__ import annotations

import os
from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from flows import pipeline, server
from flows.cli.progress import Bars
from flows.cli.report import print_report, warn
from flows.settings import Config, Settings, load_config, load_settings
from flows.stages import Report, Request, Workshop
from flows.workshop import open_workshop


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asks for, with the settings and config/ that it runs on."""

    settings: Settings
    config: Config
    names: tuple[str, ...]
    since: datetime | None
    dry_run: bool
    announce: bool
    direct: bool
    is_json: bool

    @property
    def zone(self) -> ZoneInfo:
        """The zone in which days begin and times are told."""
        return self.settings.zone

    def opened(self, bars: Bars) -> AbstractContextManager[Workshop]:
        """Open what the run works with."""
        return open_workshop(self.settings, self.config, names=self.names, progress=bars)


@click.command()
@click.option("--dry-run", is_flag=True, help="Show what would be posted; keep and send nothing.")
@click.option(
    "--seeds",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    metavar="DIR",
    help="Where the source `seeds` is.",
)
@click.option("--source", "names", multiple=True, metavar="NAME", help="Only this; repeatable.")
@click.option(
    "--since",
    type=click.DateTime(["%Y-%m-%d"]),
    metavar="DATE",
    help="Leave out articles published before (YYYY-MM-DD); undated ones are read.",
)
@click.option(
    "--announce", is_flag=True, help="Announce old news too, as registered from the past."
)
@click.option("--direct", is_flag=True, help="Run the same stages without Prefect.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
@click.pass_context
def run(context: click.Context, /, *, seeds: Path | None, **options: object) -> None:
    """Read the sources once and tell what is new.

    The digest is printed, and posted when Slack is configured. A source that used to work
    and fails makes the exit code 1, after everything else was done.
    """
    settings = load_settings(**({} if seeds is None else {"seeds_dir": seeds}))
    config = load_config(settings)  # a mistake in there is told before anything is started
    asked = Asked(settings, config, **options)  # type: ignore[arg-type]  # click checks them
    report = _run(asked)
    warn(report)
    context.exit(1 if report.is_degraded else 0)


def _run(asked: Asked) -> Report:
    reports: list[Report] = []
    with Bars() as bars:

        def tell(report: Report) -> None:
            bars.close()
            print_report(report, asked.zone, is_json=asked.is_json, is_rehearsal=asked.dry_run)
            reports.append(report)

        way = _directly if asked.direct else _as_flow
        way(asked, bars, tell)
    return reports[0]


def _directly(asked: Asked, bars: Bars, tell: Callable[[Report], None]) -> None:
    since = asked.since and asked.since.replace(tzinfo=asked.zone)
    request = Request(since, asked.dry_run, asked.announce)
    with asked.opened(bars) as workshop:
        pipeline.run(pipeline.directly, workshop, request, tell)


def _as_flow(asked: Asked, bars: Bars, tell: Callable[[Report], None]) -> None:
    server.prepare(os.environ, asked.settings.home)
    temporary = None
    if asked.settings.prefect_api_url is None:
        bars("start", 0, 1)
        temporary = server.start(os.environ)
    else:
        server.check(asked.settings.prefect_api_url)
    # The server starts meanwhile; Prefect reads its environment when it is imported.
    with asked.opened(bars) as workshop:
        from flows.watch import make_watch, watch_once  # noqa: PLC0415 as above

        if temporary is not None:
            temporary.wait()
            bars("start", 1, 1)
        watch_once(
            make_watch(lambda _: nullcontext(workshop), tell),
            sources=list(asked.names) or None,
            since=asked.since and asked.since.date(),
            dry_run=asked.dry_run,
            announce=asked.announce,
        )
