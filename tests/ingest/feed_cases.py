"""Named feeds and what they hold: kinds by encodings and labels, then faults, words, links."""

import codecs
from collections.abc import Iterator
from dataclasses import dataclass

from flows.ingest.items import Item
from tests.ingest import feed_templates as made
from tests.ingest.feed_templates import (
    CONTENT_NS,
    HOME,
    LINKS,
    SUMMARIES,
    TITLES,
    URL,
    rss,
    rss_item,
)


@dataclass(frozen=True)
class Case:
    """A feed, the label of its header, its items, and words of the problems it must tell."""

    name: str
    data: bytes
    items: tuple[Item, ...]
    charset: str | None = None
    problems: tuple[str, ...] = ()
    title: str = made.NAME


# Name, what the XML declaration says (None: there is none), what the header says, the bytes.
ENCODINGS: tuple[tuple[str, str | None, str | None, str], ...] = (
    ("utf8", "utf-8", None, "utf-8"),
    ("utf8-unlabelled", None, None, "utf-8"),
    ("utf8-mark", "utf-8", "utf-8", "utf-8-sig"),
    ("utf8-said-euckr", "euc-kr", "euc-kr", "utf-8"),
    ("utf8-header-latin1", None, "ISO-8859-1", "utf-8"),
    ("utf16-mark", "utf-16", None, "utf-16"),
    ("utf16le-bare", "utf-16", None, "utf-16-le"),
    ("utf16be-bare", "utf-16", "utf-16", "utf-16-be"),
    ("utf16-said-utf8", "utf-8", "utf-8", "utf-16"),
    ("utf32-mark", "utf-32", None, "utf-32"),
    ("euckr", "euc-kr", None, "cp949"),
    ("ksc", "ks_c_5601-1987", None, "cp949"),
    ("windows949", "Windows-949", None, "cp949"),
    ("cp949-header-only", None, "EUC-KR", "cp949"),
    ("cp949-header-quoted", None, '"korean"', "cp949"),
    ("cp949-said-utf8", "utf-8", "utf-8", "cp949"),
    ("cp949-header-latin1", "euc-kr", "iso-8859-1", "cp949"),
    ("cp949-unlabelled", None, None, "cp949"),
    ("cp949-label-unknown", "x-user-defined", "rot13", "cp949"),
)


def by_encoding() -> Iterator[Case]:
    """Give every kind in every encoding."""
    for name, declared, charset, codec in ENCODINGS:
        declaration = f'<?xml version="1.0" encoding="{declared}"?>\n' if declared else ""
        for kind, write in made.XML_KINDS.items():
            data = write(declaration).encode(codec)
            yield Case(f"{kind}-{name}", data, made.expected(kind), charset)
    for version in ("1", "1.1"):
        for codec in ("utf-8", "utf-8-sig", "utf-16", "cp949"):
            data = made.json_feed(version).encode(codec)
            yield Case(f"json-{version}-{codec}", data, made.expected("json"))


BOTH = made.expected("rss-0.92")
_TWO = rss(rss_item(0) + rss_item(1))
_ILL = "is no well-formed XML"


def _said(text: str, *problems: str, name: str, items: tuple[Item, ...] = BOTH) -> Case:
    return Case(name, text.encode(), items, problems=problems)


