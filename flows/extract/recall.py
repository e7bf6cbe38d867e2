"""Frames whose parties stand partly in the sentences before.

양사는, 5자 협약은 point back; "B와 맺었다" leaves the actor out; "상대는 B다" tells a partner of
whoever acted; members join what the lead founded.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from flows.extract.arguments import Argument
from flows.extract.article import Line
from flows.extract.frames import Frame, find_frame, find_members, named_in_center
from flows.extract.groups import points_back, size_of, size_of_paper
from flows.extract.kinds import kind_of
from flows.extract.lexicon import Lexicon
from flows.extract.memory import Memory
from flows.extract.phrases import Phrase
from flows.extract.sameness import union
from flows.extract.triggers import Trigger
from flows.extract.units import Role
from flows.model import Kind

KNOWN_PARTNER = 0.85  # in the first sentence nobody has acted yet but in the headline
SURE_PARTNER = 0.7  # a partner that stands alone must look like an organisation by itself
HOST_AND_MEMBERS = re.compile(  # "A가 주관하고 B와 C가 참여하는 컨소시엄": all three
    r"(?:주관|주도|총괄|필두|중심)(?:하고|하며|한 데|로|로는|으로)\s[^.]{2,80}(?:참여|합류|"
    r"함께하|응한|힘을 모으|컨소시엄을)"
)
_OF_DEAL = re.compile(  # "이번 협약에는 …", "제휴기업은 …": what follows belongs to the deal
    r"^(?:이번|이날|본)?\s?(?:업무)?협약(?:식)?(?:에|에는|에서는|은)\s|"
    r"^(?:(?:이번|이|해당|본)\s)?(?:컨소시엄|연합체|협의체|얼라이언스)(?:에|에는|은)\s|"
    r"^(?:[^\s,]+\s){0,4}(?:명단|연구단|사업단|평가단)에(?:는|도)\s|^여기에(?:는)?\s|"
    r"^(?:참가사|참여사|(?:참여|제휴|협약|참가)\s?(?:기업|기관|대학))"
)
_TELLS = 0.7  # weight of a trigger that may be told of whoever was named before
_ANYWHERE = 0.8  # weight from which a group may stand behind another subject
_NEWS = frozenset({"소식", "내용", "사실", "계획"})
_INTRODUCES = re.compile(r"(?:^|\s)(?:파트너|상대|짝|동반자|협력 상대|파트너사)(?:은|는)\s$")


def find_recalled(
    line: Line,
    arguments: Sequence[Argument],
    trigger: Trigger,
    memory: Memory,
    lexicon: Lexicon,
) -> Frame | None:
    """Return the frame of a sentence that names too few: 양사, a partner, a centre's own name."""
    if trigger.rule == "joint_center_opened":
        named = named_in_center(line.phrases, lexicon)
        if named is not None:
            return named
    introduced = _introduced(line, arguments, memory)
    if introduced is not None:
        return introduced
    group = _group(line, trigger, lexicon)
    size = size_of_paper(line.text)
    if group is not None:
        said = memory.naming(line, [a for a in arguments if a.end <= group.start])
        told = size_of(group.text) if trigger.weight >= _TELLS else None
        return Frame("pointed_back", said.meant_by(told, lexicon), ())
    if size or trigger.rule == "agreement_concluded":
        said = memory.naming(line, [a for a in arguments if a.end <= trigger.end])
        return Frame("pointed_back", said.meant_by(size, lexicon), ())
    return None


def _group(line: Line, trigger: Trigger, lexicon: Lexicon) -> Phrase | None:
    """Return the phrase that points back: 세 기관은, or "손을 맞잡은 세 곳은" behind its verb."""
    subject = subject_of(line)
    for phrase in line.phrases:
        if phrase.role is not Role.ACTS or not points_back(phrase.text, lexicon):
            continue
        if phrase is not subject and trigger.weight < _ANYWHERE:
            continue
        if phrase.start < trigger.end or _BEHIND.fullmatch(line.text[trigger.end : phrase.start]):
            return phrase
    return None


_BEHIND = re.compile(r"\S{0,3}(?:은|한|친|선)\s(?:[^\s,.]+\s)?")


def _introduced(line: Line, arguments: Sequence[Argument], memory: Memory) -> Frame | None:
    """Return who acted with whom this sentence introduces: "상대는 라온대로, …"."""
    for argument in arguments:
        if argument.strength >= SURE_PARTNER and _INTRODUCES.search(line.text[: argument.start]):
            owner = next(
                (a for a in arguments if a.role is Role.OF and a.end < argument.start), None
            )
            actors = owner.names if owner is not None else memory.acting[:1]
            return Frame("acts_with", actors, argument.names) if actors else None
    return None


def find_joined(
    line: Line, arguments: Sequence[Argument], trigger: Trigger, memory: Memory, lexicon: Lexicon
) -> Frame | None:
    """Return who a consortium or a deal told before is made of, or who joins whose body."""
    is_of_deal = _OF_DEAL.search(line.text) is not None
    is_hosted = HOST_AND_MEMBERS.search(line.text) is not None
    if not (memory.is_consortium or is_hosted or (memory.has_deal and is_of_deal)):
        frame = find_frame(line.text, arguments, trigger)
        is_led = any(a.role is Role.WITH and a.is_leading for a in arguments)
        return frame if is_led and frame is not None and frame.name == "acts_with" else None
    named = [n for n in find_members(line.text, arguments) if kind_of(n.text) is not Kind.ALLIANCE]
    before = () if is_hosted else (*memory.pending, *(memory.together if is_of_deal else ()))
    names = union((*before, *named), lexicon)
    return Frame("members", names, ()) if named and len(names) > 1 else None


def with_actor(
    line: Line, frame: Frame, trigger: Trigger, memory: Memory, lexicon: Lexicon
) -> Frame | None:
    """Give a sentence that names a partner alone the one who acted before."""
    subject = subject_of(line)
    if subject is not None and subject.text in _NEWS and subject.start > trigger.start:
        subject = None  # "B와 손잡는다는 소식이 나왔다"
    if subject is not None and (size_of_paper(line.text) or not _is_generic(subject, lexicon)):
        return _with_group(line, frame, subject, memory, lexicon)
    least = SURE_PARTNER if line.depth > 1 else KNOWN_PARTNER
    if max(n.strength for n in frame.partners) < least:
        return None
    actor = memory.acted_as(subject, line)
    if actor is None or actor.text in {n.text for n in frame.partners}:
        return frame
    return replace(frame, actors=(actor,))


def _with_group(
    line: Line, frame: Frame, subject: Phrase, memory: Memory, lexicon: Lexicon
) -> Frame | None:
    """Give the partners of "이들은 B와 …" those whom it points back to."""
    if not points_back(subject.text, lexicon):
        return None
    size = size_of_paper(line.text)
    if size is not None:  # "이들은 B와 3자 협약을": B is one of the three
        rest = memory.meant_by(size - len(frame.partners), lexicon)
        return replace(frame, actors=rest)
    return frame if len(frame.partners) > 1 else None


def _is_generic(subject: Phrase, lexicon: Lexicon) -> bool:
    return subject.words[-1].text in lexicon.words["generic_organizations"]


def subject_of(line: Line) -> Phrase | None:
    """Return the first phrase that acts."""
    return next((p for p in line.phrases if p.role is Role.ACTS), None)
