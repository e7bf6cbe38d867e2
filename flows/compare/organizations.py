"""Who is meant: names to organisations, through people, config, articles and parents.

Two names are one organisation where their normalised forms are equal, or where a person, an
alias in config/ or an article ("한국과학기술원(KAIST)") says so, in this order. A name that
merely contains another never is: 서울대 AI대학원 is a part of 서울대학교 because somebody said
so, not because of its letters. A name that articles give to two organisations means neither.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final, Protocol

from flows.compare.names import normalize_name, strip_legal_form
from flows.model import Claim, Kind, LexiconData, Organization, OrganizationEntry, Party

__all__ = [
    "Directory",
    "LookUp",
    "Said",
    "entry_marks",
    "normalize_name",
    "said_marks",
    "strip_legal_form",
]


class LookUp(Protocol):
    """What state knows about names."""

    def organizations(self, keys: Collection[str], /) -> Iterable[Organization]:
        """Give these organisations and all above them."""
        ...

    def taught(self, names: Collection[str], /) -> Mapping[str, frozenset[str]]:
        """Give for each name the names that articles say it stands for."""
        ...


@dataclass(frozen=True, slots=True)
class Said:
    """What people said of organisations: the key that a name means, and the name of a key."""

    aliases: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


class Nothing:
    """A state that knows nothing."""

    def organizations(self, keys: Collection[str], /) -> Iterable[Organization]:
        """Give none."""
        del keys
        return ()

    def taught(self, names: Collection[str], /) -> Mapping[str, frozenset[str]]:
        """Give none."""
        del names
        return {}


NOTHING: Final = Nothing()


class Directory:
    """Organisations as people, config/ and articles know them; learns from new claims.

    What is learnt does not depend on the order: of several wordings the longest is kept, of
    several parents the first by key. State is asked for names as they come, many at a time
    where `meet` tells them before.
    """

    def __init__(
        self, config: LexiconData, look_up: LookUp = NOTHING, said: Said | None = None
    ) -> None:
        self._look_up = look_up
        self._said = said or Said()
        self._entries: dict[str, OrganizationEntry] = {}
        for entry in config.organizations:
            for name in (entry.name, *entry.aliases):
                self._entries.setdefault(normalize_name(name), entry)
        self._stands_for: dict[str, frozenset[str]] = {}  # what articles say; empty: nothing
        self._stored: dict[str, Organization] = {}
        self._asked: set[str] = set()
        self._organizations: dict[str, Organization] = {}

    def meet(self, claims: Iterable[Claim]) -> None:
        """Ask state for all that these claims name, at once."""
        parties = [party for claim in claims for party in claim.parties]
        names = {normalize_name(name) for p in parties for name in (p.name, p.canonical)}
        names |= {normalize_name(party.parent) for party in parties if party.parent}
        while fresh := names - self._stands_for.keys():
            self._ask_taught(fresh)
            names = {name for one in fresh for name in self._stands_for[one]}
        keys = {self.key(party) for party in parties}
        keys |= {self._key_of((normalize_name(p.parent),)) for p in parties if p.parent}
        self._ask(keys)

    def key(self, party: Party) -> str:
        """Give the identity of the organisation that a claim names."""
        return self._key_of((normalize_name(party.canonical), normalize_name(party.name)))

    def is_certain(self, key: str) -> bool:
        """Say whether a person or config/ knows the organisation, so that it's no misspelling."""
        return key in self._entries or key in self._said.names

    def teachings(self, party: Party) -> set[tuple[str, str]]:
        """Give what a claim teaches: pairs of a name and the name that it stands for.

        What config/ knows is not taught; but a name that an article gives beside one of
        config's is that organisation, unless one contains the other (a part and its whole).
        """
        name = normalize_name(party.canonical)
        found = set()
        for alias in map(normalize_name, party.aliases):
            entry = self._entries.get(alias)
            if entry is None:
                found.add((alias, name))
            elif name not in self._entries and _may_be(party, name, entry, alias):
                found.add((name, alias))
        return {(alias, one) for alias, one in found if alias != one}

    def forget_taught(self, names: Collection[str]) -> None:
        """Ask state again what these names stand for."""
        for name in names:
            self._stands_for.pop(name, None)

    def learn(self, party: Party) -> str:
        """Take in what a claim says of the organisation; gives its key."""
        key = self.key(party)
        entry = self._entries.get(key)
        told = self._from_claim(party, key) if entry is None else self._from_config(entry, key)
        before = self._get(key)
        if before is None or entry is not None:
            self._organizations[key] = told
        else:
            self._organizations[key] = _both(before, told)
        if name := self._said.names.get(key):
            self._organizations[key] = replace(self._organizations[key], canonical=name)
        return key

    def lineage(self, key: str) -> tuple[str, ...]:
        """Give the organisation's key and those above it, its topmost parent last."""
        found = [key]
        while (above := self._parent(found[-1])) is not None and above not in found:
            found.append(above)
        return tuple(found)

    def canonical(self, party: Party) -> str:
        """Give the name that a person or config/ has for it, else its own without legal form."""
        key = self.key(party)
        if name := self._said.names.get(key):
            return name
        entry = self._entries.get(key)
        return entry.name if entry else strip_legal_form(party.canonical)

    def kind(self, party: Party) -> Kind:
        """Give the kind that config/ has for it, else the claim's."""
        entry = self._entries.get(self.key(party))
        return entry.kind if entry else party.kind

    def parent(self, party: Party) -> str | None:
        """Give the name of what it is part of, from config/, else from the claim."""
        entry = self._entries.get(self.key(party))
        return entry.parent if entry else party.parent

    def add(self, organizations: Iterable[Organization]) -> None:
        """Take in organisations that state knows, whose roots may have moved."""
        for one in organizations:
            self._stored.setdefault(one.key, one)
            self._organizations.setdefault(one.key, one)
            self._asked.add(one.key)

    def changed(self) -> list[Organization]:
        """Give what state does not know yet, those above before those below."""
        rooted = [
            replace(one, root=self.lineage(key)[-1]) for key, one in self._organizations.items()
        ]
        fresh = [one for one in rooted if self._stored.get(one.key) != one]
        return sorted(fresh, key=lambda one: (len(self.lineage(one.key)), one.key))

    def mark_stored(self, organizations: Iterable[Organization]) -> None:
        """Remember that state knows these now."""
        for one in organizations:
            self._stored[one.key] = one
            self._organizations[one.key] = one

    def _key_of(self, names: tuple[str, ...]) -> str:
        for name in names:
            if name in self._said.aliases or name in self._entries:
                return self._follow(name)
        for name in names:
            found = self._follow(name)
            if found != name:
                return found
        return names[0]

    def _follow(self, name: str, seen: tuple[str, ...] = ()) -> str:
        """Give the key that a name leads to; itself where articles disagree."""
        if name in self._said.aliases and name not in seen:
            return self._follow(self._said.aliases[name], (*seen, name))
        if name in self._entries:
            return normalize_name(self._entries[name].name)
        if name in seen:  # each taught as the other's alias: the fuller name
            return max(seen[seen.index(name) :], key=lambda one: (len(one), one))
        targets = self._targets(name)
        found = {self._follow(target, (*seen, name)) for target in targets}
        return found.pop() if len(found) == 1 else name

    def _targets(self, name: str) -> frozenset[str]:
        if name not in self._stands_for:
            self._ask_taught({name})
        return self._stands_for[name] - {name}

    def _ask_taught(self, names: Collection[str]) -> None:
        found = self._look_up.taught(names)
        self._stands_for |= {name: found.get(name, frozenset()) for name in names}

    def _ask(self, keys: Collection[str]) -> None:
        fresh = set(keys) - self._asked
        if fresh:
            self._asked |= fresh
            self.add(self._look_up.organizations(fresh))

    def _get(self, key: str) -> Organization | None:
        self._ask({key})
        return self._organizations.get(key)

    def _parent(self, key: str) -> str | None:
        one = self._get(key)
        above = self._get(one.parent) if one and one.parent else None
        if one is None or above is None:
            return None
        # a ministry oversees its institutes; their deals are not its own
        is_overseen = above.kind is Kind.GOVERNMENT and one.kind is not Kind.GOVERNMENT
        return None if is_overseen else above.key

    def _from_config(self, entry: OrganizationEntry, key: str) -> Organization:
        return Organization(key, entry.name, entry.kind, self._learn_parent(entry.parent, key))

    def _from_claim(self, party: Party, key: str) -> Organization:
        above = self._learn_parent(party.parent, key)
        return Organization(key, strip_legal_form(party.canonical), party.kind, above)

    def _learn_parent(self, name: str | None, child: str) -> str | None:
        if name is None:
            return None
        above = Party(name, name)
        key = self.key(above)
        if key == child or child in self.lineage(key):
            return None
        if self._get(key) is None:
            self.learn(above)
        return key


