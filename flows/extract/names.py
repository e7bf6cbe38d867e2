"""From a noun phrase to the organisation that it names.

Korean news puts what an organisation is before its name ("국내 3PL 전문 용마로지스") and who
leads it behind, in brackets. So a name is read from the right end of the phrase leftwards,
as far as the words go on being a name: up to an apposition noun, a place, a date, or an
ordinary noun. A part of an organisation ("서울대 AI대학원") goes on to the whole.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator
from typing import NamedTuple

from flows.extract.kinds import kind_of, kind_of_suffix
from flows.extract.lexicon import Lexicon
from flows.extract.looks import (
    BARE,
    FIRM,
    LATIN,
    LEADER,
    LEARNT,
    LEGAL,
    Look,
    is_apposition,
    strength_of,
)
from flows.extract.normalize import name_key
from flows.extract.phrases import Phrase
from flows.extract.units import Word
from flows.model import Kind

_NUMBER = re.compile(
    r"^[\d,.]+(?:여|개|명|건|곳|종|년|월|일|위|차|만|억|조|원|대|개월|%|배|호|층|시간|달러|"
    r"유로|엔|위안|파운드|루피|"
    r"[\u3371-\u33df]|[kMG]W|[TGP]B|nm)*$"
)
_COUNTED = re.compile(
    r"^(?:[\d,]+|두|세|네|다섯|여섯|일곱|여덟|아홉|열|여러|양|각|수십|수백)(?:여)?\s?"
    r"(?:개\s?)?(?:사|곳|기관|기업|대학|단체|업체|회사|학교|병원|도시|개사|개교|교|자|팀|명)\b"
)
_COUNTED_LATE = re.compile(
    r"(?:^|\s)\d+대\s|^(?:총\s)?\d+(?:여)?\s?개\s?\S*\s?(?:기관|기업|대학|단체|업체|회사|학교|병원|"
    r"지자체)$|\s\d+(?:여)?\s?(?:개\s?)?(?:사|곳|기관|기업|대학|단체|업체|회사|개사|개교)$"
)
_TIME = re.compile(
    r"^(?:\d+(?:년|월|일|시|분|분기)|오전|오후|지난달|지난해|올해|내년|최근|이날|전날|당시|"
    r"이번|오는|지난)$"
)
_SIGNS = " ·,.…※☞▶★♥♡🤝\ufffd"  # marks that stick to a name without being part of it
_MINISTRY = re.compile(r"[가-힣]{2}(?:부|청|처|위원회)$")  # "미국 에너지부" keeps its country
_STAFF = frozenset({"연구원", "연구진", "기술진", "개발진", "엔지니어", "직원", "임직원", "관계자"})
_NEEDY = ("AI", "인공지능", "국립", "왕립", "주립")
_LONGEST = 24  # characters of one name word; longer ones are titles of agreements
_REACH = 5  # words between a unit and its whole: 라온대학교 공과대학 전자공학과 반도체센터


class Name(NamedTuple):
    """An organisation's name as worded, its place, and how sure its looks alone make us (0-1)."""

    text: str
    start: int
    end: int
    strength: float
    gloss: str | None = None


def find_name(phrase: Phrase, lexicon: Lexicon, learnt: Collection[str] = ()) -> Name | None:
    """Return the organisation that a noun phrase names, None where it names none.

    Args:
        phrase: the noun phrase.
        lexicon: the words that config/ knows.
        learnt: keys of names that other places of the same text use as names.
    """
    words = _trim(phrase.words)
    if not words or _is_person(words, lexicon) or _counts_only(phrase, words, lexicon):
        return None
    head = words[-1]
    is_firm = len(words) > 1 and FIRM.match(words[-2].text) is not None
    if not is_firm and not _can_head(head, len(words), lexicon):
        return None
    first = _leftmost(words, lexicon, learnt)
    chosen = words[first:]
    text = LEGAL.sub("", _text_of(chosen)).strip(_SIGNS)
    is_marked = head.gloss or head.is_quoted or first > 0 or lexicon.organization(text)
    if len(text) < 2 and not text.isascii() and not is_marked:
        return None
    if not text or text in lexicon.words["generic_organizations"]:
        return None
    strength = strength_of(Look(chosen, words[:first], text, lexicon, learnt))
    if strength <= 0:
        return None
    return Name(text, chosen[0].start, chosen[-1].end, strength, head.gloss)


def is_taught(phrase: Phrase, name: Name | None, learnt: Collection[str]) -> bool:
    """Return whether learnt names can change the name that was found in a phrase without them."""
    if name is not None and name.strength < LEARNT and name_key(name.text) in learnt:
        return True
    return len(phrase.words) > 1 and any(
        name_key(text) in learnt for _, text in _whole(_trim(phrase.words))
    )


def _counts_only(phrase: Phrase, words: tuple[Word, ...], lexicon: Lexicon) -> bool:
    """Return whether a count names nobody: "국내 대학 3곳", but not "누리로보 3사"."""
    if not is_counted(phrase.text):
        return False
    is_named = words[-1].is_unknown or lexicon.organization(_text_of(words[-1:])) is not None
    return not (is_named and len(words) < len(phrase.words))


