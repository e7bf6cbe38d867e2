"""From a read text to candidate claims, one a trigger sentence.

A candidate is a frame's parties with the trigger that called it, before the candidates of
one text are joined. The actor that a sentence leaves out is the one that acted before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from flows.extract.arguments import Argument, find_arguments
from flows.extract.article import LEAD, Line, ReadText
from flows.extract.denials import RULE, find_denial
from flows.extract.english import read_english
from flows.extract.exclusions import find_exclusion
from flows.extract.frames import (
    Frame,
    by_clause,
    find_frame,
    find_members,
    find_pairs,
)
from flows.extract.heads import headline_arguments, headline_pair
from flows.extract.lexicon import Lexicon
from flows.extract.memory import Memory
from flows.extract.names import Name
from flows.extract.parties import to_party
from flows.extract.recall import (
    HOST_AND_MEMBERS,
    KNOWN_PARTNER,
    SURE_PARTNER,
    find_joined,
    find_recalled,
    with_actor,
)
from flows.extract.standing import looks_back
from flows.extract.triggers import Trigger
from flows.extract.units import Role
from flows.model import Form, Stage

_OF_MEMBERS = frozenset({"consortium_formed", "agreement_signed", "cooperation_told"})
_SEVERAL_TIMES = frozenset({"agreement_signed", "agreement_ended"})  # with different partners
_SEALED = 0.95  # the lead must tell a signed paper to borrow its parties from the headline


@dataclass(frozen=True, slots=True)
class Candidate:
    """Parties and the trigger of one sentence.

    `hub` acts alone with each of the others; `is_past`: the sentence looks back.
    """

    line: Line
    trigger: Trigger
    frame: Frame
    hub: Name | None = None
    is_past: bool = False

    @property
    def names(self) -> tuple[Name, ...]:
        """Return the names of all parties."""
        return self.frame.names

    @property
    def is_denial(self) -> bool:
        """Return whether the sentence says that the deal is none."""
        return self.trigger.stage is Stage.DENIED

    @property
    def rule(self) -> str:
        """Return the name under which `explain` shows what fired."""
        return f"{self.trigger.rule}/{self.frame.name}"


@dataclass(frozen=True, slots=True)
class Stopped:
    """A sentence that looked like a collaboration, and the exclusion that stopped it."""

    line: Line
    trigger: Trigger
    exclusion: str
    frame: Frame


def find_candidates(read: ReadText, lexicon: Lexicon) -> list[Candidate | Stopped]:
    """Return what the sentences of a text say, in order, with what was stopped and why."""
    found: list[Candidate | Stopped] = []
    memory = Memory()
    headline: tuple[Name, ...] = ()
    if read.is_english:
        return list(_in_english(read, lexicon))
    for line in read.lines:
        arguments = find_arguments(line.phrases, line.names, lexicon, read.learnt)
        arguments = by_clause(line.text, arguments)
        if line.depth == 0:
            memory = Memory(acting=_lead_actor(line, read, lexicon))
            arguments = headline_arguments(line, arguments, lexicon, read)
        said = list(_in_line(line, arguments, memory, read, lexicon)) or list(
            _under_headline(line, headline, read, lexicon)
        )
        if line.depth == 0:
            headline = () if said else headline_pair(arguments)
        found.extend(said)
        memory = memory.after(line, arguments, [c.frame for c in said if isinstance(c, Candidate)])
    return found


def _lead_actor(headline: Line, read: ReadText, lexicon: Lexicon) -> tuple[Name, ...]:
    """Return who acts in the lead, if the headline names it too: "라온 주가 급등…다솜과 동맹"."""
    lead = next((line for line in read.lines if line.order > headline.order), None)
    if lead is None:
        return ()
    arguments = find_arguments(lead.phrases, lead.names, lexicon, read.learnt)
    acting = [a for a in arguments if a.role is Role.ACTS]
    first = acting[0].names if acting else ()
    is_named = first and first[0].strength >= KNOWN_PARTNER and first[0].text in headline.text
    return first[:1] if is_named else ()


def _under_headline(
    line: Line, pair: tuple[Name, ...], read: ReadText, lexicon: Lexicon
) -> Iterator[Candidate | Stopped]:
    """Give a lead that tells the deal without its partner the pair that the headline names."""
    trigger = next((t for t in line.triggers if t.weight >= _SEALED), None)
    if not pair or trigger is None or not 0 < line.depth <= LEAD:
        return
    if any(n and p.role is Role.WITH for p, n in zip(line.phrases, line.names, strict=True)):
        return  # the lead names a partner of its own
    is_past = looks_back(line, trigger, read.source.published, lexicon)
    yield Candidate(line, trigger, Frame("headline", pair, ()), None, is_past)


def _in_english(read: ReadText, lexicon: Lexicon) -> Iterator[Candidate]:
    founders: tuple[Name, ...] = ()
    acted: tuple[Name, ...] = ()
    for line in read.lines:
        found = read_english(line.text, lexicon)
        if found is None or not (found.actors or acted):
            continue
        acted = found.actors[:1] or acted
        rule = RULE if found.stage is Stage.DENIED else "english"
        trigger = Trigger(rule, found.start, found.end, found.form, found.stage, 0.9)
        actors = (*founders, *found.actors) if found.are_members else found.actors or acted
        frame = Frame("english", actors, found.partners)
        founders = frame.names if found.form is Form.CONSORTIUM else ()
        yield Candidate(line, trigger, frame, None, found.is_past and line.order > 1)


def _in_line(
    line: Line, arguments: Sequence[Argument], memory: Memory, read: ReadText, lexicon: Lexicon
) -> Iterator[Candidate | Stopped]:
    told: set[str] = set()
    denial = find_denial(line.text, lexicon)
    if denial is not None:
        yield from _denied(line, arguments, denial, memory, read, lexicon)
    for trigger, frame in _frames(line, arguments, memory, lexicon):
        if told and (
            (trigger.rule not in _SEVERAL_TIMES and frame.name != "respective")
            or _is_told(frame, told)
        ):
            continue
        exclusion = find_exclusion(line.text, trigger, read.text) or (denial and denial.rule)
        if exclusion:
            yield Stopped(line, trigger, exclusion, frame)
            continue
        if trigger.rule == "agreement_made" and line.depth > LEAD:
            continue  # "A와 맺은 협약은 유지한다": what it is about is something else
        is_clause = frame.name == "relative" or trigger.rule == "agreement_made"
        is_past = looks_back(line, trigger, read.source.published, lexicon, is_clause=is_clause)
        yield Candidate(line, trigger, frame, _hub(line, frame), is_past)
        told |= {name.text for name in frame.names}


def _denied(
    line: Line,
    arguments: Sequence[Argument],
    denial: Trigger,
    memory: Memory,
    read: ReadText,
    lexicon: Lexicon,
) -> Iterator[Candidate]:
    """Give a deal that the sentence denies; the deal is told in the words before its denial."""
    frame = _frame(line, arguments, denial, memory, lexicon)
    if frame is not None and len(frame.names) > 1 and not line.text.endswith("?"):
        is_past = looks_back(line, denial, read.source.published, lexicon)
        yield Candidate(line, denial, frame, None, is_past)


def _frames(
    line: Line, arguments: Sequence[Argument], memory: Memory, lexicon: Lexicon
) -> Iterator[tuple[Trigger, Frame]]:
    """Give each trigger with the frame or, where one verb seals several deals, the frames."""
    for trigger, reachable in _with_reach(line.triggers, arguments):
        is_weak = trigger.rule == "done_with_partner" and not _is_clear(line, arguments, lexicon)
        pairs = [] if is_weak else find_pairs(line.text, arguments, trigger)
        if pairs:
            yield from ((trigger, pair) for pair in pairs)
            return
        frame = _frame(line, reachable, trigger, memory, lexicon)
        if frame is not None and len(frame.names) > 1:
            yield trigger, frame


def _is_told(frame: Frame, told: set[str]) -> bool:
    return not any(name.text not in told for name in frame.partners)


def _with_reach(
    triggers: Sequence[Trigger], arguments: Sequence[Argument]
) -> Iterator[tuple[Trigger, Sequence[Argument]]]:
    """Give each trigger the slots it can reach: partners behind the same rule's one before it.

    Who signs behind an end signs with somebody else: "B와 협약을 해지하고 C와 맺었다".
    """
    ends: dict[str, int] = {}
    ended = next((t.end for t in triggers if t.stage is Stage.ENDED), 0)
    for trigger in triggers:
        begin = max(ends.get(trigger.rule, 0), ended if trigger.start >= ended else 0)
        yield trigger, [a for a in arguments if a.start >= begin or a.role is Role.ACTS]
        ends[trigger.rule] = trigger.end


def _hub(line: Line, frame: Frame) -> Name | None:
    is_hub = "각각" in line.text and len(frame.actors) == 1 and len(frame.partners) > 1
    return frame.actors[0] if is_hub else None


def _frame(
    line: Line,
    arguments: Sequence[Argument],
    trigger: Trigger,
    memory: Memory,
    lexicon: Lexicon,
) -> Frame | None:
    if trigger.rule == "consortium_joined":
        return find_joined(line, arguments, trigger, memory, lexicon)
    if trigger.rule == "done_with_partner" and not _is_clear(line, arguments, lexicon):
        return None
    if trigger.rule in _OF_MEMBERS and HOST_AND_MEMBERS.search(line.text):
        return Frame("members", find_members(line.text, arguments), ())
    frame = find_frame(line.text, arguments, trigger)
    if frame is None:
        return find_recalled(line, arguments, trigger, memory, lexicon)
    return frame if frame.name != "with_only" else with_actor(line, frame, trigger, memory, lexicon)


def _is_clear(line: Line, arguments: Sequence[Argument], lexicon: Lexicon) -> bool:
    """Return whether the lead names an actor and a partner beyond doubt, for a weak trigger."""
    partners = [a for a in arguments if a.role is Role.WITH]
    actors = [a for a in arguments if a.role is Role.ACTS]
    if not 0 < line.depth <= LEAD:
        return False
    if not partners:
        return any(_are_unlike(a.names, lexicon) for a in actors)
    return all(group and group[0].strength >= SURE_PARTNER for group in (actors, partners))


def _are_unlike(names: Sequence[Name], lexicon: Lexicon) -> bool:
    """Return whether a list joins kinds that do not compete: a hospital and a company."""
    if any(name.strength < SURE_PARTNER for name in names):
        return False
    return len({to_party(name, lexicon).kind for name in names}) > 1
