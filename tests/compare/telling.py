"""Pairs of claims as news makes them, and the made-up organisations that they name."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Final, Literal

from flows.model import Claim, Kind, LexiconData, OrganizationEntry, Party
from tests.compare.samples import claim

Expected = Literal["same", "update", "different"]


@dataclass(frozen=True, slots=True)
class Telling:
    """A claim, and the day of its article: days after NOW, None where the text does not say."""

    claim: Claim
    day: int | None = 0
    is_same_article: bool = False  # told by the article of the pair's first telling


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings, and what the second is to the first.

    "same": the first's deal again. "update": the first's deal, and a party joined, it ended,
    it was denied, or what was planned is agreed. "different": another collaboration.
    `name` says why.
    """

    name: str
    first: Telling
    second: Telling
    expected: Expected


CONFIG: Final = LexiconData(
    organizations=(
        OrganizationEntry("건너그룹", Kind.COMPANY, ("건너",)),
        OrganizationEntry("건너전자", Kind.COMPANY, ("Geonneo Electronics",), parent="건너그룹"),
        OrganizationEntry("건너화학", Kind.COMPANY, parent="건너그룹"),
        OrganizationEntry("건너 AI연구원", Kind.INSTITUTE, parent="건너그룹"),
        OrganizationEntry("라온대학교", Kind.UNIVERSITY, ("라온대", "RAON")),
        OrganizationEntry("라온대 AI대학원", Kind.UNIVERSITY, parent="라온대학교"),
        OrganizationEntry(
            "라온대 의대", Kind.UNIVERSITY, ("라온대 의과대학",), parent="라온대학교"
        ),
        OrganizationEntry(
            "라온대 공대", Kind.UNIVERSITY, ("라온대 공과대학",), parent="라온대학교"
        ),
        OrganizationEntry("라온대의료원", Kind.HOSPITAL, parent="라온대학교"),
        OrganizationEntry("다온대학교", Kind.UNIVERSITY, ("다온대",)),
        OrganizationEntry("미르병원", Kind.HOSPITAL, ("Mir Hospital",)),
        OrganizationEntry("새벽로보틱스", Kind.COMPANY),
        OrganizationEntry("모아", Kind.COMPANY),
        OrganizationEntry("모아넷", Kind.COMPANY),
        OrganizationEntry("한결화학", Kind.COMPANY),
        OrganizationEntry("한결과학", Kind.COMPANY),
        OrganizationEntry("한빛시", Kind.GOVERNMENT),
    )
)


def tell(
    *names: str | Party,
    day: int | None = 0,
    is_same_article: bool = False,
    **fields: Any,  # noqa: ANN401 - a Claim's own
) -> Telling:
    """Give a telling; a signed MOU where `fields` say nothing else."""
    return Telling(claim(*names, **fields), day, is_same_article)


def same(name: str, first: Telling, second: Telling) -> Pair:
    """Give a pair whose second tells the first's deal again."""
    return Pair(name, first, second, "same")


def update(name: str, first: Telling, second: Telling) -> Pair:
    """Give a pair whose second says what became of the first's deal."""
    return Pair(name, first, second, "update")


def different(name: str, first: Telling, second: Telling) -> Pair:
    """Give a pair whose second tells another collaboration."""
    return Pair(name, first, second, "different")
