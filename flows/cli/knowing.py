"""What is known by name: by what people said, by config/, by stored articles."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.compare.corrections import said_of
from flows.compare.names import normalize_name
from flows.compare.organizations import Directory, Said
from flows.compare.subjects import fold
from flows.model import (
    Correction,
    LexiconData,
    Organization,
    OrganizationEntry,
    Party,
    Saying,
    TopicEntry,
)
from flows.naming import config_organizations, config_topics, narrower
from flows.state import Store


@dataclass(frozen=True)
class Knowledge:
    """The store, config/ and the corrections that hold, to look names up in."""

    store: Store
    config: LexiconData
    corrections: Sequence[Correction] = ()

    @cached_property
    def entries(self) -> dict[str, OrganizationEntry]:
        """Organisations of config/ by each normalised name."""
        return config_organizations(self.config)

    @cached_property
    def topics(self) -> dict[str, TopicEntry]:
        """Topics of config/ by each folded name."""
        return config_topics(self.config)

    @cached_property
    def directory(self) -> Directory:
        """Names as compare resolves them now."""
        said = said_of(self.corrections)
        keyed = {normalize_name(name): key for name, key in said.aliases.items()}
        return Directory(self.config, _Shelf(self.store), Said(keyed, said.names))

    @cached_property
    def said(self) -> dict[str, Correction]:
        """The last correction that gives a name to an organisation, by the normalised name."""
        return {
            normalize_name(one.name): one
            for one in self.corrections
            if one.saying in (Saying.ALIAS, Saying.RENAME) and one.name and one.organization
        }

    def entry(self, name: str) -> OrganizationEntry | None:
        """Give the entry of config/ that has the name."""
        return self.entries.get(normalize_name(name))

    def organizations(self, name: str) -> list[Organization]:
        """Give the stored organisations that the name means, several where articles disagree.

        As compare resolves it; a name that a person has given counts too, and one that
        articles give to several means each of these.
        """
        key = self.directory.key(Party(name, name))
        said = self.said.get(normalize_name(name))
        if said and said.saying is Saying.RENAME and said.organization:
            key = said.organization
        found = self.store.organizations_called([key])
        own = [one for one in found if one.key == key]
        return own or found

    def organization_names(self) -> Iterator[str]:
        """Give every name of config/ and the stored ones."""
        for entry in self.config.organizations:
            yield from (entry.name, *entry.aliases)
        yield from self.store.organization_names()

    def topic_names(self) -> Iterator[str]:
        """Give every topic of config/ and the stored ones."""
        for entry in self.config.topics:
            yield from (entry.name, *entry.aliases)
        yield from self.store.topic_names()


class _Shelf:
    """The store as the directory looks names up in it."""

    def __init__(self, store: Store) -> None:
        self._store = store

    def organizations(self, keys: Collection[str], /) -> Iterable[Organization]:
        """Give these organisations and all above them."""
        return self._store.organizations_by_key(keys).values()

    def taught(self, names: Collection[str], /) -> Mapping[str, frozenset[str]]:
        """Give for each name the names that articles say it stands for."""
        return self._store.taught(names)


def name_topics(known: Knowledge, name: str) -> tuple[str, ...]:
    """Give the folded topics that the name stands for; empty where nothing is called so."""
    folded = fold(name)
    entry = known.topics.get(folded)
    if entry:
        return narrower(entry, known.config)
    return (folded,) if known.store.has_topic(folded) else ()
