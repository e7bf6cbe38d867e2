from __future__ import annotations

import random
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from flows.compare.building import build_collaboration
from flows.compare.grouping import Member, group_members, member_of
from flows.model import Claim, Collaboration, Form, Kind, Stage, StoredClaim
from tests.compare.samples import claim, names, party, stored

G, R, AI, INSTITUTE, MIR = "건너전자", "라온대학교", "라온대 AI대학원", "건너 AI연구원", "미르병원"
CENTER, JOINT = Form.JOINT_CENTER, Form.JOINT_RESEARCH


def build(*claims: StoredClaim) -> list[Collaboration]:
    """Give the collaborations that the claims make."""
    known = names(*(one.claim for one in claims))
    groups = group_members(member_of(one, known) for one in claims)
    return [build_collaboration(group, known.directory) for group in groups]


called = st.sampled_from(
    [G, "GE전자", R, "라온대", AI, INSTITUTE, "건너", MIR, "누리대", "누리대학교"]
)
told = st.builds(
    lambda parties, form, stage, background, topics, hub: claim(
        *parties,
        form=form,
        stage=stage,
        is_background=background,
        topics=tuple(topics),
        hub=parties[0] if hub else None,
    ),
    st.lists(called, min_size=2, max_size=4, unique=True),
    st.sampled_from(list(Form)),
    st.sampled_from(list(Stage)),
    st.booleans(),
    st.lists(st.sampled_from(["온디바이스 AI", "의료 AI", "의료 AI 영상"]), unique=True),
    st.booleans(),
)


@given(
    st.lists(st.tuples(told, st.integers(0, 3)), max_size=8),
    st.lists(st.integers(-60, 60), min_size=4, max_size=4),
    st.randoms(use_true_random=False),
)
def test_any_order_gives_the_same(
    claims: list[tuple[Claim, int]], days: list[int], chance: random.Random
) -> None:
    """The collaborations depend on what was said, not on when or in which order it came."""
    first = [
        stored(number, one, article=article, day=days[article])
        for number, (one, article) in enumerate(claims, start=1)
    ]
    mixed = first[:]
    chance.shuffle(mixed)
    assert build(*first) == build(*mixed)


@given(st.lists(told, min_size=1, max_size=8))
def test_every_claim_is_in_one_group(claims: list[Claim]) -> None:
    """No claim is lost, none counts twice."""
    known = names(*claims)
    members = [member_of(stored(n, one), known) for n, one in enumerate(claims, start=1)]
    groups: list[tuple[Member, ...]] = list(group_members(members))
    assert sorted(m.stored.id for group in groups for m in group) == list(range(1, len(claims) + 1))


def test_a_centre_with_its_projects_and_the_network_beside() -> None:
    """Headline, centre and projects are one; the hub's other partners are another."""
    parts = [
        claim("건너", R, form=JOINT, topics=("초거대 AI",)),
        claim(INSTITUTE, AI, form=CENTER, stage=Stage.STARTED, date="2026-11-23", name="AI센터"),
        claim(INSTITUTE, R, form=JOINT, topics=("3D 생성",), is_background=True),
        claim(
            INSTITUTE,
            R,
            MIR,
            form=JOINT,
            stage=Stage.STARTED,
            hub=INSTITUTE,
            topics=("신약",),
            is_background=True,
        ),
    ]
    centre, network = build(*(stored(n, one, article=1) for n, one in enumerate(parts, start=1)))
    assert [one.canonical for one in centre.parties] == [INSTITUTE, AI]
    assert [one.parent for one in centre.parties] == ["건너그룹", "라온대학교"]
    assert (centre.form, centre.stage, centre.date) == (CENTER, Stage.STARTED, "2026-11-23")
    assert (centre.name, centre.hub, centre.evidence) == ("AI센터", None, parts[1].evidence)
    assert set(centre.topics) == {"초거대 AI", "3D 생성"}
    assert [one.canonical for one in network.parties] == [INSTITUTE, R, MIR]
    assert (network.hub, network.is_background, network.topics) == (INSTITUTE, True, ("신약",))


def test_a_whole_beside_its_part_stays() -> None:
    """Where one claim names both, both take part."""
    (found,) = build(stored(1, claim("건너", G, R)), stored(2, claim(G, R), day=1))
    assert [one.canonical for one in found.parties] == ["건너그룹", G, R]


def test_the_leading_claim_gives_the_evidence() -> None:
    """The most confident claim leads, then the earliest; what it lacks the others give."""
    (found,) = build(
        stored(1, claim(G, R, confidence=0.7, amount="120억원", people=("김하늘",)), day=0),
        stored(2, claim(G, R, confidence=0.9, evidence="둘째", rule="b"), day=2),
        stored(3, claim(G, R, confidence=0.9, evidence="셋째", duration="5년"), day=1),
    )
    assert (found.evidence, found.confidence) == ("셋째", 0.9)
    assert (found.amount, found.duration, found.people) == ("120억원", "5년", ("김하늘",))
    assert [one.outlet for one in found.readings] == ["매체1", "매체3", "매체2"]


def test_background_does_not_raise_the_stage() -> None:
    """What is only mentioned changes neither form, stage nor date of the news."""
    (found,) = build(
        stored(1, claim(G, R)),
        stored(2, claim(G, R, stage=Stage.STARTED, form=CENTER, is_background=True), article=1),
        stored(3, claim(G, R, stage=Stage.ENDED, is_background=True), day=5),
    )[:1]
    assert (found.form, found.stage, found.is_background) == (Form.MOU, Stage.AGREED, False)


def test_no_chain_runs_for_years() -> None:
    """A pair that signs something every month is not one deal for ever."""
    claims = [stored(n, claim(G, R), day=25 * n) for n in range(1, 9)]
    found = build(*claims)
    days = [[one.published_at for one in each.readings if one.published_at] for each in found]
    assert len(found) == 4
    assert all((b - a).days <= 30 for each in days for a, b in pairwise(each))


def test_other_wordings_of_unknown_organisations_meet() -> None:
    """Without config/ the fullest wording is shown, and the kind that anybody gives."""
    (found,) = build(
        stored(1, claim(party("누리대"), party("㈜새벽로보틱스"))),
        stored(2, claim(party("누리대학교", kind=Kind.UNIVERSITY), party("새벽로보틱스")), day=1),
    )
    names = [(one.name, one.canonical, one.kind) for one in found.parties]
    assert names == [
        ("누리대", "누리대학교", Kind.UNIVERSITY),
        ("㈜새벽로보틱스", "새벽로보틱스", Kind.OTHER),
    ]
