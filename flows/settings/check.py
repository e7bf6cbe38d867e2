"""Data of a file against its model: every error with file, line, key, value and remedy."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable, Mapping
from typing import Annotated, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, ValidationError
from pydantic_core import ErrorDetails, PydanticCustomError

from flows.errors import ConfigError
from flows.settings.address import hide_secrets
from flows.settings.yamlfile import Document, Path_

ModelT = TypeVar("ModelT", bound="Entry")

_EXAMPLE = "AI 업무협약"
MAX_SHOWN = 60  # characters of a value in a message: the line is named anyway


class Entry(BaseModel):
    """Base of the models: frozen, and unknown keys are errors."""

    model_config = ConfigDict(extra="forbid", frozen=True)


def wrong(remedy: str) -> PydanticCustomError:
    """Build a validator's error; the key and its value are told by whoever catches it."""
    return PydanticCustomError("matson", "{remedy}", {"remedy": remedy})


def _one_line(text: str) -> str:
    if not text.strip():
        raise wrong("write a text, or remove the entry")
    if text != text.strip() or any(not c.isprintable() for c in text):
        raise wrong("remove line breaks, control characters and spaces around it")
    return text


def _handle(text: str) -> str:
    if any(c.isspace() or c in ",/\\" for c in text) or text.startswith("-") or len(text) > 64:
        raise wrong("use up to 64 letters, digits, _ and -, as in: naver-mou")
    return text


def _language(text: object) -> object:
    if not (isinstance(text, str) and len(text) == 2 and text.isascii() and text.islower()):
        raise wrong("write a language code of two small letters, as in: ko")
    return text


Line = Annotated[str, AfterValidator(_one_line)]  # a text of one line, not blank
Handle = Annotated[Line, AfterValidator(_handle)]  # a name that is typed on the command line
Language = Annotated[str, BeforeValidator(_language)]  # ISO 639-1


def suggest(word: str, known: Iterable[str]) -> str:
    """Say which of the known words was meant, and list them all."""
    known = sorted(known)
    begun = [k for k in known if len(word) > 2 and k.startswith(word)]
    near = (begun + difflib.get_close_matches(word, known, n=1))[:1]
    listed = f"one of: {', '.join(known)}" if known else "there is none yet"
    return f"did you mean {near[0]!r}? ({listed})" if near else f"use {listed}"


def show(value: object) -> str:
    """Quote a value for a message, cut to `MAX_SHOWN` characters and without secrets."""
    text = hide_secrets(repr(value))
    return text if len(text) <= MAX_SHOWN else f"{text[:MAX_SHOWN]}…"


def check(
    document: Document,
    place: Path_,
    data: object,
    model: type[ModelT],
    *,
    not_yet: Mapping[str, str] | None = None,
) -> ModelT:
    """Validate one entry.

    `not_yet` names keys that the design knows and this version can't do, with what to do
    without them: they are refused with that, never ignored.

    Raises:
        ConfigError: what is wrong: an unknown key first, as it may be a missing one misspelt.
    """
    if not isinstance(data, dict):
        raise document.error(
            place, f"{show(data)} is not a mapping", f"write keys: {', '.join(model.model_fields)}"
        )
    for key in data:
        if key in (not_yet or {}):
            assert not_yet is not None
            raise document.error((*place, key), f"{key!r} is not supported yet", not_yet[key])
    try:
        return model.model_validate(data)
    except ValidationError as error:
        raise _first(document, place, model, error) from None


def as_mapping(document: Document) -> dict[str, object]:
    """Give the file's top level where it must be a mapping; an empty file is an empty one."""
    if document.data is None:
        return {}
    if not isinstance(document.data, dict):
        raise document.error((), "the file must be a mapping", "write it as: key: value")
    return document.data


def as_list(document: Document, place: Path_, data: object) -> list[object]:
    """Give a list of the file; nothing at all is an empty one."""
    if data is None:
        return []
    if not isinstance(data, list):
        what = f"{place[-1]!r} must be a list" if place else "the file must be a list"
        raise document.error(place, what, "begin each entry with: - name: …")
    return data


def _first(
    document: Document, place: Path_, model: type[Entry], error: ValidationError
) -> ConfigError:
    details = sorted(
        error.errors(include_url=False),
        key=lambda e: (e["type"] != "extra_forbidden", document.line((*place, *e["loc"]))),
    )
    what, remedy = _tell(details[0], model)
    if len(details) > 1:
        remedy += f" (this entry has {len(details) - 1} more)"
    return document.error((*place, *details[0]["loc"]), what, remedy)


def _tell(detail: ErrorDetails, model: type[Entry]) -> tuple[str, str]:
    key = str(detail["loc"][0]) if detail["loc"] else ""
    value, context = detail["input"], detail.get("ctx", {})
    said = f"{key} is {show(value)}"
    told = {
        "extra_forbidden": (
            f"unknown key {key!r} ({show(value)})",
            suggest(key, model.model_fields),
        ),
        "missing": (f"{key!r} is missing", f"add the line: {key}: …"),
        "matson": (said, str(context.get("remedy"))),
        "enum": (said, suggest(str(value), _choices(context))),
        "literal_error": (said, suggest(str(value), _choices(context))),
        "too_short": (said, f"give it an entry, as in: [{_EXAMPLE}]"),
        "string_type": (f"{said}, not a text", f"put it in quotes: {show(str(value))}"),
        "tuple_type": (f"{said}, not a list", f"write it in brackets: [{value}]"),
        "bool_parsing": (said, "write true or false"),
        "bool_type": (said, "write true or false"),
    }
    return told.get(detail["type"], (said, detail["msg"][:1].lower() + detail["msg"][1:]))


def _choices(context: Mapping[str, object]) -> list[str]:
    """List the members of an enumeration, which pydantic tells as `'a', 'b' or 'c'`."""
    return re.findall(r"'([^']*)'", str(context.get("expected", "")))
