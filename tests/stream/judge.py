"""What a run found against what is true: found, missing, extra, and what else is wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from flows.model import Change, ChangeKind, Party
from tests.stream.deals import Deal, Happening, deals, organizations
from tests.stream.paper import Told
from tests.stream.runs import Found
from tests.stream.truth import Truth

_JOINED = "joined: "
_TOLD = (ChangeKind.NEW, ChangeKind.UPDATE)


@dataclass(frozen=True, slots=True)
class Finding:
    """A change, the deals that its run's articles tell of, and the truth it answers, if any."""

    day: int | None
    change: Change
    deals: tuple[int, ...]
    about: tuple[str, ...]
    truth: Truth | None

    def __str__(self) -> str:
        """Tell it in one line."""
        deal = ", ".join(_named(number) for number in self.deals) or "no deal"
        names = " × ".join(party.name for party in self.change.collaboration.parties)
        titles = [reading.title for reading in self.change.collaboration.readings]
        return (
            f"day {self.day} {self.change.kind} {self.change.what or ''} [{names}] of {deal}; "
            f"told by {', '.join(self.about)}: {titles[-1] if titles else ''}"
        )


@dataclass
class Judgement:
    """How a way fared. `missing` leaves out what may be told or not."""

    found: list[Finding] = field(default_factory=list)
    missing: list[Truth] = field(default_factory=list)
    extra: list[Finding] = field(default_factory=list)
    reworded: list[Finding] = field(default_factory=list)  # "earlier planned" wrongly said or not
    odd: list[Finding] = field(default_factory=list)  # a party is none of the deal's
    thin: list[Finding] = field(default_factory=list)  # new without a party that was told
    truths: int = 0

    def of(self, kind: ChangeKind) -> tuple[list[Finding], list[Truth], list[Finding]]:
        """Give what was found, is missing and is too much, of a kind."""
        return (
            [one for one in self.found if one.change.kind is kind],
            [one for one in self.missing if one.kind is kind],
            [one for one in self.extra if one.change.kind is kind],
        )

    def share(self, kind: ChangeKind) -> float:
        """Give the share of a kind's true changes that were found."""
        found, missing, _ = self.of(kind)
        total = len(found) + len(missing)
        return len(found) / total if total else 1.0

    def lines(self) -> list[str]:
        """Tell everything that is wrong, grouped."""
        groups: tuple[tuple[str, Sequence[object]], ...] = (
            ("missing", [f"day {one.day} {tell(one)}" for one in self.missing]),
            ("extra", self.extra),
            ("'earlier planned' wrong", self.reworded),
            ("odd parties", self.odd),
            ("parties left out", self.thin),
        )
        return [f"{name}: {one}" for name, ones in groups for one in ones]


def judge(found: Iterable[Found], truths: Sequence[Truth], told: Sequence[Told]) -> Judgement:
    """Hold each new and each update against the truths; each truth is answered once."""
    judgement = Judgement(truths=len(truths))
    left = Counter(truths)
    by_address = _by_address(told)
    for one in found:
        if one.change.kind in _TOLD:
            _place(_finding(one, left, by_address), judgement)
    judgement.missing = [one for one in left.elements() if not one.is_optional]
    return judgement


def tell(truth: Truth) -> str:
    """Tell a truth in short."""
    return f"{truth.kind} {truth.what or ''} {truth.who or ''} of {_named(truth.deal)}"


def _place(one: Finding, judgement: Judgement) -> None:
    if one.truth is None:
        judgement.extra.append(one)
        return
    judgement.found.append(one)
    if one.change.kind is ChangeKind.NEW:
        if one.change.what != one.truth.what:
            judgement.reworded.append(one)
        if not _are_of(one.change.collaboration.parties, deals()[one.truth.deal]):
            judgement.odd.append(one)
        if _missed(one):
            judgement.thin.append(one)


def _missed(one: Finding) -> list[str]:
    """Give whom a new deal lacks: of all that ever joined where all came in one run."""
    assert one.truth is not None
    deal = deals()[one.truth.deal]
    if "part-first" in deal.more and one.day is not None:
        return []
    told = {name for p in one.change.collaboration.parties for name in (p.name, p.canonical)}
    expected = deal.everybody if one.day is None else deal.parties
    return [name for name in expected if not _all_names(name) & told]


def _finding(one: Found, left: Counter[Truth], by_address: Mapping[str, list[Told]]) -> Finding:
    texts = [
        text
        for reading in one.change.collaboration.readings
        for text in by_address.get(reading.locator, ())
    ]
    today = [text for text in texts if one.day is None or text.day == one.day] or texts
    numbers = tuple(dict.fromkeys(text.deal for text in today if text.deal is not None))
    about = tuple(dict.fromkeys(str(text.what or "nothing") for text in today))
    truth = next((true for true in left if _is_answer(one, true, numbers)), None)
    if truth is not None:
        left[truth] -= 1
        left += Counter()
    return Finding(one.day, one.change, numbers, about, truth)


def _is_answer(one: Found, truth: Truth, numbers: Sequence[int]) -> bool:
    if (one.change.kind, one.day) != (truth.kind, truth.day) or truth.deal not in numbers:
        return False
    if truth.kind is ChangeKind.NEW:
        return True
    what = one.change.what or ""
    if truth.what != Happening.JOINED:
        return what == truth.what
    assert truth.who is not None
    return what.removeprefix(_JOINED) in _all_names(truth.who)


def _are_of(parties: Sequence[Party], deal: Deal) -> bool:
    names = {name for party in deal.everybody for name in _all_names(party)}
    return all({party.name, party.canonical} & names for party in parties)


def _all_names(name: str) -> set[str]:
    """Give what an organisation may be called: its own names, and those of what it is part of."""
    known = organizations()
    org = known[name]
    above = known[org.parent].names if org.parent else frozenset()
    return set(org.names | above) | ({"한국과학기술원"} if name == "KAIST" else set())


def _named(number: int) -> str:
    deal = deals()[number]
    return f"#{number} {' + '.join(deal.parties)} ({deal.topic})"


def _by_address(told: Sequence[Told]) -> dict[str, list[Told]]:
    found: dict[str, list[Told]] = {}
    for one in told:
        found.setdefault(one.article.locator, []).append(one)
    return found
