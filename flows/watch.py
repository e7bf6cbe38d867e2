"""The Prefect flow `watch`: the stages of the pipeline as tasks, the digest as an artifact.

Prefect is imported here; its environment has to be set before (`flows.server`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, date, datetime, time
from typing import Any, ParamSpec, TypeAlias, TypeVar

from prefect import Flow, State, flow, task
from prefect.artifacts import create_markdown_artifact, create_table_artifact
from prefect.cache_policies import NO_CACHE
from prefect.runtime import flow_run
from prefect.settings import PREFECT_FLOWS_HEARTBEAT_FREQUENCY, temporary_settings
from prefect.states import Completed

from flows.model import Change
from flows.pipeline import run
from flows.post import render_markdown
from flows.records import change_record
from flows.settings import load_config, load_settings
from flows.stages import Report, Request, Workshop
from flows.workshop import open_workshop

P = ParamSpec("P")
T = TypeVar("T")

Open: TypeAlias = Callable[[Sequence[str]], AbstractContextManager[Workshop]]
Tell: TypeAlias = Callable[[Report], None]
Watch: TypeAlias = Flow[..., State[None]]


def make_watch(open_: Open, tell: Tell) -> Watch:
    """Make the flow. `open_` gives the workshop for the sources named, `tell` gets the report."""

    @flow(name="watch", flow_run_name=_run_name, persist_result=False)
    def watch(
        sources: list[str] | None = None,
        since: date | None = None,
        *,
        dry_run: bool = False,
        announce: bool = False,
    ) -> State[None]:
        """Read the sources once, tell what is new, post it.

        Args:
            sources: names of sources; all enabled ones when empty.
            since: leave out articles published before this day.
            dry_run: keep and send nothing.
            announce: announce old news too, as registered from the past.
        """
        with open_(sources or ()) as workshop:
            start = datetime.combine(since, time.min, workshop.zone) if since else None
            request = Request(start, dry_run, announce)

            def publish(report: Report) -> None:
                _write_artifacts(report, workshop)
                tell(report)

            report = run(_as_task, workshop, request, publish)
        return Completed(message=summarize(report))

    return watch


def watch_once(watch: Watch, **parameters: object) -> None:
    """Run the flow in this process.

    A run that a person waits for needs no heartbeat, whose thread takes 1 s to join.
    """
    with temporary_settings({PREFECT_FLOWS_HEARTBEAT_FREQUENCY: None}):
        watch(**parameters)


def summarize(report: Report) -> str:
    """Tell a run in one line; it begins with `degraded` where a part of it failed."""
    counts = (
        (report.articles, "articles"),
        (len(report.new), "new"),
        (len(report.updates), "updates"),
        (len(report.coverage), "coverage"),
        (len(report.digest.context), "context"),
    )
    told = ", ".join(f"{count} {name}" for count, name in counts if count) or "nothing new"
    if not report.is_degraded:
        return told
    failed = [f"{one.source}: {problem}" for one in report.health for problem in one.problems]
    return f"degraded: {'; '.join([*failed, *report.problems])} ({told})"


def _as_task(name: str, stage: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a stage as a task of this flow run.

    The task has no parameters: Prefect would look through all that they hold for futures.
    """

    @task(name=name, task_run_name=name, cache_policy=NO_CACHE, persist_result=False)
    def run_stage() -> T:
        return stage(*args, **kwargs)

    return run_stage()


def _run_name() -> str:
    """`2026-11-24 09:00 seeds`, in the configured zone."""
    start = flow_run.scheduled_start_time or datetime.now(UTC)
    names = flow_run.parameters.get("sources") or ["all sources"]
    return f"{start.astimezone(load_settings().zone):%Y-%m-%d %H:%M} {', '.join(names)}"


def _write_artifacts(report: Report, workshop: Workshop) -> None:
    create_markdown_artifact(
        render_markdown(report.digest, zone=workshop.zone), key="digest", description="맞손"
    )
    changes = (*report.digest.changes, *report.coverage, *report.digest.context)
    if changes:
        create_table_artifact([_row(change) for change in changes], key="changes")


def _row(change: Change) -> dict[str, Any]:
    record = change_record(change)
    parties = " × ".join(party["name"] for party in record["parties"])
    plain = {name: record[name] for name in ("form", "stage", "date", "evidence")}
    topics = ", ".join(record["topics"])
    return {"kind": change.kind.value, "parties": parties, **plain, "topics": topics}


@contextmanager
def _configured(names: Sequence[str]) -> Iterator[Workshop]:
    settings = load_settings()
    config = load_config(settings)
    with open_workshop(settings, config, names=names, progress=_quietly) as workshop:
        yield workshop


def _quietly(stage: str, done: int, total: int) -> None:
    del stage, done, total


def _tell_nobody(report: Report) -> None:
    del report


watch = make_watch(_configured, _tell_nobody)
"""The flow as a deployment runs it: everything comes from the environment and config/."""
