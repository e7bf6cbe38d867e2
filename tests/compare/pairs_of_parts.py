"""Pairs about parts and wholes: a school and its university, a firm and its group."""

from __future__ import annotations

from typing import Final

from flows.model import Form
from tests.compare.samples import party
from tests.compare.telling import Pair, different, same, tell

GROUP, G, CHEMICALS, LAB = "건너그룹", "건너전자", "건너화학", "건너 AI연구원"
R, GRADUATE, MEDICINE, ENGINEERING = "라온대학교", "라온대 AI대학원", "라온대 의대", "라온대 공대"
SAEBYEOK, MIR = "새벽로보틱스", "미르병원"
CHIP, DRUG, SHIP = ("온디바이스 AI 반도체",), ("AI 신약 개발",), ("스마트 조선소",)
YESTERDAY = "2026-11-23"

SCHOOLS: Final[tuple[Pair, ...]] = (
    same("the university for its school", tell(G, GRADUATE, topics=CHIP), tell(G, R, topics=CHIP)),
    same("the school for its university", tell(G, R, topics=CHIP), tell(G, GRADUATE, topics=CHIP)),
    same("the school for its university, three days on", tell(G, R), tell(G, GRADUATE, day=3)),
    same(
        "an institute whose university only the article knows",
        tell(G, party("라온대 반도체공동연구소", R), topics=CHIP),
        tell(G, R, topics=CHIP, day=1),
    ),
    same(
        "the medical centre for its university",
        tell(SAEBYEOK, "라온대의료원", topics=("수술 로봇",)),
        tell(SAEBYEOK, R, topics=("수술 로봇",), day=1),
    ),
    different(
        "the university two months after its school, for another topic",
        tell(G, GRADUATE, topics=CHIP, date=YESTERDAY),
        tell(G, R, topics=SHIP, date="2027-01-22", day=60),
    ),
    different(
        "the school of another university",
        tell(G, GRADUATE, topics=CHIP),
        tell(G, "다온대 AI대학원", topics=CHIP),
    ),
    different(
        "a school's partner is another than its university's",
        tell(G, R, topics=CHIP),
        tell(SAEBYEOK, GRADUATE, topics=CHIP),
    ),
    different(
        "two schools of one university, a week apart",
        tell(G, MEDICINE, date=YESTERDAY),
        tell(G, ENGINEERING, date="2026-12-01", day=8),
    ),
    different(
        "two schools of one university on one day, for other things",
        tell(G, MEDICINE, topics=DRUG, form=Form.JOINT_RESEARCH),
        tell(G, ENGINEERING, topics=SHIP, form=Form.EDUCATION),
    ),
    different(
        "two schools of one university, a quarter apart, for one broad topic",
        tell(G, MEDICINE, topics=("인공지능",)),
        tell(G, ENGINEERING, topics=("인공지능",), day=90),
    ),
    same(
        "two schools of one university told on one day for one centre",
        tell(G, MEDICINE, topics=DRUG, date=YESTERDAY, name="온빛 AI 신약센터"),
        tell(G, ENGINEERING, topics=DRUG, date=YESTERDAY, name="온빛 AI 신약센터"),
    ),
    different(
        "two schools of one university found a centre each on one day",
        tell(G, MEDICINE, topics=DRUG, date=YESTERDAY, name="온빛 AI 신약센터"),
        tell(G, ENGINEERING, topics=SHIP, date=YESTERDAY, name="새길 조선 AI 센터"),
    ),
    different(
        "two schools of one university sign with each other",
        tell(G, R, topics=DRUG),
        tell(MEDICINE, ENGINEERING, topics=DRUG),
    ),
)

FIRMS: Final[tuple[Pair, ...]] = (
    same("the group for its firm", tell(G, R, topics=CHIP), tell(GROUP, R, topics=CHIP)),
    same("the firm for its group, a day on", tell("건너", R), tell(G, R, day=1)),
    same(
        "more exact on both sides",
        tell(GROUP, R, topics=CHIP),
        tell(G, GRADUATE, topics=CHIP, day=1),
    ),
    same(
        "more exact on one side each",
        tell(GROUP, GRADUATE, topics=CHIP),
        tell(G, R, topics=CHIP),
    ),
    same(
        "a group's institute, named by the group in a deal of three",
        tell(LAB, R, MIR, topics=DRUG),
        tell(GROUP, R, MIR, topics=DRUG),
    ),
    different(
        "the group half a year after its firm, for another topic",
        tell(G, R, topics=CHIP, date=YESTERDAY),
        tell(GROUP, R, topics=("AI 윤리",), date="2027-05-22", day=180),
    ),
    different(
        "two firms of a group with one university, a month apart",
        tell(G, R, topics=CHIP),
        tell(CHEMICALS, R, topics=("AI 소재 설계",), day=30),
    ),
    different(
        "two firms of a group with one university on one day, for other things",
        tell(G, R, topics=CHIP, form=Form.JOINT_CENTER),
        tell(CHEMICALS, R, topics=("AI 소재 설계",), form=Form.EDUCATION),
    ),
    different(
        "a firm works with its own group",
        tell(G, R, topics=CHIP),
        tell(G, GROUP, topics=CHIP),
    ),
    different(
        "two firms of a group work with each other",
        tell(G, R, topics=("AI 소재 설계",)),
        tell(G, CHEMICALS, topics=("AI 소재 설계",), day=1),
    ),
    different(
        "the group and its firm, each with another partner",
        tell(GROUP, R, topics=CHIP),
        tell(G, "다온대학교", topics=CHIP),
    ),
)

PARTS: Final[tuple[Pair, ...]] = (*SCHOOLS, *FIRMS)
