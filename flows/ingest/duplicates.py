"""Near duplicates: one text under several addresses, or in several outlets.

A fingerprint has a value for each band of a MinHash (from rensa) over pieces of five letters;
texts that share a value are candidates, and one text where their pieces agree well enough.
"""

from __future__ import annotations

import hashlib

from rensa import RMinHash

from flows.model import Article

PIECE = 5  # letters; words would lose what an outlet changes in spacing
BANDS, ROWS = 24, 4
"""Texts that share .6 of their pieces share a value with probability .96, at .7 .998, at .3 .18."""
ALIKE = 0.6  # of all pieces of both: measured, see docs/decisions
MIN_PIECES = 50  # shorter texts (a headline) are alike by their subject
_SEED = 1  # any, but always the same


def fingerprint(article: Article) -> tuple[str, ...]:
    """Give the values of a text by which its likes are found, one a band; none if too short."""
    pieces = _pieces(article)
    if len(pieces) < MIN_PIECES:
        return ()
    sketch = RMinHash(num_perm=BANDS * ROWS, seed=_SEED)
    sketch.update(sorted(pieces))
    values = sketch.digest()
    bands = (values[start : start + ROWS] for start in range(0, len(values), ROWS))
    return tuple(hashlib.sha256(repr(band).encode()).hexdigest()[:16] for band in bands)


def is_alike(one: Article, other: Article) -> bool:
    """Say whether two articles are one text, but for what an outlet adds, cuts or edits."""
    a, b = _pieces(one), _pieces(other)
    return bool(a and b) and len(a & b) / len(a | b) >= ALIKE


def _pieces(article: Article) -> set[str]:
    letters = "".join(c for c in article.body if c.isalnum())
    return {letters[at : at + PIECE] for at in range(len(letters) - PIECE + 1)}
