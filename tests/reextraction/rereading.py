"""A store whose articles are read by a table, so that a test says what a newer extractor finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import timedelta
from types import MappingProxyType
from typing import Any

from flows import stages
from flows.extract import Lexicon
from flows.model import (
    Article,
    Change,
    Channel,
    Claim,
    Digest,
    Extraction,
    Message,
    Text,
)
from flows.reextraction import Outcome, Request, reextract
from flows.stages import Workshop
from flows.state import Store
from tests.compare.samples import CONFIG
from tests.workshops import NOW, idle_workshop

WINDOW = timedelta(days=7)
SCOUTS = Channel("scouts", "C0000000001")
PICKY = Channel("picky", "C0000000002", min_confidence=0.95)


@dataclass
class Rereading:
    """Articles arrive, are read, compared and told; then a newer extractor says otherwise.

    `says` is what the extractor finds now, by the article's locator.
    """

    store: Store
    lexicon: Lexicon
    version: int = 1
    says: dict[str, Sequence[Claim]] = field(default_factory=dict)
    numbers: dict[str, int] = field(default_factory=dict)
    days: int = 0

    @property
    def workshop(self) -> Workshop:
        """Give what a stage works with; the lexicon is another with each version."""
        now = NOW + timedelta(days=self.days)
        idle = idle_workshop(self.store, CONFIG, replace(self.lexicon, fingerprint=self._mark))
        return replace(idle, channels=(SCOUTS, PICKY), clock=lambda: now)

    @property
    def _mark(self) -> str:
        return f"{self.version:012}"

    def extract_all(self, texts: Iterable[Text], lexicon: Lexicon) -> Iterator[Extraction]:
        """Find what the table says, some texts ahead, as the real one does."""
        assert lexicon.fingerprint == self._mark
        for text in list(texts):
            yield Extraction(tuple(self.says.get(text.body, ())))

    def arrive(self, locator: str, *told: Claim, days: int = 0, **fields: Any) -> int:  # noqa: ANN401 - an Article's own
        """Store an article that is read at once; `days` is its age."""
        values: dict[str, Any] = {
            "source": "news",
            "title": f"제목 {locator}",
            "body": locator,
            "fetched_at": NOW,
            "published_at": NOW - timedelta(days=days),
        }
        article = Article(locator=locator, **(values | fields))
        (made,) = self.store.save_articles(article.source, [article], {"at": 1}, NOW)
        self.says[article.body] = told
        self.numbers[locator] = made
        return made

    def tell(self) -> list[Change]:
        """Have a run read, compare and tell all there is; give what was new to the channel."""
        workshop = self.workshop
        stages.extract_some(workshop, self.store.unextracted(999), 0)
        stages.compare(workshop)
        now = workshop.clock()
        told = self.store.untold(SCOUTS.name, now, WINDOW).changes
        self.store.enqueue(
            Digest(SCOUTS.name, now, None), SCOUTS, [Message("맞손")], [one.id for one in told]
        )
        self.store.mark_reported([one.id for one in self.store.unreported()], now)
        return list(told)

    def reread(
        self,
        says: Mapping[str, Sequence[Claim]] = MappingProxyType({}),
        **asked: Any,  # noqa: ANN401 - a Request's own
    ) -> Outcome:
        """Raise the version and read again what is stored, for good unless asked otherwise."""
        self.version += 1
        self.says |= says
        return reextract(self.workshop, Request(**{"is_applying": True} | asked))
