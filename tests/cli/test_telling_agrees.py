"""What `matson why` says of a channel is what the channel is in fact told."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from flows.cli.telling import WAITS, Said, explain_telling
from flows.model import Announce, ChangeKind, Channel, Kind, Party, Saying
from flows.state import Store
from flows.state.queries import Filters
from tests.cli.world import correct
from tests.compare.samples import World, claim
from tests.post.samples import SEOUL
from tests.state.samples import GUNNEO, MIR, NOW, RAON, SAEBYEOK, article, go_on
from tests.state.told import announce, tell

DAY = timedelta(days=1)
CHANNEL = Channel("scouts", "C0123456789")
MUTED = Party("조용전자", "조용전자", Kind.COMPANY)


def _explained(store: Store) -> dict[int, str]:
    """Give what is said of each change, by its id."""
    found: dict[int, str] = {}
    ever = store.corrections(with_undone=True)
    for number in range(1, 40):
        account = store.account(number, 5)
        if account is None:
            continue
        lines = store.organizations_by_key({one.key for one in account.listed.organizations})
        said = Said(account, ever, tuple(lines.values()), SEOUL)
        for one in account.findings:
            if one.change.collaboration_id == number or account.joined:
                found[one.change.id] = explain_telling(one.change, CHANNEL, said)
    return found


def test_what_waits_is_what_the_next_digest_tells(any_store: Store) -> None:
    """Each way of being left out, side by side, on both databases."""
    any_store.untold("scouts", NOW - DAY, timedelta(0))  # the channel begins a day before
    tell(any_store, 1)
    tell(any_store, 2, SAEBYEOK, MIR, announce=Announce.SILENT)
    tell(any_store, 3, SAEBYEOK, RAON, announce=Announce.ARCHIVE)
    tell(any_store, 4, MIR, RAON, kind=ChangeKind.CONTEXT)
    tell(any_store, 5, MIR, GUNNEO, kind=ChangeKind.COVERAGE)
    tell(any_store, 6, SAEBYEOK, GUNNEO, at=NOW - 3 * DAY)  # before the channel began
    tell(any_store, 7, MUTED, RAON)
    rejected = tell(any_store, 8, MIR, SAEBYEOK)
    tell(any_store, 9, RAON, GUNNEO)
    gone = tell(any_store, 10, SAEBYEOK, RAON)
    announce(any_store, "scouts", 9)
    go_on(any_store, 1, "ended")
    go_on(any_store, 6, "ended")
    go_on(any_store, 9, "ended")
    correct(any_store, Saying.MUTE, organization="조용전자")
    correct(any_store, Saying.REJECT, collaboration=rejected)
    any_store.save_articles("seeds", [article("고침", locator="10", title="제목")], {}, NOW)
    explained = _explained(any_store)
    untold = any_store.untold("scouts", NOW, DAY)
    assert {key for key, why in explained.items() if why == WAITS} == {c.id for c in untold.changes}
    waiting = {key for key, why in explained.items() if why.startswith("not told yet")}
    assert waiting == {change.id for change in untold.context}
    assert len(explained) == 13
    assert len(untold.changes) == 4
    assert "no article" in explained[gone]


@pytest.mark.parametrize("is_joined", [False, True])
def test_two_that_were_joined_are_told_once(any_store: Store, *, is_joined: bool) -> None:
    """The second says where the first was told."""
    first, second = tell(any_store, 1), tell(any_store, 2, SAEBYEOK, MIR)
    announce(any_store, "scouts", 1)
    if is_joined:
        with any_store.comparing(1) as session:
            session.absorb(first, second)
    explained = _explained(any_store)
    untold = any_store.untold("scouts", NOW, DAY)
    assert (explained[2] == WAITS) is (not is_joined)
    assert [change.id for change in untold.changes] == ([] if is_joined else [2])


def test_compare_fills_what_lists_ask_for(any_store: Store) -> None:
    """A deal that compare itself stored is found by organisation, form, time, and accounted for."""
    world = World(any_store)
    world.tell("a.txt", claim("건너전자", "라온대", topics=("의료 영상",)))
    world.compare()
    keys = [one.key for one in any_store.organizations_called(["건너전자"])]
    filters = Filters(tuple(keys), ("의료영상",), since=NOW - DAY)
    (listed,) = any_store.list_collaborations(filters, 9)
    assert any_store.list_collaborations(replace(filters, organizations=None, topics=None), 9) == [
        listed
    ]
    account = any_store.account(listed.id, 5)
    assert account is not None
    assert [one.key for one in account.backings[0].organizations] == ["건너전자", "라온대"]
