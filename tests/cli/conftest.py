"""What the tests of commands that ask share."""

from tests.cli.world import world

__all__ = ["world"]
