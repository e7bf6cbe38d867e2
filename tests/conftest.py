"""What all rooms' tests share: databases of their own, and what config/ knows."""

import pytest

from flows.extract import Lexicon
from flows.model import LexiconData
from flows.settings import load_cues, load_organizations, load_topics
from tests.command import ROOT, interruptible
from tests.desk import desk, paper
from tests.postgres import any_store, database, empty_database, home, postgres

__all__ = [
    "any_store",
    "database",
    "desk",
    "empty_database",
    "home",
    "interruptible",
    "paper",
    "postgres",
]


@pytest.fixture(scope="session")
def known() -> LexiconData:
    """Give what config/ says."""
    config = ROOT / "config"
    return LexiconData(
        load_organizations(config / "organizations.yaml"),
        load_topics(config / "topics.yaml"),
        load_cues(config / "cues.yaml"),
    )


@pytest.fixture(scope="session")
def lexicon(known: LexiconData) -> Lexicon:
    """Give the same, ready to be looked up."""
    return Lexicon.from_data(known)
