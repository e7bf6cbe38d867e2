from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.post.line import (
    Line,
    Run,
    as_markdown,
    as_slack,
    as_text,
    bold,
    glue,
    italic,
    line,
    link,
    plain,
    split,
)
from tests.block_kit import live_tokens

WORDS = st.builds(
    lambda text, times: text * times,
    st.text(min_size=1, max_size=30),
    st.integers(min_value=1, max_value=40),
)
URLS = st.one_of(st.none(), st.text(max_size=60).map(lambda path: f"https://example.com/{path}"))
RUNS = st.one_of(
    WORDS.map(plain),
    WORDS.map(bold),
    WORDS.map(italic),
    st.builds(link, WORDS, URLS),
)
LINES = st.builds(
    lambda runs, is_quote: line(*runs, is_quote=is_quote),
    st.lists(RUNS, min_size=1, max_size=6),
    st.booleans(),
)


def letters(rows: list[Line]) -> str:
    """All that the lines say, without the white space at which they may be cut."""
    return re.sub(r"\s", "", "".join(run.text for row in rows for run in row.runs))


@given(LINES, st.integers(min_value=260, max_value=900))
def test_split_drops_nothing(row: Line, limit: int) -> None:
    """Every part is within the limit and inert, and together they say what the line said."""
    parts = list(split(row, limit))
    assert letters(parts) == letters([row])
    for part in parts:
        assert len(as_slack(part)) <= limit
        assert list(live_tokens(as_slack(part))) == []
    links = [run.url for run in row.runs if run.url]
    kept = [run.url for part in parts for run in part.runs if run.url]
    assert list(dict.fromkeys(kept)) == list(dict.fromkeys(links))


def test_short_line_is_not_split() -> None:
    """A line within the limit is one part, as it was."""
    row = line(bold("건너전자"), glue(" · "), plain("협약"))
    assert list(split(row, 300)) == [row]


def test_cut_falls_after_a_space() -> None:
    """Words stay whole where a space is near."""
    first, second = split(line(plain(f"{'가' * 200} {'나' * 200}")), 300)
    assert (as_text(first), as_text(second)) == ("가" * 200, "나" * 200)


def test_cut_never_halves_an_entity() -> None:
    """An escaped sign stands in one part whole."""
    for part in split(line(plain("&" * 500)), 301):
        assert set(as_slack(part).split("&amp;")) == {""}


@pytest.mark.parametrize(
    "runs, expected",
    [
        ((bold("건너전자"), glue("는 간다")), "*건너전자*\u200b는 간다"),
        ((bold("건너전자"), glue(" · ")), "*건너전자* · "),
        ((glue("이"), bold("미르")), "이\u200b*미르*"),
        ((bold("a*b"),), "*a∗b*"),
        ((bold("\x00"),), "*?*"),
        (
            link("a|b > c", "https://example.com/?a=1&b=2"),
            "<https://example.com/?a=1&amp;b=2|a│b &gt; c>",
        ),
        (link("악의", "javascript:alert(1)"), "악의 (javascript:alert(1))"),
        ((plain("<!channel> <@U1> <#C1|x>"),), "&lt;!channel&gt; &lt;@U1&gt; &lt;#C1|x&gt;"),
    ],
)
def test_mrkdwn(runs: tuple[Run, ...], expected: str) -> None:
    """Bold is closed before a particle, fields stay letters, only web addresses link."""
    assert as_slack(line(*runs)) == expected


@pytest.mark.parametrize(
    "runs, expected",
    [
        ((bold("건너전자"), glue("는")), "**건너전자**는"),
        ((bold("원(KAIST)"), glue("은")), "원(KAIST)은"),
        (link("[a](b)", "https://example.com/(x)"), r"[\[a\](b)](<https://example.com/%28x%29>)"),
        ((plain("<b>*x*</b>"),), r"&lt;b&gt;\*x\*&lt;/b&gt;"),
    ],
)
def test_markdown(runs: tuple[Run, ...], expected: str) -> None:
    """Mark-up in a field is shown, not followed; bold that CommonMark can't close is left out."""
    assert as_markdown(line(*runs)) == expected


def test_text_tells_addresses() -> None:
    """In plain text a link's address stands behind its label."""
    row = line(*link("한빛경제", "https://example.com/a"), glue(" 외"))
    assert as_text(row) == "한빛경제 (https://example.com/a) 외"
