"""How the names in a claim were resolved to organisations, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.cli.knowing import Knowledge
from flows.compare.names import normalize_name
from flows.naming import party_keys
from flows.state.queries import Backing, TaughtName


@dataclass(frozen=True, slots=True)
class Resolved:
    """A wording, the canonical name that it became, and by whom: config, article, person."""

    name: str
    canonical: str
    by: str


def resolve(backing: Backing, known: Knowledge, taught: Sequence[TaughtName]) -> list[Resolved]:
    """Say of each party of a claim which organisation it became, and why."""
    called = {one.key: one.canonical for one in backing.organizations}
    return [
        Resolved(party.name, called.get(key or "", party.canonical), _by(names, key, known, taught))
        for party, key in party_keys(backing.stored.claim.parties, backing.organizations)
        for names in [(normalize_name(party.name), normalize_name(party.canonical))]
    ]


def _by(
    names: tuple[str, str], key: str | None, known: Knowledge, taught: Sequence[TaughtName]
) -> str:
    if key is None:
        return "not resolved yet"
    for name in names:
        said = known.said.get(name)
        if said and said.organization == key:
            return f"person: {said.said_by}, correction {said.id}"
    for name in names:
        entry = known.entries.get(name)
        if entry and normalize_name(entry.name) == key:
            return "config"
    if key in names:
        return "its own name"
    for one in taught:
        if one.organization == key and one.alias in names:
            return f"article: {one.title}" + (f" ({one.url})" if one.url else "")
    return "an earlier compare"
