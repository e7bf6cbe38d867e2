"""The articles of the stream: each event told by outlets, in words and orders of their own.

Everything is drawn from a seed and the deal's number: the same seed gives the same articles.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from random import Random
from typing import Final

from flows.model import Form
from tests.stream import wording
from tests.stream.deals import DAYS, Deal, Event, Happening, Org, deals, on, organizations
from tests.stream.paper import OUTLETS, Told, print_article
from tests.stream.wording import Word, fill, patterns

SEED: Final = 6
NOTHING: Final = 76  # articles that tell of no deal
REPOSTED: Final = 0.3  # of the days with three articles or more
RETITLED: Final = 0.15  # of all articles that tell of an agreement


def stream(seed: int = SEED) -> list[Told]:
    """Give all articles, in the order of their days."""
    told = [one for deal in deals() for one in _of_deal(deal, seed)]
    told += _of_nothing(Random(f"{seed} nothing"))  # noqa: S311 - made-up news, no secret
    told.sort(key=lambda one: (one.day, one.article.published_at, one.article.locator))
    return told


def _of_deal(deal: Deal, seed: int) -> Iterator[Told]:
    rng = Random(f"{seed} {deal.number}")  # noqa: S311 - made-up news, no secret
    for event in deal.events:
        outlets = rng.sample(OUTLETS, len(OUTLETS))
        told = list(_of_event(deal, event, outlets, rng))
        yield from told
        if event.what is Happening.AGREED:
            yield from _again(told, outlets[event.articles :], rng)


def _of_event(deal: Deal, event: Event, outlets: list[str], rng: Random) -> Iterator[Told]:
    heads = _drawn(_headlines(deal, event), event.articles, rng)
    leads = _drawn(_leads(deal, event), event.articles, rng)
    for place in range(event.articles):
        day = min(event.day + _delay(deal, place, rng), DAYS - 1)
        orgs = _named(deal, event, place, rng)
        values = _values(deal, event, orgs, day, rng, is_teaching=place == 0)
        title = fill(heads[place], _headline_values(orgs, len(deal.parties), values))
        body = [fill(leads[place], values), *_rest(deal, event, values, rng)]
        locator = f"{deal.number}-{event.what}-{place}"
        article = print_article(outlets[place], locator, day, title, "\n\n".join(body), rng)
        yield Told(day, article, deal.number, event.what)


def _delay(deal: Deal, place: int, rng: Random) -> int:
    if place == 0:
        return 0
    return rng.choice((1, 2) if "part-first" in deal.more else (0, 0, 0, 1, 1, 2))


def _named(deal: Deal, event: Event, place: int, rng: Random) -> list[Org]:
    """Give whom an article names, in its order."""
    known = organizations()
    names = [name for name in deal.parties if name != deal.hub]
    is_ordered = deal.form in (Form.SUPPLY_OR_ADOPTION, Form.INVESTMENT_WITH_COOPERATION)
    if place and not is_ordered and rng.random() < 0.4:
        rng.shuffle(names)
    names = [deal.hub, *names] if deal.hub else names
    is_part = "part" in deal.more and place and rng.random() < 0.35
    if event.what is Happening.AGREED and (is_part or ("part-first" in deal.more and not place)):
        names = names[: max(2, len(names) - rng.choice((1, 2)))]
    orgs = [known[name] for name in names]
    if "whole" in deal.more and place == 1:
        orgs = [known[org.parent] if org.parent and "대학교 " in org.name else org for org in orgs]
    return orgs


def _values(
    deal: Deal, event: Event, orgs: list[Org], day: int, rng: Random, *, is_teaching: bool
) -> dict[str, str]:
    """Give what stands for the letters of a pattern's sentences."""
    told, made = on(day), deal.event(Happening.AGREED) or event
    is_taught = is_teaching or rng.random() < 0.3
    names = [wording.introduce(org, rng, is_teaching=is_taught) for org in orgs]
    if not is_taught and rng.random() < 0.5:  # the first day's first article taught them
        names = [org.alias or name for org, name in zip(orgs, names, strict=True)]
    plain = [_plain(org, names[place], is_taught=is_taught) for place, org in enumerate(orgs)]
    who = organizations()[event.who] if event.who else orgs[0]
    earlier = deals()[deal.earlier] if deal.earlier is not None else deal
    if "mentions" in deal.more and event.what is Happening.AGREED:
        made = earlier.event(Happening.AGREED) or made
    return {
        "A": Word(names[0]),
        "R": wording.listed(names[1:]),
        "R2": wording.listed(plain[1:]),
        "X": wording.together(names),
        "J": wording.listed(names, "·"),
        "Y": wording.both(orgs, len(deal.parties), rng),
        "T": Word(deal.topic.removesuffix(" 인재")),
        "P": Word(wording.purpose(deal)),
        "F": Word(wording.paper(deal.form, rng)),
        "C": Word(deal.centre or f"{deal.topic} 공동연구센터"),
        "W": Word(wording.introduce(who, rng, is_teaching=True)),
        "W2": Word(who.short),
        "E": wording.day_of(on(event.day), told),
        "d": str(told.day),
        "m": wording.month_of(on(made.day), told),
        "at": wording.place(rng),
        "a": Word(plain[0]),
        "b": Word(plain[1]),
        "head": Word(f"{wording.person(orgs[0])} {wording.title(orgs[0])}"),
        "head2": Word(f"{wording.person(orgs[1])} {wording.title(orgs[1])}"),
        "G": wording.finding(rng),
        "O": Word(earlier.topic),
    }


