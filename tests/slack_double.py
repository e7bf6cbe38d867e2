"""A Slack on loopback: as strict as the real one, with faults to order.

In a test: ``with serving() as slack: ...`` and ``slack.url`` is the API's address. As a
process of its own: ``python -m tests.slack_double [--port N] [--token T] [--channel C]``
prints its address and runs until it is killed; other processes read what it accepted at
``GET /double/messages`` and order faults at ``POST /double/faults``.

It knows chat.postMessage, conversations.history, conversations.replies and auth.test. A fault is
used up by the first call of its method: `kind` says what happens.

=============  =================================================================
none           nothing goes wrong: the fault behind it is for the call after
ratelimited    429 with Retry-After, nothing accepted
error          `ok: false` with `code`, nothing accepted
500            status 500 with no JSON, nothing accepted
500_json       status 500 with `ok: false` and `code`, nothing accepted
500_after      the same, accepted
html           status 200 with an HTML page, nothing accepted
cut            the connection is cut, nothing accepted
cut_after      accepted, then the connection is cut
hang           no answer for `seconds`, nothing accepted
hang_after     accepted, no answer for `seconds`
half           accepted, half of the answer arrives, then the connection is cut
late           the connection is cut at once, accepted after `seconds`
=============  =================================================================
"""

from __future__ import annotations

import argparse
import json
import socket
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar
from urllib.parse import parse_qsl, urlsplit

from tests.block_kit import refusal

TOKEN = "xoxb-0000-double"  # noqa: S105  opens this double and nothing else
CHANNEL = "C0000000001"
SCOPES = frozenset({"chat:write", "channels:history", "metadata.message:read"})
_AFTER = {"none", "500_after", "cut_after", "hang_after", "half"}


@dataclass(frozen=True, slots=True)
class Fault:
    """What goes wrong in the next call of `method`."""

    kind: str
    method: str = "chat.postMessage"
    code: str = ""
    seconds: float = 1.0


class CutError(Exception):
    """The connection is to be cut without an answer."""


