from __future__ import annotations

from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import Connection, event

from flows.model import (
    Announce,
    ChangeKind,
    Form,
    Kind,
    Party,
    Stage,
    TopicMention,
)
from flows.state import Store, open_store
from flows.state.queries import Filters, Listed
from tests.state.filled import fill
from tests.state.samples import GUNNEO, MIR, NOW, RAON, SAEBYEOK, article
from tests.state.told import announce, mark, teach, tell

GROUP = Party("건너그룹", "건너그룹", Kind.COMPANY)
DAY = timedelta(days=1)
BIG = {"collaborations", "collaboration_parties", "collaboration_topics", "claims", "articles"}
BIG |= {"changes", "locations", "organizations"}


def _ids(found: list[Listed]) -> list[int]:
    return [one.id for one in found]


def test_the_newest_come_first_in_pages(any_store: Store) -> None:
    """By when it was first told, then by id; a page is cut to its limit."""
    old = tell(any_store, 1, at=NOW - DAY)
    new = tell(any_store, 2, SAEBYEOK, MIR)
    same = tell(any_store, 3, SAEBYEOK, GUNNEO)
    assert _ids(any_store.list_collaborations(Filters(), 9)) == [same, new, old]
    assert _ids(any_store.list_collaborations(Filters(), 2)) == [same, new]
    assert _ids(list(any_store.stream_collaborations(Filters()))) == [same, new, old]


@pytest.mark.parametrize(
    "filters, expected",
    [
        (Filters(organizations=("건너전자",)), [1, 3]),
        (Filters(organizations=("미르병원", "라온대")), [1, 2]),
        (Filters(organizations=()), []),
        (Filters(topics=("의료ai",)), [2]),
        (Filters(topics=("로봇", "의료ai")), [2, 3]),
        (Filters(organizations=("건너전자",), topics=("의료ai",)), []),
        (Filters(organizations=("건너전자",), topics=("로봇",)), [3]),
        (Filters(forms=(Form.EDUCATION,)), [3]),
        (Filters(forms=(Form.EDUCATION, Form.MOU)), [1, 2, 3]),
        (Filters(organizations=("건너전자",), forms=(Form.MOU,)), [1]),
        (Filters(stages=(Stage.PLANNED,)), [2]),
        (Filters(since=NOW - DAY), [2, 3]),
        (Filters(since=NOW - DAY, organizations=("건너전자",)), [3]),
        (Filters(since=NOW + DAY), []),
    ],
)
def test_values_are_alternatives_and_fields_narrow(
    any_store: Store, filters: Filters, expected: list[int]
) -> None:
    """Each filter keeps what it names, and two keep what both keep."""
    made = {
        tell(any_store, 1, at=NOW - 2 * DAY): 1,
        tell(
            any_store,
            2,
            SAEBYEOK,
            MIR,
            at=NOW - DAY,
            topics=(TopicMention("의료 AI"),),
            stage=Stage.PLANNED,
        ): 2,
        tell(
            any_store,
            3,
            GUNNEO,
            SAEBYEOK,
            topics=(TopicMention("로봇"),),
            form=Form.EDUCATION,
        ): 3,
    }
    for found in (
        any_store.list_collaborations(filters, 9),
        list(any_store.stream_collaborations(filters)),
    ):
        assert sorted(made[one.id] for one in found) == expected


def test_what_does_not_stand_is_left_out(any_store: Store) -> None:
    """What was joined, rejected, or is said by no article any more; the rest stays."""
    kept = tell(any_store, 1)
    joined, rejected = tell(any_store, 2, SAEBYEOK, MIR), tell(any_store, 3, GUNNEO, MIR)
    tell(any_store, 4, RAON, MIR)
    mark(any_store, joined, merged_into=kept)
    mark(any_store, rejected, is_rejected=True)
    any_store.save_articles("seeds", [article("고침", locator="4", title="제목 4")], {}, NOW)
    assert _ids(any_store.list_collaborations(Filters(), 9)) == [kept]
    narrow = Filters(organizations=("미르병원", "라온대"))
    assert _ids(any_store.list_collaborations(narrow, 9)) == [kept]


def test_a_row_has_parties_outlets_and_channels(any_store: Store) -> None:
    """The channels of what was joined to it count; context and other deals do not."""
    mine = tell(any_store, 1)
    absorbed = tell(any_store, 2, SAEBYEOK, MIR)
    tell(any_store, 3, SAEBYEOK, GUNNEO, kind=ChangeKind.CONTEXT)
    with any_store.comparing(1) as session:
        session.absorb(mine, absorbed)
    announce(any_store, "scouts", 1)
    announce(any_store, "bio", 2, 3)
    context, listed = any_store.list_collaborations(Filters(), 9)
    assert (context.channels, listed.channels) == ((), ("bio", "scouts"))
    assert [one.key for one in listed.organizations] == ["건너전자", "라온대"]
    assert listed.told_at == NOW
    assert len(listed.outlets) == 1


