from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from flows.model import Claim, Collaboration, Digest, Message, Stage
from flows.state import Store
from flows.state.codec import CLAIM, COLLABORATION, DIGEST, MESSAGE, Codec
from tests.state.samples import MIR, NOW, article, claim

# a lone surrogate is no character: ingest decodes it away
text = st.text(st.characters(exclude_categories=["Cs"]))


def test_claims_replace_the_earlier_ones(any_store: Store) -> None:
    """A newer extractor's claims stand instead of the older one's."""
    (made,) = any_store.save_articles("seeds", [article()], {}, NOW)
    any_store.save_claims(made, [claim(), claim(stage=Stage.PLANNED)], "1")
    any_store.save_claims(made, [claim(confidence=0.5)], "2")
    assert any_store.claims_of(made) == [claim(confidence=0.5)]


def test_the_same_claims_again_wait_for_no_compare(any_store: Store) -> None:
    """An extraction that is run again after a cut leaves all as it was."""
    (made,) = any_store.save_articles("seeds", [article()], {}, NOW)
    any_store.save_claims(made, [claim()], "1")
    with any_store.comparing(1) as session:
        before = session.touched(session.waiting(99))
        session.finish(session.waiting(99))
    any_store.save_claims(made, [claim()], "1")
    with any_store.comparing(1) as session:
        assert (len(before), session.touched(session.waiting(99))) == (1, [])


def test_an_article_without_claims_is_done(any_store: Store) -> None:
    """No claims are a result too."""
    (made,) = any_store.save_articles("seeds", [article()], {}, NOW)
    any_store.save_claims(made, [], "1")
    assert any_store.unextracted(9) == []


@given(
    st.builds(
        Claim,
        confidence=st.floats(0, 1),
        evidence=text,
        rule=text,
        date=st.none() | text,
        name=st.none() | text,
    )
)
def test_claims_survive_as_json(told: Claim) -> None:
    """Any claim comes back equal."""
    assert CLAIM.load(CLAIM.dump(told)) == told


@given(
    st.one_of(
        st.tuples(
            st.just(COLLABORATION),
            st.builds(Collaboration, confidence=st.floats(0, 1), readings=st.just(())),
        ),
        st.tuples(st.just(DIGEST), st.builds(Digest, composed_at=st.just(NOW), since=st.none())),
    )
)
def test_snapshots_survive_as_json(told: tuple[Codec[object], object]) -> None:
    """Collaborations and digests come back equal."""
    codec, value = told
    assert codec.load(codec.dump(value)) == value


def test_blocks_survive_as_json() -> None:
    """A message's nested blocks come back as they were."""
    message = Message(
        "본문", ({"type": "section", "fields": [{"a": 1}, None, True]},), is_reply=True
    )
    assert MESSAGE.load(MESSAGE.dump(message)) == message
    assert claim(MIR) != claim()
