"""The same facts in English: who signs, partners, teams up with whom.

English marks arguments by place, not by particle: the names before the verb act, the names
behind "with" are partners, and "A and B signed" acts together. Names are runs of capitalised
words; an abbreviation in brackets tells where a name with "and" inside begins.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from flows.extract.lexicon import Lexicon
from flows.extract.names import Name
from flows.model import Form, Stage

_WORD = r"[A-Z][A-Za-z0-9&.'’/-]*[A-Za-z0-9]|[A-Z]"
_AND = (  # "University of Science and Technology": one name
    r"(?:Sciences?|Arts|Industry|Standards|Information|Energy|Health)"
    r"\sand\s[A-Z]\w+"
)
_NAME = (
    rf"(?!(?:[A-Z]\w+-based)\s)(?:{_AND}|{_WORD})(?:\s(?:of\s(?:the\s)?|for\s(?=Adv|Sci|Res|"
    rf"Art))?(?:{_AND}|{_WORD}|&\s{_WORD}|\d+))*"
    r"(?:\s\([^)]{1,40}\))?"
)
_WHAT = (  # "with U.S. robot maker Apptronik": what a partner is
    r"(?:(?:[tT]he|[iI]ts|an?)\s|(?:(?:[A-Za-z]+['’]s|U\.S\.|AI|[A-Z]?[a-z][a-z-]*)\s){0,6}"
    r"(?:affiliate|subsidiary|unit|company|firm|startup|start-up|giant|provider|operator|"
    r"university|institute|hospital|agency|specialist|supplier|distributor|house|carrier|"
    r"group|(?:[a-z]*(?:mak|develop|build|"
    r"manufactur|produc|design)er))\s)"
)
_LIST = (
    rf"(?:{_WHAT})?{_NAME}(?:,\s(?:{_WHAT})?{_NAME})*"
    rf"(?:,?\s(?:and|(?:along|together)\swith)\s(?:{_WHAT})?{_NAME})?"
)
_SEVERAL = (
    rf"(?:{_WHAT})?(?:[Tt]he\s)?{_NAME}(?:,\s(?:{_WHAT}|the\s)?{_NAME}){{0,8}}"
    rf"(?:,?\sand\s|,\s)(?:{_WHAT}|the\s)?{_NAME}"
)
_BETWEEN = (  # what may stand between who acts and the verb
    r"(?:[\s,]+(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day|"
    r"[\s,]+(?:today|yesterday|also|recently|jointly|have|has|had|are|is|will|would|to)|"
    r"\s(?:in|of)\s[A-Z]\w+(?:,\s[A-Z]\w+)?(?=\s(?:has|have|had|is|will|sign|agree|said))|"
    r"[\s,]+(?:said|announced|says)(?:\s\w+){0,2}\s(?:that\s)?(?:it|they))*"
)
_BOND = (
    r"(?:MOUs?|MoUs?|LOI|memorand\w+|letters? of intent|agreements?|agreed|pact|tie-up|"
    r"partner\w*|collaborat\w*|cooperat\w*|alliances?|Alliance|consortium|Consortium|"
    r"joint\w*|together|co-[a-z]+|team(?:s|ed|ing)?\sup|(?:hands|forces)\b|"
    r"work(?:s|ing)?\stogether|side\sby\sside)"
)
_VERB = (
    r"(?:sign|ink|forg|enter|str[iu]ck|seal|announc|expand|form|establish|launch|open|set|agree|"
    r"plan|partner|team|join|collaborat|cooperat|work|develop|build|unit|unveil|conclud|reach|"
    r"creat|start|beg[ai]n|bring|mov|co-|carry)[a-z-]*"
)
_WITH = re.compile(
    rf"(?P<actors>{_LIST}){_BETWEEN}[\s,]+(?P<verb>{_VERB}\b[^.;]{{0,90}}?)\s?\bwith\s"
    rf"(?P<partners>{_LIST})"
)
_TOGETHER = re.compile(
    rf"(?P<actors>{_SEVERAL}){_BETWEEN}[\s,]+(?P<verb>{_VERB}\b(?:[^.;]{{0,80}}?{_BOND})?)"
)
_ALONGSIDE = re.compile(
    rf"(?P<actors>{_LIST}),?\s(?P<verb>(?:together|along|in (?:collaboration|partnership)) with)\s"
    rf"(?P<partners>{_LIST})"
)
_JOINS = re.compile(
    rf"(?P<actors>{_LIST}){_BETWEEN}\s(?P<verb>join(?:s|ed)?)\s(?P<partners>{_LIST})\s(?:in|to)\s"
    r"[^.;]{0,60}?(?:consortium|alliance|venture|partnership|project|programme?)"
)
_INVESTS = re.compile(
    rf"(?P<actors>{_LIST}){_BETWEEN}\s(?P<verb>invest(?:s|ed|ing)?)\s[^.;]{{0,40}}?\bin\s"
    rf"(?P<partners>{_LIST})\s[^.;]{{0,40}}?{_BOND}"
)
_MEMBERS = re.compile(
    rf"(?:joining|join|members?|partners)[^.]{{0,60}}?\sincludes?\s(?P<actors>{_LIST})"
)
_ABOVE = re.compile(  # "The company said it has signed … with B": who acts stands above
    rf"^\s*(?:[Tt]he\s(?:[A-Z]\w+\s){{0,2}}[a-z]+(?:\s[a-z]+)?|[Ii]t|[Tt]hey){_BETWEEN}[\s,]+"
    rf"(?P<verb>{_VERB}\b[^.;]{{0,90}}?)\s?\bwith\s(?P<partners>{_LIST})"
)
_SAYS_NO = (  # "denied a report that", "has not signed"
    r"(?:(?:den(?:y|ies|ied)|dismiss(?:es|ed)?|reject(?:s|ed)?|refut(?:es|ed))\s"
    r"(?!(?:[a-z]+\s){0,2}(?:accusation|allegation|lawsuit|violat|wrongdoing|merger|takeover))|"
    r"(?:has|have|had|did)\snot\s(?:sign|enter|reach|agree|partner|conclud)[a-z]*\s)"
)
_DENIES = re.compile(
    rf"(?P<actors>{_LIST}){_BETWEEN}[\s,]+(?P<verb>{_SAYS_NO}[^.;]{{0,90}}?{_BOND}[^.;]{{0,60}}?)\s?"
    rf"\bwith\s(?P<partners>{_LIST})"
)
_DENY_TOGETHER = re.compile(
    rf"(?P<actors>{_SEVERAL}){_BETWEEN}[\s,]+(?P<verb>{_SAYS_NO}[^.;]{{0,90}}?{_BOND})"
)
_LONGEST = 700  # characters: no newspaper's sentence is longer, and the patterns look far ahead
_FRAMES = tuple(  # each with what a sentence must hold to have it: most do not, and looking is slow
    (re.compile(needed), frame)
    for needed, frame in (
        (r"den[yi]|dismiss|reject|refut|\bnot\s", _DENIES),
        (r"den[yi]|dismiss|reject|refut|\bnot\s", _DENY_TOGETHER),
        ("with", _ABOVE),
        ("with", _WITH),
        ("join", _JOINS),
        ("invest", _INVESTS),
        ("with", _ALONGSIDE),
        (rf"{_BOND}|joint", _TOGETHER),
        ("include", _MEMBERS),
    )
)
_APPOSITION = re.compile(  # "A, a maker of robots, said": what A is, no party
    r",\s(?:an?\s|[A-Z][A-Za-z. ]{2,20}['’]s\s|which\s|whose?\s|the\s(?=[a-z]|"
    r"[^,.]{3,120},\s[a-z]))[^,.]{3,120}(?=,)"
)
_WHERE = re.compile(r"^(?:In|On|At|During)\s[^,.]{2,60},(?=\s)")  # "In Taipei on May 20, "
_OFFICE = re.compile(  # "KAIST President Lee": who speaks for it
    r"\s(?:President|Chairman|Chairwoman|CEO|CTO|Chief|Chancellor|Rector|Dean|Director|Minister|"
    r"Mayor|Governor|Vice|Professor)\b.*$"
)
_PERSON = re.compile(r"^(?:President|Chairman|CEO|Minister|Mayor|Governor|Professor|Mr|Ms|Dr)\b")
_PLANNED = re.compile(
    r"\b(?:in talks|discuss\w*|consider\w*|explor\w*|weigh\w*|may|might|could|reportedly|"
    r"denie[sd]|not held|no agreement)\b"
)
_ENDED = re.compile(
    r"\b(?:end(?:s|ed|ing)?|drop(?:s|ped)?|terminat\w+|leav(?:es|ing)|scrap(?:s|ped)?|"
    r"dissolv\w+|call(?:s|ed) off)\b"
)
_PAST = re.compile(
    r"\b(?:already|earlier|previously|in (?:19|20)\d\d|last year|since|had|separate memorandum)\b"
)
_DAYS = re.compile(
    r"\s(?:on\s)?(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day$|\s(?:January|February|March|"
    r"April|May|June|July|August|September|October|November|December)$"
)
_COUNTRIES = frozenset(
    [
        "South Korea",
        "Korea",
        "United States",
        "United Kingdom",
        "Japan",
        "China",
        "Canada",
        "Germany",
        "France",
        "India",
        "Singapore",
        "Vietnam",
        "Saudi Arabia",
        "Israel",
        "Taiwan",
        "UAE",
        "UK",
        "EU",
    ]
)
_NO_NAME = frozenset(
    [
        "The",
        "A",
        "An",
        "In",
        "At",
        "On",
        "It",
        "He",
        "She",
        "They",
        "We",
        "This",
        "That",
        "These",
        "Those",
        "Both",
        "Its",
        "Their",
        "Korea",
        "South",
        "Korea's",
        "U.S",
        "US",
        "Seoul",
        "Tuesday",
        "Wednesday",
        "Thursday",
        "Monday",
        "Friday",
        "AI",
        "MOU",
        "CEO",
        "President",
        "Professor",
        "During",
        *("Thai", "Moroccan", "Korean", "American", "Chinese", "Japanese", "German", "French"),
        *("British", "Saudi", "Indian", "Israeli", "Canadian", "European", "Taiwanese"),
        "Under",
        "Members",
        "Analysts",
        "Nearly",
    ]
)


@dataclass(frozen=True, slots=True)
class EnglishFrame:
    """Names before the verb and behind "with", the verb's place, and what it tells.

    Without actors, who acted in the sentence before acts on ("The company signed …").
    `are_members`: they join those who founded a consortium in the sentence before.
    """

    actors: tuple[Name, ...]
    partners: tuple[Name, ...]
    start: int
    end: int
    form: Form
    stage: Stage
    is_past: bool
    are_members: bool = False


def read_english(sentence: str, lexicon: Lexicon) -> EnglishFrame | None:
    """Return the frame of an English sentence, None where it tells no collaboration."""
    if len(sentence) > _LONGEST:
        return None
    plain = _APPOSITION.sub(_blank, _WHERE.sub(_blank, sentence))
    plain = _small(lexicon).sub(lambda match: match.group().title(), plain)
    for needed, pattern in _FRAMES:
        match = pattern.search(plain) if needed.search(plain) else None
        if match is None or not _is_bond(match, plain):
            continue
        groups = match.groupdict()
        actors = tuple(_names(match, "actors", sentence, lexicon)) if groups.get("actors") else ()
        partners = (
            tuple(_names(match, "partners", sentence, lexicon)) if groups.get("partners") else ()
        )
        is_above = match.re is _ABOVE and bool(partners)
        if is_above or (actors and len(actors) + len(partners) >= 2):
            start, end = match.span("verb") if "verb" in groups else match.span()
            told = _told(sentence, match)
            members = match.re is _MEMBERS
            return EnglishFrame(actors, partners, start, end, *told, are_members=members)
    return None


@cache
def _small(lexicon: Lexicon) -> re.Pattern[str]:
    """Return the small words inside names that config/ knows: the hynix of SK hynix."""
    names = (n for o in lexicon.organizations.values() for n in (o.name, *o.aliases))
    found = {m.groups() for m in map(_SMALL.fullmatch, names) if m is not None}
    pairs = "|".join(rf"(?<={re.escape(a)}\s){re.escape(b)}" for a, b in sorted(found))
    return re.compile(rf"\b(?:{pairs or '(?!)'})\b")


_SMALL = re.compile(r"([A-Z][A-Za-z]+)\s([a-z]{3,})")
_ALONE = re.compile(
    r"^(?:partner|team|join|collaborat|cooperat|work|develop|build|co-|creat|launch)"
)


def _is_bond(match: re.Match[str], sentence: str) -> bool:
    """Return whether the words of a frame tie its parties: a bond word, or "develop … with"."""
    verb = match.groupdict().get("verb")
    if verb is None or match.re not in (_ABOVE, _WITH, _TOGETHER):
        return True
    if re.search(_BOND, verb):
        return True
    if match.re is not _TOGETHER:
        return _ALONE.match(verb) is not None or re.search(r"\bdeal\b|venture", verb) is not None
    return re.search(rf"{_BOND}|joint", sentence[match.start() : match.end() + 60]) is not None


def _blank(match: re.Match[str]) -> str:
    """Fill with blanks, so that places stay."""
    return " " * len(match.group())


def _told(sentence: str, match: re.Match[str]) -> tuple[Form, Stage, bool]:
    stage = Stage.AGREED
    if match.re in (_DENIES, _DENY_TOGETHER):
        stage = Stage.DENIED
    elif _PLANNED.search(sentence):
        stage = Stage.PLANNED
    elif _ENDED.search(match.group()):
        stage = Stage.ENDED
    return _form(sentence), stage, _PAST.search(sentence) is not None


def _form(sentence: str) -> Form:
    for pattern, form in (
        (r"MOU|MoU|[Mm]emorand", Form.MOU),
        (r"[Cc]onsortium|Alliance|alliance", Form.CONSORTIUM),
        (r"joint (?:lab|cent|institute)", Form.JOINT_CENTER),
        (r"develop", Form.JOINT_DEVELOPMENT),
        (r"research", Form.JOINT_RESEARCH),
    ):
        if re.search(pattern, sentence):
            return form
    return Form.OTHER


def _names(match: re.Match[str], group: str, sentence: str, lexicon: Lexicon) -> Iterator[Name]:
    text, offset = match.group(group), match.start(group)
    pieces = list(re.finditer(rf"(?:{_WHAT})?(?:[Tt]he\s)?({_NAME})", text))
    for start, end in _merged(text, [m.span(1) for m in pieces]):
        name = _Trimmed.of(text[start:end])
        if _PERSON.match(name.text):
            continue
        if name.text and name.text not in _NO_NAME | _COUNTRIES and not name.text.islower():
            begin = offset + start
            known = lexicon.organization(name.text) is not None
            worded = re.search(re.escape(name.text), sentence, re.IGNORECASE)
            wording = worded.group() if worded else name.text
            yield Name(wording, begin, begin + len(wording), 1.0 if known else 0.8, name.gloss)


@dataclass(frozen=True, slots=True)
class _Trimmed:
    text: str
    gloss: str | None

    @classmethod
    def of(cls, raw: str) -> _Trimmed:
        gloss = re.search(r"\s\(([^)]*)\)$", raw)
        text = raw[: gloss.start()] if gloss else raw
        text = _OFFICE.sub("", _DAYS.sub("", text))
        text = re.sub(
            r"^(?:South Korea's|Korea's|Canada's|China's|Japan's|America's|\w+'s)\s", "", text
        )
        text = re.sub(r"['’]s$", "", text)
        return cls(text.strip(), gloss.group(1) if gloss else None)


def _merged(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Join "Electronics" and "Telecommunications Research Institute (ETRI)": one abbreviation."""
    merged: list[tuple[int, int]] = []
    for start, end in spans:
        gloss = re.search(r"\(([A-Z]{2,8})\)$", text[start:end])
        if gloss and merged and text[merged[-1][1] : start].strip() == "and":
            whole = text[merged[-1][0] : start + gloss.start()]
            initials = "".join(w[0] for w in re.findall(r"[A-Za-z]+", whole) if w[0].isupper())
            if initials == gloss.group(1):
                merged[-1] = (merged[-1][0], end)
                continue
        merged.append((start, end))
    return merged
