"""`matson explain`: which sentences of a text mattered, and why."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from flows.errors import SourceError, UsageError
from flows.extract import Lexicon
from flows.extract import explain as read_text
from flows.ingest.client import Request
from flows.ingest.document import Document
from flows.ingest.formats import parse
from flows.ingest.page import read_page
from flows.model import Claim, Party, Text
from flows.settings import Settings, load_lexicon, load_settings
from flows.workshop import open_client


@click.command()
@click.argument("text", metavar="FILE|URL|-")
def explain(text: str) -> None:
    """Show which sentences mattered in a text, and which rules.

    FILE may be of any form that a folder of documents may hold, URL is an article's page, - is
    standard input. Each sentence is told with the rule that fired, or with the exclusion that
    stopped it.
    """
    settings = load_settings()
    documents = _documents(text, settings)
    lexicon = Lexicon.from_data(load_lexicon(settings))
    for position, document in enumerate(documents):
        if position:
            click.echo()
        for line in _explained(document, lexicon, settings):
            click.echo(line)


def _documents(name: str, settings: Settings) -> tuple[Document, ...]:
    if name.startswith(("http://", "https://")):
        return (asyncio.run(_fetch(name, settings)),)
    try:
        data = sys.stdin.buffer.read() if name == "-" else Path(name).read_bytes()
    except OSError as error:
        raise UsageError(
            f"{name} can't be read: {error.strerror}", remedy="name a file, or - for standard input"
        ) from None
    try:
        records = parse(data, Path(name).suffix.lower(), settings.zone)
    except SourceError as error:
        raise SourceError(f"{name} {error.what}", remedy=error.remedy) from None
    for problem in records.problems:
        click.echo(f"matson: {name}: {problem}", err=True)
    return records.documents


async def _fetch(url: str, settings: Settings) -> Document:
    async with open_client(settings, {}) as client:
        response = await client.get(Request(url, accept="text/html, */*;q=0.5"))
    page = read_page(response.body, settings.zone, charset=response.charset, url=response.url)
    if page.is_stub:
        click.echo("matson: the page shows only the beginning of its article", err=True)
    return page.document


def _explained(document: Document, lexicon: Lexicon, settings: Settings) -> Iterator[str]:
    published = document.published.astimezone(settings.zone).date() if document.published else None
    yield f"{document.title} · {published or 'undated'}"
    reading = read_text(Text(document.title, document.body, document.subtitle, published), lexicon)
    if not reading.claims and not reading.stopped:
        yield "  no sentence has a cue of a collaboration with two organisations beside it"
    for claim in reading.claims:
        yield from _claimed(claim)
    for stopped in reading.stopped:
        yield ""
        yield f"  > {stopped.line.text}"
        yield f"  stopped by {stopped.exclusion} (rule {stopped.trigger.rule})"


def _claimed(claim: Claim) -> Iterator[str]:
    yield ""
    yield f"  > {claim.evidence}"
    yield f"  rule {claim.rule}, confidence {claim.confidence:.2f}"
    facts = {
        "parties": ", ".join(map(_party, claim.parties)),
        "hub": claim.hub,
        "form": f"{claim.form.value}, {claim.stage.value}",
        "topics": ", ".join(topic.name for topic in claim.topics),
        "name": claim.name,
        "date": claim.date,
        "people": ", ".join(claim.people),
        "amount": claim.amount,
        "duration": claim.duration,
        "told as": _standing(claim),
    }
    for name, fact in facts.items():
        if fact:
            yield f"  {name}: {fact}"


def _party(party: Party) -> str:
    canonical = "" if party.canonical == party.name else f"{party.canonical}, "
    return f"{party.name} ({canonical}{party.kind.value})"


def _standing(claim: Claim) -> str:
    if claim.is_background:
        return "context: earlier or running, not the news of this text"
    return "" if claim.is_ai else "known and not announced: it is not about AI"
