"""Pairs about deals of many: told in part, one hub with each, members that join, alliances."""

from __future__ import annotations

from typing import Final

from flows.model import Form
from tests.compare.telling import Pair, different, same, tell, update

G, R, MIR, SAEBYEOK, DAON, CITY = (
    "건너전자",
    "라온대학교",
    "미르병원",
    "새벽로보틱스",
    "다온대학교",
    "한빛시",
)
FIVE = (G, R, MIR, SAEBYEOK, CITY)
CHIP, DRUG, SHIP, MED = (
    ("온디바이스 AI 반도체",),
    ("AI 신약 개발",),
    ("스마트 조선소",),
    ("의료 AI",),
)
CONSORTIUM, JOINT = Form.CONSORTIUM, Form.JOINT_RESEARCH
ALLIANCE = "온빛 AI 얼라이언스"

SUBSETS: Final[tuple[Pair, ...]] = (
    same(
        "three of five parties told by another outlet",
        tell(*FIVE, topics=MED),
        tell(G, R, MIR, topics=MED),
    ),
    same(
        "two of five in a headline of the next day",
        tell(*FIVE, topics=MED, form=CONSORTIUM),
        tell(G, R, topics=MED, day=1),
    ),
    same(
        "a city's deal of three told without the university",
        tell(CITY, G, R, topics=MED),
        tell(CITY, G, topics=MED),
    ),
    same(
        "three of five, one of them by its whole",
        tell(G, "라온대 의대", MIR, SAEBYEOK, CITY, topics=MED),
        tell(G, R, MIR, topics=MED, day=1),
    ),
    different(
        "two of five, half a year later for another thing",
        tell(*FIVE, topics=MED, form=CONSORTIUM),
        tell(G, R, topics=CHIP, form=Form.JOINT_CENTER, day=180),
    ),
    different(
        "two of five trade with each other in the same week",
        tell(*FIVE, topics=MED, form=CONSORTIUM),
        tell(SAEBYEOK, MIR, topics=("배송 로봇",), form=Form.SUPPLY_OR_ADOPTION, day=4),
    ),
    different(
        "one party in common is not enough",
        tell(*FIVE, topics=MED),
        tell(G, DAON, topics=MED),
    ),
    same(
        "one of three called in a language that config does not know",
        tell(G, R, "푸름연구원", topics=MED),
        tell(G, R, "Pureum Institute", topics=MED),
    ),
    same(
        "one of four called by an abbreviation that nobody taught",
        tell(G, R, MIR, "늘봄과학기술원", topics=MED, date="2026-11-23"),
        tell(G, R, MIR, "NBIST", topics=MED, date="2026-11-23"),
    ),
    different(
        "a third that is really another one, for another topic",
        tell(G, R, MIR, topics=DRUG),
        tell(G, R, SAEBYEOK, topics=SHIP, form=JOINT),
    ),
    different(
        "a third that is really another one, half a year later",
        tell(G, R, MIR, topics=DRUG),
        tell(G, R, SAEBYEOK, topics=SHIP, day=180),
    ),
)

