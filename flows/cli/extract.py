"""`matson extract`: JSON Lines in, who works with whom out."""

from __future__ import annotations

import os
import stat
from io import UnsupportedOperation
from typing import BinaryIO

import click

from flows.cli.lines import numbered
from flows.cli.output import print_json
from flows.cli.workers import read_all
from flows.settings import load_settings


@click.command()
@click.argument("file", type=click.File("rb"), default="-")
@click.option(
    "--workers", type=click.IntRange(1, 64), default=1, metavar="N", help="Processes to use."
)
@click.pass_context
def extract(context: click.Context, file: BinaryIO, workers: int) -> None:
    """Tell who works with whom in texts given as JSON Lines.

    FILE, or standard input, has `id`, `title`, `text` and, where known, `published` and
    `url` in each line. One line comes out for each line in, in the same
    order. A bad line gives an object with `error` and its line number, and the exit code 1.
    """
    has_failed = False
    records = read_all(numbered(file), load_settings(), workers, is_ahead=_is_whole(file))
    for record in records:
        print_json(record)
        has_failed |= "error" in record
    context.exit(1 if has_failed else 0)


def _is_whole(file: BinaryIO) -> bool:
    """Say whether all lines are there already: a file is, a pipe that somebody writes is not."""
    try:
        return stat.S_ISREG(os.fstat(file.fileno()).st_mode)
    except UnsupportedOperation:
        return False