def by_fault() -> Iterator[Case]:
    """Give feeds that are broken, and what is left of them."""
    yield _said("\n\n  " + _TWO, name="blank-lines-first")
    yield _said('\n<?xml version="1.0" encoding="utf-8"?>' + _TWO, name="declaration-late")
    yield _said('<?xml version="1.1"?>' + _TWO, name="xml-1.1")
    yield _said("<br />\n<b>Warning</b>: x in /a.php on line 3<br />\n" + _TWO, name="php-notice")
    yield _said("<!-- a <rss> cache -->" + _TWO + "<!-- 0.2 s -->", name="comments-around")
    yield _said(
        '<!DOCTYPE rss PUBLIC "-//N//DTD RSS 0.91//EN" "http://x.example/d">' + _TWO, name="dtd"
    )
    yield _said('<?xml-stylesheet type="text/xsl" href="/a.xsl"?>' + _TWO, name="stylesheet")
    yield _said(_TWO.replace("<rss", "<RSS").replace("</rss", "</RSS"), name="upper-case-root")
    yield _said(_TWO.replace("&amp;", "&"), _ILL, name="bare-ampersands")
    yield _said(_TWO.replace(" 맺었다", "&nbsp;맺었다"), _ILL, name="nbsp-undefined")
    yield _said(_TWO.replace("‘", "&lsquo;").replace("’", "&rsquo;"), _ILL, name="quotes-undefined")
    yield _said(_TWO.replace("</item>", '<media:thumbnail url="a"/></item>'), _ILL, name="unbound")
    yield _said(_TWO + "<script>a()</script>", _ILL, name="script-behind")
    yield _said(_TWO.replace("</channel></rss>", ""), _ILL, name="end-missing")
    yield _said(_TWO.replace("23일", "23일<b>"), _ILL, name="tag-left-open")
    yield _said(_TWO[: _TWO.rindex("샛별") + 1], "inside an item", name="cut-off", items=BOTH[:1])
    yield _said(_TWO.replace("건너", "건\x0b\x01너"), name="control-characters")
    yield _said(
        _TWO.replace("건너", "건&#0;&#x1f;&#xd800;&#99999999999;너"), name="impossible-characters"
    )
    yield _said(_TWO.replace("건너", "건\0너"), "bytes read as nothing", name="zero-bytes")
    yield Case(
        "bytes-broken", _broken("utf-8"), _without_last(), problems=("bytes read as nothing",)
    )
    yield Case("bytes-broken-cp949", _broken("cp949"), _without_last(), "euc-kr", ("bytes read",))
    mixed = _TWO.encode().replace(SUMMARIES[1].encode(), SUMMARIES[1].encode("cp949"))
    yield Case("one-item-in-cp949", mixed, BOTH, "utf-8")
    yield Case("mark-twice", codecs.BOM_UTF8 * 2 + _TWO.encode(), BOTH)


def _broken(codec: str) -> bytes:
    """Cut a summary inside its last letter, as programs that count bytes do."""
    last = "맺었다.".encode(codec)
    return _TWO.encode(codec).replace(last, "맺었다".encode(codec)[:-1])


def _without_last() -> tuple[Item, ...]:
    first = Item(TITLES[0], LINKS[0], summary=SUMMARIES[0][:-2])
    return (first, BOTH[1])


