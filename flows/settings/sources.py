"""config/sources.yaml to sources: one model for each kind, found in `KINDS`."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from pydantic import field_validator

from flows.model import Announce, Source
from flows.settings.check import (
    Entry,
    Handle,
    Language,
    Line,
    as_list,
    as_mapping,
    check,
    show,
    suggest,
    wrong,
)
from flows.settings.yamlfile import Document, Path_, load_yaml

SEEDS = "seeds"  # the source that MATSON_SEEDS_DIR moves

_NOT_YET = {"every": "remove it: every run reads every enabled source"}


class Defaults(Entry):
    """What a source has where it says nothing."""

    announce: Announce = Announce.NEWS
    language: Language = "ko"


class FolderSource(Entry):
    """A folder of documents; `path` is relative to the current folder."""

    name: Handle
    kind: Literal["folder"]
    path: Line
    announce: Announce = Announce.NEWS
    language: Language = "ko"
    enabled: bool = True

    @field_validator("path")
    @classmethod
    def _is_folder(cls, path: str) -> str:
        if "://" in path:
            raise wrong("a folder is a path on this machine, as in: seeds")
        return path

    def source(self) -> Source:
        """Give the word that ingest reads."""
        return Source(
            self.name, self.kind, self.announce, self.language, self.enabled, path=self.path
        )


KINDS: dict[str, type[FolderSource]] = {"folder": FolderSource}


def load_sources(path: Path, *, seeds_dir: Path | None = None) -> tuple[Source, ...]:
    """Read sources.yaml; the source `seeds` is looked for in `seeds_dir` where that is given.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    return _moved(parse_sources(load_yaml(path)), seeds_dir)


def parse_sources(document: Document) -> tuple[Source, ...]:
    """Validate the file's data: `defaults` and `sources`, names used once."""
    top = as_mapping(document)
    for key in top:
        if key not in {"defaults", "sources"}:
            raise document.error(
                (key,), f"unknown key {key!r}", suggest(key, ["defaults", "sources"])
            )
    defaults = check(
        document, ("defaults",), top.get("defaults") or {}, Defaults, not_yet=_NOT_YET
    ).model_dump()
    entries = as_list(document, ("sources",), top.get("sources"))
    seen: dict[str, int] = {}
    sources = []
    for number, data in enumerate(entries):
        source = _source(document, ("sources", number), data, defaults)
        if source.name in seen:
            raise document.error(
                ("sources", number, "name"),
                f"the name {source.name!r} is taken by line {seen[source.name]}",
                "give each source a name of its own",
            )
        seen[source.name] = document.line(("sources", number))
        sources.append(source)
    return tuple(sources)


def _source(document: Document, place: Path_, data: object, defaults: dict[str, object]) -> Source:
    if not isinstance(data, dict):
        raise document.error(place, f"{show(data)} is not a source", "begin it with: - name: …")
    kind = data.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        what = f"kind is {show(kind)}" if "kind" in data else "'kind' is missing"
        raise document.error((*place, "kind"), what, suggest(str(kind), KINDS))
    model = check(document, place, data, KINDS[kind], not_yet=_NOT_YET)
    unset = {key: value for key, value in defaults.items() if key not in model.model_fields_set}
    return model.model_copy(update=unset).source()


def _moved(sources: tuple[Source, ...], seeds_dir: Path | None) -> tuple[Source, ...]:
    if seeds_dir is None:
        return sources
    moved = Source(SEEDS, "folder", Announce.ARCHIVE, path=str(seeds_dir))
    kept = next((s for s in sources if s.name == SEEDS), None)
    if kept is None:
        return (moved, *sources)
    moved = Source(SEEDS, "folder", kept.announce, kept.language, kept.enabled, str(seeds_dir))
    return tuple(moved if s is kept else s for s in sources)
