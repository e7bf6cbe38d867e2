"""Lines that news pages print around and between an article's sentences.

They are told by their whole wording, so that a sentence with the same words stays. Who wrote
it, whose picture and whose rights are in `bylines`, which every kind of document goes through;
these lines only pages have.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from flows.ingest.lines import Line

MAX_HEADING = 40  # characters, chosen: "이 기사를 본 사람들이 함께 본 뉴스" has 20
MAX_LINE = 160  # characters, chosen: none of the lines below is longer

_MARK = r"[\[(<【《〈■▶▷☞●◆※★☆#|\s]*"
_CLOSE = r"[\])>】》〉:：▼↓◆■●★◀|\s]*"
_NEWS = r"(?:기사|뉴스|소식|콘텐츠|컨텐츠|글|영상|포스트)(?:들)?"

# The heading of a block that is not the article.
_HEADINGS = (
    (
        rf"(?:{_NEWS}?\s?(?:와|과)\s)?(?:관련|연관|추천|인기|최신|주요|핫|랭킹|베스트|이전|다음"
        rf"|다른)\s?{_NEWS}(?:\s?(?:보기|목록|더보기|리스트))?"
    ),
    (
        r"(?:실시간|이 시각|지금|오늘의|주간|일간|금주의|이번 주)?\s?(?:가장\s)?(?:많이"
        rf"|함께)\s?(?:본|보는|읽은|읽는|찾은|공유된?)\s?{_NEWS}(?:\s?TOP\s?\d*)?"
    ),
    (
        r"(?:실시간|이 시각|지금 뜨는|오늘의|주간|일간)\s?(?:많이 본|주요|핫|인기"
        rf"|추천)?\s?(?:{_NEWS}|이슈|키워드|검색어|랭킹)"
    ),
    (
        rf"(?:이|해당)\s?(?:기사|기자|글|뉴스)(?:를|을|의|와|과)?\s.{{0,14}}(?:다른|함께|추천"
        rf"|관련|본|볼)\s?.{{0,4}}{_NEWS}"
    ),
    rf"[가-힣]{{2,4}}\s?기자(?:의|가 쓴)?\s?(?:다른|최신)\s?{_NEWS}(?:\s?(?:더)?보기)?",
    rf"(?:함께|같이)\s?(?:보면|볼|읽으면|읽을)\s?(?:좋은|만한|유용한)\s?{_NEWS}",
    rf"(?:놓치면|놓쳐선)\s?.{{0,8}}{_NEWS}",
    rf"당신(?:이|을|에게)\s?.{{0,12}}{_NEWS}",
    r"관련\s?(?:태그|키워드|종목|상품|이슈|동영상|링크|사이트|법령|보도자료)",
    r"(?:에디터|편집자|편집국|기자)\s?(?:추천|픽|'?s\s?pick)(?:\s?(?:기사|뉴스))?",
    r"(?:포토|화보|영상|동영상)\s?(?:뉴스|슬라이드|갤러리)?",
    (
        r"핫\s?(?:이슈|클릭|토픽|포토)|이슈\s?(?:포토|키워드)|랭킹|키워드|태그|해시태그|목차"
        r"|차례|광고|구독"
    ),
    (
        r"(?:전체\s?)?(?:댓글|의견|덧글)(?:\s?\(?\d+\)?개?)?(?:\s?(?:쓰기|보기|달기|작성"
        r"|남기기|입력))?"
    ),
    (
        r"Related (?:articles?|stories|news|posts?|links)|You (?:may|might) also like"
        r"|Read (?:more|next)|See also|Advertisement|Sponsored"
    ),
    (
        r"Most (?:read|popular|viewed)|Popular (?:now|posts|articles)|Recommended(?: for you)?"
        r"|Trending(?: now)?|(?:Table of )?Contents|Tags?|Comments|Share(?: this(?: article)?)?"
    ),
)
_HEADING = re.compile(rf"{_MARK}(?:{'|'.join(_HEADINGS)}){_CLOSE}", re.IGNORECASE)

_OUTLETS = r"(?:네이버|카카오|다음|구글|유튜브|텔레그램|페이스북|포털|언론사)"
_SERVICES = (
    r"(?:카카오(?:톡|스토리)?|페이스북|트위터|X|엑스|네이버\s?(?:밴드|블로그)?|밴드|라인"
    r"|텔레그램|링크드인|이메일|메일|URL|링크|블로그|핀터레스트|Facebook|Twitter|LinkedIn"
    r"|KakaoTalk|Instagram|Band|Email)"
)
_SIZE = r"(?:글자|글씨|폰트|본문)\s?(?:글자|글씨)?\s?(?:크기|사이즈)?"
_LINES = (
    # sharing
    (
        r"(?:이\s)?(?:기사|글|뉴스)(?:를|을)?\s?(?:공유|저장|스크랩|추천|프린트|인쇄)(?:하기"
        r"|해주세요)?\.?"
    ),
    (
        rf"{_SERVICES}(?:[(/,·|\s]+{_SERVICES}\)?)*(?:\s?(?:으?로)?\s?(?:공유|복사|보내기"
        r"|전송)(?:하기)?)?"
    ),
    (
        r"(?:SNS|기사|주소|링크|URL)\s?(?:기사)?\s?(?:공유|복사|보내기"
        r"|스크랩)(?:하기)?(?:\s?(?:완료|되었습니다\.?))?"
    ),
    (
        r"(?:공유|스크랩|인쇄|프린트|저장|북마크|좋아요|싫어요|추천|응원|훈훈해요|슬퍼요"
        r"|화나요|후속기사 원해요|목록|이전|다음|이전글|다음글|더보기|닫기|접기|펼치기|맨위로"
        r"|위로|TOP|열기|검색|로그인|회원가입|확인|취소)(?:하기)?(?:\s?\(?\d+\)?)?"
    ),
    # font size, listening
    rf"{_SIZE}\s?(?:조절|설정|변경|확대|축소|키우기|줄이기|크게|작게|보통)(?:하기)?",
    r"가(?:[\s|]*가|[\s|]*[+-]){1,6}|[+\-\s가]{1,6}|글자|가장?\s?(?:작게|크게)",
    (
        r"(?:이\s)?(?:기사|본문|뉴스)?(?:를|을)?\s?(?:음성|소리|AI\s?음성"
        r"|오디오)?(?:으로)?\s?(?:듣기|재생|일시\s?정지|멈춤|들어보세요)[.!]?"
    ),
    (
        r"Your browser (?:does not|doesn.t) support.{0,60}|\d{1,2}:\d{2}(?:\s?/\s?\d{1,2}:\d{2})?"
        r"|Listen to (?:this )?article"
    ),
    r"(?:AI|음성)\s?(?:앵커|아나운서|성우|리더|오디오)(?:가|로)?\s.{0,20}(?:듣기|읽어.{0,6})",
    # subscribing, reporting to the newsroom
    (
        rf"{_OUTLETS}(?:에서|채널에서|뉴스에서)?\s?.{{0,25}}(?:구독(?:하기|하세요)?|(?:채널"
        r"|이웃|언론사)\s?(?:추가|등록)(?:하기)?|팔로우(?:하기)?|(?:만나|받아)보세요)[.!]?"
    ),
    (
        r".{0,25}(?:구독하기|구독신청|뉴스레터(?:\s?(?:구독|신청).{0,8})?|채널\s?추가(?:하기)?"
        r"|팔로우(?:하기)?|알림\s?(?:받기|신청))[.!]?"
    ),
    r".{0,15}(?:구독|좋아요)(?:과|와)\s?(?:좋아요|구독|알림\s?설정).{0,20}",
    r".{0,20}(?:기사|뉴스|독자)?\s?제보(?:하기|\s?(?:및|/)\s?.{1,20}|(?:는|[:：=]).{1,80})?",
    rf"{_MARK}(?:카카오톡|카톡|이메일|전화|홈페이지|페이스북|유튜브)\s?[:：=].{{1,80}}",
    r"(?:제보|문의|광고)\s?(?:전화|메일|문의|이메일)?\s?[:：]\s?[\d\s@\w.,/()-]{5,80}",
    # advertisements
    (
        r"[\[(<-]?\s?(?:AD|광고|ADVERTISEMENT|Advertisement|스폰서|Sponsored"
        r"|PR)\s?[\])>]?(?:\s?(?:문의|안내|건너뛰기|닫기|로딩\s?중))?"
    ),
    # pictures
    (
        r"(?:사진|이미지|그림)?\s?(?:클릭\s?(?:하시면|시)\s.{0,14}|크게\s?보기|확대(?:하기"
        r"|해서 보기)?|원본\s?보기|더\s?보기)"
    ),
    # tags
    r"(?:#[^\s#]{1,30}[\s,]*)+",
    rf"{_MARK}(?:태그|키워드|해시태그|Tags?|Keywords?)\s?[:：].{{1,120}}",
    # links to other articles, printed as text
    (
        rf"{_MARK}(?:관련|추천|이전|함께 보면 좋은"
        rf"|함께 볼 만한)\s?{_NEWS}\s?[\])>】》:：|-].{{0,120}}(?<!다)(?<!다\.)"
    ),
    r"[☞➜➡→▶▷►]\s?.{1,80}(?:바로\s?가기|보기|클릭|구독|제보|듣기|다운로드|기사 모음)[>\])!]*",
    r"[☞➜➡►]\s?.{1,120}(?<!다\.)",
    r".{0,20}(?:기자)?(?:의)?\s?다른\s?(?:기사|뉴스)(?:\s?(?:더)?\s?보기)?",
    r"(?:페이지\s?)?\d{1,2}\s?/\s?\d{1,2}|(?:이전|다음)\s?페이지|\d(?:\s\d){1,9}|(?:처음|마지막)",
    r"(?:출처|원문|원본|기사\s?(?:원문|주소|URL))\s?[:：=]\s?.{1,100}|https?://\S{4,150}",
    # stock boxes: 건너전자 72,300 ▲ 1,200 +1.69%
    (
        r"[\w&·.\s]{1,24}[(\s]?\s?[\d,.]{2,12}\s?(?:원|p|P"
        r"|포인트)?\s?[▲▼△▽↑↓]\s?[\d,.]{1,10}(?:\s?[(,]?\s?[+-]?[\d.]+\s?%\)?)?"
    ),
    r"[\w&·.\s]{1,24}[(\s]?\s?[\d,.]{2,12}\s?(?:원|p|P|포인트)?\s?[(,]?\s?[+-]\s?[\d.]+\s?%\)?",
    r"[\w&·.\s]{1,24}\(?\d{6}\)?\s.{0,40}%\)?",
    r"(?:기자|작성자)\s?(?:프로필|정보|소개|페이지)|\d{4}[./-]\d{1,2}[./-]\d{1,2}.{0,12}송고",
    # counts and times of other things
    (
        r"(?:조회(?:\s?수)?|댓글|공유|좋아요|추천"
        r"|읽음)\s?[:：]?\s?[\d,]{1,9}(?:[\s|·]*(?:조회(?:\s?수)?|댓글|공유|좋아요"
        r"|추천)\s?[:：]?\s?[\d,]{1,9})*"
    ),
)
# The same in whole sentences, which are told by all of their words.
_SENTENCES = (
    r"(?:이\s)?(?:기사|글|뉴스)(?:를|을)\s?(?:공유|추천)합니다\.?",
    r"(?:기사\s?)?추천은\s.{0,30}참여할 수 있습니다\.?",
    r"(?:이|본) 기사는 .{0,30}(?:서비스|제공|게재)(?:된|한) 기사입니다\.?",
    r"(?:이|본) 기사는 .{0,30}에서(?:도)? (?:볼|확인할|만나볼) 수 있습니다\.?",
    r".{0,20}해당 언론사에서 선정하며 .{0,60}",
    rf"(?:기사의?\s?)?(?:본문의?\s?)?(?:내용은\s)?이\s{_SIZE}(?:로)?\s변경됩니다\.?",
    (
        r"(?:이\s)?(?:기사|본문|뉴스)(?:를|을)\s?(?:음성으로|소리로)?\s?(?:들려"
        r"|읽어)\s?(?:드립니다|줍니다)\.?(?:\s?Your browser.{0,60})?(?:\s?\d+:\d+)?"
    ),
    r".{0,20}(?:여러분의|독자의|소중한|독자 여러분의)\s.{0,10}제보를\s(?:기다립니다|받습니다)\.?",
    (
        r"(?:이|본|해당|위)\s?(?:기사|요약|콘텐츠|내용|번역)(?:는|은|문은)?\s.{0,30}(?:AI"
        r"|인공지능).{0,40}(?:생성|요약|번역|작성|제작).{0,40}다\.?"
    ),
    r"(?:링크|주소|URL)(?:가|이)\s?복사\s?되었습니다\.?",
    r"(?:첫|마지막)\s?(?:번째\s?)?(?:페이지|기사)입니다\.?",
    r"(?:댓글|의견)(?:을|이)\s?(?:남겨|입력|작성|없습니다|등록).{0,20}",
    r".{0,30}(?:로그인|회원)\s?(?:후|만)\s?(?:댓글|의견|덧글).{0,30}",
)
_SAID = re.compile("|".join(_SENTENCES), re.IGNORECASE)
_LINE = re.compile("|".join((*_LINES, *_SENTENCES)), re.IGNORECASE)
_BULLET = re.compile(r"[-·•ㆍ▶▷☞►→└ㄴ*]|\d{1,2}[.)\s]")
_SENTENCE = re.compile(r"(?:다|요|까|죠|함|음|임|[a-z])[.!?。][\"'”’)\]』」》>]*$|[.。][\"'”’]$")
LINKED = 0.8  # share of a line's letters in links from which it is a link, chosen


def is_block_heading(text: str) -> bool:
    """Say whether a text is the heading of a block that is not the article: 관련기사."""
    text = text.strip()
    return len(text) <= MAX_HEADING and _HEADING.fullmatch(text) is not None


def is_boilerplate(text: str) -> bool:
    """Say whether a whole line is one that pages print: sharing, font size, tags."""
    text = text.strip()
    if len(text) > MAX_LINE:
        return False
    form = _SAID if text.endswith("다.") else _LINE
    return form.fullmatch(text) is not None or is_block_heading(text)


def is_sentence(text: str) -> bool:
    """Say whether a line ends as sentences do."""
    return _SENTENCE.search(text) is not None


def drop_boilerplate(lines: Iterable[Line]) -> Iterator[Line]:
    """Give the lines that are neither boilerplate nor links to something else.

    Below the heading of a block its entries go too: lines that are links or begin with a
    bullet, up to the next sentence.
    """
    is_below = False
    for line in lines:
        if is_boilerplate(line.text):
            is_below = is_below or is_block_heading(line.text)
            continue
        is_entry = line.linked >= LINKED or (is_below and _BULLET.match(line.text) is not None)
        if is_entry and not is_sentence(line.text):
            continue
        is_below = False
        yield line
