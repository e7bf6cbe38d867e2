from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.repeated import drop_repeated

paragraphs = st.lists(st.text("가나 다\n", max_size=4), max_size=12)


@given(paragraphs)
def test_one_that_stands_once_stays(items: list[str]) -> None:
    """Nothing is lost: each wording is there once, the first, in order."""
    kept = list(drop_repeated(items))
    folded = [" ".join(p.split()) for p in items]
    assert [" ".join(p.split()) for p in kept] == list(dict.fromkeys(folded))
    assert all(p in items for p in kept)
    for paragraph, key in zip(items, folded, strict=True):
        if folded.count(key) == 1:
            assert paragraph in kept


@given(paragraphs, st.sets(st.integers(0, 11)))
def test_a_copy_in_part_adds_nothing(items: list[str], gaps: set[int]) -> None:
    """A run that stands again with paragraphs left out changes nothing."""
    again = [p for n, p in enumerate(items) if n not in gaps]
    assert list(drop_repeated(items + again)) == list(drop_repeated(items))


def test_near_copies_stay() -> None:
    """A paragraph that differs by a word is another paragraph; the title is not said again."""
    items = ["건너전자 맞손", "협약을 맺었다.", "협약을  맺었다.", "협약을 맺었다고 한다."]
    assert list(drop_repeated(items, said=["건너전자 맞손"])) == [items[1], items[3]]
