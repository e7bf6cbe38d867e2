"""A file that appears whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO

from flows.errors import StateError, UsageError


@contextmanager
def written(path: Path, *, is_replacing: bool = False) -> Iterator[BinaryIO]:
    """Give a file to write to, which stands under its name once the block has ended well.

    Only its owner may read it. Until then it has a name of its own beside it, which begins
    with a dot and is removed where the block fails.

    Raises:
        UsageError: there is a file of that name, and it is not to be replaced.
        StateError: the folder can't be made or written, or the disk is full.
    """
    if not is_replacing and path.exists():
        raise _is_there(path)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handle, name = tempfile.mkstemp(".part", f".{path.name}.", path.parent)
        part = Path(name)
        try:
            with os.fdopen(handle, "wb") as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            _rename(part, path, is_replacing=is_replacing)
        finally:
            part.unlink(missing_ok=True)
    except OSError as error:
        what = f"{path} can't be written: {error.strerror}"
        remedy = "make its folder writable, make room on the disk, or name another file"
        raise StateError(what, remedy=remedy) from None


def _rename(part: Path, path: Path, *, is_replacing: bool) -> None:
    if is_replacing:
        part.replace(path)
        return
    try:
        os.link(part, path)  # unlike a rename it replaces nothing that came meanwhile
    except FileExistsError:
        raise _is_there(path) from None
    except OSError:  # a file system without links
        if path.exists():
            raise _is_there(path) from None
        part.replace(path)


def _is_there(path: Path) -> UsageError:
    return UsageError(f"{path} is there already", remedy="name another file, or add --force")
