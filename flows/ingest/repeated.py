"""Text that stands twice is read once.

Copied articles often hold their paragraphs again, some of them left out. A paragraph goes
where the same words stood before; the first of them stays, and one that stands once always.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator


def drop_repeated(paragraphs: Iterable[str], *, said: Iterable[str] = ()) -> Iterator[str]:
    """Give each paragraph once, in order; `said` was read before them (title, subtitle)."""
    seen = {_folded(text) for text in said}
    for paragraph in paragraphs:
        key = _folded(paragraph)
        if key not in seen:
            seen.add(key)
            yield paragraph


def _folded(text: str) -> str:
    return " ".join(text.split())
