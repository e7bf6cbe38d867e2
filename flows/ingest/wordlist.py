"""Word lists as they are read best: many to a line."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """Give the words of a text that lists them."""
    return frozenset(text.split())
