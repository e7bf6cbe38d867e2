"""New readings put in the place of the stored ones, and what differs between the two."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TypeAlias

from flows.model import Claim
from flows.reextraction.differences import ArticleDifference, ClaimDifference, Table, Tally
from flows.reextraction.pairing import Pairing, is_same, pair_claims
from flows.reextraction.spool import Reread, Spool
from flows.state import Store
from flows.state.chunks import chunks
from flows.state.rereading import Restated

Found: TypeAlias = tuple[int, tuple[ClaimDifference, ...]]


def save_all(store: Store, spool: Spool, version: str, limit: int) -> Table[ArticleDifference]:
    """Store what `version` read; give the articles that say something else, `limit` as rows.

    What was superseded, or lost its text, since it was read keeps its claims.
    """
    tally = Tally[Found](limit)
    for part in spool.parts():
        for found in _save(store, part, version):
            tally.add(found, [one.fate for one in found[1]])
    table = tally.made()
    return Table(tuple(_titled(store, table.rows)), table.total, table.counts)


def _save(store: Store, part: Sequence[Reread], version: str) -> list[Found]:
    readable = store.still_readable([article_id for article_id, _ in part])
    told = {key: claims for key, claims in part if key in readable and claims is not None}
    stored = store.told_by(list(told))
    differing = {key: told[key] for key in told if not is_same(stored[key].values(), told[key])}
    pairings = {key: pair_claims(stored[key], told[key]) for key in differing}
    restated = {
        key: [Restated(*one) for one in zip(differing[key], pairing.continues, strict=True)]
        for key, pairing in pairings.items()
    }
    store.save_rereading(sorted(readable), restated, version)
    return [
        (key, tuple(_differences(stored[key], told[key], pairing)))
        for key, pairing in pairings.items()
    ]


def _differences(
    stored: dict[int, Claim], told: Sequence[Claim], pairing: Pairing
) -> Iterator[ClaimDifference]:
    for key in pairing.gone:
        yield ClaimDifference(stored[key], None)
    for place in pairing.come:
        yield ClaimDifference(None, told[place])
    for place in pairing.changed:
        before = pairing.continues[place]
        assert before is not None
        yield ClaimDifference(stored[before], told[place])


def _titled(store: Store, rows: Sequence[Found]) -> Iterator[ArticleDifference]:
    """Add what tells an article to a reader."""
    for some in chunks(rows):
        articles = store.articles([article_id for article_id, _ in some])
        for article_id, claims in some:
            one = articles[article_id]
            yield ArticleDifference(
                id=article_id,
                source=one.source,
                title=one.title,
                url=one.url,
                published_at=one.published_at,
                claims=claims,
            )
