"""A home with a few collaborations, and a small config/ that knows some of their names."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from flows.model import Correction, Form, Kind, Party, Saying, TopicMention
from flows.state import Store, open_store
from tests.command import OURS
from tests.state.samples import NOW, RAON
from tests.state.told import tell

GUNNEO = Party("GE전자", "건너전자", Kind.COMPANY, parent="건너그룹")
GROUP = Party("건너그룹", "건너그룹", Kind.COMPANY)
MIR = Party("미르병원", "미르병원", Kind.HOSPITAL)
FILES = {
    "sources.yaml": "sources: []\n",
    "channels.yaml": (
        "channels:\n  - {name: scouts, slack: C0123456789}\n"
        "  - {name: sure, slack: C0123456780, min_confidence: 0.95}\n"
    ),
    "organizations.yaml": (
        "- {name: 건너그룹, kind: company}\n"
        "- {name: 건너전자, kind: company, aliases: [GE전자], parent: 건너그룹}\n"
        "- {name: 건너소프트, kind: company, parent: 건너그룹}\n"
        "- {name: 라온대학교, kind: university, aliases: [RAON]}\n"
        "- {name: 새벽로보틱스, kind: company}\n"
    ),
    "topics.yaml": "- {name: 인공지능}\n- {name: 의료 AI, broader: 인공지능}\n- {name: 로봇}\n",
}


@pytest.fixture
def world(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Store]:
    """Give the store; the command finds it, and nothing of the person's own."""
    for name in [name for name in os.environ if name.startswith(OURS)]:
        monkeypatch.delenv(name)
    config = tmp_path / "config"
    config.mkdir()
    for name, text in FILES.items():
        (config / name).write_text(text, encoding="utf-8")
    monkeypatch.setenv("MATSON_CONFIG_DIR", str(config))
    monkeypatch.setenv("MATSON_HOME", str(tmp_path / "home"))
    monkeypatch.chdir(tmp_path)
    store = open_store(None, tmp_path / "home")
    yield store
    store.close()


def fill(store: Store) -> None:
    """Tell three deals: the group's with a hospital, its part's with a university, and a hub's."""
    tell(
        store,
        1,
        GROUP,
        MIR,
        form=Form.EDUCATION,
        topics=(TopicMention("로봇"),),
        article_fields={"url": "https://news.example.com/1"},
    )
    tell(store, 2, GUNNEO, RAON, topics=(TopicMention("의료 AI"),), date="2026-11-23")
    tell(store, 3, RAON, MIR, GROUP, hub="라온대", form=Form.SUPPLY_OR_ADOPTION, date="2020")


def correct(store: Store, saying: Saying, **fields: object) -> Correction:
    """Let a person say something; what a compare would make of it is left aside."""
    said = Correction(0, saying, "김하늘", NOW, reason="공시", **fields)  # type: ignore[arg-type]  # its own
    return store.say(said)
