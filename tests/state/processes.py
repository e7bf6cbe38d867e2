"""Several processes at once, forked so that no time goes to imports."""

from __future__ import annotations

import os
import sys
import traceback
from collections.abc import Callable


def at_once(number: int, work: Callable[[int], None]) -> list[int]:
    """Run `work` in so many processes that start together; give those that failed.

    What went wrong in them stands on standard error.
    """
    gate, opener = os.pipe()
    children = [_forked(who, work, gate, opener) for who in range(number)]
    os.close(gate)
    os.close(opener)  # the gate: all of them were waiting for its end
    ended = {child: os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children}
    return [who for who, child in enumerate(children) if ended[child] != 0]


def _forked(who: int, work: Callable[[int], None], gate: int, opener: int) -> int:
    child = os.fork()
    if child:
        return child
    outcome = 1
    try:
        os.close(opener)
        os.read(gate, 1)
        work(who)
        outcome = 0
    except Exception:  # noqa: BLE001 - the parent is told, and must not go on twice
        traceback.print_exc(file=sys.stderr)
    finally:
        os._exit(outcome)
