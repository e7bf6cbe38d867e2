from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.compare.deal import Period, deal_of_claim, period
from flows.compare.identity import is_same_collaboration
from flows.model import Claim, Form, Stage
from tests.compare.samples import claim, names, stored

JOINT, CENTER, CONSORTIUM = Form.JOINT_RESEARCH, Form.JOINT_CENTER, Form.CONSORTIUM
G, R, AI, INSTITUTE = "건너전자", "라온대학교", "라온대 AI대학원", "건너 AI연구원"
MIR = "미르병원"
BACK: dict[str, Any] = {"is_background": True}


def is_same(a: Claim, b: Claim, days: int = 0, *, one_article: bool = False) -> bool:
    """Ask both ways round; the second claim is told `days` later."""
    known = names(a, b)
    first = deal_of_claim(stored(1, a), known)
    second = deal_of_claim(stored(2, b, article=1 if one_article else 2, day=days), known)
    answer = is_same_collaboration(first, second)
    assert is_same_collaboration(second, first) is answer
    return answer


# (what it shows, a claim, another, days between them, whether one article tells both)
SAME = [
    ("another outlet", claim(G, R), claim("(주)건너전자", "라온대"), 2),
    ("an alias", claim(G, R), claim("GE전자", "RAON"), 0),
    ("a part for the whole", claim(G, R), claim(G, AI), 1),
    ("both more specific", claim("건너", R), claim(INSTITUTE, AI, form=CENTER), 1),
    ("other words for the form", claim(G, R), claim(G, R, form=JOINT), 3),
    ("form unknown", claim(G, R, form=Form.OTHER), claim(G, R, form=CENTER), 10),
    ("follow-up of the same form", claim(G, R), claim(G, R), 25),
    (
        "follow-up by topic",
        claim(G, R, topics=("온디바이스 AI 반도체",)),
        claim(G, R, form=JOINT, topics=("온디바이스 AI 반도체 설계",)),
        60,
    ),
    ("by name, a year later", claim(G, R, form=CENTER, name="건너-라온 AI센터"),
     claim(G, R, name="건너·라온 AI센터"), 365),
    ("planned, then agreed", claim(G, R, stage=Stage.PLANNED), claim(G, R), 300),
    ("agreed, then started", claim(G, R, form=CENTER),
     claim(G, R, form=CENTER, stage=Stage.STARTED), 380),
    ("ended years later", claim(G, R), claim(G, R, form=Form.OTHER, stage=Stage.ENDED), 900),
    ("one party left out", claim(G, R, "미르병원"), claim(G, R), 2),
    ("each apart, and one of them", claim(G, R, "미르병원", hub=G), claim(G, "미르병원"), 2),
    ("one party under an unknown name, by topic",
     claim(G, R, "누리의료원", topics=("의료 AI 융합",)),
     claim(G, R, "누리병원", topics=("의료 AI",)), 0),
    ("one of four under an unknown name", claim(G, R, MIR, "누리연구원"),
     claim(G, R, MIR, "Nuri Institute"), 1),
    ("one of a bundle", claim(G, R, "미르병원", hub=G), claim(G, AI, form=JOINT), 2),
    ("mentioned later", claim(G, R), claim(G, R, **BACK), 400),
    ("mentioned later with its date", claim(G, R, date="2026-11-24"),
     claim(G, R, date="2026-11", **BACK), 400),
]  # fmt: skip
OTHER = [
    ("one party in common", claim(G, R), claim(G, "미르병원"), 0),
    ("no party in common", claim(G, R), claim("미르병원", "새벽로보틱스"), 0),
    ("a name within a name", claim("새벽", "누리"), claim("새벽로보틱스", "누리전자"), 0),
    ("sisters under one roof", claim(G, R), claim(INSTITUTE, R), 0),
    ("a supply contract", claim(G, R, form=JOINT), claim(G, R, form=Form.SUPPLY_OR_ADOPTION), 0),
    ("another deal a year later", claim(G, R), claim(G, R), 365),
    ("another form two months later", claim(G, R), claim(G, R, form=CENTER), 60),
    ("two signings", claim(G, R, date="2026-11-24"), claim(G, R, date="2027-01-10"), 47),
    ("started before it was agreed", claim(G, R, stage=Stage.STARTED), claim(G, R), 300),
    ("a deal after the end", claim(G, R, stage=Stage.ENDED), claim(G, R), 300),
    ("others on both sides", claim(G, R, "미르병원"), claim(G, R, "새벽로보틱스"), 0),
    ("others on both sides, days later", claim(G, R, "미르병원", topics=("의료 AI",)),
     claim(G, R, "새벽로보틱스", topics=("의료 AI",)), 5),
    ("two others on both sides", claim(G, R, "미르병원", "누리대", topics=("의료 AI",)),
     claim(G, R, "새벽로보틱스", "가온대", topics=("의료 AI",)), 0),
    ("part of a consortium", claim(G, R, "미르병원", form=CONSORTIUM), claim(G, R), 0),
    ("nothing but the same form, after a month", claim(G, R), claim(G, R), 35),
    ("each apart, and two others", claim(G, R, "미르병원", hub=G), claim(R, "미르병원"), 0),
    ("two hubs", claim(G, R, "미르병원", hub=G), claim(G, R, "미르병원", hub=R), 0),
    ("mentioned before it happened", claim(G, R, **BACK), claim(G, R), 60),
    ("mentioned years later", claim(G, R), claim(G, R, **BACK), 1_200),
    ("an older one mentioned", claim(G, R), claim(G, R, date="2023", **BACK), 0),
    ("a wider network mentioned", claim(G, AI), claim(G, R, "미르병원", **BACK), 0),
]  # fmt: skip


