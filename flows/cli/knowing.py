"""What is known by name: by config/, by stored articles, by what people said."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from flows.compare.organizations import normalize_name
from flows.model import Correction, LexiconData, Organization, OrganizationEntry, Saying, TopicEntry
from flows.naming import config_organizations, config_topics, fold_topic, narrower
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

        What a person said wins over config/, that over the organisation's own key, and that
        over what articles call it.
        """
        plain = normalize_name(name)
        said, entry = self.said.get(plain), self.entries.get(plain)
        if said and said.organization:
            return list(self.store.organizations_called([said.organization]))
        if entry:
            plain = normalize_name(entry.name)
        found = self.store.organizations_called([plain])
        own = [one for one in found if one.key == plain]
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


def name_topics(known: Knowledge, name: str) -> tuple[str, ...]:
    """Give the folded topics that the name stands for; empty where nothing is called so."""
    folded = fold_topic(name)
    entry = known.topics.get(folded)
    if entry:
        return narrower(entry, known.config)
    return (folded,) if known.store.has_topic(folded) else ()
