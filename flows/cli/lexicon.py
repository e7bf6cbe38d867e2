"""`matson lexicon`: what is known by name, and a person's own additions."""

from __future__ import annotations

import click

from flows.model import LexiconData
from flows.settings import (
    find_own_dir,
    load_our_lexicon,
    load_own,
    load_settings,
    replaced,
)


@click.group()
def lexicon() -> None:
    """Check what is known by name, and what is your own."""


@lexicon.command("check")
def check_lexicon() -> None:
    """Check organizations.yaml, topics.yaml and cues.yaml, and your own in config/local/."""
    settings = load_settings()
    ours = load_our_lexicon(settings)
    own = load_own(settings, ours)
    click.echo(f"ours: {_counted(ours)}")
    if not own.files:
        click.echo(f"your own: none; they go into {find_own_dir(settings.config_dir)}/")
        return
    click.echo(f"your own: {_counted(own.lexicon)}, in {', '.join(map(str, own.files))}")
    for name in replaced(ours, own.lexicon):
        click.echo(f"  replaces ours: {name}")


def _counted(data: LexiconData) -> str:
    cues = sum(len(words) for words in data.cues.values())
    return f"{len(data.organizations):,} organisations, {len(data.topics):,} topics, {cues:,} cues"
