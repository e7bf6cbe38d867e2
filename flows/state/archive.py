"""The file of a backup: a zip with a JSON Lines file for each table and a manifest.

The manifest is written last and tells of each part how many rows and bytes it has and its
SHA-256. A file is somebody's word until it was checked: nothing of it is ever unpacked to
disk, names are only looked up, and no more is read of a part than its manifest promises.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import BinaryIO, Final, cast

from pydantic import AwareDatetime, BaseModel, ConfigDict, Field, ValidationError

from flows.errors import StateError

FORMAT: Final = "matson-backup-1"
MANIFEST: Final = "manifest.json"
MAX_MANIFEST: Final = 1_000_000  # bytes; ours has 5,000
MAX_LINE: Final = 64_000_000  # bytes of a row; a text has 20,000,000 at most, escapes come on top
MAX_RATIO: Final = 200  # unpacked to packed; measured: 6 over all, 47 for rows that are all alike
SLACK: Final = 10_000_000  # bytes that a small file may unpack to whatever the ratio is
CHUNK: Final = 1_000_000
PIECE: Final = 100_000  # bytes that are packed at a time
LEVEL: Final = 3  # of zlib's; measured for 65 MB: 12.0 MB in 3 s, with 6 it is 11.2 MB in 9 s
REMEDY: Final = "use another backup; this one is damaged, or was not made by matson backup"

_ENCODE = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class Part(BaseModel):
    """What the manifest says of one table."""

    model_config = ConfigDict(extra="forbid", frozen=True, strict=True)

    name: str = Field(pattern=r"^[a-z_]{1,60}$")
    rows: int = Field(ge=0)
    bytes: int = Field(ge=0)
    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")


class Manifest(BaseModel):
    """What is in the file: `revision` is that of the tables, `made_at` when it was begun."""

    model_config = ConfigDict(extra="ignore", frozen=True)

    format: str
    revision: str = Field(pattern=r"^[A-Za-z0-9_]{1,60}$")
    made_at: AwareDatetime
    tables: tuple[Part, ...] = Field(max_length=200)

    @property
    def rows(self) -> int:
        """The rows of all tables."""
        return sum(part.rows for part in self.tables)


@dataclass(frozen=True, slots=True)
class _Written:
    name: str
    rows: int
    bytes: int
    sha256: str


class Writer(AbstractContextManager["Writer"]):
    """Writes the parts, then the manifest; to be closed while the file is still open."""

    def __init__(self, file: BinaryIO) -> None:
        self._zip = zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED, compresslevel=LEVEL)
        self._parts: list[_Written] = []

    def __exit__(self, *failure: object) -> None:
        self._zip.close()

    def add(self, table: str, rows: Iterable[Mapping[str, object]]) -> None:
        """Write a table, a row at a time."""
        digest, count, size = hashlib.sha256(), 0, 0
        with self._zip.open(f"{table}.jsonl", "w", force_zip64=True) as part:
            for number, piece in _pieces(rows):
                part.write(piece)
                digest.update(piece)
                count, size = count + number, size + len(piece)
        self._parts.append(_Written(table, count, size, digest.hexdigest()))

    def finish(self, revision: str, made_at: datetime) -> Manifest:
        """Write the manifest."""
        told = {
            "format": FORMAT,
            "revision": revision,
            "made_at": made_at.astimezone(UTC).isoformat(),
            "tables": [asdict(part) for part in self._parts],
        }
        self._zip.writestr(MANIFEST, json.dumps(told, indent=1))
        return Manifest.model_validate(told)


def _pieces(rows: Iterable[Mapping[str, object]]) -> Iterator[tuple[int, bytes]]:
    """Give the lines of some rows at a time, and how many."""
    lines: list[bytes] = []
    size = 0
    for row in rows:
        lines.append(_ENCODE(row).encode() + b"\n")
        size += len(lines[-1])
        if size >= PIECE:
            yield len(lines), b"".join(lines)
            lines, size = [], 0
    if lines:
        yield len(lines), b"".join(lines)


class Reader:
    """Reads a file that may be anything; made by `opened`."""

    def __init__(self, zipped: zipfile.ZipFile, size: int, name: str) -> None:
        self._zip = zipped
        self._name = name
        self.manifest = self._read_manifest()
        self._check_parts(size)

    def check(self) -> Iterator[int]:
        """Read every part whole and compare it with the manifest; give the rows read so far.

        Raises:
            StateError: a part is not what the manifest says.
        """
        done = 0
        for part in self.manifest.tables:
            digest, rows, size = hashlib.sha256(), 0, 0
            with self._part(part) as file:
                while chunk := file.read(CHUNK):
                    digest.update(chunk)
                    rows, size = rows + chunk.count(b"\n"), size + len(chunk)
                    if size > part.bytes:
                        break
                    yield done + rows
            if (digest.hexdigest(), rows, size) != (part.sha256, part.rows, part.bytes):
                raise self.damaged(f"{part.name}.jsonl is not what its manifest says")
            done += rows

    def rows(self, table: str) -> Iterator[tuple[dict[str, object], int]]:
        """Give the rows of a table, each with its number of bytes.

        Raises:
            StateError: a line is no row; it is named by its number.
        """
        (part,) = (part for part in self.manifest.tables if part.name == table)
        with self._part(part) as file:
            for number in range(1, part.rows + 1):
                line = file.readline(MAX_LINE + 1)
                try:
                    row = json.loads(line) if len(line) <= MAX_LINE else None
                except (ValueError, RecursionError):
                    row = None
                if not isinstance(row, dict):
                    raise self.damaged(f"line {number:,} of {table}.jsonl is no row")
                yield row, len(line)

    def damaged(self, what: str) -> StateError:
        """Give the error that says what is wrong with the file."""
        return StateError(f"{self._name}: {what}", remedy=REMEDY)

    @contextmanager
    def _part(self, part: Part) -> Iterator[BinaryIO]:
        try:
            with self._zip.open(f"{part.name}.jsonl") as raw:
                # a ZipExtFile's own readline is slow where it has a limit
                yield io.BufferedReader(cast("io.RawIOBase", raw))
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError) as error:
            raise self.damaged(f"{part.name}.jsonl can't be read: {error}") from None

    def _read_manifest(self) -> Manifest:
        names = self._zip.namelist()
        if MANIFEST not in names or self._zip.getinfo(MANIFEST).file_size > MAX_MANIFEST:
            raise self.damaged("it has no manifest of Matson's")
        try:
            with self._zip.open(MANIFEST) as file:
                manifest = Manifest.model_validate_json(file.read(MAX_MANIFEST))
        except ValidationError as error:
            place = ".".join(map(str, error.errors()[0]["loc"]))
            raise self.damaged(f"its manifest is wrong at {place or 'the top'}") from None
        except (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError):
            raise self.damaged("its manifest can't be read") from None
        if manifest.format != FORMAT:
            what = f"{self._name} is a backup of the format {manifest.format:.40}"
            raise StateError(what, remedy="restore it with the Matson that made it")
        return manifest

    def _check_parts(self, size: int) -> None:
        """Refuse what is no part of ours, before anything of it is read."""
        names = [part.name for part in self.manifest.tables]
        if sorted(self._zip.namelist()) != sorted([MANIFEST, *(f"{n}.jsonl" for n in names)]):
            raise self.damaged("its files are not those of its manifest")
        for info in self._zip.infolist():
            is_ours = info.compress_type in {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}
            if not is_ours or info.flag_bits & 1:
                raise self.damaged(f"{info.filename} is encrypted or packed in another way")
        if sum(part.bytes for part in self.manifest.tables) > size * MAX_RATIO + SLACK:
            raise self.damaged("it would unpack to more than a backup of its size can hold")


@contextmanager
def opened(path: Path) -> Iterator[Reader]:
    """Open the file of a backup and read its manifest.

    Raises:
        StateError: it is not there, cut off, or no backup.
    """
    with ExitStack() as stack:
        try:
            file = stack.enter_context(path.open("rb"))
            size = file.seek(0, io.SEEK_END)
            reader = Reader(stack.enter_context(zipfile.ZipFile(file)), size, path.name)
        except (zipfile.BadZipFile, NotImplementedError, UnicodeDecodeError):
            what = f"{path.name} is no whole backup: it is cut off, or something else"
            raise StateError(what, remedy=REMEDY) from None
        except OSError as error:
            what = f"{path.name} can't be read: {error.strerror}"
            raise StateError(what, remedy=f"check it with: ls -l {path}") from None
        yield reader
