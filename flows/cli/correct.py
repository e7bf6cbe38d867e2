"""`matson correct`: what a person says of what was found, and taking it back."""

from __future__ import annotations

import getpass
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

import click

from flows import correcting
from flows.cli.output import print_json
from flows.correcting import Speaker
from flows.errors import UsageError
from flows.model import Correction, LexiconData, Saying
from flows.settings import Config, load_config, load_settings
from flows.state import Store, open_store

Said = Callable[[Store, LexiconData, Speaker], Correction]

_BY = click.option("--by", metavar="NAME", help="Who says so; your login without.")
_WHY = click.option("--why", metavar="TEXT", help="Why; it is kept with the correction.")
_DRY = click.option("--dry-run", is_flag=True, help="Check it; keep nothing.")


@dataclass(frozen=True, slots=True)
class _Voice:
    """What every correction takes beside its own arguments."""

    by: str | None
    why: str | None
    dry_run: bool


def _spoken(command: Callable[..., None]) -> Callable[..., None]:
    return _BY(_WHY(_DRY(command)))


@click.group()
def correct() -> None:
    """Say what was found wrongly, and take it back.

    What you say holds for all later runs until you take it back.

    ID is a collaboration's number, as digests and `matson collaborations` show it. Nothing
    that was announced is announced again.
    """


@correct.command()
@click.argument("deal", metavar="ID", type=int)
@_spoken
def reject(deal: int, **voice: object) -> None:
    """Say that this is no collaboration: it is told nowhere any more."""
    _do(voice, lambda store, known, who: correcting.reject(store, known, who, deal))


@correct.command()
@click.argument("deal", metavar="ID", type=int)
@click.argument("other", metavar="OTHER", type=int)
@_spoken
def merge(deal: int, other: int, **voice: object) -> None:
    """Say that two collaborations are one; OTHER lives on in ID."""
    _do(voice, lambda store, known, who: correcting.merge(store, known, who, deal, other))


@correct.command()
@click.argument("deal", metavar="ID", type=int)
@click.argument("articles", metavar="ARTICLE...", type=int, nargs=-1, required=True)
@_spoken
def split(deal: int, articles: tuple[int, ...], **voice: object) -> None:
    """Say that what these articles tell is another collaboration.

    ARTICLE is an article's number, as `matson why ID` shows it.
    """
    _do(voice, lambda store, known, who: correcting.split(store, known, who, deal, articles))


@correct.command()
@click.argument("organization", metavar="ORG")
@click.argument("name", metavar="NAME")
@_spoken
def rename(organization: str, name: str, **voice: object) -> None:
    """Say what an organisation is called."""
    _do(voice, lambda store, known, who: correcting.rename(store, known, who, organization, name))


@correct.command()
@click.argument("name", metavar="NAME")
@click.argument("organization", metavar="ORG")
@_spoken
def alias(name: str, organization: str, **voice: object) -> None:
    """Say that NAME means the organisation ORG."""
    _do(voice, lambda store, known, who: correcting.alias(store, known, who, name, organization))


@correct.command()
@click.argument("organization", metavar="ORG")
@click.option("--channel", metavar="NAME", help="Only in this channel of channels.yaml.")
@_spoken
def mute(organization: str, channel: str | None, **voice: object) -> None:
    """Tell nothing of an organisation and its parts any more."""
    _do(
        voice,
        lambda store, known, who: correcting.mute(store, known, who, organization, channel),
        channel=channel,
    )


@correct.command()
@click.argument("number", metavar="[NUMBER]", type=int, required=False)
@_spoken
def undo(number: int | None, **voice: object) -> None:
    """Take a correction back: the one of this number, or the last that holds."""
    _do(voice, lambda store, known, who: correcting.undo(store, known, who, number), is_undo=True)


@correct.command("list")
@click.option("--all", "with_undone", is_flag=True, help="Also those that were taken back.")
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
def list_corrections(*, with_undone: bool, is_json: bool) -> None:
    """List the corrections that hold: number, what, who, when, why."""
    settings = load_settings()
    url = settings.database_url
    with closing(open_store(url.get_secret_value() if url else None, settings.home)) as store:
        found = store.corrections(with_undone=with_undone)
    if is_json:
        print_json({"corrections": [_record(one) for one in found]})
        return
    for one in found:
        when = f"{one.said_at.astimezone(settings.zone):%Y-%m-%d %H:%M}"
        state = "taken back" if one.undone_at else ""
        columns = (str(one.id), describe(one), one.said_by, when, one.reason or "", state)
        click.echo("\t".join(columns).rstrip())
    if not found:
        click.echo("Nobody has corrected anything.")


def describe(one: Correction) -> str:
    """Tell what was said in one line."""
    where = f" in {one.channel}" if one.channel else ""
    return {
        Saying.REJECT: f"{one.collaboration} is no collaboration",
        Saying.MERGE: f"{one.other} is {one.collaboration}",
        Saying.SPLIT: f"{one.other} is not {one.collaboration}",
        Saying.RENAME: f"{one.organization} is called {one.name}",
        Saying.ALIAS: f"{one.name} means {one.organization}",
        Saying.MUTE: f"nothing of {one.organization}{where}",
    }[one.saying]


def _record(one: Correction) -> dict[str, object]:
    return {
        "id": one.id,
        "saying": one.saying.value,
        "text": describe(one),
        "by": one.said_by,
        "at": one.said_at.isoformat(),
        "why": one.reason,
        "undone_at": one.undone_at.isoformat() if one.undone_at else None,
    }


def _do(
    voice: dict[str, object], say: Said, *, channel: str | None = None, is_undo: bool = False
) -> None:
    asked = _Voice(**voice)  # type: ignore[arg-type]  # click checks them
    settings = load_settings()
    config = load_config(settings)
    _check_channel(channel, config)
    speaker = Speaker(asked.by or getpass.getuser(), datetime.now(UTC), asked.why)
    url = settings.database_url
    opened = open_store(url.get_secret_value() if url else None, settings.home)
    with closing(opened) as store, _for_good_or_not(store, is_rehearsal=asked.dry_run) as used:
        said = say(used, config.lexicon, speaker)
    verb = "Taken back" if is_undo else "Said"
    would = " (dry run: nothing was kept)" if asked.dry_run else ""
    click.echo(f"{verb}: {describe(said)}{would}")
    if not is_undo and not asked.dry_run:
        click.echo(f"Take it back with: matson correct undo {said.id}")


@contextmanager
def _for_good_or_not(store: Store, *, is_rehearsal: bool) -> Iterator[Store]:
    if not is_rehearsal:
        yield store
        return
    with store.rolled_back() as rehearsal:
        yield rehearsal


def _check_channel(name: str | None, config: Config) -> None:
    known = [channel.name for channel in config.channels]
    if name is not None and name not in known:
        raise UsageError(
            f"there is no channel {name!r}",
            remedy=f"use one of: {', '.join(known) or 'none is in channels.yaml'}",
        )
