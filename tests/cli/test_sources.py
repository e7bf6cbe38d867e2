"""`matson sources check` and `add`, and `explain URL`, as a person uses them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from flows.cli import call
from flows.settings import load_sources
from tests.ingest.webserver import page
from tests.newspaper import FIRST, Newspaper, Story, html, off_topic

SOURCES = """\
# ours
defaults: {delay: 0}
sources:
  - name: seeds
    kind: folder
    path: seeds
  # end
"""


@pytest.fixture
def config(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Give a configuration of one's own, from which loopback may be read."""
    folder = tmp_path / "config"
    folder.mkdir()
    (folder / "sources.yaml").write_text(SOURCES)
    for name in [name for name in os.environ if name.startswith("MATSON_")]:
        monkeypatch.delenv(name)
    monkeypatch.setenv("MATSON_CONFIG_DIR", str(folder))
    monkeypatch.setenv("MATSON_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("MATSON_ALLOW_PRIVATE_HOSTS", "127.0.0.1")
    monkeypatch.chdir(tmp_path)
    (tmp_path / "seeds").mkdir()
    return folder


def _front_page(paper: Newspaper, head: str = "") -> str:
    paper.site.answers["/"] = html(f"{head}<p>한빛경제에 오신 것을 환영합니다.</p>")
    return paper.site.url("/")


def test_a_feed_is_added_and_can_be_read(
    config: Path, paper: Newspaper, capsys: pytest.CaptureFixture[str]
) -> None:
    """What was in the file stays as it was, comments included."""
    paper.print(Story(1), off_topic(2))
    assert call(["sources", "add", paper.feed, "--name", "hanbit"]) == 0
    told = capsys.readouterr().out
    assert "found a feed with 2 items: 한빛경제" in told
    assert "matson sources check hanbit" in told
    text = (config / "sources.yaml").read_text()
    assert text.startswith(SOURCES[: SOURCES.index("  # end")])
    assert "# end" in text
    added = load_sources(config / "sources.yaml")[-1]
    assert (added.name, added.kind, added.url) == ("hanbit", "feed", paper.feed)
    assert call(["sources", "check", "hanbit"]) == 0
    told = capsys.readouterr().out
    assert "hanbit\tok\t2 items, the newest of 2026-11-23" in told
    assert "1 worth their page; article read: " in told
    assert "1 of 1 sources can be read" in told


FEED_LINK = '<link rel="alternate" type="application/rss+xml" href="/rss.xml">'


@pytest.mark.parametrize("head", [FEED_LINK, '<a href="/rss.xml">RSS</a>', ""])
def test_the_feed_of_a_page_is_found(config: Path, paper: Newspaper, head: str) -> None:
    """Named in its head, linked, or where sites usually keep one."""
    paper.print(Story(1))
    assert call(["sources", "add", _front_page(paper, head), "--name", "hanbit"]) == 0
    assert load_sources(config / "sources.yaml")[-1].url == paper.feed


def test_a_page_of_links_is_added_as_such(config: Path, paper: Newspaper) -> None:
    """Where there is no feed."""
    del paper.site.answers["/rss.xml"]
    entries = "".join(
        f'<li><a href="{Story(n).path}">{Story(n).title} {n}</a></li>' for n in range(8)
    )
    paper.site.answers["/press"] = html(f"<ul>{entries}</ul>")
    assert call(["sources", "add", paper.site.url("/press")]) == 0
    added = load_sources(config / "sources.yaml")[-1]
    assert (added.kind, added.url) == ("pages", paper.site.url("/press"))


def test_nothing_is_written_on_a_dry_run_or_in_vain(
    config: Path, paper: Newspaper, capsys: pytest.CaptureFixture[str]
) -> None:
    """What is no source, what is taken, and what was only to be shown."""
    paper.print(Story(1))
    assert call(["sources", "add", paper.feed, "--name", "hanbit", "--dry-run"]) == 0
    assert "would be added" in capsys.readouterr().out
    assert call(["sources", "add", paper.feed, "--name", "seeds"]) == 2
    del paper.site.answers["/rss.xml"]
    assert call(["sources", "add", _front_page(paper)]) == 1
    assert "is no feed, names none" in capsys.readouterr().err
    assert call(["sources", "add", "ftp://hanbit.example/rss"]) != 0
    assert (config / "sources.yaml").read_text() == SOURCES


def test_checking_tells_what_fails_and_what_to_do(
    config: Path, paper: Newspaper, capsys: pytest.CaptureFixture[str]
) -> None:
    """The others are tried all the same; nothing is stored."""
    paper.print(Story(1))
    added = (
        f"  - {{name: bad, kind: feed, url: '{paper.site.url('/no.xml')}'}}\n"
        f"  - {{name: good, kind: feed, url: '{paper.feed}'}}\n"
    )
    (config / "sources.yaml").write_text(SOURCES + added)
    assert call(["sources", "check"]) == 1
    told = capsys.readouterr().out.splitlines()
    assert any(line.startswith("bad\tFAILED\t") and " → " in line for line in told)
    assert any(line.startswith("good\tok\t1 items") for line in told)
    assert "seeds\tok\t0 documents" in told
    assert told[-1] == "2 of 3 sources can be read"
    assert not (config.parent / "home").exists()


def test_terminal_codes_in_a_title_stay_words(
    config: Path, paper: Newspaper, capsys: pytest.CaptureFixture[str]
) -> None:
    """What a site writes moves no cursor and colours nothing."""
    paper.print(Story(1, title="건너전자, 라온대와 \x1b[2J\x9b31m협약"))
    paper.site.answers["/rss.xml"] = page(
        "<rss version='2.0'><channel><title>A&#27;[31mB</title><item><title>건너전자, 라온대와 "
        f"&#155;31m협약</title><link>{paper.site.url(Story(1).path)}</link></item></channel></rss>".encode(),
        content_type="text/xml",
    )
    call(["sources", "add", paper.feed, "--name", "hanbit"])
    call(["sources", "check", "hanbit"])
    told = capsys.readouterr().out
    assert not {c for c in told if not c.isprintable() and c not in "\n\t"}
    assert config.exists()


def test_an_article_s_page_is_explained(
    config: Path, paper: Newspaper, capsys: pytest.CaptureFixture[str]
) -> None:
    """By its address, as a saved one is by its name."""
    assert config.exists()
    paper.print(Story(1))
    assert call(["explain", paper.site.url(Story(1).path)]) == 0
    told = capsys.readouterr().out
    assert f"> {FIRST}" in told
    assert "parties: 건너전자 (company), 라온대학교 (university)" in told
    assert call(["explain", paper.site.url("/none")]) == 1
    assert "404" in capsys.readouterr().err
