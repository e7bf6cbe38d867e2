"""One source as YAML text: lines of a block, or one line in braces."""

from __future__ import annotations

import json
from collections.abc import Mapping

from flows.errors import ConfigError
from flows.settings.yamlfile import parse_yaml

MAX_WIDTH = 100  # columns; a list that goes beyond has a line for each entry


def write_block(entry: Mapping[str, object], dash: int, keys: int) -> list[str]:
    """Give the lines of one entry: its dash in column `dash`, its keys in column `keys`."""
    lines = [line for key, value in entry.items() for line in _key_lines(key, value, keys)]
    return [" " * dash + "-" + lines[0][dash + 1 :], *lines[1:]]


def write_flow(entry: Mapping[str, object]) -> str:
    """Give one entry in braces."""
    return "{" + ", ".join(f"{key}: {_value(v, '[{}]')}" for key, v in entry.items()) + "}"


def _key_lines(key: str, value: object, column: int) -> list[str]:
    line = f"{' ' * column}{key}: {_value(value, '- {}')}"
    if len(line) <= MAX_WIDTH or not isinstance(value, list):
        return [line]
    return [f"{' ' * column}{key}:", *(f"{' ' * (column + 2)}- {_value(v, '- {}')}" for v in value)]


def _value(value: object, place: str) -> str:
    match value:
        case bool():
            return str(value).lower()
        case int() | float():
            return str(int(value) if value == int(value) else value)
        case str():
            return _text(str(value), place)
        case list():
            return f"[{', '.join(_value(v, '[{}]') for v in value)}]"
    raise TypeError(f"a source has no value of the type {type(value).__name__}")


def _text(text: str, place: str) -> str:
    """Write a text as it is where a reader takes it for the same text, in quotes elsewhere.

    `place` is YAML of a list around it: what is plain in a line of its own may not be so
    between brackets.
    """
    try:
        is_plain = parse_yaml(place.format(text), "").data == [text]
    except ConfigError:
        is_plain = False
    return text if is_plain else json.dumps(text, ensure_ascii=False)
