import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.ingest.document import Document
from flows.ingest.page import parse_page, read_page
from flows.ingest.tree import MAX_BYTES
from tests.ingest.page_cases import LEAD, SEOUL, URL

HOSTILE = {
    "brackets": b"<" * 100_000,
    "square brackets": b"[" * 100_000,
    "nested": b"<div>" * 25_000 + LEAD.encode(),
    "nested spans": b"<span><b>" * 14_000 + LEAD.encode(),
    "nested links": b"<a href=/1>" * 25_000 + LEAD.encode(),
    "nested lists": b"<ul><li>" * 14_000 + LEAD.encode(),
    "nested cells": b"<table><tr><td>" * 9_000 + LEAD.encode(),
    "paragraphs": f"<p>{LEAD}".encode() * 14_000,
    "list": f"<li><a href=/1>{LEAD}</a>".encode() * 9_000,
    "headings": "<div><h4>관련기사</h4><a href=/1>x</a></div>".encode() * 5_000,
    "deep headings": "<div><h4>관련기사</h4>".encode() * 9_000,
    "empty elements": b"<i></i>" * 14_000 + "<b>관련기사</b>".encode() * 900,
    "dates": b"<span>2026.11.24 14:00</span>" * 14_000,
    "digits": b"<p>" + b"1" * 1_000_000,
    "one line": LEAD.encode() * 20_000,
    "breaks": f"{LEAD}<br>".encode() * 20_000,
    "articles": b"<article>" * 25_000 + LEAD.encode(),
    "names": b'<div id="articleBody">' * 20_000 + LEAD.encode(),
    "attributes": b"<div " + b" ".join(b"a%d=1" % n for n in range(200_000)) + b">" + LEAD.encode(),
    "class": b'<div class="' + b"related " * 400_000 + b'">' + LEAD.encode(),
    "zeros": b"\0" * 1_000_000,
    "20 MB": b"<p>a" * 5_000_000,
    "just under the limit": (b"a " * MAX_BYTES)[: MAX_BYTES - 1],
    "frames": b"<html><frameset cols='1,2'><frame src='a.html'></frameset></html>",
    "no end": b"<script>" + b"alert('" * 100_000,
    "json": b"<script type='application/ld+json'>" + b"[" * 100_000 + b"</script>",
    "wide json": b"<script type='application/ld+json'>[" + b"{}," * 300_000 + b"{}]</script>",
    "entities": b"<p>" + b"&amp;#38;" * 300_000,
    "comments": b"<!-- x -->" * 29_000,
    "doctype": b"<!DOCTYPE a [<!ENTITY a '1'><!ENTITY b '&a;&a;'>]><p>&b;",
    "nothing": b"",
    "spaces": b" " * 1_000_000,
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile(name: str) -> None:
    """Whatever the bytes are, they give a page or a SourceError, in less than 5 seconds."""
    start = time.process_time()
    try:
        assert isinstance(parse_page(HOSTILE[name], SEOUL, url=URL), Document)
    except SourceError as error:
        assert error.remedy  # noqa: PT017  # both ends are right
    assert time.process_time() - start < 5


PIECES = [
    *("<p>", "</p>", "<div class='related'>", "</div>", "<a href='/1?a=b'>", "</a>", "<br>", "<b"),
    *("<!--", "-->", "<script>", "</script>", "<base href='http://['>", "<table>", "<td>", ">"),
    *("<meta charset=utf-16>", "<link rel=canonical href='http://[::'>", "&#0;", "&#xD800;", "\0"),
    *(
        "<h3>관련기사</h3>",
        LEAD,
        "2026.11.24",
        "<time datetime=x>",
        "<frameset>",
        "<?php",
        "<html>",
    ),
    *("<article>", "<body>", "<svg><p>", "<title>", "<textarea>", "<style>", "<![CDATA["),
    "<a rel=next href='?page=2'>",
]
markup = st.lists(st.sampled_from(PIECES), max_size=40).map("".join)


@given(markup.map(str.encode) | st.binary(max_size=300))
@settings(deadline=None)
def test_any_bytes(data: bytes) -> None:
    """No bytes raise anything but a SourceError."""
    try:
        assert read_page(data, SEOUL, url=URL).document.body is not None
    except SourceError as error:
        assert error.remedy  # noqa: PT017  # both ends are right
