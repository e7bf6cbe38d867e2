"""A loopback web server whose answers are bytes, so that they can be as wrong as needed.

It runs in a thread of its own and is strict with what it is asked: `faults` names every
request that a careful server would not take, and leaving the `with` block fails on them.
"""

from __future__ import annotations

import asyncio
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from types import TracebackType
from typing import Self

Pieces = Iterable[bytes | float]  # bytes are sent as they are, a number is a pause in seconds


@dataclass(frozen=True)
class Seen:
    """A request as it came in; `fields` has small-letter names."""

    path: str
    fields: Mapping[str, str]
    at: float


@dataclass(frozen=True)
class Raw:
    """An answer in pieces; the connection is closed after it unless `stays`."""

    pieces: Pieces
    stays: bool = False


Answer = bytes | Raw | Callable[[Seen], bytes | Raw]


def page(body: bytes = b"", status: str = "200 OK", **fields: str | bytes) -> bytes:
    """Give a whole answer; `content_type="text/html"` makes Content-Type: text/html."""
    lines = [f"HTTP/1.1 {status}".encode(), f"Content-Length: {len(body)}".encode()]
    for name, value in fields.items():
        text = value.encode() if isinstance(value, str) else value
        lines.append(name.replace("_", "-").encode() + b": " + text)
    return b"\r\n".join([*lines, b"", body])


def redirect(to: str | bytes, status: int = 302) -> bytes:
    """Give an answer that leads elsewhere."""
    return page(status=f"{status} Over There", location=to)


class Site:
    """Answers by path; what it does not know is 404, robots.txt included."""

    def __init__(
        self,
        answers: Mapping[str, Answer],
        *,
        address: str = "127.0.0.1",
        greeting: bytes = b"",
    ) -> None:
        self.answers = dict(answers)
        self.connections = 0
        self.seen: list[Seen] = []
        self.faults: list[str] = []
        self.port = 0
        self._address = address
        self._greeting = greeting  # sent to whoever connects, before any request
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)

    def url(self, path: str = "/") -> str:
        """Give the address of a page."""
        return f"http://{self._address}:{self.port}{path}"

    def paths(self) -> list[str]:
        """Give what was asked for, in order."""
        return [seen.path for seen in self.seen]

    def __enter__(self) -> Self:
        self._thread.start()
        self._server = asyncio.run_coroutine_threadsafe(
            asyncio.start_server(self._serve, self._address, 0), self._loop
        ).result(5)
        self.port = self._server.sockets[0].getsockname()[1]
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        asyncio.run_coroutine_threadsafe(self._stop(), self._loop).result(5)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(5)
        self._loop.close()
        if error is None:
            assert not self.faults

    async def _stop(self) -> None:
        self._server.close()
        tasks = asyncio.all_tasks() - {asyncio.current_task()}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await asyncio.sleep(0)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        writer.write(self._greeting)
        try:
            while await self._answer(reader, writer):
                pass
        except (OSError, asyncio.IncompleteReadError, asyncio.CancelledError):
            pass  # the client went away, or the test is over
        finally:
            writer.transport.abort() if writer.is_closing() else writer.close()

    async def _answer(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        seen = self._read(await reader.readuntil(b"\r\n\r\n"))
        answer = self.answers.get(seen.path, page(status="404 Not Found"))
        if callable(answer):
            answer = answer(seen)
        if isinstance(answer, bytes):
            answer = Raw([answer], stays=True)
        for piece in answer.pieces:
            if isinstance(piece, bytes):
                writer.write(piece)
                await writer.drain()
            else:
                await asyncio.sleep(piece)
        return answer.stays

    def _read(self, data: bytes) -> Seen:
        first, *lines = data.decode("latin-1").split("\r\n")[:-2]
        method, path, version = first.split(" ")
        pairs = [line.split(": ", 1) for line in lines]
        fields = {name.lower(): value for name, value in pairs}
        is_sound = (
            (method, version) == ("GET", "HTTP/1.1")
            and data.isascii()
            and path.startswith("/")
            and "#" not in path
            and len(fields) == len(pairs)
            and bool(fields.get("host"))
            and fields.get("accept-encoding") == "gzip, deflate"
            and "cookie" not in fields
        )
        if not is_sound:
            self.faults.append(data.decode("latin-1"))
        self.seen.append(Seen(path, fields, self._loop.time()))
        return self.seen[-1]
