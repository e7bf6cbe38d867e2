"""Tables in plain text whose columns stand straight, also where Hangul is twice as wide."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

import click
from rich.cells import cell_len, chop_cells

from flows.post.escape import clean

GAP = "  "
WIDEST = 56  # terminal cells of a column that something follows


class Columns:
    """A table that is printed a few rows at a time; what it is given last may be of any width.

    `right` are the columns whose values end in one line, as numbers do.
    """

    def __init__(self, titles: Sequence[str], *, right: Iterable[int] = ()) -> None:
        self._titles = titles
        self._right = frozenset(right)
        self._widths = [cell_len(title) for title in titles]
        self._has_begun = False

    def show(self, rows: Iterable[Sequence[object]]) -> None:
        """Print rows, the titles before the first; columns grow, and never shrink again."""
        plain = [
            [_fit(clean(str(cell))) for cell in row[:-1]] + [clean(str(row[-1]))] for row in rows
        ]
        for row in plain:
            self._widths = [max(w, cell_len(c)) for w, c in zip(self._widths, row, strict=True)]
        if plain and not self._has_begun:
            self._has_begun = True
            click.echo(self._line(self._titles))
        for row in plain:
            click.echo(self._line(row))

    def _line(self, cells: Sequence[str]) -> str:
        return GAP.join(self._padded(cells)).rstrip()

    def _padded(self, cells: Sequence[str]) -> Iterator[str]:
        for place, cell in enumerate(cells):
            blank = " " * (self._widths[place] - cell_len(cell))
            yield blank + cell if place in self._right else cell + blank


def _fit(text: str) -> str:
    return text if cell_len(text) <= WIDEST else f"{chop_cells(text, WIDEST - 1)[0].rstrip()}…"
