"""What the parties of a new collaboration did together before."""

from __future__ import annotations

from datetime import date
from typing import Final

from flows.compare.deal import Deal, Names, deal_of_collaboration
from flows.compare.grouping import Group
from flows.compare.relation import Parties, relate_parties
from flows.compare.session import Session
from flows.model import EarlierDeal, Stage, StoredCollaboration

MOST: Final = 5  # the latest: a digest shows one, its thread these


def find_earlier(session: Session, names: Names, group: Group, own: int) -> tuple[EarlierDeal, ...]:
    """Give other collaborations of the same parties that began before this one, latest first."""
    deal = group[0].deal
    began = _began(deal)
    if began is None:
        return ()
    claims = session.claims_paired(deal.pairs)
    others = {claim.collaboration_id for claim in claims} - {own, None}
    found = []
    for one in session.collaborations([key for key in others if key is not None]):
        its = deal_of_collaboration(one, names)
        since = _began(its)
        if since is not None and since < began and _counts(one) and _is_theirs(deal, its):
            found.append((since, one.id, one))
    found.sort(key=lambda row: row[:2], reverse=True)
    return tuple(_told(one) for _, _, one in found[:MOST])


def _began(deal: Deal) -> date | None:
    return deal.when.start if deal.when else None


def _counts(one: StoredCollaboration) -> bool:
    stage = one.collaboration.stage
    return not one.is_rejected and stage not in (Stage.PLANNED, Stage.DENIED)


def _is_theirs(deal: Deal, other: Deal) -> bool:
    return relate_parties(deal, other) in (Parties.EQUAL, Parties.SUBSET)


def _told(one: StoredCollaboration) -> EarlierDeal:
    its = one.collaboration
    told = min((r.published_at for r in its.readings if r.published_at), default=None)
    when = its.date or (f"{told:%Y-%m}" if told else None)
    return EarlierDeal(one.id, its.form, when, its.name, its.topics[:2])
