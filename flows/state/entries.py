"""What sources offered: which items are known, which wait, and what their hosts asked for."""

from __future__ import annotations

import json
from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from sqlalchemy import Connection, delete, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from flows.model import Entry, Outcome
from flows.state.chunks import chunks
from flows.state.connections import Connections
from flows.state.tables import entries, hosts


class Entries(Connections):
    """The part of the store that polls of feeds, searches and pages ask."""

    def known(self, source: str, keys: Collection[str]) -> set[str]:
        """Give those of the keys that need no look: the source's own, or stored by any."""
        found: set[str] = set()
        with self._reading() as connection:
            for some in chunks(keys):
                # the rest is told apart in here: with OR, SQLite would read all that is stored
                query = select(entries.c.source, entries.c.key, entries.c.outcome)
                rows = connection.execute(query.where(entries.c.key.in_(some)))
                found |= {
                    row.key for row in rows if row.source == source or row.outcome == Outcome.STORED
                }
        return found

    def waiting(self) -> dict[str, list[Entry]]:
        """Give the items whose pages are still to be read, by source, the oldest first."""
        is_waiting = (entries.c.outcome == Outcome.WAITING) & entries.c.item.is_not(None)
        query = select(entries).where(is_waiting).order_by(entries.c.seen_at, entries.c.key)
        with self._reading() as connection:
            rows = connection.execute(query).all()
        found: dict[str, list[Entry]] = {}
        for row in rows:
            one = Entry((row.key,), Outcome.WAITING, json.loads(row.item), row.attempts)
            found.setdefault(row.source, []).append(one)
        return found

    def hosts(self) -> dict[str, dict[str, object]]:
        """Give what hosts asked for: robots.txt, silence."""
        with self._reading() as connection:
            rows = connection.execute(select(hosts)).all()
        return {row.name: json.loads(row.memory) for row in rows}

    def save_hosts(
        self, memories: Mapping[str, Mapping[str, object]], forgotten: Collection[str] = ()
    ) -> None:
        """Remember what these hosts asked for, and no more what the `forgotten` ones did."""
        rows = [{"name": n, "memory": json.dumps(dict(m))} for n, m in memories.items()]
        with self._writing() as connection:
            for some in chunks([*memories, *forgotten]):
                connection.execute(delete(hosts).where(hosts.c.name.in_(some)))
            if rows:
                connection.execute(insert(hosts), rows)


def remember(connection: Connection, offered: Mapping[str, Sequence[Entry]], now: datetime) -> None:
    """Keep what became of items, by source; what was kept of them before is replaced."""
    rows = {
        (source, key): {
            "source": source,
            "key": key,
            "outcome": entry.outcome.value,
            "item": _item(entry) if key == entry.keys[0] else None,
            "attempts": entry.attempts,
            "seen_at": now,
        }
        for source, some in offered.items()
        for entry in some
        for key in entry.keys
    }
    if not rows:
        return
    dialect = sqlite if connection.dialect.name == "sqlite" else postgresql
    upsert = dialect.insert(entries)
    changes = {name: upsert.excluded[name] for name in ("outcome", "item", "attempts", "seen_at")}
    connection.execute(
        upsert.on_conflict_do_update(index_elements=["source", "key"], set_=changes),
        list(rows.values()),
    )


def _item(entry: Entry) -> str | None:
    return json.dumps(dict(entry.item), ensure_ascii=False) if entry.item else None
