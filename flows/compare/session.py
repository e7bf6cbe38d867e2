"""What compare needs of state: the face of `flows.state.comparison.Comparison`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from flows.model import Change, Collaboration, Organization, StoredClaim, StoredCollaboration


class Session(Protocol):
    """One compare's transaction. Only claims that an article stands behind are given."""

    def recall(self, name: str) -> str | None:
        """Give what `remember` stored under the name."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Store a value under a name."""
        ...

    def touch_all(self) -> None:
        """Have every article looked at again."""
        ...

    def touched(self) -> list[StoredClaim]:
        """Give the claims of articles not compared yet and of collaborations that lost one."""
        ...

    def finish(self) -> None:
        """Mark everything that waited as looked at."""
        ...

    def organizations(self) -> dict[str, Organization]:
        """Give every known organisation by key, and again by each of its stored aliases."""
        ...

    def save_organizations(self, changed: Iterable[Organization], /) -> None:
        """Insert or replace organisations, those above before those below."""
        ...

    def assign(self, claim_id: int, keys: Sequence[str], /) -> None:
        """Remember which organisations are the claim's parties."""
        ...

    def claims_naming(self, keys: Collection[str], /) -> list[StoredClaim]:
        """Give the claims that have one of these organisations as a party."""
        ...

    def claims_sharing(self, roots: Collection[str], /) -> list[StoredClaim]:
        """Give the claims that have two parties at least under these topmost organisations."""
        ...

    def deserted(
        self, roots: Collection[str], chains: Collection[int], /
    ) -> list[StoredCollaboration]:
        """Give collaborations without a standing claim: of these roots, or told by these chains."""
        ...

    def collaborations(self, ids: Collection[int], /) -> list[StoredCollaboration]:
        """Give these collaborations, by id."""
        ...

    def history(self, ids: Collection[int], /) -> list[Change]:
        """Give what was found about these collaborations and about those they come from."""
        ...

    def save_collaboration(
        self, found: int | None, collaboration: Collaboration, now: datetime, /
    ) -> int:
        """Store what is true now, under its id or (None) a new one, which is given back."""
        ...

    def join_claims(
        self, collaboration_id: int, ids: Collection[int], keys: Collection[str], /
    ) -> None:
        """Remember which claims and which organisations make the collaboration."""
        ...

    def add_chains(self, collaboration_id: int, chains: Collection[int], /) -> None:
        """Remember which articles told the collaboration."""
        ...

    def descend(self, collaboration_id: int, ancestor: int, /) -> None:
        """Let what was announced of `ancestor` count for the collaboration too."""
        ...

    def absorb(self, winner: int, loser: int, /) -> None:
        """Join two collaborations into the first."""
        ...

    def add_change(self, change: Change, /) -> int:
        """Store what was found; its `id` is ignored, the one given to it comes back."""
        ...


class Comparable(Protocol):
    """A store that can be compared in."""

    def comparing(self, timeout: float, /) -> AbstractContextManager[Session]:
        """Hold the compare lock and one transaction; LockTimeoutError after `timeout` s."""
        ...


class Progress(Protocol):
    """Told how far the stage is."""

    def __call__(self, stage: str, done: int, total: int, /) -> None:
        """Show it, or not."""
        ...
