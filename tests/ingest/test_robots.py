import pytest
from hypothesis import given
from hypothesis import strategies as st
from protego import Protego

from flows.ingest.robots import make_rules, read_robots
from flows.ingest.target import read_target

AGENT = "Matson"
LINES = [
    "User-agent: *",
    "user-agent: matson",
    "User-Agent: Other, matson",
    "User agent other",
    "Useragent: mat*",
    "User-agent:",
    "User-agent: matson-news",
    "Disallow: /",
    "Disallow: /a",
    "Disallow /b",
    "disalow: /a/b",
    "Disallow:",
    "Allow: /a/b",
    "Allow: /*b$",
    "Crawl-delay: 5",
    "Crawl-delay: 90",
    "Crawl delay 7",
    "Sitemap: https://hanbit.example/sitemap.xml",
    "Sitemap https://hanbit.example/sitemap.xml",
    "Host: hanbit.example",
    "hostile: x",
    "Noise",
    "noise: x",
    "# remark",
    "",
    "  Disallow: /c # remark",
    "Request-rate: 1/5",
]


@given(st.lists(st.sampled_from(LINES), max_size=12))
def test_what_is_left_out_changes_nothing(lines: list[str]) -> None:
    """Protego reads the whole file and the kept lines alike."""
    text = "\n".join(lines)
    whole = Protego.parse(text)

    rules = make_rules(read_robots(text.encode(), agent=AGENT), until=0.0, agent=AGENT)

    for path in ("/", "/a", "/a/b", "/b", "/c", "/xb"):
        target = read_target(f"https://hanbit.example{path}")
        assert rules.allows(target) is whole.can_fetch(target.url, AGENT)
    assert rules.delay == min(whole.crawl_delay(AGENT) or 0.0, 30.0)


def test_keeps_only_the_groups_that_concern_us() -> None:
    """A long file about other programs leaves little to remember."""
    others = "".join(f"User-agent: bot{n}\nDisallow: /\n\n" for n in range(500))
    text = f"{others}User-agent: *\nDisallow: /x # y\nSitemap: https://a.example/s\n"

    assert read_robots(text.encode(), agent=AGENT) == "User-agent: *\nDisallow: /x"


@pytest.mark.parametrize("data", [b"", b"\xff\xfe\0", b"<html></html>", b"Disallow: /\n" * 9])
def test_a_file_without_groups_allows_all(data: bytes) -> None:
    """Pages that answer for robots.txt, and nothing at all."""
    rules = make_rules(read_robots(data, agent=AGENT), until=0.0, agent=AGENT)

    assert rules.allows(read_target("https://hanbit.example/a"))
    assert rules.delay == 0.0


@given(st.binary(max_size=200))
def test_reads_any_bytes(data: bytes) -> None:
    """No robots.txt makes it fail."""
    rules = make_rules(read_robots(data, agent=AGENT), until=0.0, agent=AGENT)

    rules.allows(read_target("https://hanbit.example/a"))
    assert 0.0 <= rules.delay <= 30.0
