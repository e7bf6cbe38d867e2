"""Pairs about time: days, a month, a quarter, a year; days stated and days unknown."""

from __future__ import annotations

from typing import Final

from flows.model import Form
from tests.compare.telling import Pair, different, same, tell

G, R, MIR, DAON = "건너전자", "라온대학교", "미르병원", "다온대학교"
CHIP, DRUG, SHIP = ("온디바이스 AI 반도체",), ("AI 신약 개발",), ("스마트 조선소",)
YESTERDAY, LAB = "2026-11-23", "온빛 AI 공동연구센터"
CENTER, JOINT, SUPPLY = Form.JOINT_CENTER, Form.JOINT_RESEARCH, Form.SUPPLY_OR_ADOPTION

NEAR: Final[tuple[Pair, ...]] = (
    same("the same words on the same day", tell(G, R, topics=CHIP), tell(G, R, topics=CHIP)),
    same("a day later", tell(G, R, topics=CHIP), tell(G, R, topics=CHIP, day=1)),
    same("three days later", tell(G, R, topics=CHIP), tell(G, R, topics=CHIP, day=3)),
    same("ten days later", tell(G, R, topics=CHIP), tell(G, R, topics=CHIP, day=10)),
    same("without topics on the same day", tell(G, R), tell(G, R)),
    same("without topics three days later", tell(G, R), tell(G, R, day=3)),
    same("without topics ten days later", tell(G, R), tell(G, R, day=10)),
    different(
        "ten days later, on another stated day and about another thing",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=DRUG, date="2026-12-03", day=10),
    ),
    different(
        "ten days later with another partner",
        tell(G, R, topics=CHIP),
        tell(G, DAON, topics=CHIP, day=10),
    ),
)

FAR: Final[tuple[Pair, ...]] = (
    same(
        "a report of a month later on the same topic",
        tell(G, R, topics=CHIP, form=JOINT),
        tell(G, R, topics=CHIP, form=JOINT, day=30),
    ),
    different(
        "a month later about another thing",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=DRUG, day=30),
    ),
    same(
        "the named centre a month later",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, form=CENTER, name=LAB, day=30),
    ),
    different(
        "another centre by name and topic a month later",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB, date=YESTERDAY),
        tell(G, R, topics=DRUG, form=CENTER, name="새길 신약연구소", date="2026-12-23", day=30),
    ),
    same(
        "the named centre a quarter later",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, topics=CHIP, form=CENTER, name=LAB, day=90),
    ),
    same(
        "the named centre a quarter later, its topic worded otherwise",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, topics=("뉴로모픽 칩",), form=CENTER, name=LAB, day=90),
    ),
    different(
        "a quarter later about another thing",
        tell(G, R, topics=CHIP, form=JOINT),
        tell(G, R, topics=SHIP, form=JOINT, day=90),
    ),
    different(
        "a quarter later on another stated day, no topic told",
        tell(G, R, date=YESTERDAY),
        tell(G, R, date="2027-02-21", day=90),
    ),
    same(
        "the named centre a year later",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, topics=CHIP, form=CENTER, name=LAB, day=365),
    ),
    different(
        "a year later about another thing",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=SHIP, day=365),
    ),
    different("a year later, no topic told", tell(G, R), tell(G, R, day=365)),
)

STATED: Final[tuple[Pair, ...]] = (
    same(
        "one stated day, told five days apart",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=CHIP, date=YESTERDAY, day=5),
    ),
    same(
        "one stated day, told a month apart",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=CHIP, date=YESTERDAY, day=30),
    ),
    same(
        "one stated day without topics, told three weeks apart",
        tell(G, R, date=YESTERDAY),
        tell(G, R, date=YESTERDAY, day=21),
    ),
    same(
        "outlets disagree by a day",
        tell(G, R, topics=CHIP, date="2026-11-23"),
        tell(G, R, topics=CHIP, date="2026-11-24"),
    ),
    same(
        "only one outlet states the day",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=CHIP, day=1),
    ),
    same(
        "the month for the day",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=CHIP, date="2026-11", day=2),
    ),
    same(
        "the year for the day",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=CHIP, date="2026", day=2),
    ),
    different(
        "days stated two months apart, told in one week, of two topics",
        tell(G, R, topics=CHIP, date="2026-09-20"),
        tell(G, R, topics=DRUG, date="2026-11-25", day=2),
    ),
    different(
        "days stated four months apart, no topic told",
        tell(G, R, date="2026-11-23"),
        tell(G, R, date="2027-03-22", day=120),
    ),
    different(
        "months stated half a year apart, about two things",
        tell(G, R, topics=CHIP, date="2026-05"),
        tell(G, R, topics=SHIP, date="2026-11", day=1),
    ),
)

UNDATED: Final[tuple[Pair, ...]] = (
    same(
        "an undated article on the same topic",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=CHIP, day=None),
    ),
    same(
        "an undated article that states the day",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=CHIP, date=YESTERDAY, day=None),
    ),
    same(
        "an undated article on the named centre",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, form=CENTER, name=LAB, day=None),
    ),
    same(
        "two undated articles with the same words",
        tell(G, R, topics=CHIP, day=None),
        tell(G, R, topics=CHIP, day=None),
    ),
    different(
        "an undated article on another form and topic",
        tell(G, R, topics=CHIP, form=JOINT),
        tell(G, R, topics=("AI 서버",), form=SUPPLY, day=None),
    ),
    different(
        "an undated article with another partner",
        tell(G, R, topics=CHIP),
        tell(G, MIR, topics=CHIP, day=None),
    ),
)

DATES: Final[tuple[Pair, ...]] = (*NEAR, *FAR, *STATED, *UNDATED)
