import time

import pytest
from lxml import html  # type: ignore[import-untyped]  # lxml has no annotations

from flows.ingest.boilerplate import drop_boilerplate, is_block_heading, is_boilerplate
from flows.ingest.bylines import is_aside, strip_closing
from flows.ingest.lines import read_lines

PRINTED = [
    "(끝)",
    "<끝>",
    "ⓒ 한빛경제 & hanbit.example, 무단전재 및 재배포 금지",
    "무단전재 및 재배포 금지",
    "무단 전재·재배포 금지",
    "<ⓒ한빛경제, 무단전재 및 재배포 금지>",
    "[ⓒ 한빛경제. 무단전재-재배포 금지]",
    "ⓒ한빛경제(www.hanbit.example), 무단전재 및 수집, 재배포금지",
    "Copyrights ⓒ 한빛TV. 무단전재 및 재배포 금지",
    "Copyright © 한빛 All rights reserved. 무단 전재, 재배포 및 AI학습 이용 금지",
    "<저작권자 ⓒ 한빛경제, 무단 전재-재배포, AI 학습 및 활용 금지>",
    "ⓒ 한빛경제",
    "이바다 객원기자 sea@hanbit.example",
    "글=김하늘 기자, 사진=이바다 기자",
    "김하늘·이바다 기자 sky@hanbit.example",
    "김하늘, 이바다 기자",
    "대전=김하늘 기자 sky@hanbit.example",
    "(대전=한빛통신) 김하늘 기자",
    "김하늘 AI전문기자 sky@hanbit.example",
    "김하늘 (sky@hanbit.example)",
    "기자 김하늘",
    "한빛경제 김하늘 sky@hanbit.example",
    "김하늘 기자 sky@hanbit.example 다른 기사 보기",
    "김하늘 기자 다른기사 보기",
    "sky@hanbit.example 김하늘 기자의 기사 더보기",
    "김하늘 기자 페이지",
    "이 기사를 추천합니다",
    "기사추천은 24시간 내 50회까지 참여할 수 있습니다.",
    "기자 구독하기",
    "구독",
    "좋아요 12",
    "댓글 0",
    "본 기사는 한빛 단말기로 16시 28분에 서비스된 기사입니다.",
    "이 기사는 한빛경제 홈페이지에서도 볼 수 있습니다.",
    "한빛경제 카카오톡 채널 추가하기",
    "▶한빛경제 바로가기",
    "▶ 네이버 홈에서 [한빛경제] 채널 구독하기",
    "[한빛경제 주요뉴스해당 언론사에서 선정하며 언론사 페이지(아웃링크)로 이동해 볼 수 있습니다.",
    "■ 제보하기",
    "▷ 전화 : 02-781-1234, 4444",
    "▷ 이메일 : jebo@hanbit.example",
    "사진 확대",
    "이미지 크게 보기",
    "[사진 출처 = 한빛통신]",
    "사진=한빛통신",
    "[자료=건너전자]",
    "(사진: 건너전자)",
    "사진 | 건너전자",
    "자료사진",
    "/사진=건너전자 홈페이지 캡처",
    "건너전자 사옥 [사진=건너전자]",
    "건너전자 사옥 전경. /건너전자 제공",
    "협약식 현장. 사진=라온대",
    "이바다 소장이 발표하고 있다. 사진제공=건너전자",
    "▲협약식 사진=건너전자",
    "◆ 관련기사 ◆",
    "<관련기사>",
    "관련 뉴스",
    "[많이 본 기사]",
    "많이 본 뉴스",
    "이 시각 주요 뉴스",
    "당신이 좋아할 만한 콘텐츠",
    "Copyright by hanbit.example",
    "기사 공유하기",
    "글자 작게",
    "글자 크게",
    "기사 스크랩하기",
    "프린트",
    "인쇄하기",
    "이메일 보내기",
    "페이스북으로 공유하기",
    "URL복사",
    "#AI",
    "#AI #반도체 #협약",
    "코스피 2,600.12 ▲ 12.30 (+0.48%)",
    "[AD]",
    "Advertisement",
    "광고 로딩중",
    "구독하고 알림 받기",
    "SNS 공유하기",
    "https://www.hanbit.example/news/1",
    "기자 프로필",
    "Tag",
    "저작권자 © 한빛경제",
    "[저작권자(c) 한빛통신, 무단 전재-재배포 금지]",
    "2026/11/24 14:00 송고",
    "제보는 카카오톡 okjebo",
]
KEPT = [
    "■ 온디바이스 AI 반도체",
    "◆ 협약의 의미",
    "▲ AI 반도체 ▲ 언어모델 ▲ 로봇 등 3대 분야",
    "▶ 협력 분야 : 인공지능, 반도체",
    "- 협약 기간: 5년",
    "1. 협약 개요",
    "<표> 협력 과제 목록",
    "이바다 건너전자 연구소장",
    "문의는 건너전자 홍보팀으로 하면 된다.",
    "사진 속 물체를 알아보는 AI를 개발했다",
    "댓글 분석 AI, 다솜대와 개발",
    "구독 경제를 연구하는 다솜대와 협약",
    '"함께 성장하겠다"',
    "Q. 앞으로의 계획은?",
    "A. 상용화다.",
    "네이버, 다솜대와 AI 추천 기술 개발",
    "카카오, 해든연구원과 협약",
    "카카오톡 기반 상담 AI 공급",
    "(왼쪽부터) 이바다 소장, 김하늘 총장이 협약서에 서명했다.",
    "태그 없이 사진을 분류한다",
    "관련 기사 3만 건을 학습한 모델이다.",
    "인기 기사 추천 알고리즘",
    "기자 회견에서 밝혔다",
    "2026년 11월 24일",
    "건너전자 2,600억원 투자, 12% 증가",
    "△ 초거대 AI △ 로봇",
    "목차를 자동으로 만드는 AI",
    "네이버 클라우드, 특허 등록",
    "AI 번역 서비스",
    "사업기간 2026 - 2030",
    "이 기술은 카카오톡에서 만나볼 수 있다",
    "ⓒ 표시가 없는 저작물을 학습했다.",
    "건너전자 제공",
    "라온대 제공",
]


