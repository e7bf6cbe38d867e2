"""`matson sources`: what is read, whether it can be read, and how more is added."""

from __future__ import annotations

import click

from flows.cli.adding import find_source, write_source
from flows.cli.trying import check_sources
from flows.model import Source
from flows.settings import load_config, load_settings
from flows.workshop import choose


@click.group()
def sources() -> None:
    """Show what is read, try it, and add to it."""


@sources.command("list")
def list_sources() -> None:
    """List the sources: name, kind, how its articles are announced, where it is."""
    for source in load_config(load_settings()).sources:
        state = "" if source.enabled else "disabled"
        columns = (source.name, source.kind, source.announce.value, _where(source), state)
        click.echo("\t".join(columns).rstrip())


@sources.command("check")
@click.argument("names", nargs=-1, metavar="[NAME]...")
@click.pass_context
def check(context: click.Context, names: tuple[str, ...]) -> None:
    """Try sources: all enabled ones, or those named.

    Tells of each what it offers and whether an article can be read, or why not and what to
    do. Nothing is stored. The exit code is 1 where one of them fails.
    """
    settings = load_settings()
    chosen = choose(load_config(settings).sources, names)
    failed = check_sources(chosen, settings)
    context.exit(1 if failed else 0)


@sources.command("add")
@click.argument("url")
@click.option("--name", help="What to call it; made of the address without.")
@click.option("--dry-run", is_flag=True, help="Show the entry; write nothing.")
def add(url: str, name: str | None, dry_run: bool) -> None:  # noqa: FBT001  # click's way
    """Find the feed of a page, try it, and write it to sources.yaml.

    URL may be a feed, a page that names its feed, or a page that lists articles.
    """
    settings = load_settings()
    entry = find_source(url, name, settings)
    write_source(entry, settings, is_rehearsal=dry_run)


def _where(source: Source) -> str:
    queries = f"{source.engine}: {', '.join(source.queries)}" if source.engine else ""
    return source.path or source.url or queries
