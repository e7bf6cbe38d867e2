"""The paper that the stream is printed on: made-up outlets, their addresses, their hours."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from random import Random
from typing import Final
from zoneinfo import ZoneInfo

from flows.model import Article
from tests.stream.deals import Happening, on

ZONE: Final = ZoneInfo("Asia/Seoul")
OUTLETS: Final = (
    "한빛경제",
    "온나라일보",
    "솔바람신문",
    "테크이음",
    "새벽뉴스",
    "물결데일리",
    "가람통신",
    "디지털온",
    "메디아침",
    "대학소식",
    "산업나루",
    "지역의창",
)


@dataclass(frozen=True, slots=True)
class Told:
    """An article of the stream; `deal` is the number of the one it tells of, None for none."""

    day: int
    article: Article
    deal: int | None = None
    what: Happening | None = None


def print_article(outlet: str, key: str, day: int, title: str, body: str, rng: Random) -> Article:
    """Give the article, published in the working hours of its day."""
    at = datetime.combine(on(day), time(rng.randrange(7, 17), rng.randrange(60)), ZONE)
    address = f"https://news{OUTLETS.index(outlet)}.example/articles/{key}"
    return Article(
        source=outlet,
        locator=address,
        url=address,
        title=title,
        body=body,
        published_at=at,
        fetched_at=at + timedelta(minutes=30),
    )
