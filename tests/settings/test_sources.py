from collections import Counter
from datetime import timedelta
from pathlib import Path

import pytest

from flows.errors import ConfigError
from flows.model import Announce, Source
from flows.settings import places
from flows.settings.source_kinds import KINDS
from flows.settings.sources import load_sources, parse_sources
from flows.settings.yamlfile import parse_yaml

SHIPPED = Path(places.__file__).parents[2] / "config" / "sources.yaml"
SEEDS = "sources:\n  - {name: seeds, kind: folder, path: seeds, announce: archive, every: 1d}\n"


def _parse(text: str) -> tuple[Source, ...]:
    return parse_sources(parse_yaml(text, "sources.yaml"))


@pytest.mark.parametrize(
    "entry,source",
    [
        ("{name: a, kind: folder, path: x}", Source("a", "folder", path="x")),
        (
            "{name: a, kind: feed, url: 'https://x.example/rss', every: 30m, delay: 1.5}",
            Source(
                "a", "feed", url="https://x.example/rss", every=timedelta(minutes=30), delay=1.5
            ),
        ),
        (
            "{name: a, kind: search, engine: naver, queries: [AI 협약, AI], tags: [search, ko]}",
            Source("a", "search", engine="naver", queries=("AI 협약", "AI"), tags=("search", "ko")),
        ),
        (
            "{name: a, kind: search, engine: google, queries: [AI], language: en, enabled: false}",
            Source("a", "search", language="en", enabled=False, engine="google", queries=("AI",)),
        ),
        (
            "{name: a, kind: pages, url: 'http://x.example:8080/뉴스?a=1', links: '.list > a'}",
            Source("a", "pages", url="http://x.example:8080/뉴스?a=1", links=".list > a"),
        ),
        (
            "{name: a, kind: pages, url: 'https://한빛.example/', every: 30d, delay: 0}",
            Source("a", "pages", url="https://한빛.example/", every=timedelta(days=30), delay=0),
        ),
    ],
)
def test_each_kind(entry: str, source: Source) -> None:
    """A kind's keys become the source's fields; what is not said has the model's default."""
    assert _parse(f"sources: [{entry}]") == (source,)


def test_defaults_fill_what_an_entry_leaves_out() -> None:
    """An entry's own words win over the file's defaults, an empty list and a default value too."""
    text = (
        "defaults: {language: en, announce: silent, every: 6h, delay: 2, tags: [x]}\n"
        "sources:\n"
        "  - {name: a, kind: folder, path: x}\n"
        "  - {name: b, kind: folder, path: x, language: ko, announce: news, enabled: false,\n"
        "     every: 1h, delay: 0, tags: []}\n"
    )
    assert _parse(text) == (
        Source(
            "a",
            "folder",
            Announce.SILENT,
            "en",
            path="x",
            every=timedelta(hours=6),
            delay=2.0,
            tags=("x",),
        ),
        Source("b", "folder", Announce.NEWS, "ko", enabled=False, path="x", delay=0.0),
    )


@pytest.mark.parametrize(
    "word,minutes",
    [("5m", 5), ("90m", 90), ("1h", 60), ("6h", 360), ("1d", 1440), ("30d", 43_200)],
)
def test_intervals(word: str, minutes: int) -> None:
    """A number with m, h or d, from five minutes to thirty days."""
    (source,) = _parse(f"sources: [{{name: a, kind: folder, path: x, every: {word}}}]")
    assert source.every == timedelta(minutes=minutes)


@pytest.mark.parametrize(
    "word",
    [
        *("4m", "0h", "31d", "721h", "9999999d"),
        *("1w", "60", "1.5h", "1H", "-1h", "01h", "1h30m", "true", "''", "null"),
    ],
)
def test_no_intervals(word: str) -> None:
    """What is no such time is refused, a bare number too: it does not say of what."""
    with pytest.raises(ConfigError, match="from 5m to 30d"):
        _parse(f"sources: [{{name: a, kind: folder, path: x, every: {word}}}]")


ENTRY = "sources:\n  - name: a\n    kind: folder\n    path: x\n"
FEED = "sources:\n  - name: a\n    kind: feed\n    url: {}\n"
SEARCH = "sources:\n  - name: a\n    kind: search\n    engine: naver\n    queries: {}\n"
PAGES = "sources:\n  - name: a\n    kind: pages\n    url: https://x.example/\n    links: {}\n"


