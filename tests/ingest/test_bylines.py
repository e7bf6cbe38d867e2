import pytest

from flows.ingest.bylines import is_aside, strip_opening


@pytest.mark.parametrize(
    "line",
    [
        "김하늘 기자 sky@hanbit.example",
        "김하늘 기자",
        "[한빛경제 김하늘 기자]",
        "한빛경제=김하늘 선임기자 (sky@hanbit.example)",
        "sky@hanbit.example",
        "(사진=건너전자 제공)",
        "사진제공=건너전자",
        "[사진 = 라온대학교]",
        "▲ 건너전자 김하늘 대표(왼쪽)와 이바다 라온대 총장. (사진=건너전자 제공)",
        "▲ 업무협약을 체결하고 기념 촬영을 하고 있다. /사진=건너전자",
        "▲ 협약식 모습 [건너전자 제공]",
        "<저작권자 ⓒ 한빛경제, 무단 전재 및 재배포 금지>",
        "Copyright ⓒ 한빛경제. All rights reserved. 무단 전재 및 재배포 금지",
        "저작권자 © 한빛경제 무단전재 및 재배포 금지",
    ],
)
def test_asides(line: str) -> None:
    """Bylines, credited captions and copyright notices are told by their whole line."""
    assert is_aside(line)


@pytest.mark.parametrize(
    "line",
    [
        "김하늘 기자는 라온대학교에서 강연했다.",
        "한국기자협회와 건너전자가 업무협약을 체결했다.",
        "▲ 온디바이스 AI 반도체 공동 개발",
        "▲건너전자는 라온대학교와 협약을 맺었다.",
        "사진=예술이라는 말처럼 건너전자는 라온대와 협약을 체결했다.",
        "사진/영상 AI 기업 건너전자가 라온대와 손잡았다",
        "저작권자 보호를 위해 건너전자와 한빛협회가 협약을 체결했다.",
        "ⓒ 표시 기술을 건너전자와 라온대가 공동 개발한다.",
        "문의는 sky@hanbit.example 로 하면 된다.",
    ],
)
def test_article_text(line: str) -> None:
    """A sentence that only begins like one of them is article text."""
    assert not is_aside(line)


@pytest.mark.parametrize(
    "opening",
    [
        "(서울=한빛통신) 김하늘 기자 = ",
        "[서울=한빛뉴스]김하늘 기자 = ",
        "[한빛경제 김하늘 기자] ",
        "[대전=한빛일보] 김하늘·이바다 기자 = ",
        "【한빛경제=김하늘 기자】",
        "[김하늘 기자] ",
    ],
)
def test_openings(opening: str) -> None:
    """The agency's and writer's mark before the first sentence is cut."""
    assert strip_opening(f"{opening}건너전자는 협약을 맺었다.") == "건너전자는 협약을 맺었다."


@pytest.mark.parametrize(
    "paragraph",
    [
        "(대표=김하늘) 건너전자는 협약을 맺었다.",
        "[게시판] 건너전자, 라온대와 업무협약",
        "(주)건너전자는 협약을 맺었다.",
        "김하늘 기자 = 건너전자",
    ],
)
def test_no_openings(paragraph: str) -> None:
    """Other brackets are part of the text."""
    assert strip_opening(paragraph) == paragraph
