"""The stage: stored articles read again, and what that changes stored or only shown.

Reading takes long and holds nobody up: it writes nothing. Then everything is done in one
transaction, whose end keeps all of it or, for a look, none: a process killed anywhere leaves
the state as it was.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from flows import stages
from flows.extract import version_of
from flows.reextraction.announcing import find_announcements
from flows.reextraction.comparing import compare_states
from flows.reextraction.differences import (
    Announcement,
    CollaborationDifference,
    Outcome,
    Tally,
)
from flows.reextraction.reading import read_again
from flows.reextraction.saving import save_all
from flows.reextraction.spool import Spool, open_spool
from flows.stages import Workshop
from flows.state import Store
from flows.state.rereading import Choice

SHOWN: Final = 50  # rows of each table: two screens


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of a re-extraction.

    Articles published since `since` or undated, of these `sources`, all where None or empty;
    those that another version read, with `is_all` those of this one too. `limit` is the number
    of rows in each table, 0 for all. Without `is_applying` nothing is kept.
    """

    since: datetime | None = None
    sources: tuple[str, ...] = ()
    is_all: bool = False
    is_applying: bool = False
    limit: int = SHOWN


def reextract(workshop: Workshop, request: Request) -> Outcome:
    """Read stored articles with the present rules and lexicon; give what differs.

    What was announced is not announced again; what is newly found is announced by the next
    run, as by any other.

    Raises:
        LockTimeoutError: another process wrote for too long.
        StateError: the database, or a temporary file, can't be written.
    """
    version = version_of(workshop.lexicon)
    choice = Choice(version, request.since, request.sources, request.is_all)
    chosen = workshop.store.count_chosen(choice)
    nothing = Outcome(version, chosen, request.is_applying)
    with open_spool() as spool:
        for article_id, told in read_again(workshop, choice, chosen.readable):
            spool.add(article_id, told)
        if not spool.different:
            return _mark(workshop.store, spool, nothing)
        opened = workshop.store.together if request.is_applying else workshop.store.rolled_back
        with opened() as store:
            return _apply(workshop, replace(workshop, store=store), spool, nothing, request.limit)


def _mark(store: Store, spool: Spool, nothing: Outcome) -> Outcome:
    """Remember which version read what says the same as before."""
    if nothing.is_applied and nothing.chosen.readable:
        with store.together() as together:
            for part in spool.parts():
                together.save_rereading([article_id for article_id, _ in part], {}, nothing.version)
    return nothing


def _apply(
    before: Workshop, after: Workshop, spool: Spool, nothing: Outcome, limit: int
) -> Outcome:
    """Do it in the transaction of `after`; `before` sees what was there."""
    last = after.store.last_change()
    articles = save_all(after.store, spool, nothing.version, limit)
    stages.compare(after)
    collaborations = Tally[CollaborationDifference](limit)
    for one in compare_states(before.store, after.store):
        collaborations.add(one, [one.fate])
    announcements, silent = Tally[Announcement](limit), 0
    for announcement in find_announcements(after, last):
        if announcement.is_silent:
            silent += 1
        else:
            announcements.add(announcement, [announcement.change.kind])
    return replace(
        nothing,
        articles=articles,
        collaborations=collaborations.made(),
        announcements=announcements.made(),
        silent=silent,
    )
