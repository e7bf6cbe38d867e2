from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from flows.post.escape import LINK_LIMIT, clean, escape_markdown, escape_slack, safe_url
from tests.block_kit import live_tokens


@pytest.mark.parametrize(
    "raw, expected",
    [
        ("건너\x00전자\x1b[31m", "건너전자[31m"),
        ("한\u202e글\u2066\u200f", "한글"),
        ("두\n줄\r\n\t그리고\u2028셋", "두 줄 그리고 셋"),
        ("보이지\u200b않는\ufeff", "보이지않는"),
        ("\ud800짝", "짝"),
        ("👩‍🔬 ㈜건너 ‘AI’ × 5·18", "👩‍🔬 ㈜건너 ‘AI’ × 5·18"),
    ],
)
def test_clean_keeps_what_a_reader_sees(raw: str, expected: str) -> None:
    """Control and direction characters go, white space is folded, all other signs stay."""
    assert clean(raw) == expected


@given(st.text())
def test_escaped_text_is_inert(raw: str) -> None:
    """No text whatever becomes a token of Slack's."""
    assert list(live_tokens(escape_slack(clean(raw)), is_text=True)) == []


@given(st.text())
def test_escaped_text_reads_back(raw: str) -> None:
    """What Slack shows after its own unescaping is the text itself."""
    shown = escape_slack(raw).replace("&lt;", "<").replace("&gt;", ">").replace("&amp;", "&")
    assert shown == raw


@given(st.text(alphabet=st.characters(codec="utf-8")))
def test_markdown_shows_the_text_itself(raw: str) -> None:
    """Escaped text renders as one paragraph that holds nothing but the text."""
    words = clean(raw)
    tokens = MarkdownIt("commonmark").parse(f"- {escape_markdown(words)}")
    inline = [token for token in tokens if token.type == "inline"]
    shown = "".join(child.content for token in inline for child in token.children or [])
    assert shown == words
    kinds = {child.type for token in inline for child in token.children or []}
    assert kinds <= {"text", "text_special"}


@pytest.mark.parametrize(
    "url, expected",
    [
        ("https://example.com/a?x=1&y=2", "https://example.com/a?x=1&y=2"),
        ("http://example.com/가", "http://example.com/가"),
        ("https://example.com/a|b>c<d", "https://example.com/a%7Cb%3Ec%3Cd"),
        ("javascript:alert(1)", None),
        ("data:text/html,x", None),
        ("slack://open", None),
        ("//example.com/a", None),
        ("https:///a", None),
        ("https://user:secret@example.com/", None),
        ("https://example.com\\@127.0.0.1/", None),
        ("https://example.com/a b", None),
        ("https://[bad/", None),
        ("https://example.com/" + "a" * LINK_LIMIT, None),
        ("", None),
        (None, None),
    ],
)
def test_only_web_addresses_become_links(url: str | None, expected: str | None) -> None:
    """Only http and https, with a host, without credentials; what ends a link is encoded."""
    assert safe_url(url) == expected