def is_counted(text: str) -> bool:
    """Return whether a phrase counts organisations without naming one: "국내 대학 3곳", "4개사"."""
    return _COUNTED.match(text) is not None or _COUNTED_LATE.search(text) is not None


def organization_of(phrase: Phrase, lexicon: Lexicon, learnt: Collection[str]) -> Name | None:
    """Return the organisation that a person speaks for: "김하늘 건너전자 대표"."""
    if len(phrase.words) < 2 or not _is_person(phrase.words, lexicon):
        return None
    *others, last = phrase.words
    body = _governed(last.text, lexicon)
    if body is not None:
        return Name(body, last.start, last.end, 0.6)
    words = [*others, last._replace(text=last.text[:-1])] if _leads_body(last) else others
    if last.text.endswith("들"):  # "달림로보 대표들": whoever leads it, it is a name
        return Name(others[-1].text, others[-1].start, others[-1].end, 0.6, others[-1].gloss)
    for index in range(len(words) - 1, -1, -1):
        word = words[index]
        is_known = lexicon.organization(word.text) is not None or name_key(word.text) in learnt
        if is_known or kind_of_suffix(word.text) is not None:
            whole = words[index - 1] if index and _is_unit(word, lexicon) else word
            first = whole if _looks_whole(whole.text, lexicon) else word
            text = word.text if first is word else f"{first.text} {word.text}"
            return Name(text, first.start, word.end, 0.6, word.gloss)
    return None


def _text_of(words: tuple[Word, ...]) -> str:
    """Join the words of a name; an abbreviation in its middle stays: 한국정보원(KII) 데이터본부."""
    if len(words) == 1:
        return words[0].text
    *inner, last = words
    return " ".join([*(_with_gloss(word) for word in inner), last.text])


def _with_gloss(word: Word) -> str:
    is_abbreviation = word.gloss is not None and LATIN.match(word.gloss)
    return f"{word.text}({word.gloss})" if is_abbreviation else word.text


def _trim(words: tuple[Word, ...]) -> tuple[Word, ...]:
    """Leave out what may follow a name: 등, 측, 양사, a lone generic noun after a known name."""
    while words and (
        words[-1].text in {"측", "간", "등", "쪽", "사이", "주도", "주관", "총괄"}
        or _TIME.match(words[-1].text)
    ):
        words = words[:-1]
    while len(words) > 1 and _COUNTED.match(words[-1].text):  # "농촌누리청 3사가"
        words = words[:-1]
    if len(words) > 2 and _COUNTED.match(_text_of(words[-2:])):  # "가람시 여섯 곳은"
        words = words[:-2]
    if (
        len(words) > 1
        and words[-1].text in _STAFF
        and kind_of(words[-2].text) is not Kind.UNIVERSITY
    ):
        words = words[:-1]  # "새벽로보틱스 연구원과": who works there
    if len(words) > 1 and words[-1].text == "컨소시엄":  # "누리로보 컨소시엄과": who leads it
        words = words[:-1]
    while words and _TIME.match(words[0].text):
        words = words[1:]
    return words


def _is_person(words: tuple[Word, ...], lexicon: Lexicon) -> bool:
    last = words[-1]
    is_titled = last.text.removesuffix("들") in lexicon.words["person_titles"]
    leads = len(words) > 1 and (_leads_body(last) or _governed(last.text, lexicon) is not None)
    return (is_titled and not last.is_quoted) or leads


_GOVERNS = re.compile(r"^(?P<area>[가-힣]{2,3}[시군구도])(?P<post>장|수|지사|교육감)$")


def _governed(text: str, lexicon: Lexicon) -> str | None:
    """Return what a mayor or a governor heads, if config/ knows it: 가람시장, 가람시교육감."""
    match = _GOVERNS.match(text)
    if match is None:
        return None
    body = match["area"] + ("교육청" if match["post"] == "교육감" else "")
    return body if lexicon.organization(body) is not None else None


def _leads_body(word: Word) -> bool:
    """Return whether a title is written together with what is led: "반도체사업단장"."""
    return (
        word.text.endswith("장")
        and not word.text.endswith("시장")  # 남문전통시장 is a market
        and not word.is_quoted
        and kind_of(word.text[:-1]) in _LED
        and len(word.text) > _SHORT_TITLE
    )


_SHORT_TITLE = 4  # characters: 연구원장, 사업단장 are titles by themselves
_LED = {Kind.INSTITUTE, Kind.UNIVERSITY, Kind.HOSPITAL, Kind.GOVERNMENT, Kind.ASSOCIATION}


