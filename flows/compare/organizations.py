"""Who is meant: names to organisations, through config, stored aliases and parents.

Two names are one organisation where their normalised forms are equal, or where an alias in
config/ (or one stored earlier) says so. A name that merely contains another never is:
서울대 AI대학원 is a part of 서울대학교 because somebody said so, not because of its letters.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Mapping
from dataclasses import replace
from typing import Final

from flows.model import Kind, LexiconData, Organization, OrganizationEntry, Party

# what a registered name carries and people leave out
_LEGAL: Final = re.compile(
    r"\((?:주|유|사|재|의|학)\)|[㈜㈔㈕]|주식회사|유한회사|사단법인|재단법인|학교법인"
    r"|(?<=[\w.,\s])(?:,\s*)?(?:\binc|\bcorp|\bltd|\bllc|\bco\.?,?\s*ltd)\.?\s*$",
    re.IGNORECASE,
)
_NOISE: Final = re.compile(r"[\s\-‐–·ㆍ・.,'\"‘’“”]+")
_UNIVERSITY: Final = re.compile(r"대학교")  # 라온대학교병원 is 라온대병원 as well


def normalize_name(name: str) -> str:
    """Give the form by which names are compared: no legal form, spaces, case; 대학교 is 대."""
    plain = unicodedata.normalize("NFC", name).strip()
    bare = _LEGAL.sub("", plain).strip() or plain
    return _UNIVERSITY.sub("대", _NOISE.sub("", bare).casefold()) or plain


def strip_legal_form(name: str) -> str:
    """Give the name as people say it, without (주) and its like."""
    return _LEGAL.sub("", name).strip() or name


class Directory:
    """Organisations as config/ and earlier articles know them; learns from new claims.

    What is learnt does not depend on the order: of several wordings the longest is kept, of
    several parents the first by key.
    """

    def __init__(self, config: LexiconData, known: Mapping[str, Organization]) -> None:
        self._entries: dict[str, OrganizationEntry] = {}
        for entry in config.organizations:
            for name in (entry.name, *entry.aliases):
                self._entries.setdefault(normalize_name(name), entry)
        self._aliases = {alias: one.key for alias, one in known.items()}
        self._stored = {one.key: one for one in known.values()}
        self._organizations = dict(self._stored)

    def key(self, party: Party) -> str:
        """Give the identity of the organisation that a claim names."""
        names = (normalize_name(party.canonical), normalize_name(party.name))
        for name in names:
            if name in self._entries:
                return normalize_name(self._entries[name].name)
        for name in names:
            if name in self._aliases:
                return self._aliases[name]
        return names[0]

    def learn(self, party: Party) -> str:
        """Take in what a claim says of the organisation; gives its key."""
        key = self.key(party)
        entry = self._entries.get(key)
        told = self._from_claim(party, key) if entry is None else self._from_config(entry, key)
        before = self._organizations.get(key)
        if before is None or entry is not None:
            self._organizations[key] = told
        else:
            self._organizations[key] = _both(before, told)
        return key

    def lineage(self, key: str) -> tuple[str, ...]:
        """Give the organisation's key and those above it, its topmost parent last."""
        found = [key]
        while (above := self._parent(found[-1])) is not None and above not in found:
            found.append(above)
        return tuple(found)

    def canonical(self, party: Party) -> str:
        """Give the name that config/ has for it, else its own without the legal form."""
        entry = self._entries.get(self.key(party))
        return entry.name if entry else strip_legal_form(party.canonical)

    def kind(self, party: Party) -> Kind:
        """Give the kind that config/ has for it, else the claim's."""
        entry = self._entries.get(self.key(party))
        return entry.kind if entry else party.kind

    def parent(self, party: Party) -> str | None:
        """Give the name of what it is part of, from config/, else from the claim."""
        entry = self._entries.get(self.key(party))
        return entry.parent if entry else party.parent

    def changed(self) -> list[Organization]:
        """Give what state does not know yet, those above before those below."""
        rooted = [
            replace(one, root=self.lineage(key)[-1]) for key, one in self._organizations.items()
        ]
        fresh = [one for one in rooted if self._stored.get(one.key) != one]
        return sorted(fresh, key=lambda one: (len(self.lineage(one.key)), one.key))

    def _parent(self, key: str) -> str | None:
        one = self._organizations.get(key)
        above = self._organizations.get(one.parent) if one and one.parent else None
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
        if key not in self._organizations:
            self.learn(above)
        return key


def fingerprint(config: LexiconData) -> str:
    """Give a value that changes with what config/ says about organisations."""
    text = "\n".join(sorted(repr(entry) for entry in config.organizations))
    return hashlib.sha256(text.encode()).hexdigest()


def _both(a: Organization, b: Organization) -> Organization:
    kinds = [kind for kind in (a.kind, b.kind) if kind is not Kind.OTHER]
    parents = [parent for parent in (a.parent, b.parent) if parent is not None]
    return replace(
        a,
        canonical=max(a.canonical, b.canonical, key=lambda name: (len(name), name)),
        kind=min(kinds, default=Kind.OTHER),
        parent=min(parents, default=None),
    )
