"""Pairs about what an article only mentions: deals told before, and those that were not."""

from __future__ import annotations

from typing import Final

from flows.model import Form, Stage
from tests.compare.telling import Pair, different, same, tell

G, R, MIR, SAEBYEOK, DAON = "건너전자", "라온대학교", "미르병원", "새벽로보틱스", "다온대학교"
CHIP, DRUG, SHIP, MED = (
    ("온디바이스 AI 반도체",),
    ("AI 신약 개발",),
    ("스마트 조선소",),
    ("의료 AI",),
)
YESTERDAY, LAB = "2026-11-23", "온빛 AI 공동연구센터"
STARTED, CENTER, JOINT = Stage.STARTED, Form.JOINT_CENTER, Form.JOINT_RESEARCH

MENTIONS: Final[tuple[Pair, ...]] = (
    same(
        "the deal of three weeks ago is only mentioned",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=CHIP, is_background=True, day=20),
    ),
    same(
        "the deal of last year is mentioned with its month",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=CHIP, date="2026-11", is_background=True, day=200),
    ),
    same(
        "the named centre of two years ago is mentioned",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, form=CENTER, stage=STARTED, name=LAB, is_background=True, day=700),
    ),
    same(
        "one pair of a hub's bundle is mentioned a month later",
        tell(G, R, DAON, hub=G, topics=MED),
        tell(G, DAON, topics=MED, is_background=True, day=30),
    ),
    same(
        "two members mention their alliance by its name",
        tell(G, R, MIR, SAEBYEOK, form=Form.CONSORTIUM, name="온빛 AI 얼라이언스"),
        tell(G, MIR, form=Form.CONSORTIUM, name="온빛 AI 얼라이언스", is_background=True, day=60),
    ),
    different(
        "what is mentioned is nothing that was told before",
        tell(G, R, topics=CHIP),
        tell(G, MIR, topics=DRUG, is_background=True, day=10),
    ),
    different(
        "what is mentioned is five years old and about another thing",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=("장학금",), date="2021", is_background=True, day=10),
    ),
    different(
        "what is mentioned is dated two years before what was told",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, form=JOINT, topics=SHIP, date="2024-10", is_background=True, day=1),
    ),
    different(
        "a spoke's older and other deal with the hub is mentioned",
        tell(G, R, DAON, hub=G, topics=MED, date=YESTERDAY),
        tell(G, DAON, topics=CHIP, date="2023", is_background=True, day=30),
    ),
    different(
        "two members mention another, older alliance of theirs by its name",
        tell(G, R, MIR, SAEBYEOK, form=Form.CONSORTIUM, name="온빛 AI 얼라이언스", date="2026-11"),
        tell(
            G,
            MIR,
            form=Form.CONSORTIUM,
            name="새길 로봇 컨소시엄",
            date="2024",
            is_background=True,
            day=60,
        ),
    ),
)
