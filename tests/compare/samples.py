"""A made-up world: organisations as config/ has them, claims, and articles that make them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

from flows.compare import compare_articles
from flows.compare.deal import Names
from flows.compare.organizations import Directory
from flows.compare.subjects import Subjects
from flows.model import (
    Announce,
    Article,
    Change,
    Claim,
    Form,
    Kind,
    LexiconData,
    OrganizationEntry,
    Party,
    Reading,
    Span,
    Stage,
    StoredClaim,
    TopicMention,
)
from flows.state import Store

NOW = datetime(2026, 11, 24, 0, 0, tzinfo=UTC)
DAY = timedelta(days=1)

CONFIG = LexiconData(
    organizations=(
        OrganizationEntry("건너그룹", Kind.COMPANY, ("건너",)),
        OrganizationEntry("건너전자", Kind.COMPANY, ("GE전자",), parent="건너그룹"),
        OrganizationEntry("건너 AI연구원", Kind.INSTITUTE, parent="건너그룹"),
        OrganizationEntry("라온대학교", Kind.UNIVERSITY, ("라온대", "RAON")),
        OrganizationEntry("라온대 AI대학원", Kind.UNIVERSITY, parent="라온대학교"),
        OrganizationEntry("미르병원", Kind.HOSPITAL),
    )
)


def party(name: str, parent: str | None = None, kind: Kind = Kind.OTHER) -> Party:
    """Give a party that is called in one way only."""
    return Party(name, name, kind, parent)


def claim(*names: str | Party, topics: tuple[str, ...] = (), **fields: Any) -> Claim:  # noqa: ANN401 - a Claim's own
    """Give a claim of an MOU that was signed, between these."""
    values: dict[str, Any] = {
        "form": Form.MOU,
        "stage": Stage.AGREED,
        "evidence": f"{' '.join(str(name) for name in names)} 협약",
        "span": Span(0, 9),
        "rule": "signed",
        "confidence": 0.9,
    }
    parties = tuple(name if isinstance(name, Party) else party(name) for name in names)
    mentions = tuple(TopicMention(topic) for topic in topics)
    return Claim(parties=parties, topics=mentions, **(values | fields))


def stored(number: int, told: Claim, *, article: int | None = None, day: int = 0) -> StoredClaim:
    """Give a claim as state would: of an article of its own, published `day` days after NOW."""
    chain = number if article is None else article
    published = NOW + day * DAY
    reading = Reading(f"매체{chain}", f"제목{chain}", None, f"{chain}.txt", published)
    return StoredClaim(number, told, chain, chain, reading, Announce.NEWS)


def directory(*claims: Claim) -> Directory:
    """Give what is known about organisations after these claims."""
    known = Directory(CONFIG)
    for one in claims:
        for its in one.parties:
            known.learn(its)
    return known


def names(*claims: Claim) -> Names:
    """Give what names are understood by after these claims."""
    return Names(directory(*claims), Subjects(CONFIG))


@dataclass
class World:
    """A store that articles arrive in; the extractor is a table."""

    store: Store
    config: LexiconData = CONFIG
    now: datetime = NOW
    version: str = "1"
    numbers: dict[str, int] = field(default_factory=dict)

    def tell(self, locator: str, *claims: Claim, **fields: Any) -> None:  # noqa: ANN401 - an Article's own
        """Let an article arrive that says so; the same locator again is a new version."""
        values: dict[str, Any] = {
            "source": "news",
            "title": "제목",
            "body": repr((locator, claims)),
            "fetched_at": self.now,
            "published_at": self.now,
        }
        article = Article(locator=locator, **(values | fields))
        made = self.store.save_articles(article.source, [article], {"at": 1}, self.now)
        if made:
            self.numbers[article.content_hash] = made[0]
            self.store.save_claims(made[0], claims, self.version)

    def reread(self, number: int, *claims: Claim, version: str = "2") -> None:
        """Let a newer extractor say something else of a stored article."""
        self.store.save_claims(number, claims, version)

    def compare(self) -> list[Change]:
        """Compare; gives the changes that this found."""
        known = {change.id for change in self.store.unreported()}
        count = compare_articles(self.store, self.config, self.now, lambda *_: None)
        found = [change for change in self.store.unreported() if change.id not in known]
        assert len(found) == count
        return found

    def later(self, days: int = 1) -> None:
        """Let days pass."""
        self.now += days * DAY


def told(changes: list[Change]) -> list[str]:
    """Give changes in short: the kind, and what an update says."""
    return [f"{change.kind} {change.what}" if change.what else change.kind for change in changes]
