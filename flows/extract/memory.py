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
    """What the sentences before left behind.

    `acting` acted last and `together` stood together last: what a lone 와 and 양사 point to.
    `is_consortium` and `has_deal`: the lead told one, so that members may follow. `pending`
    is who made a deal with partners that were only counted ("4개 기업과").
    """

    acting: tuple[Name, ...] = ()
    together: tuple[Name, ...] = ()
    is_consortium: bool = False
    has_deal: bool = False
    pending: tuple[Name, ...] = ()

    def after(self, line: Line, arguments: Sequence[Argument], said: Sequence[Frame]) -> Memory:
        """Return the memory after a sentence with these slots and frames."""
        sure = [a for a in arguments if a.strength >= SURE]
        acting = next((a.names for a in reversed(sure) if a.role is Role.ACTS), ())
        met = said[-1].names if said else _met(sure)
        is_sealed = any(t.weight >= _SEALED for t in line.triggers)
        is_lead = line.depth <= LEAD
        return Memory(
            acting or self.acting,
            met if len(met) > 1 else self.together,
            any(t.rule == "consortium_formed" for t in line.triggers)
            or (self.is_consortium and is_lead),
            is_sealed or (self.has_deal and line.depth <= LEAD + 2),
            acting[:1] if is_sealed and not said else self.pending if is_lead else (),
        )

    def acted_as(self, subject: Phrase | None) -> Name | None:
        """Return who acted before: where 재단 or 공사 acts now, whose name ends like that."""
        met = (*self.acting, *self.together)
        ending = [n for n in met if subject is not None and n.text.endswith(subject.text)]
        return next(iter((*ending, *self.acting)), None)


_SEALED = 0.9  # weight of a trigger that tells a deal by itself


def _met(sure: Sequence[Argument]) -> tuple[Name, ...]:
    """Return who stands together in a sentence without a deal: a list, or one with another."""
    lists = [a.names for a in sure if a.role is Role.ACTS and len(a.names) > 1]
    if lists:
        return lists[-1]
    actors = [a.names for a in sure if a.role is Role.ACTS]
    partners = [a.names for a in sure if a.role is Role.WITH]
    return (*actors[0], *partners[0]) if actors and partners else ()
