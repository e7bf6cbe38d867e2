"""What sentences point back to: who acted last, and who stood together."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from flows.extract.arguments import SURE, Argument
from flows.extract.article import LEAD, NEAR, Line
from flows.extract.frames import Frame
from flows.extract.groups import find_group
from flows.extract.lexicon import Lexicon
from flows.extract.names import Name
from flows.extract.phrases import Phrase
from flows.extract.sameness import is_same_name
from flows.extract.standing import tells_past
from flows.extract.units import Role


@dataclass(frozen=True, slots=True)
class Memory:
    """What the sentences before left behind.

    `acting` acted last and `together` stood together last: what a lone 와 and 양사 point to.
    `is_consortium` and `has_deal`: the lead told one, so that members may follow. `pending`
    is who made a deal with partners that were only counted ("4개 기업과"); `mentioned` are the
    names of each sentence, for groups that say how many they are, `acted` those of them that
    act or are acted with; `signed` is who made the last deal.
    """

    acting: tuple[Name, ...] = ()
    together: tuple[Name, ...] = ()
    is_consortium: bool = False
    has_deal: bool = False
    pending: tuple[Name, ...] = ()
    mentioned: tuple[tuple[Name, ...], ...] = ()
    acted: tuple[tuple[Name, ...], ...] = ()
    signed: tuple[Name, ...] = ()

    def after(self, line: Line, arguments: Sequence[Argument], said: Sequence[Frame]) -> Memory:
        """Return the memory after a sentence with these slots and frames."""
        sure = [a for a in arguments if a.strength >= SURE]
        acting = _owner_of_partner(line, arguments) or next(
            (a.names for a in reversed(sure) if a.role is Role.ACTS), ()
        )
        met = said[-1].names if said else _met(sure)
        is_sealed = any(t.weight >= _SEALED or t.rule == "consortium_formed" for t in line.triggers)
        is_lead = line.depth <= LEAD
        return Memory(
            acting or self.acting,
            met if len(met) > 1 else self.together,
            any(t.rule == "consortium_formed" for t in line.triggers)
            or (self.is_consortium and is_lead),
            is_sealed or (self.has_deal and line.depth <= LEAD + 2),
            acting[:1] if is_sealed and not said else self.pending if is_lead else (),
            (*self.mentioned, _mentioned(line, arguments)),
            (*self.acted, _mentioned(line, _acting(arguments))),
            (said[-1].actors[:1] if said else ()) or self.signed,
        )

    def meant_by(self, size: int | None, lexicon: Lexicon) -> tuple[Name, ...]:
        """Return whom a group points back to; `size` is how many, None where it does not say."""
        if size is None:
            return self._all_together(lexicon)
        if len(self.together) == size:
            return self.together
        return (
            find_group(size, self.acted, lexicon)
            or find_group(size, self.mentioned, lexicon)
            or self.together
        )

    def _all_together(self, lexicon: Lexicon) -> tuple[Name, ...]:
        """Return who stood together last; the headline's list, where it names them and more."""
        head = self.acted[0] if self.acted else ()
        is_more = len(head) > len(self.together) > 1 and all(
            any(is_same_name(name, other, lexicon) for other in head) for name in self.together
        )
        return head if is_more else self.together

    def naming(self, line: Line, arguments: Sequence[Argument]) -> Memory:
        """Return the memory with what the sentence itself has named so far."""
        return replace(
            self,
            mentioned=(*self.mentioned, _mentioned(line, arguments)),
            acted=(*self.acted, _mentioned(line, _acting(arguments))),
        )

    def acted_as(self, subject: Phrase | None, line: Line) -> Name | None:
        """Return who acted before: where 재단 or 공사 acts now, whose name ends like that.

        "오후에는 B와 …" goes on with who signed the deal before.
        """
        if self.signed and subject is None and _NEXT.match(line.text):
            return self.signed[0]
        met = (*self.acting, *self.together)
        ending = [n for n in met if subject is not None and n.text.endswith(subject.text)]
        told = [name for names in self.mentioned for name in names]
        return next(iter((*ending, *self.acting, *told)), None)


_NEXT = re.compile(  # a further deal of the same actor
    r"^(?:같은 날|이튿날|다음 날|하루 (?:뒤|앞선?)|오전|오후|\d+일)"
)
_SEALED = 0.9  # weight of a trigger that tells a deal by itself


_NAMED_IN = frozenset(
    {Role.OBJECT, Role.ACTS, Role.WITH, Role.LIST, Role.OF, Role.NONE, Role.TO, Role.ELSE}
)
_LOOKS_LIKE_ONE = 0.7  # strength of a name that neither acts nor is acted with


def _acting(arguments: Sequence[Argument]) -> list[Argument]:
    return [a for a in arguments if a.role in (Role.ACTS, Role.WITH) or len(a.names) > 1]


def _mentioned(line: Line, arguments: Sequence[Argument]) -> tuple[Name, ...]:
    """Return the organisations that a sentence names, but for what it recalls."""
    if line.depth > NEAR or tells_past(line.text):
        return ()
    return tuple(
        name
        for argument in arguments
        if argument.role in _NAMED_IN
        for name in argument.names
        if name.strength >= (SURE if argument.role in (Role.ACTS, Role.WITH) else _LOOKS_LIKE_ONE)
    )


_PARTNER = re.compile(r"의\s(?:[^\s,.]+\s)?(?:짝|짝꿍|상대|파트너|동반자|협력사)(?:은|는)\s")


def _owner_of_partner(line: Line, arguments: Sequence[Argument]) -> tuple[Name, ...]:
    """Return whose partner a sentence introduces: "라온대의 짝은 독일에서 왔다"."""
    owners = [a for a in arguments if a.role is Role.OF and _PARTNER.match(line.text, a.end)]
    return owners[0].names if owners else ()


def _met(sure: Sequence[Argument]) -> tuple[Name, ...]:
    """Return who stands together in a sentence without a deal: a list, or one with another."""
    lists = [a.names for a in sure if a.role is Role.ACTS and len(a.names) > 1]
    if lists:
        return lists[-1]
    actors = [a.names for a in sure if a.role is Role.ACTS]
    partners = [a.names for a in sure if a.role is Role.WITH]
    return (*actors[0], *partners[0]) if actors and partners else ()
