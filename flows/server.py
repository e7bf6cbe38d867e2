"""Prefect's temporary server, which dies with the process that needs it.

Prefect can start one by itself, but a killed flow leaves that one behind, and it looks for
a port before it takes it. Here the parent listens on a port that the system chose and hands
the socket to the child; requests wait in the socket until the child is ready to answer. The
child also holds the reading end of a pipe whose other end only the parent has: however the
parent dies, the system closes the pipe, and the child ends.
"""

from __future__ import annotations

import atexit
import contextlib
import http.client
import io
import os
import signal
import socket
import subprocess
import sys
import threading
from collections.abc import Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import httpx

from flows.errors import MatsonError

HOST = "127.0.0.1"
START_SECONDS = 120  # eight starts at once on two cores took 36 s; Prefect's own 20 s cut off five
STOP_SECONDS = 5.0  # the server writes its last events within one; past this it hangs
CHECK_SECONDS = 15.0  # a server that migrates at its start answers within ten
LOG_BYTES = 1_000_000  # the log starts afresh beyond this: about 100 runs with every warning
SECRETIVE = ("MATSON_", "NAVER_")  # variables that hold tokens, of no use to Prefect
BACKLOG = 128  # connections that wait until the server is up; a run opens about ten


class ServerError(MatsonError):
    """The temporary Prefect server did not start."""

    is_retryable = True


@dataclass(slots=True)
class TemporaryServer:
    """A server on its way up: its API's address, its process, and where it writes its log.

    `lifeline` is our end of the pipe; the child ends when it is closed.
    """

    api_url: str
    process: subprocess.Popen[bytes]
    log: Path
    lifeline: io.FileIO
    is_up: bool = False

    def wait(self, seconds: float = START_SECONDS) -> None:
        """Return once the server answers.

        Raises:
            ServerError: it ended, or did not answer within `seconds`.
        """
        host, port = self.api_url.removeprefix("http://").removesuffix("/api").split(":")
        connection = http.client.HTTPConnection(host, int(port), timeout=seconds)
        try:
            connection.request("GET", "/api/health")
            status = connection.getresponse().status
        except OSError as error:
            raise self._failure(str(error)) from error
        finally:
            connection.close()
        if status != http.client.OK:
            raise self._failure(f"its health check answered {status}")
        self.is_up = True

    def stop(self) -> None:
        """End the process: with its last events written where it was up, at once otherwise."""
        self.lifeline.close()
        try:
            self.process.wait(STOP_SECONDS if self.is_up else 0)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()

    def _failure(self, reason: str) -> ServerError:
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.process.wait(STOP_SECONDS)  # it writes into its log why it ends
        return ServerError(
            f"Prefect's temporary server did not start: {reason}",
            remedy=f"read {self.log}, or run without Prefect: matson run --direct",
        )


def check(api_url: str) -> None:
    """Return if the server that the user has configured answers at all.

    Raises:
        ServerError: it can't be reached.
    """
    where = "the address"  # of which only the host is told: it may hold a password
    try:
        url = httpx.URL(f"{api_url.rstrip('/')}/health")
        where = url.netloc.decode()
        httpx.get(url, timeout=CHECK_SECONDS)
    except (httpx.TransportError, httpx.InvalidURL) as error:
        raise ServerError(
            f"Prefect's server at {where} can't be reached: {error}",
            remedy="start it, correct or unset PREFECT_API_URL, or: matson run --direct",
        ) from None


def prepare(environ: MutableMapping[str, str], home: Path) -> None:
    """Set Prefect's own environment below `home`, before Prefect is imported.

    What the user has set stays. Flow and task logs go to the server, where its UI shows
    them; on standard error they would repeat what `matson` says itself, with tracebacks.
    """
    for name, value in {
        "PREFECT_HOME": str(home.absolute() / "prefect"),
        "PREFECT_SERVER_ANALYTICS_ENABLED": "false",
        "PREFECT_LOGGING_LEVEL": "INFO",
        "PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL": "CRITICAL",
        "PREFECT_SERVER_LOGGING_LEVEL": "WARNING",
        "PREFECT_SERVER_EPHEMERAL_STARTUP_TIMEOUT_SECONDS": str(START_SECONDS),
    }.items():
        environ.setdefault(name, value)


