"""A group of claims told as one collaboration."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import Final

from flows.compare.deal import hub_key
from flows.compare.grouping import Group, Member, most_specific
from flows.compare.identity import STAGES
from flows.compare.organizations import Directory
from flows.model import Claim, Collaboration, Form, Kind, Party, Reading, Stage

# the most binding form first: a centre that is also called an MOU is a centre
FORMS: Final = (
    Form.JOINT_CENTER,
    Form.CONSORTIUM,
    Form.JOINT_RESEARCH,
    Form.JOINT_DEVELOPMENT,
    Form.INVESTMENT_WITH_COOPERATION,
    Form.EDUCATION,
    Form.MOU,
    Form.SUPPLY_OR_ADOPTION,
    Form.OTHER,
)
_NEVER: Final = datetime.max.replace(tzinfo=UTC)


def build_collaboration(group: Group, directory: Directory) -> Collaboration:
    """Give what the claims say together.

    What only a background mention says about form, stage or date is left aside where there
    is news of the deal itself.
    """
    news = [member for member in group if not member.deal.is_background] or list(group)
    form = min((member.stored.claim.form for member in news), key=FORMS.index)
    stage = max((member.stored.claim.stage for member in news), key=STAGES.index)
    ranked = sorted(news, key=lambda member: _rank(member, form, stage))
    rest = [member for member in group if member not in news]
    told = [member.stored.claim for member in (*ranked, *rest)]
    lead = told[0]
    parties = _parties(group, told, directory)
    return Collaboration(
        parties=parties,
        form=form,
        stage=stage,
        evidence=lead.evidence,
        rule=lead.rule,
        confidence=lead.confidence,
        hub=_hub(parties, told, directory),
        topics=_topics(told),
        name=max((claim.name for claim in told if claim.name), key=_length, default=None),
        date=_date([member.stored.claim for member in ranked]),
        people=_distinct(person for claim in told for person in claim.people),
        amount=next((claim.amount for claim in told if claim.amount), None),
        duration=next((claim.duration for claim in told if claim.duration), None),
        is_ai=any(member.stored.claim.is_ai for member in news),
        is_background=all(member.deal.is_background for member in group),
        readings=_readings(group),
    )


def _rank(member: Member, form: Form, stage: Stage) -> tuple[object, ...]:
    """Order claims so that the first one carries the evidence."""
    claim = member.stored.claim
    published = member.stored.reading.published_at or _NEVER
    return (
        claim.stage is not stage,
        -claim.confidence,
        claim.form is not form,
        published,
        member.order,
    )


def _parties(group: Group, told: Sequence[Claim], directory: Directory) -> tuple[Party, ...]:
    kept = {lineage[0] for lineage in most_specific([member.deal for member in group])}
    named: dict[str, list[Party]] = {}
    for claim in told:
        for party in claim.parties:
            key = directory.key(party)
            if key in kept:
                named.setdefault(key, []).append(party)
    return tuple(_party(wordings, directory) for wordings in named.values())


def _hub(parties: Sequence[Party], told: Sequence[Claim], directory: Directory) -> str | None:
    """Give the hub as the collaboration words it."""
    hubs = [hub_key(claim.parties, claim.hub, directory) for claim in told]
    key = next((hub for hub in hubs if hub), None)
    return next((party.name for party in parties if directory.key(party) == key), None)


def _party(wordings: Sequence[Party], directory: Directory) -> Party:
    """Give the leading claim's wording, with the fullest of what all of them say."""
    kinds = [kind for party in wordings if (kind := directory.kind(party)) is not Kind.OTHER]
    parents = [parent for party in wordings if (parent := directory.parent(party))]
    return Party(
        name=wordings[0].name,
        canonical=max(map(directory.canonical, wordings), key=_length),
        kind=min(kinds, default=Kind.OTHER),
        parent=min(parents, default=None),
    )


def _topics(told: Sequence[Claim]) -> tuple[str, ...]:
    """Give the topics as worded, each canonical topic once."""
    found: dict[str, str] = {}
    for claim in told:
        for mention in claim.topics:
            found.setdefault(_folded(mention.canonical or mention.name), mention.name)
    return _distinct(found.values())


def _date(told: Sequence[Claim]) -> str | None:
    """Give the best told date: of the furthest stage, to the day where one says so."""
    dated = [claim for claim in told if claim.date]
    if not dated:
        return None
    last = max(dated, key=lambda claim: STAGES.index(claim.stage)).stage
    dates = [claim.date for claim in dated if claim.stage is last and claim.date]
    return max(dates, key=len)  # the leading one among equally exact ones


def _readings(group: Group) -> tuple[Reading, ...]:
    readings = {(one.outlet, one.locator): one for one in (m.stored.reading for m in group)}
    return tuple(
        sorted(readings.values(), key=lambda one: (one.published_at or _NEVER, one.locator))
    )


def _distinct(texts: Iterable[str]) -> tuple[str, ...]:
    seen: dict[str, str] = {}
    for text in texts:
        seen.setdefault(_folded(text), text)
    return tuple(seen.values())


def _folded(text: str) -> str:
    return "".join(text.split()).casefold()


def _length(text: str) -> tuple[int, str]:
    return (len(text), text)
