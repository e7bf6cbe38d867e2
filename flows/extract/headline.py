"""Headlines leave particles out and join names with hyphens: "건너전자-라온대, AI 연구 맞손".

The part before the first comma or ellipsis names who acts; a hyphen, cross or middle dot
between names there is a list. A headline is read with those hyphens as middle dots (same
length, so places stay the same), and its names are compared with what the body says.
"""

from __future__ import annotations

import re

_HEAD_END = re.compile(r",|…|\.\.|‘|'|“|\"|:|\?|!")
_BREAK = re.compile(r"(?:…|\.\.+)\s*")
_HYPHEN = re.compile(
    r"(?<=[가-힣A-Za-z0-9)\u4e00-\u9fff])[-–—×↔/&](?=[가-힣A-Za-z0-9\u4e00-\u9fff])"
)
_TAG = re.compile(
    r"^\s*(?:[\"“][^\"”]{2,60}[\"”]\s*(?:…|\.\.\.)?|\[[^\]]{1,20}\]|<[^>]{1,20}>|"
    r"【[^】]{1,20}】)\s*"
)


def read_headline(title: str) -> str:
    """Return the headline with the hyphens between names in its heads as middle dots."""
    for begin, head in heads_of(title):
        title = title[:begin] + _HYPHEN.sub(_dot, head) + title[begin + len(head) :]
    return title


def _dot(match: re.Match[str]) -> str:
    before, after = match.string[: match.start()], match.string[match.end() :]
    is_latin = before[-1].isascii() and after[0].isascii()
    is_k = re.search(r"(?<![A-Za-z가-힣])[A-Z]$", before) is not None  # K-푸드, 6G-AI
    is_word = is_k or (
        is_latin and (before[-1].islower() or match.group() in "&/")
    )  # e&, R&D, on-device
    return match.group() if is_word else "·"


def head_of(title: str) -> str:
    """Return the part of a headline that names who acts: up to the first comma or quotation."""
    tag = _TAG.match(title)
    begin = tag.end() if tag else 0
    end = _HEAD_END.search(title, begin + 1)
    return title[begin : end.start()] if end else title[begin:]


def heads_of(title: str) -> list[tuple[int, str]]:
    """Return where each half of a headline names who acts: at its start, and behind an ellipsis.

    Returns:
        the place and the text of each.
    """
    begins = [0, *(match.end() for match in _BREAK.finditer(title))]
    heads = [(begin, head_of(title[begin:])) for begin in begins]
    return [(title.index(head, begin), head) for begin, head in heads if head.strip()]
