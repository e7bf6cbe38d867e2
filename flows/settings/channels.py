"""config/channels.yaml to channels, and the channel that MATSON_SLACK_CHANNEL makes."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Annotated

from pydantic import AfterValidator, Field

from flows.errors import ConfigError
from flows.model import Channel
from flows.settings.check import (
    Entry,
    Handle,
    Language,
    Line,
    as_list,
    as_mapping,
    check,
    suggest,
    wrong,
)
from flows.settings.yamlfile import Document, load_yaml

LANGUAGES = ("ko", "en")  # those that post has words for
DEFAULT = "default"  # the channel that the environment makes

_ID = re.compile(r"[CGD][A-Z0-9]+")
_EVERY_RUN = "remove it: a channel gets all that is new at every run"
_NOT_YET = dict.fromkeys(("cron", "show", "only", "exclude", "highlight", "weekly"), _EVERY_RUN) | {
    "cron": "remove it: a channel is posted to at every run; schedule the run itself"
}


def is_channel_id(text: str) -> bool:
    """Say whether this is Slack's id of a channel: a name can't be looked up again later."""
    return _ID.fullmatch(text) is not None


def _slack(text: str) -> str:
    if not is_channel_id(text):
        raise wrong("write the channel's id (in Slack: channel name > About), as in: C0123456789")
    return text


def _digest_language(text: str) -> str:
    if text not in LANGUAGES:
        raise wrong(f"digests are written in: {', '.join(LANGUAGES)}")
    return text


DigestLanguage = Annotated[Language, AfterValidator(_digest_language)]
Confidence = Annotated[float, Field(ge=0, le=1, allow_inf_nan=False)]


class Defaults(Entry):
    """What a channel has where it says nothing."""

    language: DigestLanguage = "ko"
    min_confidence: Confidence = 0.7  # the design's: below it an item waits for review


class ChannelEntry(Entry):
    """One channel of the file."""

    name: Handle
    slack: Annotated[Line, AfterValidator(_slack)]
    language: DigestLanguage = "ko"
    min_confidence: Confidence = 0.7


def load_channels(path: Path, *, slack_channel: str | None = None) -> tuple[Channel, ...]:
    """Read channels.yaml; `slack_channel` becomes a first channel `default`.

    Raises:
        ConfigError: with file, line, key, value and remedy.
    """
    return parse_channels(load_yaml(path), slack_channel=slack_channel)


def parse_channels(document: Document, *, slack_channel: str | None = None) -> tuple[Channel, ...]:
    """Validate the file's data: `defaults` and `channels`, names used once."""
    top = as_mapping(document)
    for key in top:
        if key not in {"defaults", "channels"}:
            raise document.error(
                (key,), f"unknown key {key!r}", suggest(key, ["defaults", "channels"])
            )
    defaults = check(
        document, ("defaults",), top.get("defaults") or {}, Defaults, not_yet=_NOT_YET
    ).model_dump()
    first = () if slack_channel is None else (Channel(DEFAULT, slack_channel, **defaults),)
    channels: dict[str, Channel] = {channel.name: channel for channel in first}
    for number, data in enumerate(as_list(document, ("channels",), top.get("channels"))):
        entry = check(document, ("channels", number), data, ChannelEntry, not_yet=_NOT_YET)
        if entry.name in channels:
            raise _taken(document, number, entry.name, is_default=slack_channel is not None)
        unset = {k: v for k, v in defaults.items() if k not in entry.model_fields_set}
        channels[entry.name] = Channel(**entry.model_copy(update=unset).model_dump())
    return tuple(channels.values())


def _taken(document: Document, number: int, name: str, *, is_default: bool) -> ConfigError:
    if is_default and name == DEFAULT:
        what, remedy = f"{name!r} is the channel of MATSON_SLACK_CHANNEL", "rename one of the two"
    else:
        what, remedy = f"the name {name!r} stands twice", "give each channel a name of its own"
    return document.error(("channels", number, "name"), what, remedy)
