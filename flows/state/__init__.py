"""State: tables, migrations and the store; the only room that knows SQL."""

from flows.state.store import Store, open_store

__all__ = ["Store", "open_store"]
