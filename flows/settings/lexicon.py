"""organizations.yaml, topics.yaml and cues.yaml to the lexicon that extract works with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from flows.errors import ConfigError
from flows.model import Kind, LexiconData, OrganizationEntry, TopicEntry
from flows.settings.check import Entry, Line, as_list, as_mapping, check, show, suggest
from flows.settings.yamlfile import Document, Path_, load_yaml


class OrganizationModel(Entry):
    """One entry of organizations.yaml."""

    name: Line
    kind: Kind
    aliases: tuple[Line, ...] = ()
    parent: Line | None = None
    is_word: bool = False


class TopicModel(Entry):
    """One entry of topics.yaml."""

    name: Line
    aliases: tuple[Line, ...] = ()
    broader: Line | None = None


def parse_organizations(
    document: Document, known: Mapping[str, str | None] | None = None
) -> tuple[OrganizationEntry, ...]:
    """Validate the file's data: no name claimed twice, parents exist, no circles.

    `known` are entries of another file, each with its parent, that these may stand under.
    """
    entries = [
        check(document, (number,), data, OrganizationModel)
        for number, data in enumerate(as_list(document, (), document.data))
    ]
    _check_names(document, [(e.name, e.aliases) for e in entries])
    _check_tree(document, {e.name: e.parent for e in entries}, "parent", known or {})
    return tuple(OrganizationEntry(**e.model_dump()) for e in entries)


def parse_topics(
    document: Document, known: Mapping[str, str | None] | None = None
) -> tuple[TopicEntry, ...]:
    """Validate the file's data: no name claimed twice, broader topics exist, no circles.

    `known` are entries of another file, each with its broader topic, that these may stand under.
    """
    entries = [
        check(document, (number,), data, TopicModel)
        for number, data in enumerate(as_list(document, (), document.data))
    ]
    _check_names(document, [(e.name, e.aliases) for e in entries])
    _check_tree(document, {e.name: e.broader for e in entries}, "broader", known or {})
    return tuple(TopicEntry(**e.model_dump()) for e in entries)


def parse_cues(document: Document) -> dict[str, tuple[str, ...]]:
    """Validate the file's data: groups of words, each once in its group."""
    return {group: _words(document, group, data) for group, data in as_mapping(document).items()}


def load_organizations(path: Path) -> tuple[OrganizationEntry, ...]:
    """Read organizations.yaml; raises ConfigError with file and line."""
    return parse_organizations(load_yaml(path))


def load_topics(path: Path) -> tuple[TopicEntry, ...]:
    """Read topics.yaml; raises ConfigError with file and line."""
    return parse_topics(load_yaml(path))


def load_cues(path: Path) -> dict[str, tuple[str, ...]]:
    """Read cues.yaml; raises ConfigError with file and line."""
    return parse_cues(load_yaml(path))


def read_lexicon(organizations: Path, topics: Path, cues: Path) -> LexiconData:
    """Read the three files.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    return LexiconData(load_organizations(organizations), load_topics(topics), load_cues(cues))


def _words(document: Document, group: str, data: object) -> tuple[str, ...]:
    words: dict[str, int] = {}
    for number, word in enumerate(as_list(document, (group,), data)):
        place: Path_ = (group, number)
        if not isinstance(word, str) or not word.strip():
            raise document.error(
                place, f"{group} has {show(word)}, not a text", "put it in quotes or remove it"
            )
        if word in words:
            raise document.error(
                place, f"{word!r} stands twice in {group} (line {words[word]})", "keep one of them"
            )
        words[word] = document.line(place)
    return tuple(words)


def _check_names(document: Document, entries: Sequence[tuple[str, Sequence[str]]]) -> None:
    owners: dict[str, tuple[str, int]] = {}
    for number, (name, aliases) in enumerate(entries):
        places: list[tuple[str, Path_]] = [(name, (number, "name"))]
        places += [(alias, (number, "aliases", at)) for at, alias in enumerate(aliases)]
        for claimed, place in places:
            if claimed in owners:
                raise _claimed_twice(document, place, claimed, owners[claimed])
            owners[claimed] = (name, document.line(place))


def _claimed_twice(
    document: Document, place: Path_, claimed: str, owner: tuple[str, int]
) -> ConfigError:
    return document.error(
        place,
        f"{place[1]} has {claimed!r}, which belongs to {owner[0]!r} (line {owner[1]})",
        "keep it in one place",
    )


def _check_tree(
    document: Document,
    entries: Mapping[str, str | None],
    key: str,
    known: Mapping[str, str | None],
) -> None:
    above = {**known, **entries}
    for number, (name, parent) in enumerate(entries.items()):
        if parent is not None and parent not in above:
            near = suggest(parent, above) if len(above) <= 10 else _nearest(parent, above)
            raise document.error(
                (number, key), f"{key} is {parent!r}, which no entry is named", near
            )
        chain = [name]
        while (parent := above[chain[-1]]) is not None and parent in above:
            chain.append(parent)
            if parent in chain[:-1]:
                raise document.error(
                    (number, key), f"{key} goes in a circle: {' > '.join(chain)}", f"cut one {key}"
                )


def _nearest(word: str, known: Mapping[str, object]) -> str:
    told = suggest(word, known)
    return told.split(" (one of")[0] if told.startswith("did you") else f"add an entry {word!r}"
