"""Stored articles read again, one stream from the first to the last."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterator

from flows.extract import extract_all
from flows.model import Claim, Text
from flows.reextraction.pairing import is_same
from flows.reextraction.spool import Reread
from flows.stages import EXTRACT_BATCH, Workshop, text_of
from flows.state.rereading import Choice


def read_again(workshop: Workshop, choice: Choice, total: int) -> Iterator[Reread]:
    """Read the chosen articles with the present rules and lexicon; writes nothing.

    A few texts are drawn ahead of the one whose claims are given.
    """
    waiting: deque[tuple[int, list[Claim]]] = deque()

    def texts() -> Iterator[Text]:
        for article_id, stored, text in _stored(workshop, choice):
            waiting.append((article_id, stored))
            yield text

    for done, extraction in enumerate(extract_all(texts(), workshop.lexicon), start=1):
        article_id, stored = waiting.popleft()
        workshop.progress("extract", done, total)
        yield article_id, None if is_same(stored, extraction.claims) else extraction.claims


def _stored(workshop: Workshop, choice: Choice) -> Iterator[tuple[int, list[Claim], Text]]:
    store, last = workshop.store, 0
    while ids := store.chosen(choice, after=last, limit=EXTRACT_BATCH):
        told = store.told_by(ids)
        for article_id, article in store.articles(ids).items():
            yield article_id, list(told[article_id].values()), text_of(article, workshop.zone)
        last = ids[-1]
