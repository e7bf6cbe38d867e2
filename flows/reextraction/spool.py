"""What was read again, kept on disk until it is stored: memory is the same for any number.

The file has no name and vanishes with its process, however that ends.
"""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager, suppress
from typing import IO

from flows.errors import StateError
from flows.model import Claim
from flows.state.chunks import chunks
from flows.state.codec import CLAIM

Reread = tuple[int, tuple[Claim, ...] | None]
"""An article's id, and what it says now; None where that is what is stored."""


class Spool:
    """Takes readings in, gives them back in their order."""

    def __init__(self, file: IO[str]) -> None:
        self._file = file
        self.different = 0

    def add(self, article_id: int, told: Sequence[Claim] | None) -> None:
        """Take in what an article says now, None where that is what is stored.

        Raises:
            StateError: the disk is full.
        """
        payloads = None if told is None else [CLAIM.dump(claim) for claim in told]
        self.different += told is not None
        with _refused():
            self._file.write(json.dumps([article_id, payloads]) + "\n")

    def parts(self) -> Iterator[list[Reread]]:
        """Give all that was taken in, from the start, some at a time."""
        with _refused():
            self._file.seek(0)
        for lines in chunks(self._file):
            yield [_read(line) for line in lines]


@contextmanager
def open_spool() -> Iterator[Spool]:
    """Make an empty one for the time of the block.

    Raises:
        StateError: the folder for temporary files is full or can't be written.
    """
    with ExitStack() as stack:
        with _refused():
            file = stack.enter_context(tempfile.TemporaryFile("w+", encoding="utf-8"))
        stack.callback(_close, file)
        yield Spool(file)


def _close(file: IO[str]) -> None:
    """Let go of what a full disk did not take, which was told already."""
    with suppress(OSError):
        file.close()


@contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except OSError as error:
        what = f"no temporary file can be written: {error.strerror}"
        remedy = "make room in the folder for temporary files, or set TMPDIR to another"
        raise StateError(what, remedy=remedy) from None


def _read(line: str) -> Reread:
    article_id, payloads = json.loads(line)
    if payloads is None:
        return article_id, None
    return article_id, tuple(CLAIM.load(payload) for payload in payloads)
