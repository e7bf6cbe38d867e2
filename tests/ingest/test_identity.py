from __future__ import annotations

import pytest

from flows.ingest.identity import name_items
from flows.ingest.items import Item

TITLE = "건너전자, 라온대와 맞손"
PAGE = "https://www.hanbit.example/news/articleView.html?idxno=17"
FIRST = Item(TITLE, PAGE, "hanbit-17")

SAME = {
    "the title was edited": Item("건너전자·라온대, AI 연구소 연다", PAGE, "hanbit-17"),
    "the id was made anew": Item(TITLE, PAGE, "0b9e-44"),
    "the link tracks": Item(TITLE, f"{PAGE}&utm_source=rss&fbclid=x", "hanbit-17"),
    "the link is mobile": Item(TITLE, PAGE.replace("www.", "m."), "new"),
    "the link is AMP": Item(TITLE, PAGE.replace("/news/", "/news/amp/"), "new"),
    "the link is http": Item(TITLE, PAGE.replace("https", "http"), "new"),
    "the page moved, the id stayed": Item(TITLE, "https://hanbit.example/17", "hanbit-17"),
}
OTHER = {
    "the next page": Item(TITLE, PAGE.replace("17", "18"), "hanbit-18"),
    "another outlet's page": Item(TITLE, PAGE.replace("hanbit", "saebyeok"), "x"),
    "a page whose query tells more": Item(TITLE, f"{PAGE}&page=2", "hanbit-17-2"),
}


def _names(source: str, item: Item) -> set[str]:
    ((_, names),) = name_items(source, [item])
    return set(names)


@pytest.mark.parametrize("how", SAME)
def test_an_item_is_known_by_any_of_its_names(how: str) -> None:
    """Whatever else changes."""
    first = _names("hanbit", FIRST)
    assert first & _names("hanbit", SAME[how])


@pytest.mark.parametrize("how", OTHER)
def test_another_item_shares_no_name(how: str) -> None:
    """Titles do not make one of two pages."""
    assert not _names("hanbit", FIRST) & _names("hanbit", OTHER[how])


def test_six_variants_in_one_look_are_one_item() -> None:
    """The first is taken."""
    assert [item for item, _ in name_items("hanbit", [FIRST, *SAME.values()])] == [FIRST]


def test_an_id_on_several_pages_names_none_of_them() -> None:
    """Some feeds give all their items one id."""
    items = [Item(f"소식 {n}", f"https://hanbit.example/{n}", "hanbit") for n in range(3)]
    named = name_items("hanbit", items)
    assert [item for item, _ in named] == items
    assert all(len(names) == 1 for _, names in named)


@pytest.mark.parametrize(
    "links",
    [
        ["https://hanbit.example/"] * 3,
        ["https://hanbit.example/index.html"] * 3,
        ["https://hanbit.example/#/news/1", "https://hanbit.example/#/news/2"],
        ["https://hanbit.example/live"] * 3,
        ["https://hanbit.example/view?ref=11", "https://hanbit.example/view?ref=12"],
        ["https://hanbit.example/view?id=%B0%A1", "https://hanbit.example/view?id=%B0%A2"],
    ],
)
def test_items_with_a_link_in_common_stay_different(links: list[str]) -> None:
    """A home page, one page for all, an id in an unusual place or in CP949."""
    items = [Item(f"소식 {n}", link) for n, link in enumerate(links)]
    named = name_items("hanbit", items)
    assert len(named) == len(items)
    assert not set(named[0][1]) & set(named[1][1])


def test_an_id_that_counts_the_items_of_a_look_names_nothing() -> None:
    """0, 1, 2 again at the next look, for other pages."""
    before, after = (
        name_items(
            "a", [Item(f"{day}-{n}", f"https://a.example/{day}{n}", f"{n}") for n in range(3)]
        )
        for day in (1, 2)
    )
    known = {name for _, names in before for name in names}
    assert all(known.isdisjoint(names) for _, names in after)


def test_ids_are_a_source_s_own() -> None:
    """Another source may count in the same way."""
    one, other = (_names(source, Item("", None, "17")) for source in ("hanbit", "saebyeok"))
    assert not one & other


def test_a_redirect_s_address_is_not_enough() -> None:
    """Google's links are made anew: headline and outlet tell."""
    link = "https://news.google.com/rss/articles/CBMi{}?oc=5"
    one, other = (
        _names("google", Item(f" {TITLE}", link.format(n), f"id{n}", outlet="한빛경제"))
        for n in (1, 2)
    )
    assert one & other
    assert not one & _names("google", Item(TITLE, link.format(3), outlet="새벽일보"))


def test_without_address_and_id_the_title_tells() -> None:
    """Spaces and case aside; an item without anything is left out."""
    assert _names("a", Item("AI  맞손")) == _names("a", Item("ai 맞손"))
    assert name_items("a", [Item("", None, None, summary="…")]) == []


def test_long_names_are_cut_and_stay_different() -> None:
    """An index takes no name without end."""
    names = [_names("a", Item("", f"https://a.example/{'가' * 4000}{n}")) for n in (1, 2)]
    assert not names[0] & names[1]
    assert all(len(name) < 400 for some in names for name in some)
