"""Settings and configuration: the environment, .env and config/, validated.

`load_settings` reads the environment, `load_config` the files under config/. Both give
frozen data, and every error is a ConfigError that names the variable or the file and line.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from flows.model import Channel, LexiconData, Source
from flows.settings.channels import load_channels
from flows.settings.environment import Settings, load_settings
from flows.settings.lexicon import (
    load_cues,
    load_organizations,
    load_topics,
    read_lexicon,
)
from flows.settings.local import Own, add_own, read_own, replaced
from flows.settings.places import find_config_dir, find_config_file, find_own_dir
from flows.settings.source_file import add_source, name_for
from flows.settings.sources import load_sources

__all__ = [
    "Config",
    "Own",
    "Settings",
    "add_source",
    "find_config_dir",
    "find_config_file",
    "find_own_dir",
    "load_channels",
    "load_config",
    "load_cues",
    "load_lexicon",
    "load_organizations",
    "load_our_lexicon",
    "load_own",
    "load_settings",
    "load_sources",
    "load_topics",
    "name_for",
    "read_lexicon",
    "replaced",
]


@dataclass(frozen=True, slots=True)
class Config:
    """What config/ says: what is read, where it is posted, what is known by name."""

    sources: tuple[Source, ...]
    channels: tuple[Channel, ...]
    lexicon: LexiconData


def load_config(settings: Settings) -> Config:
    """Read all of config/.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    return Config(
        sources=load_sources(_file(settings, "sources.yaml"), seeds_dir=settings.seeds_dir),
        channels=load_channels(
            _file(settings, "channels.yaml"), slack_channel=settings.slack_channel
        ),
        lexicon=load_lexicon(settings),
    )


def load_lexicon(settings: Settings) -> LexiconData:
    """Read organizations.yaml, topics.yaml and cues.yaml, a person's own over ours.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    ours = load_our_lexicon(settings)
    return add_own(ours, load_own(settings, ours).lexicon)


def load_our_lexicon(settings: Settings) -> LexiconData:
    """Read the three files without a person's own in config/local/.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    return read_lexicon(
        _file(settings, "organizations.yaml"),
        _file(settings, "topics.yaml"),
        _file(settings, "cues.yaml"),
    )


def load_own(settings: Settings, ours: LexiconData) -> Own:
    """Read a person's own entries in config/local/.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    return read_own(find_own_dir(settings.config_dir), ours)


def _file(settings: Settings, name: str) -> Path:
    return find_config_file(settings.config_dir, name)
