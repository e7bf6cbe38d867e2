"""`matson organizations review`: which names wait for a person to say who is meant."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Protocol

import click

from flows.cli.knowing import Knowledge
from flows.cli.output import print_json
from flows.compare import is_spelled_alike
from flows.model import Party

MOST = 200  # lines: who has more to decide begins with these
KEYS = 50_000  # organisations that are looked through, a few seconds
WITH_OTHER_SCRIPT = 2_000  # Latin names beyond are not held against Korean ones: 4 s


class Reviewed(Protocol):
    """The store as this listing sees it."""

    def ambiguous(self, limit: int) -> Sequence[tuple[str, tuple[str, ...]]]:
        """Give names that articles give to several organisations."""
        ...

    def organization_keys(self, limit: int) -> Mapping[str, str]:
        """Give the names of organisations by their keys."""
        ...


def review(store: Reviewed, knowledge: Knowledge, *, is_json: bool) -> None:
    """Print what waits, or that nothing does."""
    waiting = [*_ambiguous(store), *_alike(store.organization_keys(KEYS), knowledge)][:MOST]
    if is_json:
        print_json({"review": waiting})
        return
    for one in waiting or ["nothing to review"]:
        click.echo(one)


def _ambiguous(store: Reviewed) -> Iterator[str]:
    for name, meant in store.ambiguous(MOST):
        yield (
            f"{name}: articles call {', '.join(meant)} so, and it is none of them for now"
            f" → matson correct alias {name!r} ORG"
        )


def _alike(names: Mapping[str, str], knowledge: Knowledge) -> Iterator[str]:
    """Tell of two names that may be one organisation's, and that nobody knows apart."""
    certain = knowledge.entries.keys()
    for one, other in _candidates(names):
        is_known = one in certain and other in certain
        if is_known or not is_spelled_alike(one, other):
            continue
        key = knowledge.directory.key
        if key(Party(one, one)) != key(Party(other, other)):
            yield (
                f"{names[one]}, {names[other]}: written alike; if both are one"
                f" → matson correct alias {names[one]!r} {names[other]!r}"
            )


def _candidates(names: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    by_start: defaultdict[str, list[str]] = defaultdict(list)
    for key in sorted(names):
        by_start[key[:1]].append(key)
    for keys in by_start.values():
        yield from combinations(keys, 2)
    latin = [key for key in sorted(names) if key.isascii()][:WITH_OTHER_SCRIPT]
    korean = [key for key in sorted(names) if not key.isascii()][:WITH_OTHER_SCRIPT]
    for one in korean:
        for other in latin:
            yield one, other
