"""What is printed, and how: JSON for programs, words for people."""

from __future__ import annotations

import json

import click


def print_json(record: object) -> None:
    """Print one JSON object on one line, in UTF-8 whatever the locale is.

    A half of a character (a lone surrogate, which JSON can carry) is printed as U+FFFD.
    """
    text = json.dumps(record, ensure_ascii=False)
    click.echo(text.encode("utf-16", "surrogatepass").decode("utf-16", "replace").encode())
