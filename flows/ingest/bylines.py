"""Lines and beginnings that are not the article: who wrote it, whose picture, whose rights.

Only what is certain goes: the whole line must have the form. ▲ alone begins list items too,
so a caption needs its credit.
"""

from __future__ import annotations

import re

_NAME = r"[가-힣]{2,4}"
_ROLE = (
    r"(?:[가-힣A-Z]{1,4})?(?:선임|수석|전문|객원|인턴|수습|시민)?\s?"
    r"(?:기자|특파원|논설위원|통신원|리포터)"
)
_NAMES = rf"{_NAME}(?:\s?[·,]\s?{_NAME}){{0,3}}"
_MAIL = r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
_CREDIT = (
    r"(?:(?:사진|자료|영상)\s?(?:제공|출처|자료)?\s?[=:ⓒ|]|(?:이미지|그래픽"
    r"|그림)\s?(?:출처)?\s?[=:|])"
)
_OUTLET = r"[\w· ]{0,10}(?:뉴스\d?|뉴시스|통신|신문|일보|경제|타임스|데일리|투데이|TV)"
# What captions say of those who are seen; sentences with a credit behind them say other things.
_POSE = (
    r"고 있다|모습|장면|전경|왼쪽|오른쪽|가운데|촬영|조감도|이미지|포스터|로고"
    r"|[가-힣] (?:대표|총장|교수|소장|원장)\s?[\[(/ⓒ]"
)

# Each with a line that really ended so.
_LINES = (
    # 김하늘·이바다 기자 sky@hanbit.example / [한빛경제 김하늘 기자] / 대전=김하늘 기자
    re.compile(
        rf"[\[(/]?(?:[\w·]{{2,12}}[\s=])?{_NAMES}\s?{_ROLE}[\])]?\s?[|/(<]?\s?(?:{_MAIL})?[)>]?"
        r"(?:\s?(?:다른\s?기사\s?보기|페이지|구독))?"
    ),
    # (대전=한빛통신) 김하늘 기자 / 글=김하늘 기자, 사진=이바다 기자 / 기자 김하늘
    re.compile(
        rf"[\[(][가-힣]{{2,8}}={_OUTLET}[\])]\s?{_NAMES}\s?{_ROLE}"
        rf"|(?:(?:글|사진|취재|영상|편집|정리)[·/\s]?){{1,3}}[=:]?\s?{_NAMES}\s?{_ROLE}"
        rf"(?:[,/·\s]+(?:글|사진|취재|영상|편집)\s?[=:]?\s?{_NAMES}\s?(?:{_ROLE})?)?"
        rf"|기자\s?[=:]?\s?{_NAME}"
    ),
    # 김하늘 (sky@hanbit.example) / 한빛경제 김하늘 sky@hanbit.example / sky@hanbit.example
    re.compile(
        rf"(?:[\w·]{{2,12}}\s)?(?:{_NAME})?\s?[(<\[]?{_MAIL}[)>\]]?"
        rf"(?:\s?{_NAME}\s?{_ROLE}.{{0,16}})?"
    ),
    # (사진=건너전자 제공) / 사진제공=건너전자
    re.compile(rf"(?!.*다\.$)[\[(<【/]?\s?{_CREDIT}.{{0,80}}"),
    # ▲ 건너전자 김하늘 대표(왼쪽)와 라온대 이바다 총장. (사진=건너전자 제공) / … /사진=건너전자
    re.compile(
        rf"[▲△◀▶].{{0,300}}(?:[\[(<【/]\s?{_CREDIT}[^\])>】]{{0,40}}[\])>】]?"
        r"|[\[(|/ⓒ]\s?[\w· ]{1,20} 제공[\])]?)\.?"
    ),
    # 협약식에서 기념 촬영을 하고 있다. (사진=건너전자 제공) / 사옥 전경 ⓒ한빛경제
    re.compile(
        rf"(?=.*(?:{_POSE}))[^.]{{1,120}}\.?\s?(?:[\[(<【/]?\s?{_CREDIT}[^\])>】]{{0,40}}[\])>】]?"
        r"|[\[(|/]\s?[\w· ]{1,20} 제공[\])]?|ⓒ\s?[\w· ]{1,20})\.?"
    ),
    # 건너전자 사옥 [사진=건너전자] / 협약식 현장. 사진=라온대
    re.compile(
        rf"(?!.*[다요]\.)[^.]{{1,80}}[.\s]\s?[\[(<【/]?\s?{_CREDIT}[^\])>】]{{0,40}}[\])>】]?"
    ),
    re.compile(r"자료\s?사진|[\[(<]\s?끝\s?[\])>]|끝\."),
    # <저작권자 ⓒ 한빛경제, 무단 전재 및 재배포 금지> / Copyright ⓒ 한빛경제. All rights reserved.
    re.compile(
        r"[<\[(]?\s?(?:저작권자|ⓒ|©|\([cC]\)|[Cc]opyrights?\b|COPYRIGHT).{0,120}"
        r"(?:무단\s?(?:전재|복제)|재배포|[Aa]ll [Rr]ights [Rr]eserved).{0,80}"
    ),
    # 무단전재 및 재배포 금지 / ⓒ 한빛경제 / 저작권자 © 한빛경제 / Copyright by hanbit.example
    re.compile(
        r"[<\[(]?\s?무단\s?(?:전재|복제|배포).{0,30}금지\s?[>\])]?\.?"
        r"|(?!.*다\.$)(?:저작권자\s?)?[ⓒ©]\s?[\w· .]{1,24}|Copyrights?\s(?:by|ⓒ|©)\s?\S{1,40}"
    ),
)
# (서울=한빛통신) 김하늘 기자 = / [한빛경제 김하늘 기자] / [서울=한빛통신]김하늘 기자 =
_OPENING = re.compile(
    rf"(?:[\[(【][가-힣]{{2,8}}={_OUTLET}[\])】]\s?(?:{_NAME}(?:·{_NAME})*\s?{_ROLE}\s?)?=?"
    rf"|[\[(【](?:[\w·]{{2,12}}\s?[\s=]\s?)?{_NAME}\s?{_ROLE}[\])】]\s?=?)\s*"
)
# … 밝혔다. 김하늘 기자 sky@hanbit.example / … 밝혔다. [사진=건너전자]
_CLOSING = re.compile(
    r"(?<=[다요][.!?])[\"'”’]?(?P<end>\s*[/|]?\s*(?:"
    rf"[\[(<]?(?:[\w·]{{2,12}}[\s=])?{_NAME}\s?{_ROLE}[\])>]?\s?[|/(<]?\s?(?:{_MAIL})?[)>]?"
    rf"|[(<\[]?{_MAIL}[)>\]]?|[\[(<]\s?{_CREDIT}[^\])>]{{0,40}}[\])>]))$"
)


def is_aside(line: str) -> bool:
    """Say whether the whole line is a byline, a credited caption or a copyright notice."""
    return any(form.fullmatch(line.strip()) for form in _LINES)


def strip_closing(paragraph: str) -> str:
    """Cut what stands behind a paragraph's last sentence: the writer's name, a picture's credit."""
    match = _CLOSING.search(paragraph)
    return paragraph[: match.start("end")].rstrip() if match else paragraph


def strip_opening(paragraph: str) -> str:
    """Cut the agency's and writer's mark from the beginning of a paragraph."""
    match = _OPENING.match(paragraph)
    return paragraph[match.end() :] if match else paragraph
