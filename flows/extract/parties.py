"""From a name in a text to a party: its canonical form, its kind, and what it is part of."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.extract.kinds import kind_of, kind_of_suffix
from flows.extract.lexicon import Lexicon
from flows.extract.looks import LEADER
from flows.extract.names import Name
from flows.model import Kind, OrganizationEntry, Party


@lru_cache(maxsize=4096)  # joining compares each name with each other
def to_party(name: Name, lexicon: Lexicon) -> Party:
    """Return the party that a name stands for; its own wording where config/ does not know it."""
    entry = lexicon.organization(name.text) or _by_gloss(name, lexicon)
    if entry is not None:
        return Party(name.text, entry.name, entry.kind, entry.parent)
    whole, rest = _split_whole(name.text, lexicon)
    if whole is not None:
        kind = kind_of(name.text) or whole.kind
        return Party(name.text, f"{whole.name} {rest}", kind, whole.name)
    kind = kind_of(name.text) or Kind.COMPANY
    return Party(name.text, name.text, kind, _unknown_whole(name.text))


def _unknown_whole(text: str) -> str | None:
    """Return the first word where it is itself a name that ends like one: 라온대 AI대학원."""
    first, _, rest = text.partition(" ")
    return first if rest and kind_of_suffix(first) is not None else None


def to_alliance(name: str, lexicon: Lexicon) -> Party:
    """Return an alliance as a party: what config/ knows it by, else its own name."""
    entry = lexicon.organization(name)
    canonical, parent = (entry.name, entry.parent) if entry else (name, None)
    return Party(name, canonical, Kind.ALLIANCE, parent)


def _by_gloss(name: Name, lexicon: Lexicon) -> OrganizationEntry | None:
    """Look up the abbreviation in the bracket behind an unknown name: 한국과학기술원(KAIST)."""
    if not name.gloss or LEADER.search(name.gloss):
        return None
    parts = re.split(r"[,·]", name.gloss)
    return next((entry for part in parts if (entry := lexicon.organization(part))), None)


def _split_whole(text: str, lexicon: Lexicon) -> tuple[OrganizationEntry | None, str]:
    """Split "서울대 AI대학원" into the known whole and the rest."""
    words = re.sub(r"\([^)]*\)", "", text).split()
    for count in range(len(words) - 1, 0, -1):
        entry = lexicon.organization(" ".join(words[:count]))
        if entry is not None and not entry.is_word:
            return entry, " ".join(words[count:])
    return None, text