HUBS: Final[tuple[Pair, ...]] = (
    same(
        "one of the pairs that a hub's bundle is made of",
        tell(G, R, DAON, MIR, hub=G, topics=MED),
        tell(G, R, topics=MED),
    ),
    same(
        "another pair of the bundle, a day later and in the other order",
        tell(G, R, DAON, MIR, hub=G, topics=MED),
        tell(MIR, G, topics=MED, day=1),
    ),
    same(
        "a bundle told by two of its three spokes",
        tell(G, R, DAON, MIR, hub=G, topics=MED),
        tell(G, R, DAON, hub=G, topics=MED),
    ),
    same(
        "a bundle whose outlet leaves out the word each",
        tell(G, R, DAON, MIR, hub=G, topics=MED),
        tell(G, R, DAON, MIR, topics=MED),
    ),
    same(
        "a bundle that names one spoke by its part",
        tell(G, R, DAON, hub=G, topics=MED),
        tell(G, "라온대 의대", DAON, hub=G, topics=MED),
    ),
    different(
        "two spokes of a bundle work with each other",
        tell(G, R, DAON, MIR, hub=G, topics=MED),
        tell(R, DAON, topics=CHIP),
    ),
    different(
        "two spokes of a bundle work with each other, on the hub's topic, a week later",
        tell(G, R, DAON, MIR, hub=G, topics=MED),
        tell(R, MIR, topics=MED, day=7),
    ),
    different(
        "a hub with one of its spokes eight months later, for another thing",
        tell(G, R, DAON, MIR, hub=G, topics=MED),
        tell(G, R, topics=SHIP, form=JOINT, day=240),
    ),
    different(
        "another hub with the same spokes",
        tell(G, R, DAON, hub=G, topics=MED),
        tell(SAEBYEOK, R, DAON, hub=SAEBYEOK, topics=MED),
    ),
    different(
        "the hub with somebody else, a month later",
        tell(G, R, DAON, hub=G, topics=MED),
        tell(G, MIR, topics=DRUG, day=30),
    ),
    update(
        "a spoke joins the programme two weeks later",
        tell(G, R, DAON, hub=G, topics=MED, name="온빛 의료 AI 프로그램"),
        tell(G, R, DAON, MIR, hub=G, topics=MED, name="온빛 의료 AI 프로그램", day=14),
    ),
)

ALLIANCES: Final[tuple[Pair, ...]] = (
    update(
        "a consortium with one more member a month later",
        tell(G, R, MIR, topics=MED, form=CONSORTIUM, name="온빛 컨소시엄"),
        tell(G, R, MIR, SAEBYEOK, topics=MED, form=CONSORTIUM, name="온빛 컨소시엄", day=30),
    ),
    update(
        "an alliance, called by its name, that a hospital joins after three months",
        tell(G, R, SAEBYEOK, form=CONSORTIUM, name=ALLIANCE),
        tell(G, R, SAEBYEOK, MIR, form=CONSORTIUM, name=ALLIANCE, day=90),
    ),
    update(
        "a third joins a pair's project within days",
        tell(G, R, topics=DRUG, form=JOINT),
        tell(G, R, MIR, topics=DRUG, form=JOINT, day=5),
    ),
    same(
        "an alliance told by its name and two of its members",
        tell(G, R, SAEBYEOK, MIR, form=CONSORTIUM, name=ALLIANCE),
        tell(G, SAEBYEOK, form=CONSORTIUM, name=ALLIANCE, day=1),
    ),
    same(
        "an alliance whose name is spaced otherwise",
        tell(G, R, SAEBYEOK, form=CONSORTIUM, name=ALLIANCE),
        tell(G, R, SAEBYEOK, form=CONSORTIUM, name="온빛AI얼라이언스", day=2),
    ),
    different(
        "another consortium of the same members for another topic",
        tell(G, R, MIR, topics=MED, form=CONSORTIUM, name="온빛 컨소시엄"),
        tell(G, R, MIR, topics=SHIP, form=CONSORTIUM, name="새길 컨소시엄", day=40),
    ),
    different(
        "another alliance by name with the same members half a year later",
        tell(G, R, SAEBYEOK, form=CONSORTIUM, name=ALLIANCE),
        tell(G, R, SAEBYEOK, form=CONSORTIUM, name="새길 로봇 얼라이언스", day=180),
    ),
    different(
        "two consortia compete on one day, with one firm in both",
        tell(G, R, MIR, form=CONSORTIUM, name="온빛 컨소시엄", topics=MED),
        tell(G, DAON, SAEBYEOK, form=CONSORTIUM, name="새길 컨소시엄", topics=MED),
    ),
    different(
        "a trio with a new partner a quarter later is not the pair joined by one",
        tell(G, R, topics=CHIP),
        tell(G, R, CITY, topics=("AI 취업 교육",), form=Form.EDUCATION, day=90),
    ),
)

GROUPS: Final[tuple[Pair, ...]] = (*SUBSETS, *HUBS, *ALLIANCES)
