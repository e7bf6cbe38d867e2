from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.errors import ConfigError
from flows.model import Announce, Source
from flows.settings import places
from flows.settings.source_file import add_source, disable_source, name_for
from flows.settings.sources import parse_sources
from flows.settings.yamlfile import parse_yaml

SHIPPED = Path(places.__file__).parents[2] / "config" / "sources.yaml"
FEED: Mapping[str, object] = {"name": "b", "kind": "feed", "url": "https://b.example/rss"}
BLOCK = "  - name: b\n    kind: feed\n    url: https://b.example/rss\n"
A = "sources:\n  - name: a\n    kind: folder\n    path: p\n"


def _read(text: str) -> tuple[Source, ...]:
    return parse_sources(parse_yaml(text.removeprefix("\ufeff"), "f"))


# What the file has, and what it has afterwards: `+` stands where the new lines come.
@pytest.mark.parametrize(
    "written,added",
    [
        ("+", "sources:\n" + BLOCK),
        ("# mine\n+", "sources:\n" + BLOCK),
        ("# mine+", "\nsources:\n" + BLOCK),
        ("defaults: {every: 1h}\n+", "sources:\n" + BLOCK),
        ("---\n+", "sources:\n" + BLOCK),
        ("sources:\n+", BLOCK),
        ("sources:  # mine\n+# more\ndefaults: {}\n", BLOCK),
        (A + "+", BLOCK),
        (A + "+\n# the end\n", BLOCK),
        (A + "    # why a is here\n+  # - name: later\n", BLOCK),
        (A.rstrip() + "  # why+", "\n" + BLOCK),
        (A + "+defaults: {}\n", BLOCK),
        (A + "\n  - name: c\n    kind: folder\n    path: q\n+\n# the end\n", "\n" + BLOCK),
        (A + "\n  # next\n\n  - name: c\n    kind: folder\n    path: q\n+", BLOCK),
        (A.replace("path: p", "path: >-\n      p\n      q") + "+", BLOCK),
        (A.replace("    path: p\n", "    path: p\n    tags:\n      - x\n      - y # y\n+"), BLOCK),
        (A.replace("path: p\n", "path: p\n    delay:  # none\n+"), BLOCK),
        (A.replace("\n", "\r\n") + "+", BLOCK.replace("\n", "\r\n")),
        (A.replace("\n", "\r\n") + "+\r\n# 끝\r\n", BLOCK.replace("\n", "\r\n")),
        ("\ufeff# 가\n" + A + "+", BLOCK),
        (
            "sources:\n- name: a\n  kind: folder\n  path: p\n+",
            "- name: b\n  kind: feed\n  url: https://b.example/rss\n",
        ),
        (
            "sources:\n    -   name: a\n        kind: folder\n        path: p\n+",
            "    -   name: b\n        kind: feed\n        url: https://b.example/rss\n",
        ),
        (
            "sources:\n  -\n    name: a\n    kind: folder\n    path: p\n+",
            BLOCK,
        ),
        (
            "sources:\n  - {name: a, kind: folder, path: p}  # why\n+",
            '  - {name: b, kind: feed, url: "https://b.example/rss"}\n',
        ),
        (
            "sources: [{name: a, kind: folder, path: p}+]  # why\n",
            ', {name: b, kind: feed, url: "https://b.example/rss"}',
        ),
        (
            "sources: [\n  {name: a, kind: folder, path: p}+,\n]\n",
            ', {name: b, kind: feed, url: "https://b.example/rss"}',
        ),
    ],
)
def test_a_source_is_added(written: str, added: str) -> None:
    """It comes last, in its neighbours' style, and no other byte moves."""
    before, after = written.split("+")
    text = add_source(before + after, FEED)
    assert text == before + added + after
    assert _read(text) == (
        *_read(before + after),
        Source("b", "feed", url="https://b.example/rss"),
    )


@pytest.mark.parametrize(
    "written,text",
    [
        ("sources: []\n", "sources:\n" + BLOCK),
        ("sources:    []  # none yet\nx: 1\n", "sources:  # none yet\n" + BLOCK + "x: 1\n"),
        ("sources: [\n]\n", "sources:\n" + BLOCK),
        ("sources: null\n", "sources:\n" + BLOCK),
        ("sources: ~", "sources:\n" + BLOCK),
    ],
)
def test_an_empty_list_makes_room(written: str, text: str) -> None:
    """What says that there are no sources gives way."""
    wanted = text.replace("x: 1", "defaults: {}")
    assert add_source(written.replace("x: 1", "defaults: {}"), FEED) == wanted


