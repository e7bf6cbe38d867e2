"""Two names that a text gives one organisation side by side.

    abbreviated   "한국라온기술원(KRIT)", "KRIT(한국라온기술원)", "서울대학교병원(서울대병원)"
    spelled       "라온데이터(RaonData)", "케이티앤지(KT&G)"
    introduced    "한국라온기술원(이하 라온기)", "Korea Institute of X (KIX)"
    former        "누리소프트(옛 가람정보)", "Raon Inc. (formerly Garam)"
    renamed       "가람정보에서 사명을 바꾼 누리소프트": see `renamed`

Only what is marked, or what its letters vouch for, is taken: a bracket holds people, places,
tickers, parents and products as well, and a wrong alias joins two organisations for ever.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from flows.extract.kinds import kind_of, kind_of_suffix
from flows.extract.lexicon import Lexicon
from flows.extract.looks import BARE, LEADER, LEGAL
from flows.extract.names import is_counted
from flows.extract.normalize import name_key
from flows.extract.renamed import find_renamed
from flows.extract.spellings import (
    are_first_sounds,
    are_initials,
    is_cut_from,
    is_shortened,
    opens_with,
    sounds_like,
)
from flows.model import Kind

_LONGEST = 30  # characters of a name; longer brackets explain
_PIECES = re.compile(r"[,·/;]\s*")
_INTRODUCED = re.compile(
    r"^(?:이하|약칭|영문명|영문 이름|줄여서)\s*:?\s*['\"‘“]?(?P<name>[^'\"’”]+?)['\"’”]?"
    r"(?:\s?이?라(?:고)?\s?(?:함|한다|칭함|부른다|칭한다))?$"
)
_FORMER = re.compile(
    r"^(?:(?:옛|구|전|이전|변경 전|개명 전)[.:]?\s(?:이름|사명|명칭)?:?\s?|[舊前]\s?|"
    r"(?:formerly|previously)\s(?:known\sas\s)?|(?:f/k/a|fka)\s?)"
    r"['\"‘“]?(?P<name>[^'\"’”]+?)['\"’”]?$",
    re.IGNORECASE,
)
_NAME = re.compile(r"[A-Za-z가-힣][A-Za-z0-9가-힣&.'’\-]*(?: [A-Za-z0-9가-힣&.'’\-]+){0,4}")
_HANGUL = re.compile(r"[가-힣]")
_LATIN = re.compile(r"[A-Za-z][A-Za-z0-9&.'’\- ]*")
_ACRONYM = re.compile(r"[A-Z]{3,9}")
_INTRODUCED_ACRONYM = re.compile(r"[A-Z][A-Za-z&-]{1,9}")
_ENGLISH = re.compile(
    r"(?P<name>[A-Z][\w&.'’-]*(?:\s(?:(?:of|for|and|the)\s){0,2}[A-Z&][\w&.'’-]*){0,9})\s"
    r"\((?P<gloss>[^()]{2,40})\)"
)
_TITLED = re.compile(
    rf"{LEADER.pattern}|교수|박사|의원|위원|기자|부장|본부장|사업부|사옥|본사|지점|지사|건물|공장|"
    r"부지|청사|이사|연구원장|직원|출신|소속|역사|본점|사업$|[역점팀]$"
)
_GENERIC = BARE | frozenset(
    [
        *("AAM", "ADAS", "AIDC", "AICC", "BCI", "CBAM", "CEO", "CES", "CFO", "CIO"),
        *("CISO", "CMO", "COO", "CPO", "CSO", "CTO", "CXO", "DB", "DC", "EU"),
        *("FDE", "GDP", "GTC", "IDC", "IFA", "IPO", "ITS", "JV", "KOSDAQ", "KOSPI"),
        *("KPI", "LLC", "LMM", "LOI", "MLCC", "MWC", "NASDAQ", "NDA", "NYSE", "OCR"),
        *("OTT", "PIM", "PM", "QA", "RAG", "RPA", "SDGS", "SDV", "SI", "SLM"),
        *("SMR", "TF", "UAE", "UAM", "UK", "UN", "US", "USA", "VLA", "VLM"),
        "WEF",
    ]
)
_BODIES = frozenset(
    {Kind.INSTITUTE, Kind.UNIVERSITY, Kind.HOSPITAL, Kind.ASSOCIATION, Kind.ALLIANCE}
)
_UNIT = re.compile(  # 공과대학(MIT), AI연구원(LG): the bracket may name the whole
    r"^(?:AI|인공지능|공과|의과|경영|자연과학)[가-힣]*$|(?<!교)대학$|센터$|랩$|본부$|부문$|학과$|학부$|"
    r"대학원$|사업단$|산학협력단$|칼리지$|캠퍼스$|아카데미$"
)
_PERSON = 3  # characters of most people's names
_NATIONAL = 6  # characters: 한국타이어 is a company, longer ones are mostly public bodies
_BODY_SHORTEST = 3  # characters: 라온대
_STEM = re.compile(  # what is left of 진흥원, 이 협회, 국제센터 names nobody in particular
    r"(?:대학교|대학|대학원|대|병원|의료원|연구원|연구소|기술원|진흥원|평가원|개발원|정보원|협회|학회|"
    r"협의회|연합회|재단|공단|공사|센터|사업단|조합|위원회|그룹|홀딩스|법인|회사|기업|은행|증권|청|부|시|도|군|구)$"
)


class Given(NamedTuple):
    """Two names that a text gives one organisation side by side."""

    name: str
    other: str


class Named(NamedTuple):
    """A name with what stands in the bracket behind it."""

    name: str
    gloss: str


def find_given(named: Iterable[Named], text: str, lexicon: Lexicon) -> Iterator[Given]:
    """Give the pairs of names that brackets and the words for a change of name put together."""
    for name, gloss in dict.fromkeys((*named, *_in_english(text))):
        for piece in _PIECES.split(gloss):
            other = _other_name(name, piece.strip(), lexicon)
            if other is not None:
                yield Given(name, other)
    for old, new in find_renamed(text):
        if all(_may_be_name(name, lexicon) for name in (old, new)) and _are_alike(old, new):
            yield Given(new, old)


def _in_english(text: str) -> Iterator[Named]:
    found = ((m["name"].removeprefix("The "), m["gloss"]) for m in _ENGLISH.finditer(text))
    return (Named(name.rstrip("."), gloss) for name, gloss in found)


def _other_name(name: str, piece: str, lexicon: Lexicon) -> str | None:
    """Return the name that a piece of a bracket gives, None where it may be anything else."""
    former, introduced = _FORMER.match(piece), _INTRODUCED.match(piece)
    if former:
        other = LEGAL.sub("", former["name"].strip())
        is_one = _may_be_name(other, lexicon) and _are_alike(other, name)
        return other if is_one and not _may_be_person(piece, other) else None
    other = introduced["name"].strip() if introduced else piece
    if not _may_be_name(other, lexicon) or not _are_apart(name, other):
        return None
    fits = _fits_introduced if introduced else _fits
    return other if fits(name, other, lexicon) else None


def _may_be_person(piece: str, name: str) -> bool:
    """Return whether "전 김하늘" may be somebody who left, and not what it was called."""
    is_short = len(name) <= _PERSON and kind_of_suffix(name) is None
    return is_short and piece.startswith(("전", "前", "이전"))


def _fits_introduced(name: str, other: str, lexicon: Lexicon) -> bool:
    """Behind 이하 any short Latin name will do; one in Hangul must leave out a part of the name."""
    if _HANGUL.search(other) is None:
        return _INTRODUCED_ACRONYM.fullmatch(other) is not None or _fits(name, other, lexicon)
    return is_cut_from(other, name) or _fits(name, other, lexicon)


def _fits(name: str, other: str, lexicon: Lexicon) -> bool:
    """Return whether the letters of two names vouch for each other, in either order."""
    if _HANGUL.search(name) is None and _HANGUL.search(other) is not None:
        name, other = other, name
    if _HANGUL.search(other) is not None:
        return any(is_shortened(a, b) for a, b in ((name, other), (other, name)))
    if _HANGUL.search(name) is None:
        return any(are_initials(a, b) for a, b in ((name, other), (other, name)))
    return _LATIN.fullmatch(other) is not None and (
        (_is_acronym(name, other, lexicon)) or sounds_like(name, other)
    )


def _is_acronym(name: str, letters: str, lexicon: Lexicon) -> bool:
    """Return whether capitals abbreviate a public body, or a company by the sounds of its name.

    Behind a company that config/ knows they are its ticker as often: it has its aliases there.
    """
    if _ACRONYM.fullmatch(letters) is None or _UNIT.search(name):
        return False
    is_national = len(name) >= _NATIONAL and name.startswith(("한국", "대한", "국립"))
    if kind_of_suffix(name) in _BODIES or is_national:
        return len(name) >= _BODY_SHORTEST and opens_with(name, letters)
    entry = lexicon.organization(name)
    is_company = (kind_of(name) or Kind.COMPANY) is Kind.COMPANY
    return entry is None and is_company and are_first_sounds(name, letters)


def _may_be_name(text: str, lexicon: Lexicon) -> bool:
    """Return whether a text can name one organisation, and nothing else that we know of."""
    if not 2 <= len(text) <= _LONGEST or _NAME.fullmatch(text) is None:
        return False
    if text.upper() in _GENERIC or _TITLED.search(text) or is_counted(text):
        return False
    barred = ("places", "generic_organizations", "not_names", "groups", "person_titles")
    if any(text in lexicon.words[group] for group in barred):
        return False
    return lexicon.topic(text) is None and len(_STEM.sub("", text)) > 1


def _are_alike(one: str, other: str) -> bool:
    """Return whether two names can follow one another: 라온연구소 was never 가람초등학교."""
    kinds = {kind_of(name) or Kind.COMPANY for name in (one, other)}
    return len(kinds) == 1 and _are_apart(one, other)


def _are_apart(one: str, other: str) -> bool:
    return name_key(one) != name_key(other)
