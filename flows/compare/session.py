"""What compare needs of state: the face of `flows.state.comparison.Comparison`."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from contextlib import AbstractContextManager
from datetime import datetime
from typing import Protocol

from flows.compare.organizations import LookUp
from flows.model import (
    Change,
    Collaboration,
    Correction,
    Organization,
    StoredClaim,
    StoredCollaboration,
    Traces,
    Waiting,
)


class Session(LookUp, Protocol):
    """One compare's transaction. Only claims that an article stands behind are given."""

    def recall(self, name: str) -> str | None:
        """Give what `remember` stored under the name."""
        ...

    def remember(self, name: str, value: str) -> None:
        """Store a value under a name."""
        ...

    def waiting(self, limit: int) -> Waiting:
        """Give up to `limit` articles and as many collaborations to look at, the oldest first."""
        ...

    def touched(self, waiting: Waiting, /) -> list[StoredClaim]:
        """Give the claims of these articles and collaborations."""
        ...

    def finish(self, waiting: Waiting, /) -> None:
        """Mark these as looked at."""
        ...

    def corrections(self) -> list[Correction]:
        """Give what people said that still holds, in the order in which they said it."""
        ...

    def live(self, ids: Collection[int], /) -> dict[int, int]:
        """Give for each collaboration the one that it lives on in."""
        ...

    def touch(self, keys: Collection[str], /) -> None:
        """Have the articles looked at again that name one of these organisations."""
        ...

    def unteach(self, article_ids: Collection[int], /) -> set[tuple[str, str]]:
        """Take back what these articles taught, and what replaced ones did; gives the pairs."""
        ...

    def teach(self, taught: Collection[tuple[int, str, str]], /) -> None:
        """Keep what articles teach: the article's id, a name, the name that it stands for."""
        ...

    def below(self, keys: Collection[str], /) -> Iterable[Organization]:
        """Give all organisations that are part of these, and the parts of the parts."""
        ...

    def save_organizations(self, changed: Iterable[Organization], /) -> None:
        """Insert or replace organisations, those above before those below."""
        ...

    def assign(self, parties: Mapping[int, Sequence[tuple[str, str]]], /) -> None:
        """Remember the parties of claims, by the claims' ids: each with its topmost parent."""
        ...

    def pair(self, pairs: Mapping[int, Collection[str]], /) -> None:
        """Remember under which pairs of topmost organisations claims are looked up."""
        ...

    def claims(self, ids: Collection[int], /) -> list[StoredClaim]:
        """Give these claims."""
        ...

    def claims_of(self, collaboration_ids: Collection[int], /) -> list[StoredClaim]:
        """Give all claims of these collaborations."""
        ...

    def claims_naming(self, keys: Collection[str], /) -> set[int]:
        """Give the ids of the claims that have one of these organisations as a party."""
        ...

    def claims_paired(self, pairs: Collection[str], /) -> list[StoredClaim]:
        """Give the claims that have one of these pairs of topmost organisations."""
        ...

    def claims_around(self, roots: Collection[str], first: int, last: int, /) -> list[StoredClaim]:
        """Give the claims that one of these is a party of, told from day `first` to `last`."""
        ...

    def deserted(self, traces: Traces, /) -> list[StoredCollaboration]:
        """Give the collaborations without a standing claim that have one of these."""
        ...

    def absorbed(self, ids: Collection[int], /) -> list[StoredCollaboration]:
        """Give what was joined to these collaborations, as it was before."""
        ...

    def collaborations(self, ids: Collection[int], /) -> list[StoredCollaboration]:
        """Give these collaborations, by id."""
        ...

    def history(self, ids: Collection[int], /) -> list[Change]:
        """Give what was found about these collaborations and about those they come from."""
        ...

    def save_collaboration(
        self,
        found: int | None,
        collaboration: Collaboration,
        now: datetime,
        /,
        *,
        is_rejected: bool = False,
    ) -> int:
        """Store what is true now, under its id or (None) a new one, which is given back."""
        ...

    def join_claims(self, collaboration_id: int, ids: Collection[int], /) -> None:
        """Remember which claims make the collaboration."""
        ...

    def describe(
        self, collaboration_id: int, keys: Collection[str], topics: Collection[str], /
    ) -> None:
        """Remember by which organisations and topics the collaboration is looked up."""
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
