"""Sentences from patterns, and names in them: with particles, introductions, short forms."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from functools import cache
from random import Random
from typing import Final
from zlib import crc32

from flows.model import Form, Kind
from flows.post import particle
from tests.stream.deals import HERE, Deal, Org

_PARTICLES: Final[Mapping[str, Callable[[str], str]]] = {
    "은": particle.topic,
    "이": particle.subject,
    "과": particle.companion,
    "을": particle.object_,
    "으로": lambda name: "으로" if particle.ends_closed(name) else "로",  # no name ends in ㄹ
}
_PAPERS: Final = {
    Form.MOU: ("업무협약(MOU)", "업무협약", "양해각서(MOU)", "업무 협약"),
    Form.JOINT_RESEARCH: ("공동연구 협약", "연구협력 협약", "공동연구 업무협약"),
    Form.JOINT_CENTER: ("공동연구센터 설립 협약", "업무협약(MOU)"),
    Form.CONSORTIUM: ("컨소시엄 협약", "업무협약", "다자간 업무협약(MOU)"),
    Form.JOINT_DEVELOPMENT: ("공동 개발 협약", "업무협약(MOU)", "공동개발 계약"),
    Form.EDUCATION: ("산학협력 협약", "업무협약(MOU)", "인재 양성 협약"),
    Form.INVESTMENT_WITH_COOPERATION: ("전략적 투자 계약",),
    Form.SUPPLY_OR_ADOPTION: ("공급 계약",),
}
_TITLES: Final = {
    Kind.COMPANY: "대표",
    Kind.UNIVERSITY: "총장",
    Kind.INSTITUTE: "원장",
    Kind.HOSPITAL: "병원장",
    Kind.ASSOCIATION: "회장",
}
_OFFICES: Final = {"시": "시장", "군": "군수", "구": "구청장", "육청": "교육감", "업청": "청장"}
_PEOPLE: Final = ("김하늘", "이로운", "박다온", "최한결", "정이든", "강나래", "윤슬기", "한도담")
_PLACES: Final = (
    "서울 코엑스",
    "본관 대회의실",
    "서울 강남구 사옥",
    "대학 본관",
    "세종 컨벤션센터",
)
_FINDINGS: Final = ("시제품", "연구 결과", "시범 서비스", "1차 성과")


class Word(str):
    """A word whose format is its particle: f"{word:은}"."""

    __slots__ = ()

    def __format__(self, spec: str) -> str:
        """Give the word with its particle, as it sounds."""
        return str(self) + (_PARTICLES[spec](self) if spec else "")


@cache
def patterns() -> dict[str, tuple[str, ...]]:
    """Give the patterns of patterns.txt by section."""
    found: dict[str, list[str]] = {}
    for line in (HERE / "patterns.txt").read_text(encoding="utf-8").splitlines():
        if line.startswith("[") and line.endswith("]"):
            section = found.setdefault(line[1:-1], [])
        elif line and not line.startswith("#"):
            section.append(line)
    return {name: tuple(lines) for name, lines in found.items()}


def fill(pattern: str, values: Mapping[str, str]) -> str:
    """Give the sentence."""
    return pattern.format_map(values)


def introduce(org: Org, rng: Random, *, is_teaching: bool) -> str:
    """Give a name as a lead has it: with what it is, its head, or another name of it."""
    trade = f"{org.trade} " if org.kind is Kind.COMPANY and rng.random() < 0.4 else ""
    if org.alias and is_teaching:
        is_short = any("가" <= letter <= "힣" for letter in org.alias)
        return f"{trade}{org.name}({'이하 ' if is_short else ''}{org.alias})"
    if rng.random() < 0.35:
        return f"{trade}{org.name}({title(org)} {person(org)})"
    return trade + (org.name if rng.random() < 0.5 else org.short)


def title(org: Org) -> str:
    """Give what its head is called."""
    if org.kind is Kind.GOVERNMENT:
        return next(office for end, office in _OFFICES.items() if org.name.endswith(end))
    return "학장" if org.kind is Kind.UNIVERSITY and org.parent else _TITLES[org.kind]


def person(org: Org) -> str:
    """Give the name of its head."""
    return _PEOPLE[crc32(org.name.encode()) % len(_PEOPLE)]


def paper(form: Form, rng: Random) -> str:
    """Give what was signed."""
    return rng.choice(_PAPERS[form])


def purpose(deal: Deal) -> str:
    """Give what it is for, as a noun phrase."""
    topic = deal.topic
    if deal.form is Form.EDUCATION:
        return f"{topic} 양성" if topic.endswith("인재") else f"{topic} 교육"
    ends = {
        Form.JOINT_RESEARCH: "공동연구",
        Form.JOINT_CENTER: "공동연구센터 설립",
        Form.CONSORTIUM: "컨소시엄 구성",
        Form.JOINT_DEVELOPMENT: "공동 개발",
    }
    end = ends.get(deal.form) or ("기술 교류", "기술 개발", "활성화")[deal.number % 3]
    return f"{topic} {end}"


def listed(names: Sequence[str], mark: str = ", ") -> Word:
    """Give names in a row."""
    return Word(mark.join(names))


def together(names: Sequence[str]) -> Word:
    """Give names as a sentence joins them: "A와 B", or a list."""
    if len(names) == 2:
        return Word(f"{Word(names[0]):과} {names[1]}")
    return listed(names)


def few(names: Sequence[str], total: int, mark: str) -> Word:
    """Give names as a headline has room for them, where there are more than three in all."""
    return Word(f"{names[0]} 등 {total}곳") if total > 2 else listed(names, mark)


def both(orgs: Sequence[Org], total: int, rng: Random) -> Word:
    """Give what a later sentence calls all of them, named here or not."""
    if total > 2:
        return Word(rng.choice((f"{total}개 기관", "참여 기관들")))
    if all(org.kind is Kind.COMPANY for org in orgs):
        return Word(rng.choice(("양사", "두 회사", "양측")))
    return Word(rng.choice(("양측", "두 기관", "양 기관")))


def place(rng: Random) -> str:
    """Give where it was."""
    return rng.choice(_PLACES)


def finding(rng: Random) -> Word:
    """Give what came of it."""
    return Word(rng.choice(_FINDINGS))


def day_of(event: date, told: date) -> str:
    """Give the event's day as an article of another day words it."""
    if event == told:
        return f"{event.day}일"
    return f"지난 {event.day}일" if event.month == told.month else f"지난달 {event.day}일"


def month_of(event: date, told: date) -> str:
    """Give the event's time as a much later article words it."""
    months = told.month - event.month
    if months == 0:
        return f"지난 {event.day}일"
    return "지난달" if months == 1 else f"지난 {event.month}월"
