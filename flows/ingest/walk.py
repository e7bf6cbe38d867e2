"""The documents of a folder: found in order, opened safely, read within a size.

Nothing outside of the folder is read: a link that leads out is a problem, and so is what is
no plain file (a pipe would hold a reader for ever).
"""

from __future__ import annotations

import os
import stat
import unicodedata
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from flows.errors import SourceError


@dataclass(frozen=True, slots=True)
class Found:
    """A document: `name` is its path below the folder (NFC, with /), `path` where it is.

    `mark` changes whenever the file does: size, times of content and of inode (ns), inode.
    """

    name: str
    path: Path
    mark: tuple[int, int, int, int]


def walk(root: Path, suffixes: Collection[str]) -> Iterator[Found | SourceError]:
    """Give the folder's documents by name, and what looks like one and is none.

    Raises:
        SourceError: there is no such folder, or it may not be listed.
    """
    if not root.is_dir():
        raise SourceError(
            f"{root} is no folder", remedy=f"make it with: mkdir -p {root}, or correct its path"
        )
    seen: set[str] = set()
    for entry in _entries(root.resolve(), suffixes):
        if isinstance(entry, Found) and entry.name in seen:
            yield SourceError(
                f"{entry.name} stands twice, spelt in two Unicode forms", remedy="rename one"
            )
            continue
        if isinstance(entry, Found):
            seen.add(entry.name)
        yield entry


def _entries(root: Path, suffixes: Collection[str]) -> Iterator[Found | SourceError]:
    def is_document(name: str) -> bool:
        return Path(name).suffix.lower() in suffixes

    failures: list[OSError] = []
    for folder, folders, files in os.walk(root, onerror=failures.append):
        names = sorted(name for name in folders + files if not name.startswith("."))
        yield from (_look(Path(folder, name), root) for name in names if is_document(name))
        inner = set(folders)
        folders[:] = [name for name in names if name in inner and not is_document(name)]
    for failure in failures:
        name = _name(Path(failure.filename), root)
        if name == ".":
            raise SourceError(
                f"{root} can't be listed: {failure.strerror}",
                remedy="let Matson's user read it, or correct its path",
            )
        yield _failure(name, failure)


def read_file(found: Found, caps: Mapping[str, int]) -> bytes:
    """Read one document; `caps` gives the greatest size in bytes by suffix.

    Raises:
        SourceError: it can't be read, is empty, or is too big to be one.
    """
    cap = caps[found.path.suffix.lower()]
    if found.mark[0] > cap:
        raise _too_big(found.mark[0], cap)
    try:
        descriptor = os.open(found.path, os.O_RDONLY | os.O_NONBLOCK | os.O_NOFOLLOW | os.O_CLOEXEC)
        with os.fdopen(descriptor, "rb") as file:
            data = file.read(cap + 1)
    except OSError as error:
        raise SourceError(
            f"can't be read: {error.strerror}", remedy="let Matson's user read it, or remove it"
        ) from None
    if len(data) > cap:
        raise _too_big(len(data), cap)
    if not data.strip(b"\0 \t\r\n"):
        raise SourceError("is empty", remedy="fill it, or remove it")
    return data


def _too_big(size: int, cap: int) -> SourceError:
    return SourceError(
        f"has {size / 1e6:.1f} MB, over the {cap / 1e6:g} MB that a document of its kind may have",
        remedy="split it, or remove it",
    )


def _look(path: Path, root: Path) -> Found | SourceError:
    name = _name(path, root)
    try:
        name.encode()
        real = path.resolve(strict=True)
        status = real.stat()
    except UnicodeEncodeError:
        return SourceError(
            f"{name.encode(errors='replace').decode()} has a name that is not UTF-8",
            remedy="rename it",
        )
    except OSError as error:
        return _failure(name, error)
    if not real.is_relative_to(root):
        return SourceError(f"{name} leads out of the folder", remedy="copy the file here instead")
    if stat.S_ISDIR(status.st_mode):
        return SourceError(
            f"{name} is a folder named like a document",
            remedy=f"rename it without {path.suffix}, then what it holds is read",
        )
    if not stat.S_ISREG(status.st_mode):
        return SourceError(f"{name} is no plain file", remedy="remove it")
    mark = (status.st_size, status.st_mtime_ns, status.st_ctime_ns, status.st_ino)
    return Found(name, real, mark)


def _name(path: Path, root: Path) -> str:
    return unicodedata.normalize("NFC", path.relative_to(root).as_posix())


def _failure(name: str, error: OSError) -> SourceError:
    return SourceError(
        f"{name} can't be read: {error.strerror}", remedy="let Matson's user read it, or remove it"
    )