@pytest.mark.parametrize(
    "text,line,said",
    [
        (ENTRY + "    anounce: news\n", 5, "did you mean 'announce'?"),
        (ENTRY + "    announce: archived\n", 5, "did you mean 'archive'?"),
        (ENTRY + "    enabled: maybe\n", 5, "true or false"),
        (ENTRY + "    language: korean\n", 5, "as in: ko"),
        (ENTRY + "    every: hourly\n", 5, "every is 'hourly'"),
        (ENTRY + "    delay: 61\n", 5, "seconds from 0 to 60"),
        (ENTRY + "    delay: -1\n", 5, "delay is -1"),
        (ENTRY + "    delay: 2s\n", 5, "a number of seconds"),
        (ENTRY + "    delay: true\n", 5, "a number of seconds"),
        (ENTRY + "    delay: .nan\n", 5, "a number of seconds"),
        (ENTRY + "    tags: ko-news\n", 5, "[ko-news]"),
        (ENTRY + "    tags:\n      - a\n      - b c\n", 7, "letters, digits"),
        (ENTRY + "    tags: [a, a]\n", 5, "'a' stands twice"),
        (ENTRY + "    url: https://x.example/\n", 5, "unknown key 'url'"),
        ("defaults: {every: 1y}\n", 1, "from 5m to 30d"),
        ("defaults: {enabled: false}\n", 1, "unknown key 'enabled'"),
        ("defaults:\n  delay: 1m\n", 2, "delay is '1m'"),
        ("default: {}\n", 1, "did you mean 'defaults'?"),
        ("sources:\n  - name: a\n    kind: feeds\n", 3, "did you mean 'feed'?"),
        ("sources:\n  - name: a\n    kind: 1\n", 3, "use one of: feed, folder, pages, search"),
        ("sources:\n  - name: a\n    kind: feed\n", 2, "'url' is missing"),
        ("sources:\n  - name: a\n    kind: folder\n", 2, "'path' is missing"),
        ("sources:\n  - name: a\n    path: x\n", 2, "'kind' is missing"),
        ("sources:\n  - name: 3\n    kind: folder\n    path: x\n", 2, "in quotes: '3'"),
        ("sources:\n  - name: a b\n    kind: folder\n    path: x\n", 2, "letters, digits"),
        ("sources:\n  - name: a\n    kind: folder\n    path: https://x\n", 4, "this machine"),
        ("sources:\n  a: 1\n", 1, "must be a list"),
        ("sources:\n  - a\n", 2, "not a source"),
        ("- a\n", 1, "must be a mapping"),
        (ENTRY + "  - name: a\n    kind: folder\n    path: y\n", 5, "taken by line 2"),
        (FEED.format("ftp://x.example/rss"), 4, "begins with https://"),
        (FEED.format("x.example/rss"), 4, "begins with https://"),
        (FEED.format("https:///rss"), 4, "begins with https://"),
        (FEED.format("https://x.example:70000/"), 4, "begins with https://"),
        (FEED.format("'https://x.example/a b'"), 4, "no spaces"),
        (FEED.format("'https://x.example\\@127.0.0.1/'"), 4, "begins with https://"),
        (FEED.format("'https://[::1/'"), 4, "begins with https://"),
        (FEED.format("https://me:pw@x.example/"), 4, "name and password"),
        (FEED.format("['https://x.example/']"), 4, "not a text"),
        (FEED.format("https://x.example/") + "    links: a\n", 5, "unknown key 'links'"),
        (SEARCH.format("[]"), 5, "as in: [AI 업무협약]"),
        (SEARCH.format("AI"), 5, "[AI]"),
        (SEARCH.format("[AI, AI]"), 5, "'AI' stands twice"),
        (SEARCH.format("\n      - AI\n      - ' '"), 7, "write a text"),
        (SEARCH.format("\n      - 5"), 6, "in quotes: '5'"),
        ("sources:\n  - {name: a, kind: search, engine: naver}\n", 2, "'queries' is missing"),
        (
            "sources:\n  - name: a\n    kind: search\n    engine: navr\n    queries: [AI]\n",
            4,
            "did you mean 'naver'?",
        ),
        (PAGES.format("'a['"), 5, "write a CSS selector"),
        (PAGES.format("a::text"), 5, "Pseudo-elements"),
        (PAGES.format("'a:frist'"), 5, "frist"),
        (PAGES.format("'//a'"), 5, "write a CSS selector"),
        (PAGES.format("'" + "a " * 200 + "a'"), 5, "over 300 characters"),
    ],
)
def test_wrong_sources(text: str, line: int, said: str) -> None:
    """A wrong sources.yaml is told with line, value and remedy."""
    with pytest.raises(ConfigError) as caught:
        _parse(text)
    assert caught.value.what.startswith(f"sources.yaml:{line}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        FEED.format("https://me:pw-secret@x.example/"),
        FEED.format("'https://x.example/ ?key=pw-secret'"),
        FEED.format("['https://me:pw-secret@x.example/']"),
        FEED.format('"https://me:pw-secret@x.example/'),
        ENTRY + "    url: https://x.example/?a=1&key=pw-secret\n",
        "sources: [https://x.example/?key=pw-secret]\n",
    ],
)
def test_no_secrets_in_errors(text: str) -> None:
    """A login or a query's value in a wrong address is not shown."""
    with pytest.raises(ConfigError) as caught:
        _parse(text)
    assert "pw-secret" not in str(caught.value)
    assert "x.example" in str(caught.value)


