"""`matson organizations review`: which names wait for a person to say who is meant."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import click

from flows.cli.output import print_json


class Reviewed(Protocol):
    """The store as this listing sees it."""

    def review(self) -> Sequence[str]:
        """Give what waits."""
        ...


def review(store: Reviewed, *, is_json: bool) -> None:
    """Print what waits, or that nothing does."""
    waiting = store.review()
    if is_json:
        print_json({"review": list(waiting)})
        return
    for one in waiting or ["nothing to review"]:
        click.echo(one)
