"""`matson organizations`: who an organisation is, what it is called, with whom it works."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

import click

from flows.cli.asking import find_organizations, open_knowledge
from flows.cli.collaborations import RIGHT, TITLES, rows
from flows.cli.columns import Columns
from flows.cli.knowing import Knowledge
from flows.cli.output import print_json
from flows.cli.profile import Alias, Profile, profile_of, profile_of_entry, profile_record
from flows.cli.reviewing import review
from flows.errors import UsageError
from flows.post.escape import clean
from flows.state.queries import Connected

REVIEW = "review"


@click.command()
@click.argument("name", required=False, metavar="[NAME|review]")
@click.option(
    "--limit", type=click.IntRange(min=1), default=20, show_default=True, metavar="N", help="Rows."
)
@click.option("--json", "is_json", is_flag=True, help="Print one JSON object.")
def organizations(name: str | None, *, limit: int, is_json: bool) -> None:
    """Show who an organisation is, and with whom it works.

    With a NAME: what it is part of, its parts, its other names and where each comes from, its
    partners by the number of collaborations, and these, the newest first. Without one: the
    organisations with most collaborations. `review` lists the names that wait for a person.
    """
    with open_knowledge() as (known, settings):
        if name == REVIEW:
            review(known.store, known, is_json=is_json)
        elif name is None:
            _show_connected(known.store.most_connected(limit), is_json=is_json)
        else:
            profile = _profile(known, name, limit)
            if is_json:
                print_json(profile_record(profile))
            else:
                _show(profile, settings.zone)


def _profile(known: Knowledge, name: str, limit: int) -> Profile:
    found = find_organizations(known, name)
    if len(found) > 1:
        raise UsageError(
            f"{name!r} may be any of: {', '.join(one.canonical for one in found)}",
            remedy="use one of these names",
        )
    if found:
        return profile_of(known, found[0], limit)
    entry = known.entry(name)
    assert entry is not None  # `find_organizations` has refused what nobody knows
    return profile_of_entry(known, entry)


def _show_connected(found: Sequence[Connected], *, is_json: bool) -> None:
    if is_json:
        print_json({"organizations": [_connected_record(one) for one in found]})
        return
    if not found:
        click.echo("no organisations yet: `matson run` reads the sources")
    table = Columns(("collaborations", "partners", "kind", "organisation"), right=[0, 1])
    table.show(
        (one.collaborations, one.partners, one.organization.kind.value, one.organization.canonical)
        for one in found
    )


def _connected_record(one: Connected) -> dict[str, object]:
    return {
        "canonical": one.organization.canonical,
        "kind": one.organization.kind.value,
        "collaborations": one.collaborations,
        "partners": one.partners,
    }


def _show(profile: Profile, zone: ZoneInfo) -> None:
    for line in _lines(profile):
        click.echo(line)
    if profile.partners:
        click.echo("\npartners")
        table = Columns(("together", "organisation"), right=[0])
        table.show((count, name) for name, count in profile.partners)
    shown = f", the newest {len(profile.timeline)}" if profile.count > len(profile.timeline) else ""
    click.echo(f"\n{profile.count} collaborations{shown}")
    Columns(TITLES, right=RIGHT).show(rows(profile.timeline, zone))


def _lines(profile: Profile) -> Iterator[str]:
    yield f"{clean(profile.canonical)} · {profile.kind}"
    if profile.parent:
        yield f"part of      {clean(profile.parent)}"
    if profile.parts:
        yield f"parts        {clean(', '.join(profile.parts))}"
    for alias in profile.aliases:
        yield f"also called  {clean(alias.name)} · {_origin(alias)}"


def _origin(alias: Alias) -> str:
    told = [alias.source, *(clean(text) for text in (alias.where, alias.url) if text)]
    return " · ".join(told)