@pytest.mark.parametrize(
    "other,is_same",
    [
        ("https://x.example/rss", True),
        ("http://x.example/rss", True),
        ("https://X.example:443/rss/", True),
        ("https://x.example./rss#top", True),
        ("https://x.example/rss?a=1", False),
        ("https://x.example:8443/rss", False),
        ("https://www.x.example/rss", False),
        ("https://x.example/RSS", False),
    ],
)
def test_one_address_stands_once(other: str, is_same: bool) -> None:  # noqa: FBT001  # a column of the table
    """Two sources with one address are an error that names both lines, in whatever spelling."""
    text = (
        FEED.format("https://x.example/rss") + f"  - name: b\n    kind: pages\n    url: {other}\n"
    )
    if not is_same:
        assert len(_parse(text)) == 2
        return
    with pytest.raises(ConfigError, match=r"sources\.yaml:7: url is .*of line 4 too"):
        _parse(text)


def test_the_seeds_folder_can_be_moved(tmp_path: Path) -> None:
    """MATSON_SEEDS_DIR moves the source `seeds`, keeps what the file says of it, or makes it."""
    path = tmp_path / "sources.yaml"
    path.write_text(SEEDS, encoding="utf-8")
    moved = Source("seeds", "folder", Announce.ARCHIVE, path="elsewhere", every=timedelta(days=1))
    assert load_sources(path, seeds_dir=Path("elsewhere")) == (moved,)
    made = Source("seeds", "folder", Announce.ARCHIVE, path="elsewhere")
    path.write_text("sources:\n  - {name: a, kind: folder, path: a}", encoding="utf-8")
    assert load_sources(path, seeds_dir=Path("elsewhere"))[0] == made
    assert [s.name for s in load_sources(path)] == ["a"]


def test_the_shipped_sources() -> None:
    """What Matson ships is valid: the seeds first, each kind, enough of the web, by https."""
    sources = load_sources(SHIPPED)
    assert sources[0] == Source("seeds", "folder", Announce.ARCHIVE, path="seeds", delay=2.0)
    kinds = Counter(source.kind for source in sources if source.enabled)
    assert set(kinds) == set(KINDS)
    assert kinds["feed"] + kinds["pages"] >= 30
    assert sum(len(source.queries) for source in sources) >= 12
    assert {source.engine for source in sources} == {None, "google", "naver"}
    assert {source.language for source in sources} == {"ko", "en"}
    assert all(source.url.startswith("https://") for source in sources if source.url)
    assert all(source.tags for source in sources[1:])
    assert all(source.delay for source in sources)


def test_a_shipped_query_is_asked_once() -> None:
    """No engine is asked the same words in the same language by two of the shipped sources."""
    asked = Counter(
        (source.engine, source.language, query)
        for source in load_sources(SHIPPED)
        for query in source.queries
    )
    assert max(asked.values()) == 1
