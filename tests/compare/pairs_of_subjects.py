"""Pairs about what is agreed: its form, its topics, its name, its sum of money."""

from __future__ import annotations

from typing import Final

from flows.model import Form
from tests.compare.telling import Pair, different, same, tell

G, R, MIR, SAEBYEOK = "건너전자", "라온대학교", "미르병원", "새벽로보틱스"
CHIP, DRUG, SHIP, MED = (
    ("온디바이스 AI 반도체",),
    ("AI 신약 개발",),
    ("스마트 조선소",),
    ("의료 AI",),
)
YESTERDAY, LAB = "2026-11-23", "온빛 AI 공동연구센터"
MOU, JOINT, CENTER, SUPPLY = (
    Form.MOU,
    Form.JOINT_RESEARCH,
    Form.JOINT_CENTER,
    Form.SUPPLY_OR_ADOPTION,
)
EDUCATION, DEVELOPMENT = Form.EDUCATION, Form.JOINT_DEVELOPMENT
INVESTMENT, CONSORTIUM = Form.INVESTMENT_WITH_COOPERATION, Form.CONSORTIUM

ONE_FORM: Final[tuple[Pair, ...]] = (
    same(
        "an MOU for joint research is called either",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=CHIP, form=JOINT),
    ),
    same(
        "an MOU to found a centre is called either",
        tell(G, R, topics=CHIP, form=CENTER),
        tell(G, R, topics=CHIP, form=MOU, day=1),
    ),
    same(
        "a joint centre does joint research",
        tell(G, R, topics=CHIP, form=JOINT),
        tell(G, R, topics=CHIP, form=CENTER, day=1),
    ),
    same(
        "an MOU for joint development is called either",
        tell(G, SAEBYEOK, topics=SHIP, form=DEVELOPMENT),
        tell(G, SAEBYEOK, topics=SHIP),
    ),
    same(
        "joint development and joint research of one thing",
        tell(G, MIR, topics=MED, form=JOINT),
        tell(G, MIR, topics=MED, form=DEVELOPMENT, day=1),
    ),
    same(
        "an MOU for education is called either",
        tell(G, R, topics=("AI 인재 양성",)),
        tell(G, R, topics=("AI 인재 양성",), form=EDUCATION),
    ),
    same(
        "an MOU of a consortium is called either",
        tell(G, R, MIR, topics=MED, form=CONSORTIUM),
        tell(G, R, MIR, topics=MED),
    ),
    same(
        "a partnership of no form and an MOU",
        tell(G, R, topics=CHIP, form=Form.OTHER),
        tell(G, R, topics=CHIP, day=1),
    ),
    same(
        "an investment with an MOU is called either",
        tell(G, SAEBYEOK, topics=SHIP, form=INVESTMENT, amount="50억원"),
        tell(G, SAEBYEOK, topics=SHIP),
    ),
    same(
        "a supply told by two outlets",
        tell(G, MIR, topics=MED, form=SUPPLY),
        tell(MIR, G, topics=MED, form=SUPPLY, day=1),
    ),
)

OTHER_FORM: Final[tuple[Pair, ...]] = (
    different(
        "a supply on the day of joint research, of other things",
        tell(G, R, topics=CHIP, form=JOINT),
        tell(G, R, topics=("AI 서버",), form=SUPPLY),
    ),
    different(
        "a supply a week after joint research",
        tell(G, MIR, topics=DRUG, form=JOINT),
        tell(G, MIR, topics=("병동 로봇",), form=SUPPLY, day=7),
    ),
    different(
        "a supply and a course for students on one day",
        tell(G, R, topics=("AI 서버",), form=SUPPLY),
        tell(G, R, topics=("AI 인재 양성",), form=EDUCATION),
    ),
    different(
        "an education MOU and a supply contract in one article",
        tell(G, R, topics=("AI 인재 양성",), form=EDUCATION),
        tell(G, R, topics=("AI 서버",), form=SUPPLY, amount="30억원", is_same_article=True),
    ),
    different(
        "a supply contract four months after an MOU about another thing",
        tell(G, MIR, topics=DRUG, date=YESTERDAY),
        tell(G, MIR, topics=("AI 서버",), form=SUPPLY, date="2027-03-22", day=120),
    ),
    different(
        "an investment after two weeks of a supply, of other things",
        tell(G, SAEBYEOK, topics=("물류 로봇",), form=SUPPLY),
        tell(G, SAEBYEOK, topics=("휴머노이드",), form=INVESTMENT, amount="50억원", day=14),
    ),
    different(
        "a course for students a quarter after a joint centre",
        tell(G, R, topics=CHIP, form=CENTER),
        tell(G, R, topics=("AI 윤리",), form=EDUCATION, day=90),
    ),
    different(
        "a second supply of another product five months later",
        tell(G, MIR, topics=("의료 영상 판독",), form=SUPPLY, date=YESTERDAY),
        tell(G, MIR, topics=("병동 로봇",), form=SUPPLY, date="2027-04-22", day=150),
    ),
)

