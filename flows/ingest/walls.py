"""Pages that stand where an article should: errors with a friendly face, and walls to pay at."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from lxml.html import HtmlElement  # type: ignore[import-untyped]  # lxml has no annotations

# Below it a body beside an error's words is the error's explanation, and a body beside a wall's
# is its teaser. Chosen: teasers that were seen have 100 to 400 characters, the seed 1,400.
SHORT = 500
MAX_PHRASE = 200  # characters of a line in which an error's words are looked for

_THING = r"(?:기사|페이지|게시물|게시글|뉴스|글|문서|콘텐츠|컨텐츠|자료|주소|정보|URL|화면)"
_ERRORS = (
    (
        r"(?:존재하지\s?않(?:는|습니다)|존재하지\s?않거나|삭제\s?(?:된|되었거나|됐거나)|없는"
        rf"|유효하지\s?않은|잘못된|만료된)\s?.{{0,12}}{_THING}\s?(?:입니다|이거나|혹은|또는)"
    ),
    (
        rf"{_THING}(?:가|이|를|을|는|은)?\s?.{{0,12}}(?:찾을\s?수\s?(?:가\s)?없습니다"
        r"|존재하지\s?않습니다|삭제\s?되었습니다|삭제됐습니다|없습니다|변경되었거나"
        r"|삭제되었거나)"
    ),
    (
        r"(?:잘못된|비정상적인|허용되지\s?않은|올바르지\s?않은)\s?(?:접근|경로|요청|주소"
        r"|파라미터)(?:입니다|을|으로)"
    ),
    (
        r"(?:접근|접속|서비스)\s?(?:이|가|을|를)?\s?(?:차단|제한|거부|중단)\s?(?:되었습니다"
        r"|됐습니다|합니다|중입니다)"
    ),
    r"(?:시스템|서버|페이지)\s?(?:오류|에러|점검)(?:가 발생|\s?중|입니다)",
    r"(?:자바\s?스크립트|JavaScript)(?:를|을)?\s.{0,20}(?:활성화|사용|켜|enable)",
    (
        r"404(?:\s?error|\s?not found)?|(?:page|article|file) (?:was )?not found|(?:page"
        r"|article) (?:you|does).{0,40}(?:exist|found|removed)"
    ),
    (
        r"access denied|forbidden|just a moment\.*|attention required.*|(?:are you"
        r"|verify (?:that )?you are) (?:a )?(?:human|robot)|enable javascript|internal server error"
        r"|service unavailable"
    ),
)
_ERROR = re.compile("|".join(_ERRORS), re.IGNORECASE)
_QUOTES = frozenset("”\"'’」』")
_GOES_ON = re.compile(r"(?:라|고|라고|라는|란|는)(?![가-힣])|(?:라는|라고|란)\s")
_ALERT = re.compile(r"alert\s*\(\s*(?:unescape\()?[\"']([^\"']{2,200})")

_WALLS = (
    (
        r"로그인\s?(?:후|하시면|하셔야|하고|한\s?후)(?:에)?\s?.{0,16}(?:읽|볼|보실|열람"
        r"|이용)\S{0,4}\s?(?:수\s있|가능|바랍니다|주세요|해\s?주|니다)|로그인이\s?필요"
    ),
    (
        r"(?:유료|구독자|프리미엄|멤버십|회원)\s?(?:독자|구독자|회원)?\s?(?:전용)?\s?(?:기사"
        r"|콘텐츠|컨텐츠|서비스)?\s?(?:전용)?\s?(?:입니다|이며|로만 제공)"
    ),
    (
        r"(?:유료|정기|온라인|월정액)\s?(?:회원|구독)(?:에게만|만|자만|자에게만|\s?후|하시면"
        r"|하면|신청)"
    ),
    (
        r"구독(?:하시면|하면|\s?후|하고|을\s?(?:하시면|시작))\s?.{0,30}(?:전문|기사|모든"
        r"|무제한|이어|읽|볼|이용)"
    ),
    (
        r"(?:기사|글|뉴스)?\s?(?:전문|전체|나머지|뒷\s?내용|남은)\s?.{0,14}(?:보시려면"
        r"|읽으시려면|보려면|읽으려면|이용하려면|확인하려면)"
    ),
    r"(?:무료|이달의)\s?(?:기사|열람)\s?.{0,12}(?:모두|소진|초과)",
    r"(?:회원\s?가입|가입)\s?(?:후|하시면|하면)\s?.{0,20}(?:읽|볼|이용|열람)",
    r"유료\s?기사",
    (
        r"(?:subscribe|sign in|log in|register)\s(?:now\s)?to\s(?:continue|keep|read"
        r"|access|unlock|view).{0,40}"
    ),
    (
        r"(?:this|the) (?:article|story|content) is (?:for"
        r"|available (?:only )?to) .{0,20}(?:subscribers|members)"
    ),
    r"already a (?:subscriber|member)|for subscribers only|subscriber-only",
)
_WALL = re.compile("|".join(_WALLS), re.IGNORECASE)

_OTHER = re.compile("댓글|뉴스레터|newsletter|comment", re.IGNORECASE)  # with their own walls


def error_of(texts: Iterable[str]) -> str | None:
    """Give the words in which one of the lines says that there is no article; None if none.

    What a line quotes, or says of something else before or after those words, is no error.
    """
    for text in texts:
        match = _ERROR.search(text[:MAX_PHRASE])
        if match and not _is_told(text, match):
            return text if len(text) <= 80 else match[0]
    return None


def _is_told(text: str, match: re.Match[str]) -> bool:
    """Say whether a sentence goes on: "삭제된 기사입니다라는 안내를 고쳤다"."""
    behind, before = text[match.end() : match.end() + 1], text[: match.start()]
    return behind in _QUOTES or _GOES_ON.match(text, match.end()) is not None or "“" in before


def alerts_of(tree: HtmlElement) -> list[str]:
    """Give what the scripts of a page tell the reader in a box."""
    scripts = (script.text or "" for script in tree.iter("script"))
    return [text for script in scripts for text in _ALERT.findall(script)]


def walls_of(lines: Iterable[str], body: Sequence[str]) -> list[str]:
    """Give the lines that ask to pay, subscribe or log in before reading on.

    One with more of the article behind it is the article's: `body` has its lines.
    """
    last = max((n for n, text in enumerate(body) if not is_wall(text)), default=-1)
    said = set(body[:last])
    return [text for text in lines if text not in said and is_wall(text)]


def is_wall(text: str) -> bool:
    """Say whether a line asks to pay, subscribe or log in before reading on."""
    is_other = len(text) > MAX_PHRASE or _OTHER.search(text) is not None
    return not is_other and _WALL.search(text) is not None