def test_news_are_found_last_first_and_each_once(any_store: Store) -> None:
    """Silent, weak, non-AI and context ones are no news; a joined one is told by the first."""
    first, second = tell(any_store, 1, at=NOW - DAY), tell(any_store, 2, SAEBYEOK, MIR)
    tell(any_store, 3, GUNNEO, MIR, announce=Announce.SILENT)
    tell(any_store, 4, GUNNEO, MIR, kind=ChangeKind.CONTEXT)
    tell(any_store, 5, RAON, MIR, is_ai=False)
    tell(any_store, 6, RAON, MIR, confidence=0.5)
    archive = tell(any_store, 7, SAEBYEOK, RAON, announce=Announce.ARCHIVE)
    joined = tell(any_store, 8, GUNNEO, RAON, at=NOW + DAY)
    with any_store.comparing(1) as session:
        session.absorb(first, joined)
    news = any_store.list_news(Filters(), 0.7, 9)
    assert [(one.listed.id, one.change.id) for one in news] == [
        (archive, 7),
        (second, 2),
        (first, 1),
    ]
    assert [one.updated_at for one in news] == [NOW, NOW, NOW + DAY]
    narrow = any_store.list_news(Filters(organizations=("건너전자", "미르병원")), 0.7, 9)
    assert [one.listed.id for one in narrow] == [second, first]
    assert [one.listed.id for one in any_store.list_news(Filters(), 0.7, 1)] == [archive]
    since = Filters(since=NOW)
    assert [one.listed.id for one in any_store.list_news(since, 0.7, 9)] == [archive, second]


def test_an_organisation_is_found_by_key_and_by_what_articles_call_it(any_store: Store) -> None:
    """Its own key comes first; a name that two share gives both."""
    tell(any_store, 1)
    tell(any_store, 2, SAEBYEOK, MIR)
    for organization in ("건너전자", "미르병원"):
        teach(any_store, 1, "라온대", organization)
    found = any_store.organizations_called(["라온대", "없음"])
    assert [one.key for one in found] == ["라온대", "건너전자", "미르병원"]
    assert any_store.organizations_called(["라온"]) == []
    (taught,) = any_store.taught_names(["미르병원"])
    assert (taught.alias, taught.title, taught.url) == ("라온대", "제목 1", None)


def test_a_family_is_all_under_one_topmost(any_store: Store) -> None:
    """The whole and its parts, whichever of them is asked for; a stranger is none."""
    tell(any_store, 1, GROUP, RAON)
    part = Party("건너전자", "건너전자", Kind.COMPANY, parent="건너그룹")
    tell(any_store, 2, part, MIR)
    for key in ("건너그룹", "건너전자"):
        assert [one.key for one in any_store.family(key)] == ["건너그룹", "건너전자"]
    assert [one.key for one in any_store.family("미르병원")] == ["미르병원"]
    assert any_store.family("없음") == []
    assert set(any_store.organizations_by_key(["건너전자"])) == {"건너그룹", "건너전자"}
    (first, *_) = any_store.most_connected(9)
    assert (first.organization.key, first.collaborations, first.partners) == ("건너그룹", 2, 2)


def test_an_account_has_what_stands_behind_it(any_store: Store) -> None:
    """Articles, changes, tellings, neighbours; a joined one is told as the one it became."""
    mine = tell(any_store, 1)
    near, far = tell(any_store, 2), tell(any_store, 3, GUNNEO, MIR)
    joined = tell(any_store, 4, SAEBYEOK, MIR)
    with any_store.comparing(1) as session:
        session.absorb(mine, joined)
    announce(any_store, "scouts", 1)
    any_store.untold("scouts", NOW, DAY)
    account = any_store.account(joined, 5)
    assert account is not None
    assert (account.listed.id, account.joined) == (mine, (joined,))
    assert [one.stored.reading.title for one in account.backings] == ["제목 1", "제목 4"]
    assert all(one.is_standing and one.organizations for one in account.backings)
    assert [one.change.id for one in account.findings] == [1, 4]
    assert [(one.change_id, one.channel) for one in account.tellings] == [(1, "scouts")]
    assert account.starts == {"scouts": NOW - DAY}
    assert ([one.id for one in account.neighbours], account.neighbour_count) == ([near], 1)
    assert far not in [one.id for one in account.neighbours]
    assert (any_store.account(99, 5), any_store.find_change(99)) == (None, None)
    assert any_store.find_change(4) == joined


def test_a_superseded_claim_is_told_as_one(any_store: Store) -> None:
    """The sentence stays visible after its article was edited."""
    mine = tell(any_store, 1)
    any_store.save_articles("seeds", [article("고침", locator="1", title="제목 1")], {}, NOW)
    account = any_store.account(mine, 5)
    assert account is not None
    assert [one.is_standing for one in account.backings] == [False]


@pytest.mark.parametrize(
    "filters",
    [
        Filters(),
        Filters(since=NOW - DAY),
        Filters(organizations=("기관7",)),
        Filters(organizations=("기관7",), forms=(Form.MOU,), since=NOW - DAY),
        Filters(topics=("주제7",), stages=(Stage.AGREED,)),
    ],
    ids=["none", "since", "org", "org, form, since", "topic, stage"],
)
def test_no_list_walks_a_big_table(home: Path, filters: Filters) -> None:
    """SQLite's plan searches by index, for each statement that a page asks."""
    store = open_store(None, home)
    fill(store, 2_000, 100)
    asked: list[tuple[str, object]] = []

    def note(
        connection: Connection, cursor: object, statement: str, values: object, *rest: object
    ) -> None:
        del connection, cursor, rest
        asked.append((statement, values))

    event.listen(store._engine, "before_cursor_execute", note)  # noqa: SLF001 - to watch it
    found = store.list_collaborations(filters, 20)
    event.remove(store._engine, "before_cursor_execute", note)  # noqa: SLF001 - as above
    assert found
    plans = []
    with store._reading() as connection:  # noqa: SLF001 - as above
        for statement, values in asked:
            if statement.startswith("SELECT"):
                plan = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", values)  # type: ignore[arg-type]  # as it was sent
                plans += [str(row[3]) for row in plan]
    store.close()
    assert len(plans) > 5
    assert [line for line in plans if line.startswith("SCAN ") and line.split()[1] in BIG] == []
