import contextlib
import json
import os
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import SourceError
from flows.ingest.feed import MAX_BYTES
from flows.ingest.items import Feed
from tests.ingest.feed_templates import XML_KINDS, read, rss


def test_no_entity_is_read(tmp_path: Path) -> None:
    """Entities of a DTD, inside or outside, are words that nobody resolves."""
    secret = tmp_path / "secret"
    secret.write_text("secret")
    dtd = f'<!DOCTYPE a [<!ENTITY x SYSTEM "{secret.as_uri()}"><!ENTITY y "y">]>'
    feed = read(dtd + rss("<item><title>&x;&y;</title></item>"))
    assert feed.items[0].title == "&x;&y;"


def _reference(n: int) -> str:
    return f"&a{n};"


def _bomb() -> str:
    levels = "".join(f"<!ENTITY a{n + 1} '{_reference(n) * 10}'>" for n in range(9))
    return f'<!DOCTYPE a [<!ENTITY a0 "가">{levels}]>' + rss("<item><title>&a9;</title></item>")


def _attributes(number: int) -> str:
    names = " ".join(f"a{n}='1'" for n in range(number))
    return rss(f"<item><a {names}/></item>")


def _many(text: str, times: int, around: str = "<item>{}</item>") -> str:
    return rss(around.replace("{}", text * times))


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(_bomb(), id="entity-bomb"),
        pytest.param(_many("<a>", 200_000), id="nested"),
        pytest.param(_many("<a>", 49_000) + "</a>" * 49_000, id="nested-below-the-limit"),
        pytest.param(_many("b='1' ", 100_000, "<item><a {}/></item>"), id="attributes-same"),
        pytest.param(_attributes(100_000), id="attributes"),
        pytest.param(_attributes(64), id="attributes-at-the-limit"),
        pytest.param(
            rss("".join(f'<p{n}:a xmlns:p{n}="urn:{n}"/>' for n in range(20_000))), id="namespaces"
        ),
        pytest.param(_many("a", 1_000_000, "<item><author>{}</author></item>"), id="author"),
        pytest.param(_many("<category>가</category>", 49_000), id="categories"),
        pytest.param(_many("가", 3_000_000, "<item><title>{}</title></item>"), id="title"),
        pytest.param(_many("&amp;", 1_000_000), id="references"),
        pytest.param(_many("<![CDATA[", 1_000_000), id="cdata-open"),
        pytest.param(
            _many("<p>가", 500_000, "<item><title><![CDATA[{}]]></title></item>"), id="tags"
        ),
        pytest.param(b"<rss version='2.0'>" + os.urandom(9_000_000), id="noise"),
        pytest.param(os.urandom(20_000_000), id="noise-20-mb"),
        pytest.param(b"<rss version='2.0'>" + b"\0" * 9_000_000, id="zeros"),
        pytest.param(b"<rss version='2.0'>" + b"\xb0a" * 4_000_000, id="cp949-noise"),
        pytest.param(
            '{"version":"https://jsonfeed.org/version/1","items":' + "[" * 3_000_000, id="json"
        ),
        pytest.param(
            '{"version":"https://jsonfeed.org/version/1","items":[' + "{}," * 3_000_000,
            id="objects",
        ),
        pytest.param(json.dumps({"items": ["<p>" * 2_000_000]}), id="json-tags"),
    ],
)
def test_hostile(data: bytes | str) -> None:
    """What is made to keep a reader busy gives a feed or an error, in seconds."""
    began = time.process_time()
    with contextlib.suppress(SourceError):
        assert isinstance(read(data), Feed)
    assert time.process_time() - began < 5


def test_too_big() -> None:
    """A feed over the size that is fetched is refused before anything works on it."""
    with pytest.raises(SourceError, match="over the 10 MB"):
        read(b"<rss>" + b" " * MAX_BYTES)


_SCRAPS = [
    *"<>&;'\"/ \n\0",
    "<rss version='2.0'>",
    "<channel>",
    "<item>",
    "</item>",
    "<title>",
    "</title>",
    "<link>",
    "http://[",
    "<![CDATA[",
    "]]>",
    "<!--",
    "<feed xmlns='http://www.w3.org/2005/Atom'>",
    "<entry>",
    "<content type='xhtml'>",
    "<svg:svg>",
    "&#x",
    "&amp;lt;",
    "가",
    '{"version":"https://jsonfeed.org/version/1","items":[',
    "<psc:chapter start='x'/>",
    "<georss:point>1 2 3",
    "<media:thumbnail/>",
    "<source url='x'>",
    "<itunes:duration>",
    "<pubDate>",
    "<guid>",
    "xml:base='//['>",
]
scraps = st.lists(st.sampled_from(_SCRAPS), max_size=40).map("".join)


@settings(max_examples=200)
@given(st.binary(max_size=200) | scraps.map(str.encode), st.sampled_from([None, "euc-kr", "x"]))
def test_any_bytes(data: bytes, charset: str | None) -> None:
    """Any bytes give a feed or a SourceError, alone and inside of a feed."""
    for whole in (data, b"<rss version='2.0'><channel><item>" + data + b"</item></channel></rss>"):
        with contextlib.suppress(SourceError):
            for item in read(whole, charset).items:
                assert item.title or item.summary or item.link or item.content
                assert repr(item).encode()


@pytest.mark.parametrize("kind", sorted(XML_KINDS))
@settings(max_examples=10)
@given(data=st.data())
def test_any_cut(kind: str, data: st.DataObject) -> None:
    """A feed that ends anywhere gives whole items only, or an error."""
    whole = XML_KINDS[kind]("")
    end = data.draw(st.integers(1, len(whole)))
    try:
        items = read(whole[:end]).items
    except SourceError:
        return
    assert items == read(whole).items[: len(items)]
