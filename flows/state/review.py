"""What is kept as ambiguous, for a person to decide."""

from __future__ import annotations

from flows.state.connections import Connections


class Review(Connections):
    """The part of the store that `matson organizations review` reads."""

    def review(self) -> tuple[str, ...]:
        """Give what waits for a person: nothing, as nothing is kept as ambiguous yet."""
        return ()
