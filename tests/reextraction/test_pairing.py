"""Which stored claim a newly read one continues: a table, and what holds for all."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.model import Claim, Form, Party, Span, Stage
from flows.reextraction.pairing import differing, is_same, pair_claims
from tests.compare.samples import claim

G, R, M, S = "건너전자", "라온대학교", "미르병원", "새벽로보틱스"
SIGNED, OTHER = "건너전자가 협약을 체결했다.", "다른 문장이다."
FAR = Span(100, 200)


def _part(name: str, parent: str) -> Party:
    return Party(name, name, parent=parent)


GR = claim(G, R, evidence=SIGNED)
GRM = claim(G, R, M, evidence=SIGNED)


@pytest.mark.parametrize(
    "stored, told, expected",
    [
        # the same, in whatever order
        ([], [], []),
        ([GR], [GR], [1]),
        ([GR, GRM], [GRM, GR], [2, 1]),
        # told otherwise
        ([GR], [replace(GR, form=Form.JOINT_CENTER)], [1]),
        ([GR], [claim(G, R, evidence=OTHER, span=FAR, stage=Stage.STARTED)], [1]),
        ([GR], [GRM], [1]),
        ([GRM], [GR], [1]),
        ([GR], [claim(G, "라온대", evidence=OTHER, span=FAR)], [1]),
        ([GR], [claim(Party("GE", G), R, evidence=OTHER, span=FAR)], [1]),
        ([GR], [claim(replace(GR.parties[0], name="GE", aliases=(G,)), R)], [1]),
        ([GR], [claim(G, _part("AI대학원", R), evidence=OTHER, span=FAR)], [1]),
        ([claim(G, _part("AI대학원", R))], [claim(G, R, evidence=OTHER, span=FAR)], [1]),
        # one party in common: only in one sentence
        ([GR], [claim(G, M, evidence=SIGNED, span=FAR)], [1]),
        ([GR], [claim(G, M, evidence=OTHER)], [1]),
        ([GR], [claim(G, M, evidence=OTHER, span=FAR)], [None]),
        ([GR], [claim(M, S, evidence=SIGNED)], [None]),
        # sisters are two
        ([claim(_part("가", R), _part("나", R))], [claim(_part("다", R), _part("라", R))], [None]),
        # found in addition
        ([GR], [GR, claim(M, S)], [1, None]),
        ([GR], [claim(G, M, evidence=SIGNED), GR], [None, 1]),
        ([GR], [GR, replace(GR, form=Form.SUPPLY_OR_ADOPTION)], [1, None]),
        ([GRM], [GRM, claim(G, M, evidence=OTHER)], [1, None]),
        ([], [GR], [None]),
        # one is told as several
        ([GRM], [claim(G, R), claim(G, M)], [1, 1]),
        ([GRM], [claim(G, M), claim(G, R)], [1, 1]),
        ([GRM], [claim(G, R), claim(G, M), claim(R, M)], [1, 1, None]),
        ([claim(G, R, M, S)], [claim(G, R), claim(M, S)], [1, 1]),
        ([GRM], [claim(G, R), claim(G, S)], [1, None]),
        # several are told as one
        ([claim(G, R), claim(G, M)], [GRM], [1]),
        # lost
        ([GR, claim(M, S)], [], []),
        ([GR, claim(M, S)], [claim(M, S, date="2026")], [2]),
    ],
)
def test_what_continues_what(
    stored: Sequence[Claim], told: Sequence[Claim], expected: list[int | None]
) -> None:
    """By id of the stored claim, from 1; a claim that continues none was not found before."""
    known = dict(enumerate(stored, start=1))
    pairing = pair_claims(known, told)
    assert list(pairing.continues) == expected
    assert set(pairing.gone) == set(known) - set(expected)
    assert pairing.come == tuple(place for place, key in enumerate(expected) if key is None)
    changed = [p for p, key in enumerate(expected) if key is not None and known[key] != told[p]]
    assert list(pairing.changed) == changed


PARTIES = st.lists(st.sampled_from([G, R, M, S]), min_size=2, max_size=4, unique=True)
TOLD = st.builds(
    lambda names, form, evidence: claim(*names, form=form, evidence=evidence),
    PARTIES,
    st.sampled_from(Form),
    st.sampled_from([SIGNED, OTHER]),
)


@given(st.lists(TOLD, max_size=5), st.randoms())
def test_the_same_claims_continue_themselves(told: list[Claim], chance: Random) -> None:
    """In whatever order: nothing is gone, nothing has come, nothing has changed."""
    turned = list(told)
    chance.shuffle(turned)
    pairing = pair_claims(dict(enumerate(told)), turned)
    assert (pairing.gone, pairing.come, pairing.changed) == ((), (), ())
    assert is_same(told, turned)


@given(st.lists(TOLD, max_size=4), st.lists(TOLD, max_size=4))
def test_every_claim_is_accounted_for(stored: list[Claim], told: list[Claim]) -> None:
    """A stored claim is continued or gone; a new one continues one or has come."""
    pairing = pair_claims(dict(enumerate(stored)), told)
    continued = {key for key in pairing.continues if key is not None}
    assert continued | set(pairing.gone) == set(range(len(stored)))
    assert not continued & set(pairing.gone)
    assert len(pairing.continues) == len(told)
    is_still = not (pairing.gone or pairing.come or pairing.changed)
    assert is_still or not is_same(stored, told)


def test_a_claim_told_twice_is_another() -> None:
    """Sets are compared with how often each stands in them."""
    assert not is_same([GR], [GR, GR])
    assert is_same([GR, GRM, GR], [GR, GR, GRM])


def test_the_fields_that_differ_are_named_in_their_order() -> None:
    """As the model has them."""
    assert differing(GR, GR) == ()
    other = replace(GR, date="2026-11", stage=Stage.STARTED, is_ai=False)
    assert differing(GR, other) == ("stage", "date", "is_ai")
