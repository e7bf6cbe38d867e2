"""config/local/: a person's own organisations, topics and cues, which win over ours.

An own entry that has the name of one of ours replaces it; a name or alias that it claims is
taken from ours. Own cues are added to a group. So ours can be updated under what is one's own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from flows.errors import ConfigError
from flows.model import LexiconData, OrganizationEntry, TopicEntry
from flows.settings.check import suggest
from flows.settings.lexicon import parse_cues, parse_organizations, parse_topics
from flows.settings.yamlfile import Document, load_yaml

FILES = ("organizations.yaml", "topics.yaml", "cues.yaml")

EntryT = TypeVar("EntryT", OrganizationEntry, TopicEntry)


@dataclass(frozen=True, slots=True)
class Own:
    """What config/local/ holds; `files` are those that were read."""

    lexicon: LexiconData
    files: tuple[Path, ...] = ()


def read_own(folder: Path, ours: LexiconData) -> Own:
    """Read a person's own files; a folder that is not there holds nothing.

    Raises:
        ConfigError: a file that nothing reads, or a wrong entry, with file and line.
    """
    documents = {path.name: load_yaml(path) for path in _paths(folder)}
    return Own(
        LexiconData(
            parse_organizations(
                _document(documents, FILES[0]), {o.name: o.parent for o in ours.organizations}
            ),
            parse_topics(_document(documents, FILES[1]), {t.name: t.broader for t in ours.topics}),
            _own_cues(_document(documents, FILES[2]), ours.cues),
        ),
        tuple(folder / name for name in FILES if name in documents),
    )


def add_own(ours: LexiconData, own: LexiconData) -> LexiconData:
    """Return what is known with a person's own entries over ours."""
    names = _claimed(own.organizations)
    organizations = [
        replace(o, parent=names.get(o.parent or "", o.parent))
        for o in _without(ours.organizations, names)
    ]
    words = _claimed(own.topics)
    topics = [
        replace(t, broader=words.get(t.broader or "", t.broader))
        for t in _without(ours.topics, words)
    ]
    cues = {
        group: tuple(dict.fromkeys((*entries, *own.cues.get(group, ()))))
        for group, entries in ours.cues.items()
    }
    return LexiconData((*organizations, *own.organizations), (*topics, *own.topics), cues)


def replaced(ours: LexiconData, own: LexiconData) -> tuple[str, ...]:
    """Return the names of our entries that a person's own replace."""
    organizations, topics = _claimed(own.organizations), _claimed(own.topics)
    return (
        *(o.name for o in ours.organizations if o.name in organizations),
        *(t.name for t in ours.topics if t.name in topics),
    )


def _paths(folder: Path) -> list[Path]:
    if not folder.is_dir():
        return []
    paths = sorted(p for p in folder.iterdir() if p.suffix in {".yaml", ".yml"})
    for path in paths:
        if path.name not in FILES:
            raise ConfigError(f"{path} is read by nothing", remedy=suggest(path.name, FILES))
    return paths


def _document(documents: Mapping[str, Document], name: str) -> Document:
    return documents.get(name) or Document(name, None, {})


def _own_cues(document: Document, ours: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    cues = parse_cues(document)
    for group in cues:
        if group not in ours:
            raise document.error((group,), f"no rule reads {group!r}", suggest(group, ours))
    return cues


def _claimed(own: Sequence[OrganizationEntry | TopicEntry]) -> dict[str, str]:
    """Map each name and alias of a person's own entries to the entry's name."""
    claimed: dict[str, str] = {}
    for entry in own:
        claimed |= dict.fromkeys((entry.name, *entry.aliases), entry.name)
    return claimed


def _without(ours: Sequence[EntryT], claimed: Mapping[str, str]) -> list[EntryT]:
    """Return our entries without those replaced, and without aliases that are claimed."""
    return [
        replace(entry, aliases=tuple(a for a in entry.aliases if a not in claimed))
        for entry in ours
        if entry.name not in claimed
    ]
