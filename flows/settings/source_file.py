"""sources.yaml as text: an entry is added, or switched off, and nothing else moves.

A YAML writer would set a person's file anew. So the new lines are put in at the place where
the parser says that they belong, and the result is parsed: it must hold the old data and the
change, or the change is refused and told to be made by hand.
"""

from __future__ import annotations

import copy
import ipaddress
import re
import unicodedata
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from ruamel.yaml import YAML
from ruamel.yaml.nodes import MappingNode, ScalarNode, SequenceNode

from flows.errors import ConfigError
from flows.settings.address import hide_secrets, is_web_address
from flows.settings.check import as_list, as_mapping, suggest
from flows.settings.source_text import write_block, write_flow
from flows.settings.sources import parse_sources
from flows.settings.yamlfile import Document, parse_yaml

FILE = "sources.yaml"  # what errors call the text

MAX_NAME = 60  # characters of a name made here: a handle has 64, and `-2` may follow

_BREAK = re.compile(r"\r\n|\r|\n")
# Labels that say what a host is for, and the second levels under which countries give names.
_SERVICES = frozenset({"www", "m", "rss", "feed", "feeds", "api", "cdn", "news", "blog", "blogs"})
_LEVELS = frozenset({"co", "or", "go", "ac", "re", "ne", "pe", "com", "org", "net", "edu", "gov"})


def add_source(text: str, entry: Mapping[str, object]) -> str:
    """Put a source at the end of `sources`, in the style of its neighbours.

    `entry` has texts, numbers, booleans and lists of texts; a key of None is left out.

    Raises:
        ConfigError: the file or the entry is wrong, its name or address is taken, or the file
            is written in a way that can't be added to.
    """
    entry = _plain(entry)
    mark, body = _split_mark(text)
    document = parse_yaml(body, FILE)
    old = as_list(document, ("sources",), as_mapping(document).get("sources"))
    wanted = {**as_mapping(document), "sources": [*old, entry]}
    _check_entry(document, wanted, len(old), body)
    return mark + _sure(_inserted(body, entry), wanted)


def disable_source(text: str, name: str) -> str:
    """Set `enabled: false` for a source; one that is off already leaves the text as it is.

    Raises:
        ConfigError: the file is wrong, has no such source, or is written in a way that can't
            be changed here.
    """
    mark, body = _split_mark(text)
    document = parse_yaml(body, FILE)
    names = [source.name for source in parse_sources(document)]
    if name not in names:
        raise ConfigError(f"{FILE} has no source {name!r}", remedy=suggest(name, names))
    number = names.index(name)
    wanted: Any = copy.deepcopy(document.data)
    wanted["sources"][number]["enabled"] = False
    if wanted == document.data:
        return text
    item = _sources(YAML(typ="safe").compose(body)).value[number]
    return mark + _sure(_switched_off(body, item), wanted)


def name_for(url: str, taken: Collection[str]) -> str:
    """Make a source's name of an address: its host's own word, with a number where it is taken.

    Raises:
        ConfigError: it is no web address.
    """
    if not is_web_address(url):
        raise ConfigError(
            f"{hide_secrets(url)!r} is no web address", remedy="begin it with https://"
        )
    word = _word(urlsplit(url).hostname or "")
    numbered = (f"{word}-{number}" for number in range(2, len(taken) + 3))
    return next(name for name in (word, *numbered) if name not in taken)


def _word(host: str) -> str:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        labels = host.strip(".").split(".")
        while len(labels) > 2 and labels[0] in _SERVICES:
            labels = labels[1:]
        labels = labels[:-1] or labels
        while len(labels) > 1 and labels[-1] in _LEVELS:
            labels = labels[:-1]
        host = labels[-1]
    return re.sub(r"[\W_]+", "-", host).strip("-")[:MAX_NAME] or "source"


def _split_mark(text: str) -> tuple[str, str]:
    """Set a byte order mark aside: the parser's places don't count it."""
    return ("\ufeff", text[1:]) if text.startswith("\ufeff") else ("", text)


def _plain(entry: Mapping[str, object]) -> dict[str, object]:
    """Give the entry as the file will be read: NFC texts, lists, no key of None."""
    return {key: _normal(value) for key, value in entry.items() if value is not None}


def _normal(value: object) -> object:
    if isinstance(value, list | tuple):
        return [_normal(v) for v in value]
    return unicodedata.normalize("NFC", value) if isinstance(value, str) else value