@dataclass
class SlackDouble:
    """What the double knows and has accepted. All access goes through the lock."""

    token: str = TOKEN
    channels: dict[str, str] = field(default_factory=lambda: {CHANNEL: ""})  # id: error code or ""
    scopes: set[str] = field(default_factory=lambda: set(SCOPES))
    page: int = 200
    url: str = ""
    messages: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    refusals: list[str] = field(default_factory=list)
    lock: threading.RLock = field(default_factory=threading.RLock)
    last_ts: int = 0

    def order(self, *faults: Fault) -> None:
        """Add faults; each is used once, the oldest of a method first."""
        with self.lock:
            self.faults += faults

    def keys(self, channel: str = CHANNEL) -> list[str]:
        """The deliveries' keys in the order in which they were accepted."""
        with self.lock:
            return [
                m["metadata"]["event_payload"]["key"]
                for m in self.messages
                if m["channel"] == channel and m.get("metadata")
            ]

    def fault(self, method: str) -> Fault | None:
        """Take the next fault of the method."""
        with self.lock:
            self.calls.append(method)
            found = next((fault for fault in self.faults if fault.method == method), None)
            if found:
                self.faults.remove(found)
            return found

    def call(self, method: str, token: str, asked: Mapping[str, Any]) -> dict[str, Any]:
        """Answer a call as Slack does."""
        methods: dict[str, Callable[[Mapping[str, Any]], dict[str, Any]]] = {
            "chat.postMessage": self._post,
            "conversations.history": self._history,
            "conversations.replies": self._replies,
            "auth.test": lambda _: {"ok": True, "team": "double", "user": "matson"},
        }
        with self.lock:
            if not token:
                return _no("not_authed")
            if token != self.token:
                return _no("invalid_auth")
            if method not in methods:
                return _no("unknown_method")
            answer = methods[method](asked)
            if not answer["ok"]:
                self.refusals.append(f"{method}: {answer['error']} {answer.get('detail', '')}")
            return answer

    def _closed(self, asked: Mapping[str, Any], *scopes: str) -> dict[str, Any] | None:
        if missing := [scope for scope in scopes if scope not in self.scopes]:
            return _no("missing_scope", needed=missing[0], provided=",".join(sorted(self.scopes)))
        error = self.channels.get(str(asked.get("channel")), "channel_not_found")
        return _no(error) if error else None

    def _post(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        if closed := self._closed(asked, "chat:write"):
            return closed
        if refused := refusal(asked):
            code, _, detail = refused.partition(": ")
            return _no(code, detail=detail)
        metadata = asked.get("metadata")
        if metadata and not (metadata.get("event_type") and "event_payload" in metadata):
            return _no("invalid_metadata_schema")
        thread = asked.get("thread_ts")
        mine = [m for m in self.messages if m["channel"] == asked["channel"]]
        if thread is not None and not any(m["ts"] == thread and not m["thread_ts"] for m in mine):
            return _no("thread_not_found")
        ts = self._next_ts()
        kept = {name: asked.get(name) for name in ("channel", "text", "blocks", "metadata")}
        self.messages.append({**kept, "ts": ts, "thread_ts": thread, "type": "message"})
        return {"ok": True, "channel": asked["channel"], "ts": ts}

    def _next_ts(self) -> str:
        self.last_ts = max(self.last_ts + 1, time.time_ns() // 1_000)
        return f"{self.last_ts // 1_000_000}.{self.last_ts % 1_000_000:06d}"

    def _history(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        mine = [m for m in self.messages if m["channel"] == asked.get("channel")]
        return self._page(asked, [m for m in reversed(mine) if not m["thread_ts"]])

    def _replies(self, asked: Mapping[str, Any]) -> dict[str, Any]:
        mine = [m for m in self.messages if m["channel"] == asked.get("channel")]
        thread = [m for m in mine if asked.get("ts") in {m["ts"], m["thread_ts"]}]
        if not thread and not self._closed(asked):
            return _no("thread_not_found")
        return self._page(asked, thread)

    def _page(self, asked: Mapping[str, Any], found: list[dict[str, Any]]) -> dict[str, Any]:
        if closed := self._closed(asked, "channels:history"):
            return closed
        oldest = float(asked.get("oldest") or 0)
        recent = [m for m in found if float(m["ts"]) > oldest]
        start = int(str(asked.get("cursor") or "at-0").removeprefix("at-"))
        end = start + min(int(asked.get("limit") or 100), self.page)
        is_whole = str(asked.get("include_all_metadata")) in {"1", "true", "True"}
        is_whole = is_whole and "metadata.message:read" in self.scopes
        shown = [m if is_whole else {**m, "metadata": None} for m in recent[start:end]]
        has_more = end < len(recent)
        cursor = {"next_cursor": f"at-{end}" if has_more else ""}
        return {"ok": True, "messages": shown, "has_more": has_more, "response_metadata": cursor}


def _no(error: str, **more: str) -> dict[str, Any]:
    return {"ok": False, "error": error, **more}


class Handler(BaseHTTPRequestHandler):
    """HTTP in front of a double; one subclass a server, with its `double`."""

    double: ClassVar[SlackDouble]
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True

    def do_GET(self) -> None:
        """Answer a method that reads, or give what was accepted."""
        parts = urlsplit(self.path)
        if parts.path == "/double/messages":
            with self.double.lock:
                self._answer(200, {"messages": self.double.messages})
            return
        self._slack(parts.path, dict(parse_qsl(parts.query)))

    def do_POST(self) -> None:
        """Answer a method, or take orders for faults."""
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        if self.path == "/double/faults":
            self.double.order(*(Fault(**fault) for fault in json.loads(body)))
            self._answer(200, {"ok": True, "faults": [asdict(f) for f in self.double.faults]})
        elif "json" in (self.headers.get("Content-Type") or ""):
            self._slack(self.path, json.loads(body))
        else:
            self._slack(self.path, dict(parse_qsl(body.decode())))

    def _slack(self, path: str, asked: Mapping[str, Any]) -> None:
        method = path.rsplit("/", 1)[-1]
        token = (self.headers.get("Authorization") or "").removeprefix("Bearer ")
        fault = self.double.fault(method)
        try:
            if fault and fault.kind not in _AFTER:
                self._fail(fault, method, token, asked)
                return
            answer = self.double.call(method, token, asked)
            if fault and fault.kind != "none":
                self._lose(fault, answer)
            self._answer(200, answer)
        except CutError:
            self._cut()

    def _fail(self, fault: Fault, method: str, token: str, asked: Mapping[str, Any]) -> None:
        """A fault before anything is accepted."""
        if fault.kind == "ratelimited":
            wait = {"Retry-After": f"{fault.seconds:g}"}
            self._answer(429, _no("ratelimited"), wait)
        elif fault.kind == "error":
            self._answer(200, _no(fault.code))
        elif fault.kind == "500":
            self._answer(500, "oops")
        elif fault.kind == "500_json":
            self._answer(500, _no(fault.code or "team_is_moving"))
        elif fault.kind == "html":
            self._answer(200, "<!doctype html><title>Slack is down</title>")
        elif fault.kind == "late":
            self._cut()
            time.sleep(fault.seconds)
            self.double.call(method, token, asked)
        elif fault.kind == "hang":
            time.sleep(fault.seconds)
            raise CutError
        else:
            raise CutError

    def _lose(self, fault: Fault, answer: Mapping[str, Any]) -> None:
        """A fault after the message was accepted: the answer does not arrive whole."""
        if fault.kind == "500_after":
            self._answer(500, "oops")
        elif fault.kind == "half":
            body = json.dumps(answer).encode()
            self._head(200, len(body), {})
            self.wfile.write(body[: len(body) // 2])
        elif fault.kind == "hang_after":
            time.sleep(fault.seconds)
        raise CutError

    def _answer(self, status: int, body: object, headers: Mapping[str, str] | None = None) -> None:
        data = body.encode() if isinstance(body, str) else json.dumps(body).encode()
        self._head(status, len(data), headers or {})
        self.wfile.write(data)

    def _head(self, status: int, length: int, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(length))
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()

    def _cut(self) -> None:
        self.close_connection = True
        try:
            self.wfile.flush()
            self.connection.shutdown(socket.SHUT_RDWR)
        except OSError:
            return  # the other side was faster

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  the base class's name
        """Say nothing."""


class Server(ThreadingHTTPServer):
    """A server that does not tell of callers that went away."""

    daemon_threads = True
    request_queue_size = 128

    def handle_error(self, request: Any, client_address: Any) -> None:  # noqa: ANN401  the base class's types
        """Pass over a caller that hung up, tell everything else."""
        if not isinstance(sys.exception(), OSError):
            super().handle_error(request, client_address)


def _server(double: SlackDouble, port: int) -> Server:
    handler = type("BoundHandler", (Handler,), {"double": double})
    server = Server(("127.0.0.1", port), handler)
    double.url = f"http://127.0.0.1:{server.server_port}/api/"
    return server


@contextmanager
def serving(port: int = 0) -> Iterator[SlackDouble]:
    """A double that serves until the block ends."""
    double = SlackDouble()
    server = _server(double, port)
    thread = threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield double
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def main() -> None:
    """Serve until killed; the first line of standard output is the API's address."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", 1)[0] if __doc__ else None)
    parser.add_argument("--port", type=int, default=0)
    parser.add_argument("--token", default=TOKEN)
    parser.add_argument("--channel", action="append")
    options = parser.parse_args()
    double = SlackDouble(token=options.token)
    double.channels = dict.fromkeys(options.channel or [CHANNEL], "")
    server = _server(double, options.port)
    sys.stdout.write(f"{double.url}\n")
    sys.stdout.flush()
    server.serve_forever()


if __name__ == "__main__":
    main()