# Name, the item's XML, the item; the namespaces of _ALL are bound.
_ALL = (
    f'{CONTENT_NS} {made.DC_NS} xmlns:media="http://search.yahoo.com/mrss/" '
    'xmlns:atom="http://www.w3.org/2005/Atom" '
    'xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0" '
    'xmlns:itunes="http://www.itunes.com/DTDs/PodCast-1.0.dtd"'
)
_PLAIN = "<title>가</title>"
ITEMS: tuple[tuple[str, str, Item], ...] = (
    (
        "title-escaped-twice",
        "<title>가 &amp;amp; &amp;quot;나&amp;quot;</title>",
        Item('가 & "나"'),
    ),
    ("title-bold", "<title>&lt;b&gt;건너&lt;/b&gt;전자</title>", Item("건너전자")),
    (
        "title-brackets",
        "<title>&lt;인터뷰&gt; &lt;AI 특집&gt; 가</title>",
        Item("<인터뷰> <AI 특집> 가"),
    ),
    ("title-grade", "<title>&lt;A 등급&gt; 건너전자</title>", Item("<A 등급> 건너전자")),
    ("title-less-than", "<title>1 &lt; 2, a&lt;b</title>", Item("1 < 2, a<b")),
    ("title-lines", "<title>\n  가\n  나\n</title>", Item("가 나")),
    ("title-numbered", "<title>&#44148;&#45320; &#8216;AI&#8217;</title>", Item("건너 ‘AI’")),
    ("title-cp1252", "<title>a&#146;s</title>", Item("a’s")),
    ("title-decomposed", "<title>\u1100\u1161</title>", Item("가")),
    ("title-long", f"<title>{'가' * 5000}</title>", Item("가" * 1000)),
    ("title-media-besides", f"{_PLAIN}<media:title>사진</media:title>", Item("가")),
    ("title-dc", "<dc:title>가</dc:title>", Item("가")),
    ("no-title", "<description>나</description>", Item("", summary="나")),
    (
        "summary-br",
        f"{_PLAIN}<description>나&lt;br/&gt;다</description>",
        Item("가", summary="나\n다"),
    ),
    (
        "summary-escaped-twice",
        f"{_PLAIN}<description>&amp;lt;p&amp;gt;나&amp;lt;/p&amp;gt;</description>",
        Item("가", summary="나"),
    ),
    (
        "summary-image",
        f'{_PLAIN}<description><![CDATA[<img alt="x>y" src="a.jpg"/>나]]></description>',
        Item("가", summary="나"),
    ),
    (
        "summary-script",
        f"{_PLAIN}<description><![CDATA[<style>p{{}}</style>나<script>'<p>'</script>]]></description>",
        Item("가", summary="나"),
    ),
    (
        "summary-cut-in-tag",
        f'{_PLAIN}<description><![CDATA[나 <a href="http://x]]></description>',
        Item("가", summary="나"),
    ),
    (
        "caption-is-no-content",
        f"{_PLAIN}<description>나</description><media:description>다</media:description>",
        Item("가", summary="나"),
    ),
    ("itunes-summary", f"{_PLAIN}<itunes:summary>나</itunes:summary>", Item("가", summary="나")),
    (
        "content",
        f"{_PLAIN}<content:encoded><![CDATA[<p>나</p><p>다<br>라</p>]]></content:encoded>",
        Item("가", content="나\n다\n라"),
    ),
    (
        "content-first",
        f"{_PLAIN}<content:encoded>나 다</content:encoded><description>나</description>",
        Item("가", summary="나", content="나 다"),
    ),
    ("link-relative", f"{_PLAIN}<link>/a?b=1</link>", Item("가", f"{HOME}a?b=1")),
    ("link-spaces", f"{_PLAIN}<link>\n {HOME}a b\n</link>", Item("가", f"{HOME}a%20b")),
    ("link-korean", f"{_PLAIN}<link>{HOME}뉴스/1</link>", Item("가", f"{HOME}뉴스/1")),
    ("link-copy", f"{_PLAIN}<link>{HOME}?a=1&amp;copy=2</link>", Item("가", f"{HOME}?a=1&copy=2")),
    ("link-script", f"{_PLAIN}<link>javascript:alert(1)</link>", Item("가")),
    ("link-mail", f"{_PLAIN}<link>mailto:a@hanbit.example</link>", Item("가")),
    ("link-data", f"{_PLAIN}<link>data:text/html,x</link>", Item("가")),
    ("link-port", f"{_PLAIN}<link>https://hanbit.example:99999/</link>", Item("가")),
    ("link-ftp", f"{_PLAIN}<link>ftp://hanbit.example/a</link>", Item("가")),
    (
        "link-feedburner",
        (
            f"{_PLAIN}<link>https://f.example/~r/1</link>"
            f"<feedburner:origLink>{HOME}1</feedburner:origLink>"
        ),
        Item("가", f"{HOME}1"),
    ),
    ("link-atom", f'{_PLAIN}<atom:link href="{HOME}1"/>', Item("가", f"{HOME}1")),
    ("link-enclosure", f'{_PLAIN}<enclosure url="{HOME}a.mp3" type="audio/mpeg"/>', Item("가")),
    ("guid-bare", f"{_PLAIN}<guid> 12345 </guid>", Item("가", key="12345")),
    ("guid-link", f"{_PLAIN}<guid>{HOME}1</guid>", Item("가", f"{HOME}1", f"{HOME}1")),
    (
        "guid-no-link",
        f'{_PLAIN}<guid isPermaLink="false">{HOME}1</guid>',
        Item("가", key=f"{HOME}1"),
    ),
    ("guid-link-empty", f"{_PLAIN}<link/><guid>{HOME}1</guid>", Item("가", f"{HOME}1", f"{HOME}1")),
    ("guid-empty", f"{_PLAIN}<guid> </guid>", Item("가")),
    (
        "outlet",
        (
            '<title>건너전자, 협약 - 한빛 경제</title><source url="https://x.example">한빛 경제'
            "</source>"
            "<description>&lt;a href='https://x.example/1'&gt;건너전자, 협약&lt;/a&gt;&amp;nbsp;"
            "&lt;font&gt;한빛 경제&lt;/font&gt;</description>"
        ),
        Item("건너전자, 협약", outlet="한빛 경제"),
    ),
    (
        "outlet-not-in-title",
        '<title>건너전자, 한빛경제</title><source url="https://x.example">한빛경제</source>',
        Item("건너전자, 한빛경제", outlet="한빛경제"),
    ),
    (
        "outlet-is-title",
        '<title>한빛경제</title><source url="https://x.example">한빛경제</source>',
        Item("한빛경제", outlet="한빛경제"),
    ),
)


