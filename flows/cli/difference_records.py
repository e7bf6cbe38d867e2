"""What re-extraction changes, as the one object that programs read."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TypeVar

from flows.records import Record, change_record, claim_record, collaboration_record
from flows.reextraction import Outcome
from flows.reextraction.differences import (
    Announcement,
    ArticleDifference,
    CollaborationDifference,
    Table,
)

T = TypeVar("T")


def outcome_record(outcome: Outcome) -> Record:
    """Give the object of `matson reextract --json`; what is new has an id once it is kept."""
    is_kept = outcome.is_applied
    return {
        "version": outcome.version,
        "applied": is_kept,
        "read": outcome.chosen.readable,
        "left_out": {"dropped": outcome.chosen.dropped, "superseded": outcome.chosen.superseded},
        "articles": _table(outcome.articles, _article_record),
        "collaborations": _table(outcome.collaborations, partial(_deal_record, is_kept=is_kept)),
        "announcements": _table(outcome.announcements, partial(_told_record, is_kept=is_kept)),
        "silent": outcome.silent,
    }


def _table(table: Table[T], record: Callable[[T], Record]) -> Record:
    return {
        "total": table.total,
        "counts": dict(table.counts),
        "rows": [record(row) for row in table.rows],
        "more": table.more,
    }


def _article_record(article: ArticleDifference) -> Record:
    published = article.published_at
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "url": article.url,
        "published": published.isoformat() if published else None,
        "claims": [
            {
                "fate": one.fate.value,
                "fields": list(one.fields),
                "before": one.before and claim_record(one.before),
                "after": one.after and claim_record(one.after),
            }
            for one in article.claims
        ],
    }


def _deal_record(one: CollaborationDifference, *, is_kept: bool) -> Record:
    return {
        "id": one.id if is_kept or one.before else None,
        "fate": one.fate.value,
        "others": list(one.others),
        "fields": list(one.fields),
        "before": one.before and collaboration_record(one.before),
        "after": one.after and collaboration_record(one.after),
    }


def _told_record(one: Announcement, *, is_kept: bool) -> Record:
    number = {} if is_kept else {"id": None}
    told = {"kind": one.change.kind.value, "channels": list(one.channels)}
    return change_record(one.change) | number | told
