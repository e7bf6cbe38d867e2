"""Pairs about what parties are called: other order, spelling, misspelling, names in names."""

from __future__ import annotations

from typing import Final

from flows.model import Form, Party
from tests.compare.telling import Pair, different, same, tell

G, R, MIR, SAEBYEOK = "건너전자", "라온대학교", "미르병원", "새벽로보틱스"
CHIP, DRUG, SHIP = ("온디바이스 AI 반도체",), ("AI 신약 개발",), ("스마트 조선소",)
LAB, YESTERDAY, SUM = "온빛 AI 공동연구센터", "2026-11-23", "120억원"

ORDER: Final[tuple[Pair, ...]] = (
    same(
        "two parties in the other order",
        tell(G, R, topics=CHIP),
        tell(R, G, topics=CHIP, day=1),
    ),
    same(
        "three parties in another order",
        tell(G, R, MIR, topics=DRUG),
        tell(MIR, G, R, topics=DRUG, day=1),
    ),
    different(
        "the other party is another hospital altogether",
        tell(G, MIR, topics=DRUG),
        tell(G, "솔빛병원", topics=DRUG),
    ),
    different(
        "two universities sign with one company on one day, each for itself",
        tell(G, R, topics=CHIP),
        tell(G, "다온대학교", topics=CHIP),
    ),
    different(
        "nobody in common, though form, topic and day are equal",
        tell(G, R, topics=CHIP),
        tell(SAEBYEOK, MIR, topics=CHIP),
    ),
)

SPELLING: Final[tuple[Pair, ...]] = (
    same("the short name of a university that config knows", tell(G, R), tell(G, "라온대")),
    same("a Latin abbreviation that config knows", tell(G, R), tell(G, "RAON", day=1)),
    same(
        "an English outlet names both parties as config knows them",
        tell(G, MIR, topics=DRUG),
        tell("Geonneo Electronics", "Mir Hospital", topics=("AI drug discovery",), day=1),
    ),
    same(
        "the legal form before the name",
        tell("푸름테크", R, topics=CHIP),
        tell("(주)푸름테크", R, topics=CHIP),
    ),
    same(
        "the legal form written out behind the name",
        tell("푸름테크", R, topics=CHIP),
        tell("푸름테크 주식회사", R, topics=CHIP),
    ),
    same(
        "a space within the name",
        tell("푸름테크", R, topics=CHIP),
        tell("푸름 테크", R, topics=CHIP, day=1),
    ),
    same(
        "capitals of a Latin name",
        tell("Pureumsoft", R, topics=CHIP),
        tell("PUREUMSOFT", R, topics=CHIP),
    ),
    same(
        "대 for 대학교 in a name that config does not have",
        tell(G, "가람대학교", topics=CHIP),
        tell(G, "가람대", topics=CHIP),
    ),
    same(
        "the abbreviation that the first article gave",
        tell(G, Party("늘봄과학기술원", "늘봄과학기술원", aliases=("NBIST",)), topics=CHIP),
        tell(G, "NBIST", topics=CHIP, day=1),
    ),
    same(
        "an English name that nobody taught, all else equal on one day",
        tell(G, "푸름로보틱스", topics=CHIP, date=YESTERDAY, name=LAB),
        tell(G, "Pureum Robotics", topics=CHIP, date=YESTERDAY, name=LAB),
    ),
    different(
        "an English name of another firm, for another topic",
        tell(G, "푸름로보틱스", topics=SHIP, date=YESTERDAY),
        tell(G, "Pureum Bio", topics=DRUG, date=YESTERDAY),
    ),
)

MISSPELT: Final[tuple[Pair, ...]] = (
    same(
        "one letter wrong, all else equal on one day",
        tell(G, R, topics=CHIP, date=YESTERDAY, amount=SUM, name=LAB),
        tell("건너전지", R, topics=CHIP, date=YESTERDAY, amount=SUM, name=LAB),
    ),
    same(
        "a university misspelt, all else equal on one day",
        tell(G, "가람과학기술대학교", topics=CHIP, date=YESTERDAY, name=LAB),
        tell(G, "가람과학기슬대학교", topics=CHIP, date=YESTERDAY, name=LAB),
    ),
    same(
        "one of three parties misspelt, all else equal",
        tell(G, R, "푸름바이오텍", topics=DRUG, date=YESTERDAY),
        tell(G, R, "푸름바이오택", topics=DRUG, date=YESTERDAY),
    ),
    different(
        "two firms of config differ in one letter and sign on one day",
        tell("한결화학", R, date=YESTERDAY),
        tell("한결과학", R, date=YESTERDAY),
    ),
    different(
        "two firms of config differ in one letter, and so do their topics",
        tell("한결화학", R, topics=("AI 소재 설계",)),
        tell("한결과학", R, topics=("실험실 자동화",), day=1),
    ),
    different(
        "two unknown firms of like names, for other topics and sums",
        tell("푸름테크", MIR, topics=("의료 영상 판독",), amount="30억원", date="2026-11-23"),
        tell("푸른테크", MIR, topics=("병원 물류 로봇",), amount="8억원", date="2026-11-20"),
    ),
    different(
        "two unknown firms of like names with other partners",
        tell("푸름테크", R, topics=CHIP),
        tell("푸른테크", MIR, topics=CHIP),
    ),
    different(
        "like names, months apart, for another thing",
        tell("푸름테크", R, topics=SHIP),
        tell("푸른테크", R, topics=DRUG, form=Form.SUPPLY_OR_ADOPTION, day=90),
    ),
)

WITHIN: Final[tuple[Pair, ...]] = (
    different(
        "모아 and 모아넷 are two firms, on one day with one partner",
        tell("모아", R),
        tell("모아넷", R),
    ),
    different(
        "모아 and 모아넷 with one partner, for other topics",
        tell("모아", R, topics=("가상현실",)),
        tell("모아넷", R, topics=("네트워크 관제",), day=3),
    ),
    different(
        "a university and a hospital whose name only begins like it",
        tell(G, "누리대학교", topics=CHIP),
        tell(G, "누리대림병원", topics=DRUG),
    ),
    different(
        "two institutes whose names begin alike",
        tell(G, "한국누리연구원", topics=CHIP),
        tell(G, "한국누리전자연구원", topics=SHIP),
    ),
    different(
        "two associations, one name within the other",
        tell(R, "인공지능협회", topics=("AI 윤리",)),
        tell(R, "한빛시인공지능협회", topics=("AI 취업 교육",), day=2),
    ),
)

NAMES: Final[tuple[Pair, ...]] = (*ORDER, *SPELLING, *MISSPELT, *WITHIN)