def by_item() -> Iterator[Case]:
    """Give a feed for each way to write an item."""
    for name, xml, item in ITEMS:
        yield Case(name, rss(f"<item>{xml}</item>", namespaces=_ALL).encode(), (item,))


_ENTRIES: tuple[tuple[str, str, Item], ...] = (
    ("text", '<title type="text">a &lt;b&gt; c</title>', Item("a <b> c")),
    ("html", '<title type="html">a &amp;lt; &lt;b&gt;c&lt;/b&gt;</title>', Item("a < c")),
    (
        "xhtml",
        (
            '<title>가</title><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">'
            "<p>나 &amp; 다</p><p>라</p></div></content>"
        ),
        Item("가", content="나 & 다\n라"),
    ),
    ("content-text", "<title>가</title><content>나\n다</content>", Item("가", content="나\n다")),
    ("content-image", '<title>가</title><content type="image/png">aGk=</content>', Item("가")),
    (
        "base",
        '<title>가</title><link href="b/c" xml:base="https://dasom.example/a/"/>',
        Item("가", "https://dasom.example/a/b/c"),
    ),
    (
        "alternate-preferred",
        (
            '<title>가</title><link rel="edit" href="/e"/><link rel="self" href="/s"/>'
            '<link rel="alternate" href="/a"/><link rel="related" href="/r"/>'
        ),
        Item("가", f"{HOME}a"),
    ),
    ("no-alternate", '<title>가</title><link rel="self" href="/s"/>', Item("가")),
    ("id-is-link", f"<title>가</title><id>{HOME}1</id>", Item("가", f"{HOME}1", f"{HOME}1")),
    (
        "source",
        "<title>가</title><source><title>다솜대</title><id>x</id></source>",
        Item("가", outlet="다솜대"),
    ),
)


def by_entry() -> Iterator[Case]:
    """Give a feed for each way to write an Atom entry."""
    for name, xml, item in _ENTRIES:
        feed = f'<feed xmlns="http://www.w3.org/2005/Atom"><title>한빛경제</title><entry>{xml}</entry></feed>'
        yield Case(f"entry-{name}", feed.encode(), (item,))


CASES = (*by_encoding(), *by_fault(), *by_item(), *by_entry())
assert URL.startswith(HOME)
