from __future__ import annotations

from datetime import timedelta
from itertools import permutations

import pytest

from flows.model import Announce, Change, ChangeKind, Channel, Digest
from flows.post import compose
from flows.post.compose import allot, is_weak
from tests.post.samples import GUNNEO, MIR, NINE, RAON, RAON_AI, SAEBYEOK, WELL, change

WIDE = Channel("wide", "C1", min_confidence=0.4)


def digest(*changes: Change, context: tuple[Change, ...] = (), channel: Channel = WIDE) -> Digest:
    return compose(
        changes,
        context,
        channel=channel,
        now=NINE,
        since=NINE - timedelta(days=1),
        health=WELL,
    )


def ids(changes: tuple[Change, ...]) -> list[int]:
    return [one.id for one in changes]


def test_sections() -> None:
    """News, updates and the archive stand apart and are numbered in this order."""
    found = digest(
        change(1, announce=Announce.ARCHIVE),
        change(2, ChangeKind.UPDATE, what="ended"),
        change(3),
        change(4, ChangeKind.UPDATE, announce=Announce.ARCHIVE),
    )
    assert ids(found.news) == [3]
    assert ids(found.updates) == [2]
    assert ids(found.archive) == [1, 4]
    assert ids(found.changes) == [3, 2, 1, 4]
    assert (found.sources_ok, found.sources_total) == (1, 2)


@pytest.mark.parametrize(
    "unannounced",
    [
        change(1, ChangeKind.COVERAGE),
        change(1, ChangeKind.CONTEXT),
        change(1, announce=Announce.SILENT),
        change(1, is_ai=False),
    ],
)
def test_what_is_not_announced(unannounced: Change) -> None:
    """Coverage, context, silent sources and what is not on AI never make a digest."""
    found = digest(unannounced)
    assert found.is_empty
    assert found.held_back == 0


def test_order_is_the_same_for_any_input_order() -> None:
    """By confidence, then late dates first, then by id, however the changes come in."""
    changes = [
        change(1, confidence=0.8, date="2026-11-20"),
        change(2, confidence=0.8, date="2026-11-22"),
        change(3, confidence=0.8, date=None),
        change(4, confidence=0.95, date="2026-01"),
        change(5, confidence=0.8, date="2026-11-22"),
    ]
    orders = {tuple(ids(digest(*some).news)) for some in permutations(changes)}
    assert orders == {(4, 2, 5, 1, 3)}


def test_minimum_and_weak_items() -> None:
    """Below the minimum an item is held back and counted; from there to 0.7 it is marked, last."""
    found = digest(
        change(1, confidence=0.39),
        change(2, confidence=0.4),
        change(3, confidence=0.69),
        change(4, confidence=0.7),
    )
    assert ids(found.news) == [4, 3, 2]
    assert [is_weak(one) for one in found.news] == [False, True, True]
    assert found.held_back == 1


def test_the_same_change_twice_is_one_item() -> None:
    """An id stands once."""
    assert ids(digest(change(1), change(1)).news) == [1]


def test_context_goes_to_the_item_of_its_parties() -> None:
    """Two shared organisations, or parents of them, bind context to an item; one does not."""
    mou = change(7, ChangeKind.CONTEXT, parties=(RAON, GUNNEO, MIR))
    other = change(8, ChangeKind.CONTEXT, parties=(GUNNEO, SAEBYEOK))
    found = digest(
        change(1, parties=(SAEBYEOK, MIR)),
        change(2, parties=(GUNNEO, RAON_AI)),
        context=(mou, other),
    )
    allotted, rest = allot(found)
    assert {key: ids(value) for key, value in allotted.items()} == {2: [7]}
    assert ids(rest) == [8]
