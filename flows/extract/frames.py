"""Who works with whom: frames over the argument slots of a sentence that has a trigger.

Each frame has a name, which a claim's rule carries:

    acts_with     "A는 B와 … 협약을 맺었다"             an actor and a partner list
    relative      "B와 협약을 맺은 A는"                  the actor stands behind its clause
    respective    "A는 B와, C는 D와 맺었다"             one verb, several deals
    together      "A와 B가 …", "A, B, C 등 3개사가"     one acting list of two or more
    of_both       "A와 B의 공동연구"                    a list before 의
    with_only     "B와는 … 연구한다"                    a partner; who acts stands earlier
    members       "A가 주관하고 B, C가 참여한다"        all who act, in a text about a consortium
    center_name   "'A-B 공동연구소'를 열었다"           the two that a centre is named after
    pointed_back  "양사는 … 체결했다"                   who stood together before
    headline      "A, B와 …" over "협약을 맺었다"       the headline's pair; the lead names none
    english       "A signs an MOU with B"               by place, not by particle
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.extract.arguments import LIKELY, SURE, Argument
from flows.extract.kinds import kind_of_suffix
from flows.extract.lexicon import Lexicon
from flows.extract.names import Name
from flows.extract.phrases import Phrase
from flows.extract.triggers import Trigger
from flows.extract.units import Role
from flows.model import Stage

_INSIDE = frozenset({"agreement_signed", "agreement_concluded", "done_with_partner"})
_GIVEN = 0.7  # who is invested in must look like an organisation: "AI에 투자" names none
_SEALS = 0.95  # who signs a paper may have an ordinary word for a name
_GIVES = re.compile(
    r"(?:공급|제공|지원)하며\s(?:협력|협업|함께)|투자(?:를 (?:하|집행|단행|진행)|에 나서|"
    r"하고|해|하며|한다|했|하는)|위탁(?:하|해)|"
    r"지원하(?:고|는)|출자(?:하|해)"
)
_HOSTS = re.compile(  # "부처와 기관이 지원하는 사업에": who pays for it, or holds it
    r"(?:\([^)]*\))?[이가]\s(?:공동\S*\s|함께\s)?"
    r"(?:(?:주관|주최|지원|발주|공모|시행|후원)(?:하는|한)|열린|열리는|지켜보는)\s"
)
_LEADS = re.compile(
    r"(?:\([^)]*\))?[이가]\s(?:이끄는|이끌고 있는|주도하는|주관하는|총괄하는|제안한|결성한|"
    r"꾸린)\s"
)
_JOINS = re.compile(
    r"참여|합류|가입|동참|들어와|이름을"
)  # "A가 이끄는 '원팀'에 B가 합류": B joins A
_TELLS_END = re.compile(r"통보|통지|알렸|전달|선언")  # "라온대에 협약 해지를 통보했다"
_RIVAL = re.compile(r"[^\s]?[와과]\s(?:경쟁|겨루|맞서|맞붙|다투|비교|달리|갈라)")
_OWNS = re.compile(  # "국부펀드가 세운 ", between an owner and what it owns
    r"(?:\([^)]*\))?[이가]\s(?:[^\s,.]+\s){0,2}(?:이끄는|창업한|설립한|세운|운영하는|인수한|"
    r"투자한|최대주주인)\s"
    r"(?:[^\s,.]+(?<![에는와과의])\s){0,2}"
)
_OF_SHARES = re.compile(r"(?:\([^)]*\))?의\s(?:지분|주식|신주|보통주|시리즈)")
_TAKE_PART = re.compile(r"(?:\([^)]*\))?[이가]\s(?:함께\s)?(?:참여|참가|함께)하는\s")
_GOES_ON = re.compile(r"^[와과],\s")
_MEETS = re.compile(r"[을를]\s(?:[^\s,]+(?:로|에|에서)\s){0,2}(?:초청|초대|불러|만나|맞아)")
_RELATIVE = re.compile(r"\S{0,3}(?:은|한|친|선|둔)\s")  # "B와 협약을 맺은 A는": who acts comes last
_BLANK = 3  # characters between a headline's list and its verb
_CHOOSES = re.compile(
    r"낙점|택했|선택했|골랐|맞이했|우군으로|짝으로|"
    r"(?:파트너|동반자|협력사|상대|투자자|주주)로 (?:삼|맞|낙점|골|택|선택|지목|확정|정했)"
)


@dataclass(frozen=True, slots=True)
class Frame:
    """The parties of one trigger and the frame that found them."""

    name: str
    actors: tuple[Name, ...]
    partners: tuple[Name, ...]

    @property
    def names(self) -> tuple[Name, ...]:
        """Return actors and partners, each place once."""
        return tuple(dict.fromkeys((*self.actors, *self.partners)))


def find_frame(text: str, arguments: Sequence[Argument], trigger: Trigger) -> Frame | None:
    """Return the frame of a trigger over the slots of its sentence."""
    before = [a for a in arguments if a.start < trigger.end]
    acting = [a for a in before if a.role is Role.ACTS]
    actors = [a for a in acting if a.strength >= SURE] or [
        a for a in acting if trigger.weight >= _SEALS and a.strength >= LIKELY
    ]
    partners = _partners(text, arguments, trigger)
    if partners and not actors and _RELATIVE.match(text, trigger.end):
        last = [a for a in arguments if a.role is Role.ACTS and a.start >= trigger.end]
        return Frame("relative", last[0].names, partners[-1].names) if last else None
    several = [a for a in actors if len(a.names) > 1]
    if not partners and not several and _GIVES.search(text):
        partners = [a for a in before if a.role is Role.TO and a.strength >= _GIVEN]
    if not partners and trigger.stage is Stage.ENDED and _TELLS_END.search(text, trigger.start):
        partners = [a for a in before if a.role is Role.TO and a.strength >= _GIVEN]
    if not partners and not several:
        partners = [a for a in before if a.role is Role.OF and _OF_SHARES.match(text, a.end)]
    if len(partners) > 1 and "각각" in text:
        names = tuple(name for partner in partners for name in partner.names)
        return Frame("acts_with", actors[0].names if actors else (), names)
    if actors and partners:
        partner = max(partners, key=lambda a: (a.strength, -a.start))
        return Frame("acts_with", _actor_for(actors, partner).names, partner.names)
    return _in_one_slot(text, before, several, partners, trigger)


def _in_one_slot(
    text: str,
    before: Sequence[Argument],
    several: Sequence[Argument],
    partners: Sequence[Argument],
    trigger: Trigger,
) -> Frame | None:
    """Return the frame of a sentence that has all parties in one slot, or partners alone."""
    owners = [a for a in before if a.role is Role.OF and len(a.names) > 1]
    bare = [a for a in before if _stands_before(a, trigger)]
    for name, slots in (("together", several), ("together", bare), ("of_both", owners)):
        if slots:
            return Frame(name, (*_who_signs(slots[-1], before, text), *slots[-1].names), ())
    return Frame("with_only", (), partners[-1].names) if partners else None


def _who_signs(listed: Argument, before: Sequence[Argument], text: str) -> tuple[Name, ...]:
    """Return who signs a paper that a list takes part in: "A는 B와 C가 참여하는 협약을 맺었다"."""
    if not _TAKE_PART.match(text, listed.end):
        return ()
    acting = [a for a in before if a.role is Role.ACTS and a.end < listed.start]
    return acting[-1].names if acting and acting[-1].strength >= SURE else ()


def _stands_before(argument: Argument, trigger: Trigger) -> bool:
    """Return whether a list without a particle acts, as in a headline: "…, … 손잡아"."""
    return (
        argument.role is Role.NONE
        and len(argument.names) > 1
        and argument.strength >= SURE
        and 0 <= trigger.start - argument.end <= _BLANK
    )


def find_pairs(text: str, arguments: Sequence[Argument], trigger: Trigger) -> list[Frame]:
    """Return the pairs of a sentence that seals several deals with one verb, if it does.

    "A는 B와, C는 D와 협약을 맺었다"; "A와 B는 각각 C, D와 협약을 맺었다".
    """
    slots = [
        a
        for a in arguments
        if a.start < trigger.end and a.role in (Role.ACTS, Role.WITH) and a.strength >= LIKELY
    ]
    pairs = list(zip(slots[::2], slots[1::2], strict=False))
    if len(pairs) > 1 and all(
        a.role is Role.ACTS and b.role is Role.WITH and _GOES_ON.match(text[b.end :])
        for a, b in pairs[:-1]
    ):
        last_actor, last_partner = pairs[-1]
        if last_actor.role is Role.ACTS and last_partner.role is Role.WITH:
            return [Frame("respective", a.names, b.names) for a, b in pairs]
    if len(slots) == 2 and "각각" in text:
        actors, partners = slots
        is_even = len(actors.names) == len(partners.names) > 1
        if is_even and (actors.role, partners.role) == (Role.ACTS, Role.WITH):
            both = zip(actors.names, partners.names, strict=True)
            return [Frame("respective", (a,), (b,)) for a, b in both]
    return []


def by_clause(text: str, arguments: Sequence[Argument]) -> list[Argument]:
    """Return the slots as the clause behind each tells.

    Without hosts ("부처가 지원하는 사업에"), without who only says what the next one is
    ("국부펀드가 세운 휴메인이"), and with who leads a body as a partner of those who join it.
    """
    arguments = _without_owners(text, arguments)
    joins = _JOINS.search(text) is not None
    return [
        replace(a, role=Role.WITH, is_leading=True) if joins and _leads(a, text) else a
        for a in arguments
        if a.role is not Role.ACTS or not _HOSTS.match(text, a.end)
    ]


def _without_owners(text: str, arguments: Sequence[Argument]) -> list[Argument]:
    """Return the slots without who founded or owns the one that follows."""
    kept: list[Argument] = []
    for argument in arguments:
        before = kept[-1] if kept else None
        is_actor = before is not None and before.role is Role.ACTS and argument.role is not Role.OF
        if is_actor and before and _OWNS.fullmatch(text[before.end : argument.start]):
            names = (*before.names[:-1], *argument.names)
            kept[-1] = replace(argument, names=names, start=before.start)
        else:
            kept.append(argument)
    return kept


def _leads(argument: Argument, text: str) -> bool:
    return argument.role is Role.ACTS and _LEADS.match(text, argument.end) is not None


def _partners(text: str, arguments: Sequence[Argument], trigger: Trigger) -> list[Argument]:
    """Return the slots with whom: 와/과 before the trigger, or 을/를 where a partner is chosen.

    In "협약이 A와 B 사이에 체결됐다" the parties stand inside the trigger.
    """
    arguments = [a for a in arguments if not _RIVAL.match(text, a.end)]
    is_inside = trigger.rule in _INSIDE
    latest = trigger.end if is_inside else trigger.start + 2
    partners = [a for a in arguments if a.role is Role.WITH and a.end <= latest]
    if partners or not (_CHOOSES.search(text) or _MEETS.search(text)):
        return partners
    return [a for a in arguments if a.role is Role.OBJECT and a.strength >= SURE]


_CENTER = re.compile(r"^(\S+?)[-–·](\S+)\s.*(?:연구소|센터|연구실|랩|Lab)$")


def named_in_center(phrases: Sequence[Phrase], lexicon: Lexicon) -> Frame | None:
    """Return the two that a joint centre is named after: '건너전자-라온대 AI 공동연구소'."""
    for word in (w for p in phrases for w in p.words if w.is_quoted):
        match = _CENTER.match(word.text)
        if match and all(_names_one(text, lexicon) for text in match.groups()):
            names = tuple(
                Name(match[i], word.start + match.start(i), word.start + match.end(i), 0.9)
                for i in (1, 2)
            )
            return Frame("center_name", names, ())
    return None


def _names_one(text: str, lexicon: Lexicon) -> bool:
    return lexicon.organization(text) is not None or kind_of_suffix(text) is not None


_HEADS = re.compile(r"^(?:\([^)]*\))?\s?(?:을|를)?\s?(?:주도로|주관으로|중심으로|총괄로|필두로)\s")
_MEMBERS = frozenset({Role.ACTS, Role.LIST, Role.NONE, Role.ELSE})


def find_members(text: str, arguments: Sequence[Argument]) -> tuple[Name, ...]:
    """Return all whom a sentence about members names: "A가 주관하고 B, C가 참여한다".

    "참가사는 A, B, C 등이다" lists them before the verb, "A를 비롯해 B, C가" around it.
    """
    several = [
        a
        for a in arguments
        if a.role is Role.ACTS or len(a.names) > 1 or _HEADS.match(text[a.names[-1].end :])
    ]
    return tuple(
        n
        for a in several
        if a.role in _MEMBERS or _HEADS.match(text[a.names[-1].end :])
        for n in a.names
        if n.strength >= SURE
    )


def _actor_for(actors: Sequence[Argument], partner: Argument) -> Argument:
    """Return the actor that stands nearest before the partner, else the first behind it."""
    earlier = [a for a in actors if a.start < partner.start]
    return earlier[-1] if earlier else actors[0]
