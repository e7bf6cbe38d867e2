"""config/sources.yaml to sources: `defaults`, and one entry for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from flows.model import Announce, Source
from flows.settings.address import address_key
from flows.settings.check import as_list, as_mapping, check, show, suggest
from flows.settings.source_kinds import KINDS, Common
from flows.settings.yamlfile import Document, Path_, load_yaml

SEEDS = "seeds"  # the source that MATSON_SEEDS_DIR moves


def load_sources(path: Path, *, seeds_dir: Path | None = None) -> tuple[Source, ...]:
    """Read sources.yaml; the source `seeds` is looked for in `seeds_dir` where that is given.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    return _moved(parse_sources(load_yaml(path)), seeds_dir)


def parse_sources(document: Document) -> tuple[Source, ...]:
    """Validate the file's data: names and addresses stand once.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    top = as_mapping(document)
    for key in top:
        if key not in {"defaults", "sources"}:
            raise document.error(
                (key,), f"unknown key {key!r}", suggest(key, ["defaults", "sources"])
            )
    defaults = check(document, ("defaults",), top.get("defaults") or {}, Common).model_dump()
    sources = tuple(
        _source(document, ("sources", number), data, defaults)
        for number, data in enumerate(as_list(document, ("sources",), top.get("sources")))
    )
    _refuse_twice(document, sources)
    return sources


def _source(
    document: Document, place: Path_, data: object, defaults: Mapping[str, object]
) -> Source:
    if not isinstance(data, dict):
        raise document.error(place, f"{show(data)} is not a source", "begin it with: - name: …")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        what = f"kind is {show(kind)}" if "kind" in data else "'kind' is missing"
        raise document.error((*place, "kind"), what, suggest(str(kind), KINDS))
    model = check(document, place, data, KINDS[kind])
    unset = {key: value for key, value in defaults.items() if key not in model.model_fields_set}
    return model.model_copy(update=unset).source()


def _refuse_twice(document: Document, sources: tuple[Source, ...]) -> None:
    names: dict[str, int] = {}
    addresses: dict[str, int] = {}
    for number, source in enumerate(sources):
        place = ("sources", number)
        if source.name in names:
            raise document.error(
                (*place, "name"),
                f"the name {source.name!r} is taken by line {names[source.name]}",
                "give each source a name of its own",
            )
        names[source.name] = document.line(place)
        key = address_key(source.url) if source.url else ""
        if key in addresses:
            raise document.error(
                (*place, "url"),
                f"url is {show(source.url)}, the address of line {addresses[key]} too",
                "keep one of the two sources",
            )
        if key:
            addresses[key] = document.line((*place, "url"))


def _moved(sources: tuple[Source, ...], seeds_dir: Path | None) -> tuple[Source, ...]:
    if seeds_dir is None:
        return sources
    moved = Source(SEEDS, "folder", Announce.ARCHIVE, path=str(seeds_dir))
    kept = next((s for s in sources if s.name == SEEDS), None)
    if kept is None:
        return (moved, *sources)
    if kept.kind == "folder":
        moved = replace(kept, path=str(seeds_dir))
    return tuple(moved if s is kept else s for s in sources)