def entry_marks(config: LexiconData) -> dict[str, tuple[str, frozenset[str]]]:
    """Give for each organisation of config/ a value that changes with its entry, and its names.

    Of two entries with one name the first has it, so that a name counts for its entry alone.
    """
    found: dict[str, tuple[str, frozenset[str]]] = {}
    for entry in config.organizations:
        key = normalize_name(entry.name)
        names = frozenset(normalize_name(name) for name in (entry.name, *entry.aliases))
        mark = hashlib.sha256(repr(entry).encode()).hexdigest()[:12]
        found.setdefault(key, (mark, names))
    return found


def said_marks(said: Said) -> dict[str, tuple[str, frozenset[str]]]:
    """Give the same for what people said: by the keys it speaks of, a line break between."""
    found = {
        f"{name}\n{key}": ("alias", frozenset({name, key})) for name, key in said.aliases.items()
    }
    return found | {f"{key}\n": (name, frozenset({key})) for key, name in said.names.items()}


def _may_be(party: Party, name: str, entry: OrganizationEntry, alias: str) -> bool:
    is_part = name in alias or alias in name
    return not is_part and (party.kind is Kind.OTHER or party.kind is entry.kind)


def _both(a: Organization, b: Organization) -> Organization:
    kinds = [kind for kind in (a.kind, b.kind) if kind is not Kind.OTHER]
    parents = [parent for parent in (a.parent, b.parent) if parent is not None]
    return replace(
        a,
        canonical=max(a.canonical, b.canonical, key=lambda name: (len(name), name)),
        kind=min(kinds, default=Kind.OTHER),
        parent=min(parents, default=None),
    )