@pytest.mark.parametrize("line", PRINTED)
def test_printed_lines(line: str) -> None:
    """What pages print around an article is told by its whole wording."""
    assert is_boilerplate(line) or is_aside(line)


@pytest.mark.parametrize("line", KEPT)
def test_kept_lines(line: str) -> None:
    """A line of an article with the same words stays."""
    assert not is_boilerplate(line)
    assert not is_aside(line)


@pytest.mark.parametrize(
    "text,is_heading",
    [
        ("관련기사", True),
        ("[관련 기사]", True),
        ("■ 많이 본 뉴스", True),
        ("이 기사를 본 사람들이 함께 본 뉴스", True),
        ("실시간 인기 뉴스", True),
        ("김하늘 기자의 다른 기사", True),
        ("함께 보면 좋은 기사", True),
        ("댓글 3개", True),
        ("Related articles", True),
        ("관련 연구", False),
        ("주요 협력 분야", False),
        ("많이 본 뉴스를 고르는 AI", False),
        ("댓글로 배우는 AI", False),
        ("협약의 주요 내용", False),
    ],
)
def test_block_headings(text: str, *, is_heading: bool) -> None:
    """Headings of blocks of other articles are not those of the article's own parts."""
    assert is_block_heading(text) is is_heading


@pytest.mark.parametrize(
    "end",
    [
        " 김하늘 기자 sky@hanbit.example",
        " /김하늘 기자",
        " sky@hanbit.example",
        " [사진=건너전자]",
        "(사진=건너전자 제공)",
        " [한빛경제 김하늘 기자]",
    ],
)
def test_closings(end: str) -> None:
    """The writer's name or a credit behind the last sentence is cut, the sentence stays."""
    assert strip_closing(f"두 기관은 협약을 맺었다.{end}") == "두 기관은 협약을 맺었다."
    assert strip_closing(f"“함께하겠다.”{end}") == "“함께하겠다.”"


@pytest.mark.parametrize(
    "paragraph",
    [
        "두 기관은 협약을 맺었다.",
        "협약을 취재한 김하늘 기자",
        "문의는 sky@hanbit.example 로 하면 된다.",
        "협약을 맺었다. (대표=김하늘)",
    ],
)
def test_no_closings(paragraph: str) -> None:
    """Other ends are part of the text."""
    assert strip_closing(paragraph) == paragraph


def test_entries_below_a_heading() -> None:
    """Entries below a block's heading go, up to the next sentence; other lists stay."""
    text = (
        "■ 반도체<br>■ 로봇<br>관련기사<br>- 새벽로보틱스 소식<br>- 누리통신 소식<br>협약을 맺었다."
    )
    lines = drop_boilerplate(read_lines(html.fromstring(f"<div>{text}</div>")))
    assert [line.text for line in lines] == ["■ 반도체", "■ 로봇", "협약을 맺었다."]


@pytest.mark.parametrize(
    "line", ["가 " * 100_000, "#" * 100_000, "[" * 100_000, "a" * 100_000, "1,2" * 50_000, "@" * 99]
)
def test_no_line_takes_long(line: str) -> None:
    """A line as long as a book is judged at once."""
    start = time.process_time()
    for text in (line, line[:150], line[:400]):
        is_boilerplate(text)
        is_aside(text)
        strip_closing(text)
    assert time.process_time() - start < 1
