"""What all rooms' tests share: a PostgreSQL of their own, and a store on either database."""

from tests.command import interruptible
from tests.postgres import any_store, database, empty_database, home, postgres

__all__ = ["any_store", "database", "empty_database", "home", "interruptible", "postgres"]
