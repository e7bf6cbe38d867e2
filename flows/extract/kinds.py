"""What sort of organisation a name says it is, by its ending."""

from __future__ import annotations

import re
from functools import lru_cache

from flows.model import Kind

_SUFFIXES = (  # the first that fits wins: 대학병원 before 대학
    (Kind.HOSPITAL, r"병원|의료원|의료재단|메디컬센터|세브란스|한방병원|보건소"),
    (Kind.UNIVERSITY, r"대학교|대학|[가-힣]{2}대|공대|과기대|여대|교대|대학원|학부|학과"),
    (Kind.UNIVERSITY, r"칼리지|캠퍼스|고등학교|마이스터고|산학협력단|[가-힣]공고"),
    (
        Kind.UNIVERSITY,
        r"[가-힣]{2}(?:유치원|어린이집|초등학교|중학교|사관학교|여고|과학고|외고|정보고)",
    ),
    (Kind.UNIVERSITY, r"[가-힣]{2}(?:상업고|산업고|기술고|반도체고|미디어고)"),
    (Kind.HOSPITAL, r"내과|외과|신경과|안과|소아과|청소년과|의학과|병리과|피부과"),
    (Kind.INSTITUTE, r"연구원|연구소|기술원|진흥원|평가원|과학원|정보원|시험원|인증원"),
    (
        Kind.INSTITUTE,
        r"[가-힣]{2}(?:국악원|국어원|수목원|문화원|번역원|박물관|미술관|도서관|과학관)",
    ),
    (Kind.INSTITUTE, r"[가-힣]{2}(?:기념관|천문대|훈련소|심판원|정비창|식물원|생태원|유산원)"),
    (Kind.UNIVERSITY, r"사업단|[가-힣]{2}교육과"),
    (Kind.INSTITUTE, r"연구센터|센터|연구단|랩|개발원|교육원|학술원|한림원|진흥회"),
    (Kind.GOVERNMENT, r"특별시|광역시|특별자치도|특별자치시|[가-힣]{2,3}시|[가-힣]{2,3}도청"),
    (Kind.GOVERNMENT, r"시청|구청|군청|도청|[가-힣]{2}구|[가-힣]{2}군|[가-힣]{2,}부"),
    (Kind.GOVERNMENT, r"[가-힣]{2,}청|교육청|위원회|경찰서|소방서|사령부|사단|의회"),
    (Kind.GOVERNMENT, r"육군|해군|공군|공단|기금|관리원|거래소|테크노파크"),
    (Kind.ASSOCIATION, r"협회|학회|협의회|연합회|조합|재단|중앙회|상공회의소|진흥재단|연맹"),
    (Kind.ASSOCIATION, r"노동조합|변호사회|의사회|포럼|공제회|이사회"),
    (Kind.ASSOCIATION, r"[가-힣]{2}(?:농협|수협|신협|축협|새마을금고|약사회|체육회|복지관|청년회)"),
    (Kind.GOVERNMENT, r"[가-힣]{2}(?:우체국|세관|교도소|공항|항만청)"),
    (Kind.ALLIANCE, r"얼라이언스|컨소시엄|연합체|협의체|원팀"),
    (Kind.COMPANY, r"전자|공사|은행|그룹|홀딩스|증권|보험|생명|화재|카드|캐피탈|로보틱스"),
    (Kind.COMPANY, r"테크|시스템즈?|소프트|솔루션즈?|클라우드|네트웍스|네트워크|모빌리티"),
    (Kind.COMPANY, r"바이오|제약|헬스케어|반도체|건설|중공업|조선해양|모터스|텔레콤|통신"),
    (Kind.COMPANY, r"에너지|화학|제강|엔지니어링|이노베이션|인더스트리즈?|커뮤니케이션즈?"),
    (Kind.COMPANY, r"엔터테인먼트|미디어|게임즈|랩스|닷컴|데이터|정보기술|항공|물산|로지스"),
    (Kind.COMPANY, r"로직스|푸드|리테일|에이아이|AI|SDS|CNS|코리아|Inc|벤처스|인베스트먼트"),
)
_PATTERNS = tuple((kind, re.compile(rf"(?:{suffixes})$")) for kind, suffixes in _SUFFIXES)
_NO_NAME = re.compile(  # ordinary nouns that end like a name's kind: 확대, 출시, 연구, 일부, 요청
    r"(?:확|기|시|세|최|상|무|증|절|토|휴|반|초|거|^연)대$|"
    r"(?:전|실|출|제|표|공|도|역|다|개|게|감|무|당|즉|동|임|명|지|잠|몹)시$(?<!광역시)|"
    r"(?:연|기|도|요|인|야|축|추|영)구$|(?:제품|후보|직|고객)군$|"
    r"(?:공립|사립|병설|직장|시립|군립|구립|작은|디지털|전자|국제|지방)(?:유치원|어린이집|"
    r"도서관|공항)$|"
    r"^(?:[가-힣]{1,2}부)$|(?:일|내|전|정|본|간|외|세|여|기|납|첨|상|하)부$|(?:요|신|초)청$|필요성$"
)
_MAKES_COMPANY = re.compile(  # company endings that are no ordinary nouns: they make a name
    r"..(?:전자|은행|그룹|홀딩스|로보틱스|중공업|텔레콤|제약|공사|증권|모빌리티|클라우드|에이아이|"
    r"소프트|시스템즈?|랩스|테크|테크놀로지|이노베이션|로지스|솔루션즈?|건설|물산|상사|정밀|화재|"
    r"해상|모터스|에어로|닉스|파마|제지|항공|해운|택배|백화점|인터내셔널|코리아|엔터테인먼트|"
    r"캐피탈|생명보험|손해보험|자산운용|회계법인|법무법인|특허법인|세무법인|출판사|리조트|게임즈|"
    r"네트웍스|인더스트리즈?|바이오로직스|사이언스|벤처스|인베스트먼트)$"
)


@lru_cache(maxsize=4096)  # a text asks this of each of its words four times
def kind_of(name: str) -> Kind | None:
    """Return the kind that the ending of a name tells, None where it tells none."""
    return next((kind for kind, pattern in _PATTERNS if pattern.search(name)), None)


@lru_cache(maxsize=4096)
def kind_of_suffix(name: str) -> Kind | None:
    """Return the kind where the ending alone makes the word a name ("라온대학교", not "반도체")."""
    if _NO_NAME.search(name):
        return None
    kind = kind_of(name)
    if kind is Kind.COMPANY or kind is None:
        return Kind.COMPANY if _MAKES_COMPANY.search(name) else None
    return kind if len(name) > 2 or kind is Kind.GOVERNMENT else None
