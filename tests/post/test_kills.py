"""A process may die between any two lines: nothing is lost, nothing is told twice."""

from __future__ import annotations

import random
import shutil
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any, cast

import pytest

from flows.post import Messenger, Outbox, Slack, deliver
from flows.state import Store, open_store
from tests.post.samples import GUNNEO, SAEBYEOK, SCOUTS, SEOUL, Clock, change, remember
from tests.slack_double import TOKEN, serving

LAST = 100  # calls of one undisturbed run, at most


class KilledError(BaseException):
    """What no `except Exception` holds up, like a process that is gone."""


class Life:
    """Lets so many calls pass, then kills: before the call, or after it and before its answer."""

    def __init__(self, calls: int, *, is_after: bool) -> None:
        self.left = calls
        self.is_after = is_after

    def wrap(self, call: Callable[..., Any]) -> Callable[..., Any]:
        """The call, or death."""

        def mortal(*arguments: object) -> object:
            self.left -= 1
            if self.left == 0 and not self.is_after:
                raise KilledError
            answer = call(*arguments)
            if self.left == 0:
                raise KilledError
            return answer

        return mortal


class Mortal:
    """An outbox or a Slack whose every call may be the last; the lock itself is left alone."""

    def __init__(self, inner: object, life: Life) -> None:
        self._inner = inner
        self._life = life

    def __getattr__(self, name: str) -> object:
        call = getattr(self._inner, name)
        return call if name == "sending" else self._life.wrap(call)


def run(store: Store, slack: Slack, clock: Clock, life: Life) -> bool:
    """One process's delivering; False where it died."""
    try:
        deliver(
            cast("Outbox", Mortal(store, life)),
            cast("Messenger", Mortal(slack, life)),
            SCOUTS,
            clock=clock,
            sleep=clock.sleep,
            zone=SEOUL,
        )
    except KilledError:
        clock.now += timedelta(seconds=2)
        return False
    return True


def told_once(home: Path, lives: list[Life]) -> bool:
    """Run through these lives and a last long one; whether any of them was cut off."""
    clock = Clock()
    store = open_store(None, home)
    remember(store, [change(1), change(2, parties=(GUNNEO, SAEBYEOK))], clock.now)
    with serving() as double:
        slack = Slack(TOKEN, base_url=double.url)
        ends = [run(store, slack, clock, life) for life in (*lives, Life(LAST, is_after=False))]
        kept = store.deliveries("scouts")
        assert ends[-1]
        assert len(kept) == 3
        assert double.keys() == [delivery.key for delivery in kept]
        assert [m["ts"] for m in double.messages] == [delivery.ts for delivery in kept]
    store.close()
    return not all(ends)


@pytest.mark.parametrize("is_after", [False, True])
def test_killed_at_every_call(template: Path, tmp_path: Path, *, is_after: bool) -> None:
    """Killed at each call to state or Slack in turn, the next run ends with each message once."""
    for calls in range(1, LAST):
        home = tmp_path / f"home-{calls}"
        shutil.copytree(template, home)
        if not told_once(home, [Life(calls, is_after=is_after)]):
            break
    assert calls > 10


@pytest.mark.parametrize("seed", range(20))
def test_killed_again_and_again(template: Path, tmp_path: Path, seed: int) -> None:
    """Killed several times in a row, at random, also while it finds out about the kill before."""
    chance = random.Random(seed)  # noqa: S311  repeatable kills, no secret
    lives = [Life(chance.randint(2, 9), is_after=chance.random() < 0.5) for _ in range(6)]
    home = tmp_path / "home"
    shutil.copytree(template, home)
    assert told_once(home, lives)