def test_all_sorts_of_values() -> None:
    """What a reader would take for something else stands in quotes, a long list in lines."""
    entry = {
        "name": "s",
        "kind": "search",
        "engine": "naver",
        "queries": ["AI 협약", "true", "2026", "a: b", "- c", "#d", "e, [f]", "null"],
        "links": None,
        "announce": Announce.SILENT,
        "delay": 1.5,
        "enabled": False,
        "tags": ("x", "y"),
    }
    text = add_source("", entry)
    assert text == (
        "sources:\n"
        "  - name: s\n"
        "    kind: search\n"
        "    engine: naver\n"
        '    queries: [AI 협약, "true", "2026", "a: b", "- c", "#d", "e, [f]", "null"]\n'
        "    announce: silent\n"
        "    delay: 1.5\n"
        "    enabled: false\n"
        "    tags: [x, y]\n"
    )
    many = [f"인공지능 업무협약 {number}" for number in range(9)]
    text = add_source("", {**entry, "queries": many})
    assert "    queries:\n      - 인공지능 업무협약 0\n" in text
    assert _read(text)[0].queries == tuple(many)


def test_letters_are_composed() -> None:
    """A name typed in parts (NFD) is written as the file would be read."""
    text = add_source("", {**FEED, "name": "\u1112\u1161\u11ab"})
    assert "name: 한\n" in text


@pytest.mark.parametrize(
    "text,change,said",
    [
        (A, {"name": "a"}, "sources.yaml:5: the name 'a' is taken by line 2"),
        (
            "sources:\n  - name: a\n    kind: pages\n    url: http://B.example/rss/\n",
            {},
            "the address of line 4 too",
        ),
        (A, {"url": "ftp://b.example"}, "begins with https://"),
        (A, {"kind": "fed"}, "did you mean 'feed'?"),
        (A, {"every": "2m"}, "from 5m to 30d"),
        (A, {"colour": "red"}, "unknown key 'colour'"),
        ("sources: {a: 1}\n", {}, "sources.yaml:1: 'sources' must be a list"),
        (A + "    colour: red\n", {}, "sources.yaml:5: unknown key 'colour'"),
        ("sources: [\n", {}, "broken YAML"),
        ("- a\n", {}, "must be a mapping"),
        ("{defaults: {every: 1h}}\n", {}, "by hand"),
        ("defaults: {}\n...\n", {}, "by hand"),
    ],
)
def test_not_added(text: str, change: Mapping[str, object], said: str) -> None:
    """A wrong file, a wrong or taken entry, and YAML that can't be added to are told."""
    with pytest.raises(ConfigError) as caught:
        add_source(text, {**FEED, **change})
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "written,text",
    [
        (A, A + "    enabled: false\n"),
        (A + "    enabled: true  # for now\n", A + "    enabled: false  # for now\n"),
        (A + "    enabled: yes\n    tags: [x]\n", A + "    enabled: false\n    tags: [x]\n"),
        (A + "    enabled: false\n", A + "    enabled: false\n"),
        (A + "    # why\n" + BLOCK, A + "    enabled: false\n    # why\n" + BLOCK),
        (A.rstrip(), A + "    enabled: false\n"),
        (A.replace("\n", "\r\n"), (A + "    enabled: false\n").replace("\n", "\r\n")),
        ("\ufeff" + A, "\ufeff" + A + "    enabled: false\n"),
        (
            "sources: [{name: a, kind: folder, path: p}]\n",
            "sources: [{name: a, kind: folder, path: p, enabled: false}]\n",
        ),
        (
            "sources:\n- {name: a, enabled: true, kind: folder, path: p}\n",
            "sources:\n- {name: a, enabled: false, kind: folder, path: p}\n",
        ),
    ],
)
def test_a_source_is_switched_off(written: str, text: str) -> None:
    """One word or one line changes."""
    assert disable_source(written, "a") == text
    assert not next(source for source in _read(text) if source.name == "a").enabled


