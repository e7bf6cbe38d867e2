"""Slack's rules for a message, as strict as Slack or stricter: what it would refuse.

Written from docs.slack.dev ("Block Kit reference", "Formatting message text",
chat.postMessage) and bolt-js#2509, independently of flows/post.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from typing import Any

TYPES = {"header", "section", "context", "divider"}  # all that Matson has a use for
ALL_BLOCKS = 12_000  # characters; Slack itself gives up at about 13,200
TEXT = 1_000  # characters; Slack splits a `text` of 4,000, and ours is to be short
METADATA = 16_000

_TOKEN = re.compile(r"<[^<>]*>")
_LINK = re.compile(r"<https?://[^\s<>|]{1,2990}\|[^<>|]+>")
_BARE_AMPERSAND = re.compile(r"&(?!amp;|lt;|gt;)")
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")


def refusal(message: Mapping[str, Any]) -> str | None:
    """The error code with which Slack would refuse the message, and why; None where it is good."""
    return next(_refusals(message), None)


def _refusals(message: Mapping[str, Any]) -> Iterator[str]:
    blocks = message.get("blocks") or []
    text = message.get("text")
    if not text and not blocks:
        yield "no_text: neither text nor blocks"
    if not isinstance(text, str) or not 0 < len(text) <= TEXT:
        yield "msg_too_long: text is missing or long"
    if len(json.dumps(message.get("metadata") or {})) > METADATA:
        yield "metadata_too_large: metadata"
    if len(blocks) > 50:
        yield f"invalid_blocks: {len(blocks)} blocks"
    yield from (f"invalid_blocks: {found}" for block in blocks for found in _problems(block))
    if len(json.dumps(blocks, ensure_ascii=False)) >= ALL_BLOCKS:
        yield "msg_blocks_too_long: all blocks together"
    yield from (f"invalid_blocks: text: {found}" for found in live_tokens(str(text), is_text=True))


def _problems(block: Any) -> Iterator[str]:  # noqa: ANN401  whatever came over the wire
    kind = block.get("type") if isinstance(block, dict) else None
    if kind not in TYPES:
        yield f"type {kind!r}"
    elif kind == "header":
        yield from _text(block.get("text"), "plain_text", 150)
    elif kind == "section":
        yield from _text(block.get("text"), "mrkdwn", 3_000)
    elif kind == "context":
        elements = block.get("elements")
        if not isinstance(elements, list) or not 1 <= len(elements) <= 10:
            yield "context without elements, or with more than 10"
        else:
            for element in elements:
                yield from _text(element, "mrkdwn", 3_000)
    known = {"header": {"text"}, "section": {"text"}, "context": {"elements"}}
    if unknown := set(block) - {"type", "block_id"} - known.get(str(kind), set()):
        yield f"unknown fields {sorted(unknown)}"


def _text(text: Any, kind: str, limit: int) -> Iterator[str]:  # noqa: ANN401  as above
    if not isinstance(text, dict) or text.get("type") != kind:
        yield f"a text object of type {kind} is missing"
        return
    words = text.get("text")
    if not isinstance(words, str) or not 0 < len(words) <= limit:
        yield f"{kind} of {len(words or '')} characters, limit {limit}"
        return
    if kind == "mrkdwn":
        if text.get("verbatim") is not True:
            yield "mrkdwn that is not verbatim: @here and addresses would be read"
        yield from live_tokens(words)


def live_tokens(words: str, *, is_text: bool = False) -> Iterator[str]:
    """What Slack would act on, other than links to the web, and characters that deceive."""
    for token in _TOKEN.findall(words):
        if is_text or not _LINK.fullmatch(token):
            yield f"live token {token[:60]!r}"
    rest = _TOKEN.sub("", words)
    if "<" in rest:
        yield "an open <"
    for line in rest.split("\n"):
        if ">" in line.removeprefix("> "):
            yield "an unescaped >"
    if _BARE_AMPERSAND.search(words):
        yield "an unescaped &"
    if unwanted := _UNWANTED.search(words):
        yield f"character {unwanted.group()!r}"