def _can_head(head: Word, count: int, lexicon: Lexicon) -> bool:
    text = head.text
    if head.gloss and LEADER.search(head.gloss):
        return True
    if len(text) > _LONGEST or _NUMBER.match(text):
        return False
    if text in lexicon.words["not_names"] or text in lexicon.words["places"]:
        return False
    generic = lexicon.words["generic_organizations"]
    if text in generic and count == 1:
        return False
    return not (head.is_quoted and len(text) > 20 and lexicon.organization(text) is None)


def _leftmost(words: tuple[Word, ...], lexicon: Lexicon, learnt: Collection[str]) -> int:
    """Return the index of the first word of the name that ends the phrase."""
    last = len(words) - 1
    if words[last].is_quoted:
        bare = words[last].text.split("(", 1)[0]
        is_part = last > 0 and _is_unit(words[last]._replace(text=bare), lexicon)
        return last - 1 if is_part and _looks_whole(words[last - 1].text, lexicon) else last
    if last > 0 and FIRM.match(words[last - 1].text):
        return last - 1
    for first, text in _whole(words):  # the longest known name wins
        if lexicon.organization(text) or name_key(text) in learnt:
            return first
    apposition = _apposition_before(words, last, lexicon)
    if apposition is not None:
        return apposition + 1
    first = last
    if words[last].text in BARE and last > 0:  # "별하 AI": these end a name, they are none
        first -= 1
    while first > 0 and last - first < _REACH and _goes_on(words, first - 1, last, lexicon):
        first -= 1
    return first


def _whole(words: tuple[Word, ...]) -> Iterator[tuple[int, str]]:
    """Give what ends a phrase in several words, the longest first, and its first word's index."""
    last = len(words) - 1
    return ((first, _text_of(words[first:])) for first in range(max(0, last - _REACH), last))


def _apposition_before(words: tuple[Word, ...], last: int, lexicon: Lexicon) -> int | None:
    """Return the index of the apposition noun that the name stands behind."""
    for index in range(last - 1, max(-1, last - _REACH), -1):
        word = words[index]
        if is_apposition(word, lexicon) or word.is_quoted:
            return index
        if word.text in lexicon.words["places"]:
            return None
    return None


def _goes_on(words: tuple[Word, ...], index: int, last: int, lexicon: Lexicon) -> bool:
    """Return whether the word at `index` still belongs to the name to its right."""
    word = words[index]
    if _stands_apart(word, lexicon):
        return False
    if word.gloss and LEADER.search(word.gloss):
        return _is_unit(words[last], lexicon) and _looks_whole(word.text, lexicon)
    is_place = word.text in lexicon.words["places"]
    is_known = lexicon.organization(words[last].text) is not None
    if is_place or (_needs_whole(words, index, last) and not is_known):
        return not is_place or _takes_place(words, index, last, lexicon)
    is_unit = _is_unit(words[last], lexicon)
    is_latin = LATIN.match(word.text) is not None
    if is_unit:
        return is_latin or _whole_stands_left(words, index, lexicon)
    if kind_of(word.text) is Kind.GOVERNMENT:  # "관악구 라온대": where it is
        return False
    return (is_latin or not is_known) and _is_name_word(word)


def _takes_place(words: tuple[Word, ...], index: int, last: int, lexicon: Lexicon) -> bool:
    """Return whether a place belongs to the name: "서울 AI 허브", not "서울 새벽로보틱스"."""
    is_country = words[index].text in lexicon.words["countries"]
    is_ministry = is_country and _MINISTRY.search(words[last].text) is not None
    return is_ministry or words[index + 1].text.startswith((*_NEEDY, "ICT", "SW"))


def _stands_apart(word: Word, lexicon: Lexicon) -> bool:
    """Return whether a word is never inside a name: a quotation, a date, a count, an apposition."""
    is_when = _TIME.match(word.text) or _NUMBER.match(word.text)
    return word.is_quoted or is_when is not None or is_apposition(word, lexicon)


def _needs_whole(words: tuple[Word, ...], index: int, last: int) -> bool:
    """Return whether the head never stands alone: "건너 AI연구원", "이웃나라 국립연구센터"."""
    head = words[last].text
    is_bare = head.startswith(_NEEDY) and kind_of_suffix(head) is not None
    return is_bare and index == last - 1 and words[index].tags[-1:] != ("NNB",)


def _is_name_word(word: Word) -> bool:
    """Return whether a word can only be part of a name: Latin, unknown, or a proper noun."""
    if LATIN.match(word.text):
        return word.text not in BARE
    return word.is_unknown or (
        bool(word.tags) and all(tag in {"NNP", "SL", "SH"} for tag in word.tags)
    )


def _is_unit(word: Word, lexicon: Lexicon) -> bool:
    return word.text.endswith(lexicon.units)


def _looks_whole(text: str, lexicon: Lexicon) -> bool:
    return lexicon.organization(text) is not None or kind_of_suffix(text) is not None


def _whole_stands_left(words: tuple[Word, ...], index: int, lexicon: Lexicon) -> bool:
    return any(
        _looks_whole(word.text, lexicon) and not is_apposition(word, lexicon)
        for word in words[max(0, index - 3) : index + 1]
    )
