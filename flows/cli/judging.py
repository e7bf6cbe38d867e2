"""What compare says of two deals, for `matson why`."""

from __future__ import annotations

from dataclasses import dataclass

from flows.cli.knowing import Knowledge
from flows.compare import is_same_collaboration
from flows.compare.deal import Deal, deal_of_claim, deal_of_collaboration
from flows.compare.identity import Parties, gap_days, has_compatible_form, relate_parties
from flows.compare.organizations import Directory
from flows.model import Collaboration, StoredCollaboration
from flows.state.queries import Account

_PARTIES = {
    Parties.DIFFERENT: "other parties",
    Parties.OVERLAP: "some of the parties",
    Parties.SUBSET: "one names more parties",
    Parties.EQUAL: "the same parties",
}


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
    keys = {one.key for b in account.backings for one in b.organizations}
    keys |= {one.key for one in account.listed.organizations}
    directory = Directory(known.config, known.store.organizations_by_key(keys))
    claims = [one.stored for one in account.backings if one.is_standing]
    deals = [deal_of_claim(one, directory) for one in claims]
    mine = StoredCollaboration(account.listed.id, account.listed.collaboration, account.chains)
    own = deal_of_collaboration(mine, directory)
    found = [
        Compared(claim.reading.title, *judge_deals(deals[0], deal))
        for claim, deal in zip(claims[1:], deals[1:], strict=True)
    ]
    return found + [
        Compared(_called(one.collaboration), *judge_deals(own, deal), one.id)
        for one in account.neighbours
        for deal in [deal_of_collaboration(one, directory)]
    ]


def judge_deals(a: Deal, b: Deal) -> tuple[bool, str]:
    """Say whether the two are one collaboration, and by what."""
    is_same = is_same_collaboration(a, b)
    facts = [_PARTIES[relate_parties(a, b)]]
    if not has_compatible_form(a, b):
        facts.append("another form")
    gap = gap_days(a, b)
    if gap is not None:
        facts.append("within the same days" if gap == 0 else f"{gap} days apart")
    return is_same, ", ".join(facts)


def _called(deal: Collaboration) -> str:
    told = [" × ".join(party.name for party in deal.parties), deal.form.value]
    return " · ".join([*told, deal.date] if deal.date else told)
