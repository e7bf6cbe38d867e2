"""What extract knows by name: organisations, topics and cue words, ready to be looked up.

Lists only name and type what structure has found; they find nothing by themselves.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from flows.errors import ConfigError
from flows.extract.normalize import name_key
from flows.model import LexiconData, OrganizationEntry, TopicEntry

_Entry = TypeVar("_Entry", bound=OrganizationEntry | TopicEntry)

_GROUPS = (
    "agreement", "ai", "apposition", "background", "consortium", "cooperate", "countries",
    "education", "ended", "events", "false_friends", "generic_organizations", "groups",
    "investment",
    "joined_hands", "joint_center", "joint_development", "joint_research", "joint_venture",
    "not_names", "opening", "person_titles", "places", "planned", "relevance", "same_day",
    "series", "sign", "sign_plainly", "supply", "topic_empty", "topic_leads", "topic_papers",
    "topic_tails", "units",
)  # fmt: skip
GATE = (
    "agreement", "joined_hands", "cooperate", "joint_research", "joint_development",
    "joint_center", "consortium", "joint_venture", "investment",
)  # fmt: skip
"""Groups whose entries are cues: with `DONE` of the triggers, no claim is without one."""


@dataclass(frozen=True, eq=False)  # one object a process: hashed by identity
class Lexicon:
    """Names and cues by key; build it once with `from_data`, it never changes.

    `fingerprint` (12 hexadecimal digits) changes with what config/ says; the order of its
    entries does not matter.
    """

    organizations: Mapping[str, OrganizationEntry]
    topics: Mapping[str, TopicEntry]
    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, re.Pattern[str]]
    units: tuple[str, ...]
    gate: re.Pattern[str]
    dictionary: frozenset[str]
    fingerprint: str

    @classmethod
    def from_data(cls, data: LexiconData) -> Lexicon:
        """Index config/; raise ConfigError where a cue group that a rule reads is missing."""
        missing = [group for group in _GROUPS if not data.cues.get(group)]
        if missing:
            raise ConfigError(
                f"cues.yaml: no entries for {', '.join(missing)}",
                remedy="add the group, or take the file that ships with matson",
            )
        return cls(
            organizations=_by_key(data.organizations),
            topics=_by_key(data.topics),
            words=_words(data.cues),
            patterns={
                **{group: _any_of(entries) for group, entries in data.cues.items()},
                "no_head": _ending_in(data.cues),
                "topic_lead": re.compile(rf"^(?:{_any_of(data.cues['topic_leads']).pattern})\s"),
                "topic_tail": re.compile(rf"\s?(?:{_any_of(data.cues['topic_tails']).pattern})$"),
                "topic_paper": _any_of(data.cues["topic_papers"]),
            },
            units=tuple(data.cues["units"]),
            gate=_any_of(entry for group in GATE for entry in data.cues[group]),
            dictionary=_dictionary(data.organizations),
            fingerprint=_fingerprint(data),
        )

    def organization(self, name: str) -> OrganizationEntry | None:
        """Return the entry that claims this name or alias, spaces and case aside."""
        return self.organizations.get(name_key(name))

    def topic(self, name: str) -> TopicEntry | None:
        """Return the topic that claims this wording, spaces and case aside."""
        return self.topics.get(name_key(name))

    def has(self, group: str, text: str) -> bool:
        """Return whether the text holds an entry of the group."""
        return self.patterns[group].search(text) is not None


def _fingerprint(data: LexiconData) -> str:
    cues = (f"{group}: {sorted(set(entries))}" for group, entries in data.cues.items())
    digest = hashlib.sha256()
    for part in (map(repr, data.organizations), map(repr, data.topics), cues):
        digest.update("\n".join(sorted(part)).encode())
        digest.update(b"\0")
    return digest.hexdigest()[:12]  # by chance the same: once in 10^14 changes


def _words(cues: Mapping[str, Sequence[str]]) -> dict[str, frozenset[str]]:
    words = {group: frozenset(entries) for group, entries in cues.items()}
    return {**words, "places": words["places"] | words["countries"]}


_HANGUL_NAME = re.compile(r"[가-힣]{3,}|[A-Z]{1,4}[가-힣]{2,}")


def _dictionary(organizations: Iterable[OrganizationEntry]) -> frozenset[str]:
    """Names that morphology would cut wrongly, such as those that end like a verb."""
    names = (n for o in organizations if not o.is_word for n in (o.name, *o.aliases))
    return frozenset(n for n in names if _HANGUL_NAME.fullmatch(n))


def _by_key(entries: Iterable[_Entry]) -> dict[str, _Entry]:
    index: dict[str, _Entry] = {}
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            index[name_key(name)] = entry
    return index


def _any_of(entries: Iterable[str]) -> re.Pattern[str]:
    """Longest first; a Latin entry must not continue a Latin word (AI, not FAIR)."""
    longest_first = sorted(set(entries), key=lambda e: (-len(e), e))
    return re.compile("|".join(_bounded(entry) for entry in longest_first))


def _ending_in(cues: Mapping[str, Iterable[str]]) -> re.Pattern[str]:
    """What a name never ends with: the words for papers and for joint doings themselves."""
    groups = (
        "agreement",
        "joint_research",
        "joint_development",
        "education",
        "events",
    )
    heads = _any_of(entry for group in groups for entry in cues[group]).pattern
    return re.compile(rf"(?:{heads})$")


def _bounded(entry: str) -> str:
    """The letters come first: `re` passes quickly over places where no entry can begin."""
    escaped = re.escape(entry)
    if entry.isascii() and entry.isalpha() and entry.isupper():
        return rf"{escaped}(?<![A-Za-z]{escaped})(?![A-Za-z])"
    return escaped
