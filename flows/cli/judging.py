"""What compare says of two deals, for `matson why`."""

from __future__ import annotations

from dataclasses import dataclass

from flows.cli.knowing import Knowledge
from flows.compare import judge
from flows.compare.deal import Names, deal_of_claim, deal_of_collaboration
from flows.compare.subjects import Subjects
from flows.model import Collaboration, StoredCollaboration
from flows.state.queries import Account


@dataclass(frozen=True, slots=True)
class Compared:
    """A claim or a collaboration that this one was compared with, and what came of it.

    `collaboration` is the id of a known one, None for a claim of this one.
    """

    what: str
    is_same: bool
    reason: str
    collaboration: int | None = None


def compare_all(account: Account, known: Knowledge) -> list[Compared]:
    """Judge the claims against the first of them, and the neighbours against the collaboration.

    It is judged as compare would now, from what is known now.
    """
    names = Names(known.directory, Subjects(known.config))
    claims = [one.stored for one in account.backings if one.is_standing]
    names.directory.meet(claim.claim for claim in claims)
    deals = [deal_of_claim(one, names) for one in claims]
    mine = StoredCollaboration(account.listed.id, account.listed.collaboration, account.chains)
    own = deal_of_collaboration(mine, names)
    found = []
    for claim, deal in zip(claims[1:], deals[1:], strict=True):
        verdict = judge(deals[0], deal)
        found.append(Compared(claim.reading.title, verdict.is_same, verdict.reason.value))
    for one in account.neighbours:
        verdict = judge(own, deal_of_collaboration(one, names))
        what = _called(one.collaboration)
        found.append(Compared(what, verdict.is_same, verdict.reason.value, one.id))
    return found


def _called(deal: Collaboration) -> str:
    told = [" × ".join(party.name for party in deal.parties), deal.form.value]
    return " · ".join([*told, deal.date] if deal.date else told)
