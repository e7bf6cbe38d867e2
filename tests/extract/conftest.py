"""The Lexicon of config/, built once a session; Kiwi loads once with it."""

from __future__ import annotations

from pathlib import Path

import pytest

import flows
from flows.extract import Lexicon
from flows.settings import read_lexicon

CONFIG = Path(flows.__file__).parents[1] / "config"


def read_config() -> Lexicon:
    """Build the Lexicon from the repository's own config/."""
    files = (CONFIG / f"{name}.yaml" for name in ("organizations", "topics", "cues"))
    return Lexicon.from_data(read_lexicon(*files))


@pytest.fixture(scope="session")
def lexicon() -> Lexicon:
    return read_config()
