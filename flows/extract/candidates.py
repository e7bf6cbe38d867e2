"""From a read text to candidate claims, one a trigger sentence.

A candidate is a frame's parties with the trigger that called it, before the candidates of
one text are joined. The actor that a sentence leaves out is the one that acted before.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.extract.article import LEAD, Line, ReadText
from flows.extract.english import read_english
from flows.extract.exclusions import find_exclusion
from flows.extract.frames import Argument, Frame, find_arguments, find_frame, find_members
from flows.extract.headline import head_of
from flows.extract.lexicon import Lexicon
from flows.extract.names import Name, find_name, is_group
from flows.extract.phrases import Phrase, Role
from flows.extract.standing import looks_back
from flows.extract.triggers import Trigger

_ACTS = 0.55
_GIVES = re.compile(
    r"투자(?:하고|해|하며|한다|했|하는)|위탁(?:하|해)|지원하(?:고|는)|출자(?:하|해)"
)
_SEALED = 0.95  # the lead must tell a signed paper to borrow its parties from the headline
_SURE_PARTNER = 0.7  # a partner that stands alone must look like an organisation by itself


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
    def rule(self) -> str:
        """Return the name under which `explain` shows what fired."""
        return f"{self.trigger.rule}/{self.frame.name}"


@dataclass(frozen=True, slots=True)
class Stopped:
    """A sentence that looked like a collaboration, and the exclusion that stopped it."""

    line: Line
    trigger: Trigger
    exclusion: str


@dataclass(frozen=True, slots=True)
class _Memory:
    """Who acted last, and the last names that stood together: what 양사 and a lone 와 point to."""

    acting: tuple[Name, ...] = ()
    together: tuple[Name, ...] = ()
    is_consortium: bool = False

    def after(
        self, line: Line, arguments: Sequence[Argument], said: Sequence[Candidate]
    ) -> _Memory:
        """Return the memory after a sentence with these slots and candidates."""
        sure = [a for a in arguments if max(n.strength for n in a.names) >= _ACTS]
        acting = next((a.names for a in reversed(sure) if a.role is Role.ACTS), ())
        met = (
            said[-1].names
            if said
            else tuple(n for a in sure if a.role in (Role.ACTS, Role.WITH) for n in a.names)
        )
        told = any(t.rule == "consortium_formed" for t in line.triggers)
        return _Memory(
            acting or self.acting,
            met if len(met) > 1 else self.together,
            told or (self.is_consortium and line.depth <= LEAD),
        )


def find_candidates(read: ReadText, lexicon: Lexicon) -> list[Candidate | Stopped]:
    """Return what the sentences of a text say, in order, with what was stopped and why."""
    found: list[Candidate | Stopped] = []
    memory = _Memory()
    headline: tuple[Name, ...] = ()
    if read.is_english:
        return list(_in_english(read, lexicon))
    for line in read.lines:
        arguments = find_arguments(line.phrases, lexicon, read.learnt)
        if line.depth == 0:
            memory = _Memory()
            arguments = _headline_arguments(line, arguments, lexicon, read)
        said = list(_in_line(line, arguments, memory, read, lexicon)) or list(
            _under_headline(line, headline, read, lexicon)
        )
        if line.depth == 0:
            headline = () if said else _pair(arguments)
        found.extend(said)
        memory = memory.after(line, arguments, [c for c in said if isinstance(c, Candidate)])
    return found


def _pair(arguments: Sequence[Argument]) -> tuple[Name, ...]:
    """Return who acts with whom in a headline that names both ("A, B와 …") but no deal."""
    actors = [a for a in arguments if a.role is Role.ACTS and a.names[0].strength >= _ACTS]
    partners = [a for a in arguments if a.role is Role.WITH]
    if not actors or not partners:
        return ()
    return (*actors[0].names, *partners[0].names)


def _under_headline(
    line: Line, pair: tuple[Name, ...], read: ReadText, lexicon: Lexicon
) -> Iterator[Candidate | Stopped]:
    """Give a lead that tells the deal without its partner the pair that the headline names."""
    trigger = next((t for t in line.triggers if t.weight >= _SEALED), None)
    if not pair or trigger is None or not 0 < line.depth <= LEAD:
        return
    if any(p.role is Role.WITH and find_name(p, lexicon, read.learnt) for p in line.phrases):
        return  # the lead names a partner of its own
    is_past = looks_back(line, trigger, read.source.published, lexicon)
    yield Candidate(line, trigger, Frame("headline", pair, ()), None, is_past)


def _in_english(read: ReadText, lexicon: Lexicon) -> Iterator[Candidate]:
    for line in read.lines:
        found = read_english(line.text, lexicon)
        if found is not None:
            trigger = Trigger("english", found.start, found.end, found.form, found.stage, 0.9)
            frame = Frame("english", found.actors, found.partners)
            yield Candidate(line, trigger, frame, None, found.is_past and line.order > 1)


def _in_line(
    line: Line, arguments: Sequence[Argument], memory: _Memory, read: ReadText, lexicon: Lexicon
) -> Iterator[Candidate | Stopped]:
    told: set[str] = set()
    for trigger, reachable in _with_reach(line.triggers, arguments):
        frame = _frame(line, reachable, trigger, memory, lexicon)
        if frame is None or len(frame.names) < 2:
            continue
        if told and (trigger.rule != "agreement_signed" or _is_told(frame, told)):
            continue
        exclusion = find_exclusion(line.text, trigger, read.text)
        if exclusion:
            yield Stopped(line, trigger, exclusion)
            continue
        is_past = looks_back(line, trigger, read.source.published, lexicon)
        yield Candidate(line, trigger, frame, _hub(line, frame), is_past)
        told |= {name.text for name in frame.names}


def _is_told(frame: Frame, told: set[str]) -> bool:
    return not any(name.text not in told for name in frame.partners)


def _with_reach(
    triggers: Sequence[Trigger], arguments: Sequence[Argument]
) -> Iterator[tuple[Trigger, Sequence[Argument]]]:
    """Give each trigger the slots it can reach: partners behind the same rule's one before it."""
    ends: dict[str, int] = {}
    for trigger in triggers:
        begin = ends.get(trigger.rule, 0)
        yield trigger, [a for a in arguments if a.start >= begin or a.role is Role.ACTS]
        ends[trigger.rule] = trigger.end


