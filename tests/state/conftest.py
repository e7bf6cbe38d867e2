"""What the tests of state share."""

from tests.state.revised import address, lived

__all__ = ["address", "lived"]
