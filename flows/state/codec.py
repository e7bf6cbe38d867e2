"""Frozen data to JSON text and back.

Text, not a JSON column: what was announced must come back byte for byte, and PostgreSQL's
jsonb refuses the NUL that a broken feed may carry.
"""

from __future__ import annotations

from typing import Generic, TypeVar

from pydantic import TypeAdapter

from flows.model import Claim, Collaboration, Correction, Digest, EarlierDeal, Message

T = TypeVar("T")


class Codec(Generic[T]):
    """Writes one dataclass of the model as JSON and reads it back, equal."""

    def __init__(self, kind: type[T]) -> None:
        self._adapter: TypeAdapter[T] = TypeAdapter(kind)

    def dump(self, value: T) -> str:
        """Give the JSON text."""
        return self._adapter.dump_json(value).decode()

    def load(self, text: str) -> T:
        """Give the value again."""
        return self._adapter.validate_json(text)


CLAIM = Codec(Claim)
COLLABORATION = Codec(Collaboration)
DIGEST = Codec(Digest)
CORRECTION = Codec(Correction)
EARLIER: Codec[tuple[EarlierDeal, ...]] = Codec(tuple[EarlierDeal, ...])
MESSAGE = Codec(Message)