def _hub(line: Line, frame: Frame) -> Name | None:
    is_hub = "각각" in line.text and len(frame.actors) == 1 and len(frame.partners) > 1
    return frame.actors[0] if is_hub else None


def _frame(
    line: Line,
    arguments: Sequence[Argument],
    trigger: Trigger,
    memory: _Memory,
    lexicon: Lexicon,
) -> Frame | None:
    if trigger.rule == "consortium_joined":
        return find_members(arguments) if memory.is_consortium else None
    frame = find_frame(
        arguments,
        trigger.start,
        trigger.end,
        is_each="각각" in line.text,
        gives=_GIVES.search(line.text) is not None,
        is_passive=trigger.rule == "agreement_concluded",
    )
    subject = _subject(line)
    if frame is None:
        is_pointing = subject is not None and is_group(subject.text, lexicon)
        return Frame("pointed_back", memory.together, ()) if is_pointing else None
    if frame.name != "with_only":
        return frame
    if subject is None or subject.text in lexicon.words["generic_organizations"]:
        named = {n.text for n in frame.partners}
        if max(n.strength for n in frame.partners) < _SURE_PARTNER:
            return None
        actor = _last_acting(subject, memory)
        return replace(frame, actors=(actor,)) if actor and actor.text not in named else frame
    return frame if len(frame.partners) > 1 and is_group(subject.text, lexicon) else None


def _last_acting(subject: Phrase | None, memory: _Memory) -> Name | None:
    """Return who acted before: where 재단 or 공사 acts now, the one whose name ends like that."""
    met = (*memory.acting, *memory.together)
    ending = [n for n in met if subject is not None and n.text.endswith(subject.text)]
    return next(iter((*ending, *memory.acting)), None)


def _subject(line: Line) -> Phrase | None:
    return next((p for p in line.phrases if p.role is Role.ACTS), None)


def _headline_arguments(
    line: Line, arguments: list[Argument], lexicon: Lexicon, read: ReadText
) -> list[Argument]:
    """Read the head of a headline as who acts, whatever particle it lacks."""
    head = head_of(line.text)
    begin = line.text.index(head)
    inside = [p for p in line.phrases if begin <= p.start < begin + len(head)]
    listed = _leading_list(inside)
    if not listed:
        return arguments
    names = [
        find_name(
            _first_word(p) if p is listed[-1] and len(listed) > 1 else p, lexicon, read.learnt
        )
        for p in listed
    ]
    names = [_with_shared_ending(n, names[-1], lexicon, read) for n in names]
    kept = tuple(
        n for n in names if n is not None and (n.strength >= _ACTS or n.text in read.source.body)
    )
    if not kept or len(kept) < len(listed):
        return arguments
    kept = tuple(replace(n, strength=max(n.strength, 0.6)) for n in kept)
    behind = [p for p in line.phrases if p.start >= listed[-1].end]
    rest = find_arguments(behind, lexicon, read.learnt)
    return [Argument(kept, Role.ACTS, listed[0].start, kept[-1].end), *rest]


_ENDINGS = (
    "은행",
    "대학교",
    "대병원",
    "병원",
    "증권",
    "카드",
    "생명",
    "대",
    "시",
    "도",
    "군",
    "구",
)


def _with_shared_ending(
    name: Name | None, last: Name | None, lexicon: Lexicon, read: ReadText
) -> Name | None:
    """Give a headline's name the ending it shares with the last: "가람·바른은행", 가람은행."""
    if name is None or last is None or name is last or lexicon.organization(name.text):
        return name
    for ending in _ENDINGS:
        whole = name.text + ending
        if last.text.endswith(ending) and not name.text.endswith(ending):
            return replace(name, text=whole) if whole in read.text else name
    return name


def _leading_list(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases up to the first that a particle or the end of the head closes."""
    listed: list[Phrase] = []
    for phrase in phrases:
        if phrase.role not in (Role.LIST, Role.NONE, Role.ACTS):
            break
        listed.append(phrase)
        if phrase.role is not Role.LIST:
            break
    return listed


def _first_word(phrase: Phrase) -> Phrase:
    """The last name of a hyphenated list is followed by what they do, without a particle."""
    return replace(phrase, words=phrase.words[:1])
