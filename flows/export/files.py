"""A file that is there whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from pathlib import Path

from flows.errors import UsageError


def write_file(path: Path, parts: Iterable[str]) -> None:
    """Write the parts as UTF-8 under another name beside it, then put it in its place.

    What stood there stays as it was where anything goes wrong before.

    Raises:
        UsageError: the folder is missing or can't be written, or the disk is full.
    """
    try:
        number, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
        _fill(number, Path(name), path, parts)
    except OSError as error:
        raise UsageError(
            f"{path} can't be written: {error.strerror}",
            remedy="name a file in a folder that is there and that you may write to",
        ) from None


def _fill(number: int, waiting: Path, path: Path, parts: Iterable[str]) -> None:
    try:
        with os.fdopen(number, "w", encoding="utf-8", errors="replace", newline="") as file:
            file.writelines(parts)
            file.flush()
            os.fsync(number)
        waiting.chmod(_mode(path))
        waiting.replace(path)
    except BaseException:
        waiting.unlink(missing_ok=True)
        raise


def _mode(path: Path) -> int:
    """Give what a file made in the ordinary way would have: a temporary one is its owner's only."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
