"""What is known, for whoever asks: lists, organisations, reasons. Nothing here writes."""

from __future__ import annotations

from flows.state.accounts import Account, Accounts, Backing, Finding
from flows.state.lineages import Telling
from flows.state.listings import Filters, Listed, Listings
from flows.state.names import Connected, Names, TaughtName
from flows.state.news import News, NewsReel
from flows.state.review import Review

__all__ = [
    "Account",
    "Backing",
    "Connected",
    "Filters",
    "Finding",
    "Listed",
    "News",
    "Queries",
    "TaughtName",
    "Telling",
]


class Queries(Listings, NewsReel, Names, Accounts, Review):
    """The part of the store that questions are put to."""
