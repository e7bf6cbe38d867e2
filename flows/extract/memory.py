"""What sentences point back to: who acted last, and who stood together."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.arguments import SURE, Argument
from flows.extract.article import LEAD, Line
from flows.extract.frames import Frame
from flows.extract.names import Name
from flows.extract.phrases import Phrase, Role


@dataclass(frozen=True, slots=True)
class Memory:
    """Who acted last, and the last names that stood together: what 양사 and a lone 와 point to."""

    acting: tuple[Name, ...] = ()
    together: tuple[Name, ...] = ()
    is_consortium: bool = False

    def after(self, line: Line, arguments: Sequence[Argument], said: Sequence[Frame]) -> Memory:
        """Return the memory after a sentence with these slots and frames."""
        sure = [a for a in arguments if a.strength >= SURE]
        acting = next((a.names for a in reversed(sure) if a.role is Role.ACTS), ())
        met = (
            said[-1].names
            if said
            else tuple(n for a in sure if a.role in (Role.ACTS, Role.WITH) for n in a.names)
        )
        told = any(t.rule == "consortium_formed" for t in line.triggers)
        return Memory(
            acting or self.acting,
            met if len(met) > 1 else self.together,
            told or (self.is_consortium and line.depth <= LEAD),
        )

    def acted_as(self, subject: Phrase | None) -> Name | None:
        """Return who acted before: where 재단 or 공사 acts now, whose name ends like that."""
        met = (*self.acting, *self.together)
        ending = [n for n in met if subject is not None and n.text.endswith(subject.text)]
        return next(iter((*ending, *self.acting)), None)