def test_only_what_is_there_is_switched_off() -> None:
    """An unknown name is told with the known one that it may mean."""
    with pytest.raises(ConfigError, match=r"(?s)no source 'aitime'.*did you mean 'aitimes'"):
        disable_source(A.replace("name: a", "name: aitimes"), "aitime")
    with pytest.raises(ConfigError, match=r"no source 'a'.*\n.*none yet"):
        disable_source("", "a")


def test_the_shipped_file() -> None:
    """Ours takes an entry and loses one, and every other line stays."""
    text = SHIPPED.read_text(encoding="utf-8")
    longer = add_source(text, FEED)
    assert longer == text + BLOCK
    lines = disable_source(longer, "kaist").splitlines()
    assert len(lines) == len(longer.splitlines()) + 1
    assert [line for line in lines if line != "    enabled: false"] == [
        line for line in longer.splitlines() if line != "    enabled: false"
    ]


_WORDS = (
    st.text("ab가 :#-'\"[]{},&*!|>%@`?/\\", min_size=1, max_size=12).map(str.strip).filter(bool)
)
_FILLS = st.sampled_from(
    ["", "\n", "  # c\n", "    # in\n", "# c: [\n", "\n\n", "      # - name: z\n"]
)


@given(
    paths=st.lists(st.tuples(_FILLS, _WORDS, st.booleans()), max_size=4),
    end=_FILLS,
    query=_WORDS,
    ending=st.sampled_from(["\n", "\r\n"]),
)
def test_nothing_else_moves(
    paths: list[tuple[str, str, bool]], end: str, query: str, ending: str
) -> None:
    """Whatever comments, gaps and texts a file has, the old text stays around the new one."""
    items = [
        fill
        + (
            f"  - {{name: n{number}, kind: search, engine: google, queries: [{_quoted(word)}]}}\n"
            if is_flow
            else f"  - name: n{number}\n    kind: search\n    engine: google\n"
            f"    queries:\n      - {_quoted(word)}\n"
        )
        for number, (fill, word, is_flow) in enumerate(paths)
    ]
    text = ("sources:\n" + "".join(items) + end).replace("\n", ending)
    entry = {"name": "new", "kind": "search", "engine": "naver", "queries": [query]}
    longer = add_source(text, entry)
    assert _read(longer) == (
        *_read(text),
        Source("new", "search", engine="naver", queries=(query,)),
    )
    added = len(longer) - len(text)
    assert any(text == longer[:at] + longer[at + added :] for at in range(len(text) + 1))


def _quoted(word: str) -> str:
    return "'" + word.replace("'", "''") + "'"


@pytest.mark.parametrize(
    "url,name",
    [
        ("https://www.hanbit.example/rss/allArticle.xml", "hanbit"),
        ("https://hanbit.co.kr/feed", "hanbit"),
        ("https://rss.hanbit.com/04.xml", "hanbit"),
        ("https://news.daseom.ac.kr/", "daseom"),
        ("https://m.blog.hanbit.example:8080/", "hanbit"),
        ("https://en.hanbit.example./", "hanbit"),
        ("https://www.HANBIT-news.example/", "hanbit-news"),
        ("http://localhost:8000/", "localhost"),
        ("http://127.0.0.1/", "127-0-0-1"),
        ("http://[::1]/", "1"),
        ("https://한빛.kr/", "한빛"),
        ("https://" + "x" * 63 + ".example/", "x" * 60),
    ],
)
def test_names(url: str, name: str) -> None:
    """The host's own word, without what says only that it is a site or a feed."""
    assert name_for(url, ()) == name
    assert _read(add_source("", {"name": name, "kind": "feed", "url": url}))


def test_taken_names() -> None:
    """A taken name gets the first free number."""
    url = "https://www.hanbit.example/"
    assert name_for(url, {"hanbit"}) == "hanbit-2"
    assert name_for(url, {"hanbit", "hanbit-2", "hanbit-4", "x"}) == "hanbit-3"
    with pytest.raises(ConfigError, match="no web address"):
        name_for("hanbit.example", ())
    with pytest.raises(ConfigError, match="no web address") as caught:
        name_for("ftp://me:secret@hanbit.example", ())
    assert "secret" not in str(caught.value)