def _check_entry(document: Document, wanted: Mapping[str, object], number: int, body: str) -> None:
    """Validate the new entry with the old ones; its errors name the line after the last."""
    end = len(_BREAK.findall(body)) + 1
    lines = {**document.lines, ("sources", number): end}
    parse_sources(Document(document.name, wanted, lines))


def _sure(text: str, wanted: object) -> str:
    try:
        is_right = parse_yaml(text, FILE).data == wanted
    except ConfigError:
        is_right = False
    if not is_right:
        raise ConfigError(
            f"{FILE} is written in a way that is not changed safely here",
            remedy="change it by hand, one source each: - name: …",
        )
    return text


def _sources(root: Any) -> Any:  # noqa: ANN401  # ruamel's nodes have no types of their own
    """Find the node of the value of `sources`, None where the key is missing."""
    pairs = root.value if isinstance(root, MappingNode) else ()
    return next((value for key, value in pairs if key.value == "sources"), None)


def _inserted(body: str, entry: Mapping[str, object]) -> str:
    node = _sources(YAML(typ="safe").compose(body))
    ending = _ending(body)
    match node:
        case None:
            return _after(body, len(body), ["sources:", *write_block(entry, 2, 4)], ending)
        case ScalarNode() | SequenceNode(value=[]):  # nothing, null or []
            head = body[: node.start_mark.index].rstrip()
            body = head + body[node.end_mark.index :]
            return _after(body, _line_end(body, len(head)), write_block(entry, 2, 4), ending)
        case SequenceNode(flow_style=False):
            return _below(body, node, entry, ending)
    end = node.value[-1].end_mark.index
    return f"{body[:end]}, {write_flow(entry)}{body[end:]}"


def _below(body: str, node: Any, entry: Mapping[str, object], ending: str) -> str:  # noqa: ANN401  # a node
    """Write the entry under the last one of a block sequence, and the comments in it."""
    dash = node.start_mark.column
    last = node.value[-1]
    if isinstance(last, MappingNode) and not last.flow_style:
        lines = write_block(entry, dash, max(last.start_mark.column, dash + 2))
    else:
        lines = [f"{' ' * dash}- {write_flow(entry)}"]
    if _is_spaced(body, node):
        lines = ["", *lines]
    return _after(body, _past_comments(body, _content_end(body, last), dash), lines, ending)


def _switched_off(body: str, item: Any) -> str:  # noqa: ANN401  # a node
    value = next((v for k, v in item.value if k.value == "enabled"), None)
    if value is not None:
        return body[: value.start_mark.index] + "false" + body[value.end_mark.index :]
    if item.flow_style:
        end = item.value[-1][1].end_mark.index
        return f"{body[:end]}, enabled: false{body[end:]}"
    line = f"{' ' * item.start_mark.column}enabled: false"
    return _after(body, _content_end(body, item), [line], _ending(body))


def _content_end(body: str, node: Any) -> int:  # noqa: ANN401  # a node
    """Find the end of the line that holds the last of a node: a block's own end is too late."""
    while not isinstance(node, ScalarNode) and not node.flow_style and node.value:
        last = node.value[-1]
        node = last[1] if isinstance(node, MappingNode) else last
    end: int = node.end_mark.index
    if node.end_mark.column == 0 and node.end_mark.line > node.start_mark.line:
        return end  # a block scalar ends at the beginning of the next line
    return _line_end(body, end)


def _line_end(body: str, position: int) -> int:
    """Find the end of a line, its break included."""
    match = _BREAK.search(body, max(position, 0))
    return match.end() if match else len(body)


def _past_comments(body: str, position: int, dash: int) -> int:
    """Step over comments that stand further in than the dash: they belong to the entry."""
    inner = re.compile(rf" {{{dash + 1},}}#[^\r\n]*(?:\r\n|\r|\n|\Z)")
    while match := inner.match(body, position):
        position = match.end()
    return position


def _is_spaced(body: str, node: Any) -> bool:  # noqa: ANN401  # a node
    """Say whether nothing but empty lines stand between the last two entries."""
    if len(node.value) < 2:
        return False
    before, last = node.value[-2:]
    gap = body[_content_end(body, before) : last.start_mark.index].rstrip(" -")
    return bool(gap) and not gap.strip()


def _ending(body: str) -> str:
    match = _BREAK.search(body)
    return match[0] if match else "\n"


def _after(body: str, position: int, lines: list[str], ending: str) -> str:
    """Put whole lines in at the beginning of a line, or at the end of the text."""
    before, rest = body[:position], body[position:]
    start = "" if not before or before.endswith(("\n", "\r")) else ending
    return before + start + "".join(line + ending for line in lines) + rest
