"""What is printed, and how: JSON for programs, words for people."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click


def print_json(record: object) -> None:
    """Print one JSON object on one line, in UTF-8 whatever the locale is.

    A half of a character (a lone surrogate, which JSON can carry) is printed as U+FFFD.
    """
    text = json.dumps(record, ensure_ascii=False)
    click.echo(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode())


def print_parts(parts: Iterable[str]) -> None:
    """Print text as it comes, in UTF-8 whatever the locale is, with nothing between the parts."""
    for part in parts:
        click.echo(part.encode("utf-8", "replace"), nl=False)
