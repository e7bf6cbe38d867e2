"""What a denial does to the other sentences of its text.

Who denies a deal in headline or lead denies it wherever the text tells it; a denial further
down weighs less than a deal that the text tells as news. And a denial may name nobody: then
it answers the report before it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from flows.extract.article import LEAD, Line, ReadText
from flows.extract.candidates import Candidate, Stopped
from flows.extract.denials import RULE, WEIGHT, answers_report, is_report
from flows.extract.lexicon import Lexicon
from flows.extract.sameness import is_same_name
from flows.extract.triggers import Trigger
from flows.model import Stage

_MEDIA = re.compile(r"매체|보도|언론|외신|소문")
_ANSWER_WITHIN = 3  # sentences behind a report that may answer it

Found = Candidate | Stopped


def settle_denials(found: Sequence[Found], read: ReadText, lexicon: Lexicon) -> list[Found]:
    """Return what a text says, each deal either told or denied."""
    answered = [c for s in found if isinstance(s, Stopped) for c in _answered(s, read)]
    all_found = [*found, *answered]
    candidates = [c for c in all_found if isinstance(c, Candidate)]
    denied = [c for c in candidates if c.is_denial]
    if not denied:
        return all_found
    told = [c for c in candidates if not c.is_denial and not _is_known_of(c)]
    first = [d for d in denied if d.line.depth <= LEAD or not _any_of(d, told, lexicon)]
    return [
        Stopped(c.line, c.trigger, RULE, c.frame) if c in told and _any_of(c, first, lexicon) else c
        for c in all_found
        if c not in denied or c in first
    ]


def _is_known_of(candidate: Candidate) -> bool:
    """Return whether a candidate recalls an earlier deal, and not an earlier report of one."""
    return candidate.is_past and _MEDIA.search(candidate.line.text) is None


def _answered(stopped: Stopped, read: ReadText) -> Iterator[Candidate]:
    """Give what a report and the sentence that denies it make together.

    The answer leads, so that it is the evidence; the report says what the deal is about.
    """
    line, frame = stopped.line, stopped.frame
    is_told = line.depth == 0 or (line.depth <= LEAD and is_report(line.text))
    if stopped.exclusion != RULE or not is_told:
        return
    for later in read.lines:
        denies = answers_report(later.text) if _is_behind(later, line) else None
        if denies is not None:
            yield Candidate(later, _denial(stopped, *denies, WEIGHT), frame)
            yield Candidate(line, _denial(stopped, *_place(stopped), WEIGHT - 0.05), frame)
            return


def _is_behind(later: Line, line: Line) -> bool:
    return line.order < later.order <= line.order + _ANSWER_WITHIN


def _place(stopped: Stopped) -> tuple[int, int]:
    return stopped.trigger.start, stopped.trigger.end


def _denial(stopped: Stopped, start: int, end: int, weight: float) -> Trigger:
    return Trigger(RULE, start, end, stopped.trigger.form, Stage.DENIED, weight)


def _any_of(candidate: Candidate, others: Sequence[Candidate], lexicon: Lexicon) -> bool:
    return any(_are_of_same(candidate, other, lexicon) for other in others)


def _are_of_same(a: Candidate, b: Candidate, lexicon: Lexicon) -> bool:
    """Return whether two candidates name the same parties, or one a part of the other's."""
    fewer, more = sorted((a.names, b.names), key=len)
    return all(any(is_same_name(x, y, lexicon) for y in more) for x in fewer)
