import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.ingest.plain import to_line, to_lines

# Markup, its lines where it is declared as HTML, and where it is not.
FRAGMENTS = [
    ("<p>가</p><p>나<br/>다</p>", "가\n나\n다", "가\n나\n다"),
    ("<ul><li>가<li>나</ul>", "가\n나", "가\n나"),
    ("<td>가</td><td>나</td>", "가 나", "가 나"),
    ("가\n나", "가\n나", "가\n나"),
    ("<p>가\n나</p>", "가 나", "가 나"),
    ("가<b>나</b>다", "가나다", "가나다"),
    ("가 <b> 나", "가 나", "가 <b> 나"),
    (
        "<인터뷰> 가 <AI 특집> <A 등급>",
        "<인터뷰> 가 <AI 특집> <A 등급>",
        "<인터뷰> 가 <AI 특집> <A 등급>",
    ),
    ("1 < 2 > 0", "1 < 2 > 0", "1 < 2 > 0"),
    ("가 &amp; 나 &lt; 다", "가 & 나 < 다", "가 & 나 < 다"),
    ("&amp;quot;가&amp;quot;", '"가"', '"가"'),
    ("&amp;amp;quot;", "&quot;", "&quot;"),
    ("&lt;p&gt;가&lt;/p&gt;", "가", "가"),
    ("<p>&lt;b&gt; 태그</p>", "<b> 태그", "<b> 태그"),
    ("가&nbsp;나&#8203;다&hellip;", "가 나다…", "가 나다…"),
    ("&#0;&#xd800;&#99999999999999;가", "가", "가"),
    (
        '<img alt="a>b" src=c>가',
        "가",
        "가",
    ),
    ("<script>if (a<b) '<p>'</script>가<style>p{}", "가", "가"),
    ("<!-- <p>가</p> -->나<!-- 다", "나", "나"),
    ("<![CDATA[가<br>나]]>", "가\n나", "가\n나"),
    ("<svg><title>가</title></svg>나", "나", "나"),
    ("<figure><img src='a'/><figcaption>가</figcaption></figure>나", "가\n나", "가\n나"),
    ('가 <a href="http://', "가", '가 <a href="http://'),
    ("<o:p></o:p>가", "가", "가"),
    ("", "", ""),
    ("<p> </p><br>", "", ""),
]


@pytest.mark.parametrize("markup,as_html,as_text", FRAGMENTS)
def test_lines(markup: str, as_html: str, as_text: str) -> None:
    """Paragraphs are lines, tags go and words stay, also those in angle brackets."""
    assert to_lines(markup, is_html=True) == as_html
    assert to_lines(markup, is_html=False) == as_text
    assert to_line(markup, is_html=True) == as_html.replace("\n", " ")


@given(st.text("<>/!&;#x0'\"= \n-[]abpr가", max_size=200), st.booleans())
def test_any_text(text: str, is_html: bool) -> None:  # noqa: FBT001  # hypothesis gives it
    """Whatever looks like markup gives lines without blank ones."""
    lines = to_lines(text, is_html=is_html)
    assert all(line == line.strip() != "" for line in lines.split("\n")) or lines == ""


@pytest.mark.parametrize(
    "scrap", ['<a "', "<!--", "<a ", "<script>", "&amp;", "<p>", "<a b='\"", "</"]
)
def test_the_time_is_in_proportion(scrap: str) -> None:
    """A million characters of any scrap take no more than seconds."""
    began = time.process_time()
    to_lines(scrap * (1_000_000 // len(scrap)), is_html=True)
    assert time.process_time() - began < 3
