"""From a read text to candidate claims, one a trigger sentence.

A candidate is a frame's parties with the trigger that called it, before the candidates of
one text are joined. The actor that a sentence leaves out is the one that acted before.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from flows.extract.article import Line, ReadText
from flows.extract.exclusions import find_exclusion
from flows.extract.frames import Argument, Frame, find_arguments, find_frame
from flows.extract.headline import head_of
from flows.extract.lexicon import Lexicon
from flows.extract.names import Name, find_name, is_group
from flows.extract.phrases import Phrase, Role
from flows.extract.triggers import Trigger

_ACTS = 0.55
_SURE_PARTNER = 0.7  # a partner that stands alone must look like an organisation by itself


@dataclass(frozen=True, slots=True)
class Candidate:
    """Parties and the trigger of one sentence; `hub` acts alone with each of the others."""

    line: Line
    trigger: Trigger
    frame: Frame
    hub: Name | None = None

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

    def after(self, arguments: Sequence[Argument], said: Sequence[Candidate]) -> _Memory:
        """Return the memory after a sentence with these slots and candidates."""
        sure = [a for a in arguments if max(n.strength for n in a.names) >= _ACTS]
        acting = next((a.names for a in reversed(sure) if a.role is Role.ACTS), ())
        met = said[-1].names if said else tuple(
            n for a in sure if a.role in (Role.ACTS, Role.WITH) for n in a.names
        )
        return _Memory(acting or self.acting, met if len(met) > 1 else self.together)


def find_candidates(read: ReadText, lexicon: Lexicon) -> list[Candidate | Stopped]:
    """Return what the sentences of a text say, in order, with what was stopped and why."""
    found: list[Candidate | Stopped] = []
    memory = _Memory()
    for line in read.lines:
        arguments = find_arguments(line.phrases, lexicon, read.learnt)
        if line.sentence.line == 0:
            arguments = _headline_arguments(line, arguments, lexicon, read)
        said = list(_in_line(line, arguments, memory, lexicon))
        found.extend(said)
        memory = memory.after(arguments, [c for c in said if isinstance(c, Candidate)])
    return found


def _in_line(
    line: Line, arguments: Sequence[Argument], memory: _Memory, lexicon: Lexicon
) -> Iterator[Candidate | Stopped]:
    for trigger in line.triggers:
        frame = _frame(line, arguments, trigger, memory, lexicon)
        if frame is None or len(frame.names) < 2:
            continue
        exclusion = find_exclusion(line.text, trigger, lexicon)
        if exclusion:
            yield Stopped(line, trigger, exclusion)
            continue
        yield Candidate(line, trigger, frame, _hub(line, frame))
        return


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
    frame = find_frame(arguments, trigger.start, trigger.end)
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
        actor = _last_acting(subject, memory, lexicon)
        return replace(frame, actors=(actor,)) if actor and actor.text not in named else frame
    return frame if len(frame.partners) > 1 and is_group(subject.text, lexicon) else None


def _last_acting(subject: Phrase | None, memory: _Memory, lexicon: Lexicon) -> Name | None:
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
    names = [find_name(_first_word(p) if p is listed[-1] and len(listed) > 1 else p, lexicon, read.learnt) for p in listed]
    kept = tuple(n for n in names if n is not None and (n.strength >= _ACTS or n.text in read.source.body))
    if not kept or len(kept) < len(listed):
        return arguments
    kept = tuple(replace(n, strength=max(n.strength, 0.6)) for n in kept)
    rest = [a for a in arguments if a.start >= listed[-1].end]
    return [Argument(kept, Role.ACTS, listed[0].start, kept[-1].end), *rest]


def _leading_list(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases up to the first that a particle or the end of the head closes."""
    listed = []
    for phrase in phrases:
        if phrase.role not in (Role.LIST, Role.NONE, Role.ACTS):
            return [] if not listed else listed
        listed.append(phrase)
        if phrase.role is not Role.LIST:
            break
    return listed


def _first_word(phrase: Phrase) -> Phrase:
    """The last name of a hyphenated list is followed by what they do, without a particle."""
    return replace(phrase, words=phrase.words[:1])