def start(environ: MutableMapping[str, str]) -> TemporaryServer:
    """Start a server on a free port that only this machine reaches, with its data in PREFECT_HOME.

    PREFECT_API_URL is set to it. It is still on its way when this returns: do other work, then
    `wait`. It ends with this process. Called before Prefect is imported, so that it is stopped
    after Prefect has sent its last events: exit handlers run in reverse order.

    Raises:
        ServerError: PREFECT_HOME can't be written.
    """
    folder = Path(environ["PREFECT_HOME"])
    log = folder / "temporary-server.log"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        output = log.open("ab")
    except OSError as error:
        raise ServerError(
            f"Prefect's temporary server needs {folder}, which can't be written: {error.strerror}",
            remedy="set MATSON_HOME to a folder that can",
        ) from None
    with output, socket.create_server((HOST, 0), backlog=BACKLOG) as listener:
        if output.tell() > LOG_BYTES:
            output.truncate(0)
        process, lifeline = _spawn(environ, folder, listener, output)
        api_url = f"http://{HOST}:{listener.getsockname()[1]}/api"
    environ["PREFECT_API_URL"] = api_url
    _bypass_proxy(environ)
    server = TemporaryServer(api_url, process, log, lifeline)
    atexit.register(server.stop)
    return server


def _spawn(
    environ: Mapping[str, str], folder: Path, listener: socket.socket, output: BinaryIO
) -> tuple[subprocess.Popen[bytes], io.FileIO]:
    theirs, ours = os.pipe()  # the system closes our end when this process ends in any way
    env = {name: value for name, value in environ.items() if not name.startswith(SECRETIVE)}
    env["PREFECT_LOGGING_HANDLERS_CONSOLE_LEVEL"] = "WARNING"  # its console is the log file
    env["PREFECT__SERVER_EPHEMERAL"] = "1"  # no UI, and none of the services for schedules
    env["PREFECT__SERVER_FINAL"] = "1"
    try:
        process = subprocess.Popen(  # noqa: S603 our own module, with numbers and a path
            [
                sys.executable,
                "-m",
                "flows.server",
                *map(str, (listener.fileno(), theirs, folder)),
            ],
            env=env,
            pass_fds=(listener.fileno(), theirs),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=output,
            start_new_session=True,  # Ctrl-C is the parent's: it still reports how the run ended
        )
    finally:
        os.close(theirs)
    return process, io.FileIO(ours, "w")


def _bypass_proxy(environ: MutableMapping[str, str]) -> None:
    """Have no proxy of the environment asked for this machine."""
    for name in ("NO_PROXY", "no_proxy"):
        others = [host for host in environ.get(name, "").split(",") if host]
        environ[name] = ",".join(dict.fromkeys([*others, HOST]))


def _serve(listener: int, lifeline: int, folder: Path) -> None:
    # The watch begins before the slow imports, so that a parent that dies early is noticed.
    has_started = threading.Event()
    watch = threading.Thread(target=_end_with_parent, args=(lifeline, has_started), daemon=True)
    watch.start()

    import uvicorn  # noqa: PLC0415 as above
    from filelock import FileLock  # noqa: PLC0415 as above

    class OneStartsAtATime(uvicorn.Server):
        """Holds the lock while Prefect migrates: two at once break each other's migration."""

        async def startup(self, sockets: list[socket.socket] | None = None) -> None:
            with FileLock(folder / "start.lock"):
                mark = _mark_unfinished(folder / "prefect.db")
                await super().startup(sockets)
                if not self.should_exit:
                    mark.unlink(missing_ok=True)
            has_started.set()

    config = uvicorn.Config(
        "prefect.server.api.server:create_app", factory=True, log_level="error", lifespan="on"
    )
    OneStartsAtATime(config).run(sockets=[socket.socket(fileno=listener)])


def _end_with_parent(lifeline: int, has_started: threading.Event) -> None:
    os.read(lifeline, 1)  # nobody writes: it returns when the parent's end is closed
    if has_started.is_set():
        os.kill(os.getpid(), signal.SIGTERM)
        threading.Event().wait(STOP_SECONDS)
    os._exit(1)


def _mark_unfinished(database: Path) -> Path:
    """Leave a mark beside a new database until it is whole: give the mark's path.

    Prefect's migrations don't survive a kill; what is found with the mark is made anew.
    """
    mark = database.with_suffix(".unfinished")
    if mark.exists():
        for file in database.parent.glob(f"{database.name}*"):
            file.unlink()
    if not database.exists():
        mark.touch()
    return mark


if __name__ == "__main__":
    _serve(int(sys.argv[1]), int(sys.argv[2]), Path(sys.argv[3]))