@pytest.mark.parametrize("what,a,b,days", SAME, ids=[row[0] for row in SAME])
def test_same(what: str, a: Claim, b: Claim, days: int) -> None:
    """These two articles tell one deal."""
    assert is_same(a, b, days), what


@pytest.mark.parametrize("what,a,b,days", OTHER, ids=[row[0] for row in OTHER])
def test_near_miss(what: str, a: Claim, b: Claim, days: int) -> None:
    """These two articles tell two deals."""
    assert not is_same(a, b, days), what


CENTRE = claim(INSTITUTE, AI, form=CENTER, stage=Stage.STARTED, date="2026-11-23")
ONE_ARTICLE = [
    ("its projects", claim(INSTITUTE, R, form=JOINT, **BACK), True),
    ("the headline", claim("건너", R, form=JOINT), True),
    ("its memorandum", claim(INSTITUTE, AI), True),
    (
        "each with its own",
        claim(INSTITUTE, R, "미르병원", form=JOINT, hub=INSTITUTE, **BACK),
        False,
    ),
    ("with others too", claim(INSTITUTE, R, "미르병원", form=JOINT, **BACK), False),
    ("an earlier memorandum", claim(INSTITUTE, AI, **BACK), False),
    ("an earlier centre", claim(INSTITUTE, AI, form=CENTER, date="2024-03", **BACK), False),
    ("a supply contract", claim(INSTITUTE, AI, form=Form.SUPPLY_OR_ADOPTION), False),
]


@pytest.mark.parametrize("what,other,expected", ONE_ARTICLE, ids=[row[0] for row in ONE_ARTICLE])
def test_within_one_article(what: str, other: Claim, *, expected: bool) -> None:
    """What belongs to a joint centre, and what the article only mentions beside it."""
    assert is_same(CENTRE, other, one_article=True) is expected, what


def test_projects_do_not_belong_to_the_wider_network() -> None:
    """Two background claims of one article, of which one has more partners, stay apart."""
    network = claim(G, R, "미르병원", form=JOINT, hub=G, **BACK)
    assert not is_same(claim(G, R, form=JOINT, **BACK), network, one_article=True)
    assert is_same(claim(G, R, form=JOINT, **BACK), network)


@pytest.mark.parametrize(
    "text,start,end",
    [
        ("2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-11-24", date(2026, 11, 24), date(2026, 11, 24)),
    ],
)
def test_periods(text: str, start: date, end: date) -> None:
    """A date that is known in part stands for all of its days."""
    assert period(text) == Period(start, end)


@pytest.mark.parametrize("text", [None, "", "2026-13", "2026-02-30", "0000", "26-1", "작년"])
def test_no_periods(text: str | None) -> None:
    """What is no date gives none."""
    assert period(text) is None


called = st.sampled_from([G, "GE전자", R, AI, INSTITUTE, "건너", "미르병원", "새벽로보틱스"])


@given(
    st.lists(st.lists(called, min_size=2, max_size=4, unique=True), min_size=2, max_size=2),
    st.lists(st.sampled_from(list(Form)), min_size=2, max_size=2),
    st.lists(st.sampled_from(list(Stage)), min_size=2, max_size=2),
    st.lists(st.booleans(), min_size=2, max_size=2),
    st.integers(0, 500),
)
def test_identity_is_symmetric(
    parties: list[list[str]],
    forms: list[Form],
    stages: list[Stage],
    backgrounds: list[bool],
    days: int,
) -> None:
    """Which of the two is asked first never matters, and everything is the same as itself."""
    a, b = (
        claim(*whose, form=form, stage=stage, is_background=background)
        for whose, form, stage, background in zip(parties, forms, stages, backgrounds, strict=True)
    )
    is_same(a, b, days)
    known = names(a)
    assert (
        is_same(a, replace(a, evidence="x"))
        or len({known.directory.key(p) for p in a.parties}) == 1
    )
