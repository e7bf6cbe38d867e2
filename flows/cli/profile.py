"""All about one organisation: its names and who gives them, its parts, partners and deals."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from flows.cli.knowing import Knowledge
from flows.compare.names import normalize_name
from flows.export import listed_record
from flows.export.graph import ties
from flows.model import Organization, OrganizationEntry, Saying
from flows.naming import parts_of
from flows.state.queries import Filters, Listed


@dataclass(frozen=True, slots=True)
class Alias:
    """Another name and where it comes from: `config`, `article` or `person`.

    `where` is an article's title, or who said so and why; `url` an article's.
    """

    name: str
    source: str
    where: str = ""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Profile:
    """An organisation with what is known of it; its parts' collaborations are its own too.

    `partners` are (canonical name, collaborations together), `timeline` the newest
    collaborations and `count` how many there are of them.
    """

    canonical: str
    kind: str
    parent: str | None
    parts: tuple[str, ...]
    aliases: tuple[Alias, ...]
    partners: tuple[tuple[str, int], ...] = ()
    timeline: tuple[Listed, ...] = ()
    count: int = 0


def profile_of(known: Knowledge, organization: Organization, limit: int) -> Profile:
    """Read all about a stored organisation; `limit` cuts partners and timeline."""
    entry = known.entries.get(organization.key)
    family = known.store.family(organization.key)
    keys = parts_of(organization.key, family)
    above = {one.key: one.canonical for one in _above(known, organization)}
    filters = Filters(organizations=keys)
    counts: Counter[str] = Counter()
    names: dict[str, str] = {}
    number = 0
    for number, one in enumerate(known.store.stream_collaborations(filters), start=1):  # noqa: B007 - the last is the count
        names |= {its.key: its.canonical for its in one.organizations}
        counts.update(_partners(one, frozenset(keys)))
    return Profile(
        canonical=organization.canonical,
        kind=organization.kind.value,
        parent=above.get(organization.parent or "", entry.parent if entry else None),
        parts=_parts(known, organization, family),
        aliases=tuple(_aliases(known, organization.key, entry)),
        partners=tuple((names[key], count) for key, count in _ranked(counts)[:limit]),
        timeline=tuple(known.store.list_collaborations(filters, limit)),
        count=number,
    )


def profile_of_entry(known: Knowledge, entry: OrganizationEntry) -> Profile:
    """Tell of an organisation that config/ knows and no article was ever about."""
    return Profile(
        canonical=entry.name,
        kind=entry.kind.value,
        parent=entry.parent,
        parts=_named_below(known, entry.name),
        aliases=tuple(_aliases(known, normalize_name(entry.name), entry)),
    )


def profile_record(profile: Profile) -> dict[str, Any]:
    """Give it as a program reads it."""
    return {
        "canonical": profile.canonical,
        "kind": profile.kind,
        "parent": profile.parent,
        "parts": list(profile.parts),
        "aliases": [
            {"name": one.name, "from": one.source, "where": one.where or None, "url": one.url}
            for one in profile.aliases
        ],
        "partners": [{"canonical": name, "count": count} for name, count in profile.partners],
        "count": profile.count,
        "collaborations": [listed_record(one) for one in profile.timeline],
    }


def _above(known: Knowledge, organization: Organization) -> Iterable[Organization]:
    return known.store.organizations_by_key([organization.key]).values()


def _partners(one: Listed, mine: frozenset[str]) -> set[str]:
    """Give those that the collaboration ties to any of mine; around a hub only the hub."""
    pairs = [pair for pair in ties(one) if len(mine.intersection(pair)) == 1]
    return {key for pair in pairs for key in pair} - mine


def _ranked(counts: Counter[str]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def _parts(
    known: Knowledge, organization: Organization, family: Iterable[Organization]
) -> tuple[str, ...]:
    stored = (one.canonical for one in family if one.parent == organization.key)
    return tuple(sorted({*stored, *_named_below(known, organization.canonical)}))


def _named_below(known: Knowledge, name: str) -> tuple[str, ...]:
    return tuple(sorted(one.name for one in known.config.organizations if one.parent == name))


def _aliases(known: Knowledge, key: str, entry: OrganizationEntry | None) -> Iterator[Alias]:
    for name in entry.aliases if entry else ():
        yield Alias(name, "config")
    for one in known.corrections:
        if one.organization == key and one.name and one.saying in (Saying.ALIAS, Saying.RENAME):
            why = f": {one.reason}" if one.reason else ""
            yield Alias(one.name, "person", f"{one.said_by}, {one.said_at:%Y-%m-%d}{why}")
    for taught in known.store.taught_names([key]):
        yield Alias(taught.alias, "article", taught.title, taught.url)