def _plain(org: Org, name: str, *, is_taught: bool) -> str:
    """Give the name of a later sentence: a short one, where this text made it plain."""
    return org.alias if org.alias and (is_taught or name == org.alias) else org.short


def _headline_values(orgs: Sequence[Org], total: int, values: dict[str, str]) -> dict[str, str]:
    names = [org.headline for org in orgs]
    everybody = f"{names[0]}·{names[1]} 등 {total}곳"
    return values | {
        "A": Word(names[0]),
        "R": wording.few(names[1:], total - 1, "·"),
        "X": wording.together(names) if total <= 3 else Word(everybody),
        "J": wording.listed(names, "·") if total <= 3 else Word(everybody),
        "H": wording.listed(names, "-") if total <= 3 else Word(everybody),
        "W": values["W2"],
        "a": Word(names[0]),
        "b": Word(names[1]),
    }


def _headlines(deal: Deal, event: Event) -> tuple[str, ...]:
    return patterns()[f"{_section(deal, event)} headline"]


def _leads(deal: Deal, event: Event) -> tuple[str, ...]:
    if deal.hub and event.what is Happening.AGREED:
        return patterns()["hub lead"]
    found = patterns()[f"{_section(deal, event)} lead"]
    return tuple(one for one in found if len(deal.parties) == 2 or "3자" not in one)


def _section(deal: Deal, event: Event) -> str:
    if event.what is Happening.AGREED:
        sections = {
            Form.SUPPLY_OR_ADOPTION: "supply",
            Form.INVESTMENT_WITH_COOPERATION: "investment",
        }
        return sections.get(deal.form, "agreed")
    is_begun = event.what is Happening.STARTED and deal.form is not Form.JOINT_CENTER
    return "begun" if is_begun else event.what.value


def _rest(deal: Deal, event: Event, values: dict[str, str], rng: Random) -> Iterator[str]:
    """Give the sentences below the lead."""
    sections = patterns()
    if own := sections.get(f"{event.what} rest"):
        chosen = rng.sample(own, 2)
    else:
        seconds = rng.sample(sections["second"], rng.choice((1, 2, 3)))
        chosen = [*seconds, *rng.sample(sections["quote"], rng.choice((1, 2)))]
    if "mentions" in deal.more and event.what is Happening.AGREED:
        chosen.insert(1, rng.choice(sections["mention"]))
    if rng.random() < 0.5:
        chosen += rng.sample(sections["closing"], 1)
    return (fill(pattern, values) for pattern in chosen)


def _drawn(from_: Sequence[str], count: int, rng: Random) -> list[str]:
    """Draw patterns, each once before any comes again."""
    drawn: list[str] = []
    while len(drawn) < count:
        drawn += rng.sample(from_, len(from_))
    return drawn[:count]


def _again(told: list[Told], others: Sequence[str], rng: Random) -> Iterator[Told]:
    """Give reposts of the same text by another outlet, and edits of a title."""
    if len(told) >= 3 and rng.random() < REPOSTED:
        one = rng.choice(told)
        day = min(one.day + rng.choice((0, 1)), DAYS - 1)
        key = one.article.locator.rsplit("/", 1)[1]
        body = f"{one.article.body}\n\n무단 전재 및 재배포 금지"
        article = print_article(others[0], f"{key}-again", day, one.article.title, body, rng)
        yield replace(one, day=day, article=article)
    for one in told:
        if rng.random() < RETITLED and one.day < DAYS - 1:
            title = f"{one.article.title} (종합)"
            body = one.article.body.replace("밝혔다.", "전했다.")
            edited = replace(one.article, title=title, body=body)
            yield replace(one, day=one.day + 1, article=edited)


def _of_nothing(rng: Random) -> Iterator[Told]:
    """Give articles about organisations of the stream that tell of no deal."""
    orgs = [org for org in organizations().values() if not org.parent]
    topics = [deal.topic for deal in deals()]
    sections = patterns()
    for number in range(NOTHING):
        day = rng.randrange(DAYS)
        a, b = rng.sample(orgs, 2)
        values = {
            "A": Word(a.name),
            "b": Word(b.short),
            "T": Word(rng.choice(topics)),
            "d": str(on(day).day),
            "at": wording.place(rng),
            "head": Word(f"{wording.person(a)} {wording.title(a)}"),
            "head2": Word(f"{wording.person(b)} {wording.title(b)}"),
        }
        place = number % len(sections["nothing lead"])
        chosen = [sections["nothing lead"][place], *rng.sample(sections["nothing body"], 3)]
        body = "\n\n".join(fill(pattern, values) for pattern in chosen)
        title = fill(rng.choice(sections["nothing headline"]), values)
        outlet = rng.choice(OUTLETS)
        yield Told(day, print_article(outlet, f"nothing-{number}", day, title, body, rng))