TOPICS: Final[tuple[Pair, ...]] = (
    same(
        "one MOU, of which each outlet names another topic on the day",
        tell(G, R, topics=("온디바이스 AI 반도체",), date=YESTERDAY),
        tell(G, R, topics=("AI 인재 양성",), date=YESTERDAY),
    ),
    same("one outlet names no topic", tell(G, R, topics=CHIP), tell(G, R, day=1)),
    same(
        "one topic of three is told again",
        tell(G, R, topics=(*CHIP, *DRUG, *MED)),
        tell(G, R, topics=DRUG, day=3),
    ),
    same(
        "a topic worded more broadly on the next day",
        tell(G, R, topics=("온디바이스 AI 반도체",)),
        tell(G, R, topics=("AI 반도체",), day=1),
    ),
    same(
        "a topic without its spaces, ten days on",
        tell(G, R, topics=("온디바이스 AI 반도체",)),
        tell(G, R, topics=("온디바이스 AI반도체",), day=10),
    ),
)

NAMED: Final[tuple[Pair, ...]] = (
    same(
        "one centre's name with other words around it",
        tell(G, R, topics=CHIP, form=CENTER, name="건너-라온 AI 연구센터"),
        tell(G, R, topics=CHIP, form=CENTER, name="‘건너·라온 AI 공동연구센터’", day=1),
    ),
    same(
        "only one outlet knows the centre's name",
        tell(G, R, topics=CHIP, form=CENTER, name=LAB),
        tell(G, R, topics=CHIP, form=CENTER, day=1),
    ),
    different(
        "another centre by name and topic a quarter later",
        tell(G, R, topics=CHIP, form=CENTER, name="온빛 반도체연구센터"),
        tell(G, R, topics=("AI 윤리",), form=CENTER, name="새길 AI윤리센터", day=90),
    ),
    different(
        "another centre by name a year later, for the same broad topic",
        tell(G, R, topics=("인공지능",), form=CENTER, name="온빛연구센터", date="2026-11-23"),
        tell(
            G, R, topics=("인공지능",), form=CENTER, name="새길연구센터", date="2027-11-22", day=365
        ),
    ),
    different(
        "one name for centres of two firms with other universities",
        tell(G, R, topics=CHIP, form=CENTER, name="AI 공동연구센터"),
        tell(SAEBYEOK, "다온대학교", topics=SHIP, form=CENTER, name="AI 공동연구센터"),
    ),
)

SUMS: Final[tuple[Pair, ...]] = (
    same(
        "one sum in other words",
        tell(G, SAEBYEOK, topics=SHIP, form=INVESTMENT, amount="120억원"),
        tell(G, SAEBYEOK, topics=SHIP, form=INVESTMENT, amount="총 120억 원 규모"),
    ),
    same(
        "only the second outlet knows the sum",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=CHIP, amount="5년간 120억원", day=1),
    ),
    same(
        "rounded and exact sums of one investment",
        tell(G, SAEBYEOK, form=INVESTMENT, amount="약 120억원", date=YESTERDAY),
        tell(G, SAEBYEOK, form=INVESTMENT, amount="119억8000만원", date=YESTERDAY),
    ),
    different(
        "a second, larger investment five months later",
        tell(G, SAEBYEOK, form=INVESTMENT, amount="50억원", date=YESTERDAY),
        tell(G, SAEBYEOK, form=INVESTMENT, amount="200억원", date="2027-04-22", day=150),
    ),
    different(
        "two investors of one firm put in the same sum on one day",
        tell(G, SAEBYEOK, form=INVESTMENT, amount="50억원", topics=SHIP),
        tell("푸름테크", SAEBYEOK, form=INVESTMENT, amount="50억원", topics=SHIP),
    ),
)

ARTICLES: Final[tuple[Pair, ...]] = (
    same(
        "one article says it in its lead and again in detail",
        tell(G, R, topics=CHIP),
        tell(G, R, topics=CHIP, form=JOINT, is_same_article=True),
    ),
    same(
        "one article goes on with less exact names",
        tell(G, "라온대 AI대학원", topics=CHIP, form=CENTER, name=LAB),
        tell("건너그룹", R, form=CENTER, name=LAB, is_same_article=True),
    ),
    different(
        "one article tells what a firm agreed with two partners",
        tell(G, R, topics=CHIP),
        tell(G, MIR, topics=DRUG, is_same_article=True),
    ),
    different(
        "one article recalls what the two did three years before",
        tell(G, R, topics=CHIP, form=CENTER),
        tell(
            G,
            R,
            topics=("장학금",),
            form=EDUCATION,
            date="2023",
            is_background=True,
            is_same_article=True,
        ),
    ),
)

SUBJECTS: Final[tuple[Pair, ...]] = (*ONE_FORM, *OTHER_FORM, *TOPICS, *NAMED, *SUMS, *ARTICLES)
