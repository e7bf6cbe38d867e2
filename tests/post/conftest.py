from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.post import Slack
from flows.state import Store, open_store
from tests.post.samples import Clock
from tests.slack_double import TOKEN, SlackDouble, serving


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Give a home with an empty, migrated SQLite database; tests copy it."""
    home = tmp_path_factory.mktemp("template")
    open_store(None, home).close()
    return home


@pytest.fixture
def store(template: Path, tmp_path: Path) -> Iterator[Store]:
    """Give a real store on a SQLite file of its own."""
    home = tmp_path / "home"
    shutil.copytree(template, home)
    opened = open_store(None, home)
    yield opened
    opened.close()


@pytest.fixture
def double() -> Iterator[SlackDouble]:
    """Give a Slack on loopback."""
    with serving() as running:
        yield running


@pytest.fixture
def slack(double: SlackDouble) -> Slack:
    """Give the real client, pointed at the double."""
    return Slack(TOKEN, base_url=double.url, timeout=0.5)


@pytest.fixture
def clock() -> Clock:
    """Give a clock that sleeping moves."""
    return Clock()
