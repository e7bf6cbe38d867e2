"""Collaborations as CSV (RFC 4180), a row each, for spreadsheets and for programs.

What a cell holds comes from strangers' texts, and a spreadsheet runs what begins with one of
`=`, `+`, `-`, `@`, a tab or a line's end (OWASP, "CSV Injection"; in full width too, which some
of them fold): an apostrophe before it makes it text.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import Final

from flows.post.escape import clean
from flows.state.queries import Listed

COLUMNS: Final = (
    "id",
    "parties",
    "kinds",
    "hub",
    "form",
    "stage",
    "date",
    "name",
    "topics",
    "people",
    "amount",
    "duration",
    "first_told",
    "outlets",
    "announced",
    "confidence",
    "background",
    "evidence",
    "urls",
)
BOM: Final = "\ufeff"
_ACTIVE: Final = ("=", "+", "-", "@", "＝", "＋", "－", "＠")


def csv_parts(collaborations: Iterable[Listed], *, has_bom: bool = False) -> Iterator[str]:
    """Give a heading and a row for each; values of a list have a semicolon between them.

    `has_bom`: begin with the mark by which Excel knows UTF-8.
    """
    yield (BOM if has_bom else "") + _line(COLUMNS)
    for one in collaborations:
        yield _line(_cells(one))


def make_inert(text: str) -> str:
    """Give the text as one line that no spreadsheet takes for a formula."""
    plain = clean(text)
    return f"'{plain}" if plain.startswith(_ACTIVE) else plain


def _cells(one: Listed) -> list[object]:
    deal = one.collaboration
    texts = {
        "parties": _listed(party.canonical for party in deal.parties),
        "kinds": _listed(party.kind.value for party in deal.parties),
        "hub": deal.hub,
        "form": deal.form.value,
        "stage": deal.stage.value,
        "date": deal.date,
        "name": deal.name,
        "topics": _listed(deal.topics),
        "people": _listed(deal.people),
        "amount": deal.amount,
        "duration": deal.duration,
        "first_told": one.told_at.isoformat(),
        "announced": _listed(one.channels),
        "background": "yes" if deal.is_background else "no",
        "evidence": deal.evidence,
        "urls": _listed(dict.fromkeys(r.url for r in deal.readings if r.url)),
    }
    numbers = {"id": one.id, "outlets": len(one.outlets), "confidence": round(deal.confidence, 4)}
    return [numbers[name] if name in numbers else make_inert(texts[name] or "") for name in COLUMNS]


def _listed(values: Iterable[str]) -> str:
    return "; ".join(values)


def _line(cells: Iterable[object]) -> str:
    file = io.StringIO()
    csv.writer(file).writerow(cells)
    return file.getvalue()
