"""What is truly new, day by day: from the deals alone, never from what Matson says.

Told day by day:

- an agreement is NEW on its day, "earlier planned" where a plan was told before;
- what is started without a told agreement is NEW too (the stream has none);
- a party that joins, an end and a denial are UPDATEs, each on its day, of a deal that is NEW;
- a text that names more of the parties than the first one did, of the same agreement, is no
  joining: only who comes to a running deal joins it;
- a plan alone, a denied plan, a start after an agreement, further outlets, reposts, edits and
  texts that call a deal to mind are neither.

Told in one run, the steps between are not seen: NEW, "earlier planned" where there was a plan,
with all parties that joined. A deal that had ended or was denied when the run looked may be
told as new or not, and its end or denial as an update or not: `is_optional`.
"""

from __future__ import annotations

from dataclasses import dataclass

from flows.model import ChangeKind
from tests.stream.deals import Deal, Event, Happening, deals

PLANNED = "earlier planned"
_ENDS = (Happening.ENDED, Happening.DENIED)


@dataclass(frozen=True, slots=True)
class Truth:
    """One change that is to be found on a day (None: in the one run); `what` as a Change has it.

    Of a party that joined `who` is the name; whatever it is called after "joined: " counts.
    """

    kind: ChangeKind
    deal: int
    day: int | None
    what: str | None = None
    who: str | None = None
    is_optional: bool = False


def by_day() -> list[Truth]:
    """Give all changes in the order of their days."""
    found = [truth for deal in deals() for truth in _of(deal)]
    return sorted(found, key=lambda one: (one.day, one.deal))


def at_once() -> list[Truth]:
    """Give all changes of one run over everything."""
    return [truth for deal in deals() for truth in _at_once(deal)]


def _of(deal: Deal) -> list[Truth]:
    agreed = deal.event(Happening.AGREED)
    if agreed is None:
        return []
    new = Truth(ChangeKind.NEW, deal.number, agreed.day, _plan(deal))
    return [new, *(_update(deal, event) for event in deal.events if _is_update(event))]


def _at_once(deal: Deal) -> list[Truth]:
    if deal.event(Happening.AGREED) is None:
        return []
    ends = [event for event in deal.events if event.what in _ENDS]
    new = Truth(ChangeKind.NEW, deal.number, None, _plan(deal), is_optional=bool(ends))
    updates = [
        Truth(ChangeKind.UPDATE, deal.number, None, event.what.value, is_optional=True)
        for event in ends
    ]
    return [new, *updates]


def _plan(deal: Deal) -> str | None:
    return PLANNED if deal.event(Happening.PLANNED) else None


def _is_update(event: Event) -> bool:
    return event.what in (Happening.JOINED, *_ENDS)


def _update(deal: Deal, event: Event) -> Truth:
    return Truth(ChangeKind.UPDATE, deal.number, event.day, event.what.value, event.who)
