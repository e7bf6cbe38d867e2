"""Pairs about how far a deal has come: planned, agreed, started, ended, denied, renewed."""

from __future__ import annotations

from typing import Final

from flows.model import Form, Stage
from tests.compare.telling import Pair, different, same, tell, update

G, R, MIR, SAEBYEOK, DAON = "건너전자", "라온대학교", "미르병원", "새벽로보틱스", "다온대학교"
CHIP, DRUG, SHIP, MED = (
    ("온디바이스 AI 반도체",),
    ("AI 신약 개발",),
    ("스마트 조선소",),
    ("의료 AI",),
)
YESTERDAY, LAB = "2026-11-23", "온빛 AI 공동연구센터"
PLANNED, STARTED, ENDED, DENIED = Stage.PLANNED, Stage.STARTED, Stage.ENDED, Stage.DENIED
CENTER, JOINT = Form.JOINT_CENTER, Form.JOINT_RESEARCH

# What was planned is silent: once agreed it is new, with "earlier planned".
PLANS: Final[tuple[Pair, ...]] = (
    update(
        "a plan is signed two weeks later",
        tell(G, R, topics=CHIP, stage=PLANNED),
        tell(G, R, topics=CHIP, day=14),
    ),
    update(
        "a plan for tomorrow is signed",
        tell(G, R, stage=PLANNED),
        tell(G, R, day=1),
    ),
    update(
        "a planned centre is agreed three months later by an MOU",
        tell(G, R, topics=CHIP, stage=PLANNED, form=CENTER, name=LAB),
        tell(G, R, topics=CHIP, name=LAB, day=90),
    ),
    update(
        "a planned centre opens after four months",
        tell(G, R, topics=CHIP, stage=PLANNED, form=CENTER, name=LAB),
        tell(G, R, topics=CHIP, stage=STARTED, form=CENTER, name=LAB, day=120),
    ),
    update(
        "a plan of a group is signed by its firm",
        tell("건너그룹", R, topics=CHIP, stage=PLANNED),
        tell(G, R, topics=CHIP, day=7),
    ),
    same(
        "a plan told again by another outlet",
        tell(G, R, topics=CHIP, stage=PLANNED),
        tell(G, R, topics=CHIP, stage=PLANNED, day=2),
    ),
    same(
        "a late outlet still calls planned what is signed",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=CHIP, stage=PLANNED, day=1),
    ),
    different(
        "a plan of last year, and a deal about another thing",
        tell(G, R, topics=CHIP, stage=PLANNED),
        tell(G, R, topics=("AI 윤리",), form=Form.EDUCATION, day=365),
    ),
    different(
        "a plan with one university, a deal with another",
        tell(G, R, topics=CHIP, stage=PLANNED),
        tell(G, DAON, topics=CHIP, day=14),
    ),
)

STARTS: Final[tuple[Pair, ...]] = (
    same(
        "the agreed centre opens five weeks later",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, topics=CHIP, stage=STARTED, form=CENTER, name=LAB, day=35),
    ),
    same(
        "the agreed centre opens four months later",
        tell(G, R, topics=CHIP, name=LAB),
        tell(G, R, topics=CHIP, stage=STARTED, form=CENTER, name=LAB, day=120),
    ),
    same(
        "signed and begun on one day",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=CHIP, stage=STARTED, form=JOINT),
    ),
    different(
        "an MOU about another thing while older research runs",
        tell(G, R, topics=CHIP, stage=STARTED, form=JOINT),
        tell(G, R, topics=DRUG, day=180),
    ),
    different(
        "another centre opens half a year later",
        tell(G, R, topics=CHIP, stage=STARTED, form=CENTER, name=LAB),
        tell(G, R, topics=DRUG, stage=STARTED, form=CENTER, name="새길 신약연구소", day=180),
    ),
)

ENDS: Final[tuple[Pair, ...]] = (
    update(
        "it ends after two years",
        tell(G, R, topics=CHIP, form=JOINT),
        tell(G, R, topics=CHIP, form=JOINT, stage=ENDED, day=730),
    ),
    update(
        "the named centre closes after two years",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, form=CENTER, name=LAB, stage=ENDED, day=730),
    ),
    update(
        "a deal of three ends after five months",
        tell(G, R, MIR, topics=MED),
        tell(G, R, MIR, topics=MED, stage=ENDED, day=150),
    ),
    same(
        "its end told by another outlet",
        tell(G, R, topics=CHIP, stage=ENDED),
        tell(G, R, topics=CHIP, stage=ENDED, day=1),
    ),
    different(
        "the end of what another hospital had agreed",
        tell(G, MIR, topics=MED),
        tell(G, "솔빛병원", topics=MED, stage=ENDED, day=30),
    ),
    different(
        "a new deal half a year after the end of another",
        tell(G, R, topics=CHIP, stage=ENDED),
        tell(G, R, topics=DRUG, day=180),
    ),
    update(
        "it is denied a day later",
        tell(G, SAEBYEOK, topics=SHIP),
        tell(G, SAEBYEOK, topics=SHIP, stage=DENIED, day=1),
    ),
    update(
        "the denial names neither topic nor form",
        tell(G, SAEBYEOK, topics=SHIP, form=Form.INVESTMENT_WITH_COOPERATION),
        tell(G, SAEBYEOK, stage=DENIED, form=Form.OTHER, day=2),
    ),
    update(
        "the group denies what its firm was said to have agreed",
        tell(G, SAEBYEOK, topics=SHIP),
        tell("건너그룹", SAEBYEOK, topics=SHIP, stage=DENIED),
    ),
    different(
        "the denial of a deal with another hospital",
        tell(G, MIR, topics=MED),
        tell(G, "솔빛병원", topics=MED, stage=DENIED, day=1),
    ),
    different(
        "the denial of a later deal about another thing",
        tell(G, SAEBYEOK, topics=SHIP, date=YESTERDAY),
        tell(G, SAEBYEOK, topics=DRUG, stage=DENIED, date="2027-11-20", day=365),
    ),
)

RENEWALS: Final[tuple[Pair, ...]] = (
    different(
        "the MOU is renewed after two years",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(
            G,
            R,
            topics=CHIP,
            date="2028-11-22",
            day=730,
            evidence="건너전자는 22일 라온대학교와 업무 재협약을 체결했다.",
        ),
    ),
    different(
        "an MOU without topics is renewed after a year",
        tell(G, R, date=YESTERDAY),
        tell(G, R, date="2027-11-23", day=365),
    ),
    different(
        "together again for another thing after four months",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=DRUG, date="2027-03-23", day=120),
    ),
    different(
        "together again in another form for another thing after four months",
        tell(G, R, topics=CHIP, form=CENTER),
        tell(G, R, topics=("AI 인재 양성",), form=Form.EDUCATION, day=120),
    ),
    different(
        "three sign again after a year and a half",
        tell(G, R, MIR, topics=MED),
        tell(G, R, MIR, topics=MED, day=545),
    ),
)

STAGES: Final[tuple[Pair, ...]] = (*PLANS, *STARTS, *ENDS, *RENEWALS)
