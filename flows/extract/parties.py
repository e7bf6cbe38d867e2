"""From a name in a text to a party: its canonical form, its kind, and what it is part of."""

from __future__ import annotations

import re

from flows.extract.kinds import kind_of
from flows.extract.lexicon import Lexicon
from flows.extract.looks import LEADER
from flows.extract.names import Name
from flows.model import Kind, OrganizationEntry, Party


def to_party(name: Name, lexicon: Lexicon) -> Party:
    """Return the party that a name stands for; its own wording where config/ does not know it."""
    entry = lexicon.organization(name.text) or _by_gloss(name, lexicon)
    if entry is not None:
        return Party(name.text, entry.name, entry.kind, entry.parent)
    whole, rest = _split_whole(name.text, lexicon)
    if whole is not None:
        kind = kind_of(name.text) or whole.kind
        return Party(name.text, f"{whole.name} {rest}", kind, whole.name)
    return Party(name.text, name.text, kind_of(name.text) or Kind.COMPANY)


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
