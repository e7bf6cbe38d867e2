"""State: tables, migrations and the store; the only room that knows SQL."""

from flows.state.counts import Growth
from flows.state.store import Store, open_store

__all__ = ["Growth", "Store", "open_store"]
