"""How far a run is, on a terminal's standard error; nothing anywhere else."""

from __future__ import annotations

from types import TracebackType
from typing import Self

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn

TITLES = {
    "start": "starting Prefect",
    "sources": "reading sources",
    "past": "reading the past",
    "ingest": "reading",
    "extract": "extracting",
    "compare": "comparing",
    "post": "posting",
    "backup": "saving",
    "check": "checking",
    "restore": "restoring",
    "maintain": "letting go",
}


class Bars:
    """A bar for each stage that has begun, wiped when the block or `close` ends them."""

    def __init__(self) -> None:
        console = Console(stderr=True)
        columns = (TextColumn("{task.description:>16}"), BarColumn(), MofNCompleteColumn())
        self._progress = Progress(
            *columns, console=console, transient=True, disable=not console.is_terminal
        )
        self._tasks = {
            stage: self._progress.add_task(title, visible=False) for stage, title in TITLES.items()
        }

    def __call__(self, stage: str, done: int, total: int) -> None:
        """Show that `done` of `total` are done; a stage without a title shows nothing."""
        if stage in self._tasks:
            self._progress.update(self._tasks[stage], completed=done, total=total, visible=True)

    def __enter__(self) -> Self:
        self._progress.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.close()

    def close(self) -> None:
        """Wipe the bars, so that what is printed next stands alone."""
        self._progress.stop()
