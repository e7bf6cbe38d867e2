"""The stages in a row, written once.

`run` composes ingest, extract, compare, post and report. How a stage is run is an argument:
`directly` calls it, a Prefect flow makes a task of it. Stages pass ids and counts, never
texts: each takes from state what the stage before it stored there, so a run that was cut
off anywhere goes on from there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from typing import ParamSpec, Protocol, TypeVar

from flows import stages
from flows.model import SourceHealth
from flows.reextraction.noting import note_outdated
from flows.stages import EXTRACT_BATCH, Report, Request, Workshop

P = ParamSpec("P")
T = TypeVar("T")


class RunStage(Protocol):
    """The way a stage is run: `name` is told to people, `stage` is called with the arguments."""

    def __call__(self, name: str, stage: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run the stage and return what it returns."""
        ...


def directly(name: str, stage: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> T:
    """Run a stage by calling it."""
    del name
    return stage(*args, **kwargs)


def run(
    do: RunStage, workshop: Workshop, request: Request, tell: Callable[[Report], None]
) -> Report:
    """Run all stages once.

    `tell` gets the report before its changes are marked as reported: a run that dies while
    it tells them will tell them again.

    Raises:
        StateError: the database can't be used any more.
    """
    sources = stages.choose_due(workshop, request)
    name = f"ingest {sources[0].name}" if len(sources) == 1 else f"ingest {len(sources)} sources"
    if not request.is_rehearsal:
        health = do(name, stages.ingest, workshop, sources, request)
        return _work(do, workshop, health, tell, is_rehearsal=False)
    polls = do(name, stages.poll, workshop, sources, request)
    with workshop.store.rolled_back() as store:  # opened after the last fetch
        rehearsal = replace(workshop, store=store)
        health = stages.keep(rehearsal, polls)
        return _work(do, rehearsal, health, tell, is_rehearsal=True)


def _work(
    do: RunStage,
    workshop: Workshop,
    health: Sequence[SourceHealth],
    tell: Callable[[Report], None],
    *,
    is_rehearsal: bool,
) -> Report:
    started = workshop.clock()
    stages.link(workshop)
    _extract_all(do, workshop)
    do("compare", stages.compare, workshop)
    send = stages.rehearse if is_rehearsal else stages.post
    problems = [
        problem
        for channel in workshop.channels
        if workshop.slack is not None
        for problem in do(f"post {channel.name}", send, workshop, channel, health)
    ]
    if workshop.operations is not None and workshop.slack is not None:
        tell_operations = partial(stages.tell_operations, is_rehearsal=is_rehearsal)
        problems += do("tell operations", tell_operations, workshop, workshop.operations)
    report, ids = do(
        "report", stages.make_report, workshop, started, health, tuple(dict.fromkeys(problems))
    )
    report = replace(report, notes=note_outdated(workshop))
    tell(report)
    workshop.store.mark_reported(ids, workshop.clock())
    return report


def _extract_all(do: RunStage, workshop: Workshop) -> None:
    done = 0
    while ids := workshop.store.unextracted(EXTRACT_BATCH):
        do(f"extract from {done + 1}", stages.extract_some, workshop, ids, done)
        done += len(ids)
