"""What a person says of what was found, and taking it back: each in one transaction.

It is kept, applied, and compared with at once; a correction that fails anywhere leaves
nothing. Nothing that was announced is announced again by it.
"""

from __future__ import annotations

import difflib
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flows.compare import compare_articles, normalize_name
from flows.errors import UsageError
from flows.model import Correction, LexiconData, Saying
from flows.post import WINDOW
from flows.state import Store

LIST = "list what is known with: matson collaborations"


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who says it, when, and why."""

    name: str
    now: datetime
    reason: str | None = None

    def says(self, saying: Saying, **fields: object) -> Correction:
        """Give what is said, before it has an id."""
        return Correction(0, saying, self.name, self.now, self.reason, **fields)  # type: ignore[arg-type]


def reject(store: Store, known: LexiconData, speaker: Speaker, deal: int) -> Correction:
    """Say that a collaboration is none: it is told nowhere any more.

    Raises:
        UsageError: no collaboration has that id, or somebody said so already.
    """
    mine = _live(store, deal)
    if any(c.saying is Saying.REJECT and c.collaboration == mine for c in store.corrections()):
        raise UsageError(
            f"collaboration {mine} is rejected already", remedy="nothing is to be done"
        )
    return _say(store, known, speaker.says(Saying.REJECT, collaboration=mine))


def merge(store: Store, known: LexiconData, speaker: Speaker, deal: int, other: int) -> Correction:
    """Say that two collaborations are one: the second lives on in the first.

    Raises:
        UsageError: no collaboration has that id, or both are one already.
    """
    mine, its = _live(store, deal), _live(store, other)
    if mine == its:
        raise UsageError(f"{deal} and {other} are one collaboration already", remedy=LIST)
    for one in store.corrections():
        sides = {one.collaboration, one.other}
        if one.saying is Saying.SPLIT and sides == {mine, its}:
            raise UsageError(
                f"correction {one.id} says that {mine} and {its} are two",
                remedy=f"take it back with: matson correct undo {one.id}",
            )
    return _say(store, known, speaker.says(Saying.MERGE, collaboration=mine, other=its))


def split(
    store: Store, known: LexiconData, speaker: Speaker, deal: int, articles: Sequence[int]
) -> Correction:
    """Say that what these articles tell is another collaboration.

    Raises:
        UsageError: no collaboration has that id, an article does not tell it, or none is left.
    """
    mine = _live(store, deal)
    told = store.articles_of(mine)
    for article in articles:
        if article not in told:
            having = ", ".join(map(str, sorted(told))) or "none"
            raise UsageError(
                f"article {article} does not tell collaboration {mine}",
                remedy=f"name some of: {having} (matson why {mine} shows them)",
            )
    chains = {told[article] for article in articles}
    if chains >= set(told.values()):
        raise UsageError(
            f"no article would be left of collaboration {mine}",
            remedy="name only the articles that tell another one",
        )
    said = speaker.says(Saying.SPLIT, collaboration=mine, chains=tuple(sorted(chains)))
    return _say(store, known, said)


def rename(
    store: Store, known: LexiconData, speaker: Speaker, organization: str, name: str
) -> Correction:
    """Say what an organisation is called.

    Raises:
        UsageError: no organisation is known by that name, or the new one is another's.
    """
    key, plain = _organization(store, known, organization), _plain(name)
    other = _find(store, known, plain)
    if other not in (None, key):
        raise UsageError(
            f"{plain!r} is another organisation",
            remedy=f"if both are one, say: matson correct alias {organization!r} {plain!r}",
        )
    return _say(store, known, speaker.says(Saying.RENAME, organization=key, name=plain))


def alias(
    store: Store, known: LexiconData, speaker: Speaker, name: str, organization: str
) -> Correction:
    """Say that a name means an organisation, whatever config/ and articles say.

    Raises:
        UsageError: no organisation is known by that name, or the name is its own.
    """
    key = _organization(store, known, organization)
    plain = _plain(name)
    if normalize_name(plain) == key:
        raise UsageError(
            f"{plain!r} means {organization!r} already", remedy="nothing is to be done"
        )
    return _say(store, known, speaker.says(Saying.ALIAS, organization=key, name=plain))


def mute(
    store: Store, known: LexiconData, speaker: Speaker, organization: str, channel: str | None
) -> Correction:
    """Say that nothing of an organisation and its parts is to be told, in one channel or in all.

    Raises:
        UsageError: no organisation is known by that name.
    """
    key = _organization(store, known, organization)
    return _say(store, known, speaker.says(Saying.MUTE, organization=key, channel=channel))


def undo(store: Store, known: LexiconData, speaker: Speaker, number: int | None) -> Correction:
    """Take back what was said, by its number; None for the last that holds.

    Raises:
        UsageError: there is no such correction, or it is taken back already.
    """
    said = {one.id: one for one in store.corrections()}
    if not said:
        raise UsageError(
            "no correction holds", remedy="see them all with: matson correct list --all"
        )
    chosen = said.get(max(said) if number is None else number)
    if chosen is None:
        raise UsageError(
            f"correction {number} does not hold",
            remedy=f"take back one of: {', '.join(map(str, said))}",
        )
    with store.together() as together:
        together.take_back(chosen, speaker.name, speaker.now)
        _compare(together, known, speaker.now)
    return chosen


def _say(store: Store, known: LexiconData, correction: Correction) -> Correction:
    with store.together() as together:
        said = together.say(correction)
        _compare(together, known, correction.said_at)
    return said


def _compare(store: Store, known: LexiconData, now: datetime) -> None:
    compare_articles(store, known, now, lambda _stage, _done, _total: None, window=WINDOW)


def _live(store: Store, deal: int) -> int:
    found = store.live_collaboration(deal)
    if found is None:
        raise UsageError(f"there is no collaboration {deal}", remedy=LIST)
    return found


def _organization(store: Store, known: LexiconData, name: str) -> str:
    """Give the key of the organisation that a name means."""
    found = _find(store, known, _plain(name))
    if found is not None:
        return found
    key = normalize_name(name)
    names = [entry.name for entry in known.organizations]
    near = difflib.get_close_matches(name, [*store.names_beginning(key[:1]), *names], n=3)
    meant = f"is it {' or '.join(near)}? " if near else ""
    raise UsageError(
        f"no organisation is known as {name!r}",
        remedy=f"{meant}matson organizations lists them",
    )


def _find(store: Store, known: LexiconData, name: str) -> str | None:
    key = normalize_name(name)
    for entry in known.organizations:
        if key in {normalize_name(one) for one in (entry.name, *entry.aliases)}:
            return normalize_name(entry.name)
    return key if store.has_organization(key) else None


def _plain(name: str) -> str:
    plain = " ".join(name.split())
    if not plain or not any(letter.isalnum() for letter in plain):
        raise UsageError(f"{name!r} is no name", remedy="write a name with letters")
    return plain
