"""That stored articles could be read again, told to a person."""

from __future__ import annotations

from typing import Final

from flows.extract import version_of
from flows.stages import Workshop

TOLD: Final = "reextract.told"


def note_outdated(workshop: Workshop) -> tuple[str, ...]:
    """Tell, once for each version of the extractor, how much an earlier one read."""
    version = version_of(workshop.lexicon)
    if workshop.store.is_noted(TOLD, version):
        return ()
    count = workshop.store.outdated(version)
    if count:
        workshop.store.note(TOLD, version)
    return tell_outdated(count)


def tell_outdated(count: int) -> tuple[str, ...]:
    """Say that so many articles could be read again; nothing where there are none."""
    if not count:
        return ()
    number = "1 article was" if count == 1 else f"{count:,} articles were"
    return (f"{number} read by an earlier extractor: matson reextract shows what would change",)
