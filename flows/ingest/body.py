"""A body as it comes in: decompressed piece by piece, never beyond its limit."""

from __future__ import annotations

import zlib

from flows.ingest.failures import CodingError
from flows.ingest.fields import Fields

_CODINGS = {"gzip": "gzip", "x-gzip": "gzip", "deflate": "deflate"}


def read_coding(fields: Fields) -> str:
    """Give "gzip", "deflate" or "" from Content-Encoding.

    Raises:
        CodingError: an encoding that was not asked for, or one over another.
    """
    text = fields.get(b"content-encoding", b"").decode("latin-1").lower()
    names = [name for part in text.split(",") if (name := part.strip()) not in {"", "identity"}]
    if not names:
        return ""
    if len(names) > 1 or names[0] not in _CODINGS:
        raise CodingError(", ".join(names)[:40])
    return _CODINGS[names[0]]


class Body:
    """Collects at most `limit` bytes of content, and at most that many as they were sent."""

    def __init__(self, coding: str, limit: int) -> None:
        self._coding = coding
        self._limit = limit
        self._sent = 0
        self._parts: list[bytes] = []
        self._size = 0
        self._inflater = _gzip() if coding == "gzip" else None
        self._start = b""  # of a stream that needs two bytes to be told

    @property
    def is_full(self) -> bool:
        """True once there is more than the limit."""
        return self._size > self._limit or self._sent > self._limit

    def add(self, chunk: bytes) -> None:
        """Take the next bytes of the wire.

        Raises:
            zlib.error: they are not compressed as they claim to be.
        """
        self._sent += len(chunk)
        if not self._coding:
            self._keep(chunk)
            return
        while chunk and not self.is_full:
            chunk = self._inflate(chunk)

    def end(self) -> None:
        """State that no more comes.

        Raises:
            EOFError: a compressed body stops in the middle.
        """
        if self._coding and self._sent and not (self._inflater and self._inflater.eof):
            raise EOFError

    def take(self) -> bytes:
        """Give the content, cut at the limit."""
        return b"".join(self._parts)[: self._limit]

    def _keep(self, content: bytes) -> None:
        self._parts.append(content)
        self._size += len(content)

    def _inflate(self, chunk: bytes) -> bytes:
        """Decompress what fits and give what is left of the chunk."""
        if self._inflater is None or self._inflater.eof:
            chunk = self._start + chunk
            if not self._begin(chunk):
                self._start = chunk[:2]
                return b""
            self._start = b""
        assert self._inflater is not None
        self._keep(self._inflater.decompress(chunk, self._limit - self._size + 1))
        return self._inflater.unused_data if self._inflater.eof else self._inflater.unconsumed_tail

    def _begin(self, chunk: bytes) -> bool:
        """Begin a stream: the first, or a gzip member after another (RFC 1952, 2.2).

        What else follows is padding, which browsers pass over too.
        """
        if len(chunk) < 2:
            return False
        if self._inflater is None:
            self._inflater = _deflate(chunk)
            return True
        is_member = self._coding == "gzip" and chunk.startswith(b"\x1f\x8b")
        self._inflater = _gzip() if is_member else self._inflater
        return is_member


def _gzip() -> zlib._Decompress:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _deflate(start: bytes) -> zlib._Decompress:
    """Tell a zlib stream, which RFC 9110 means, from the bare one that some servers send."""
    is_zlib = start[0] & 0x0F == 8 and int.from_bytes(start[:2]) % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if is_zlib else -zlib.MAX_WBITS)
