"""Lines and sentences, with their place in the text.

A sentence ends at a Korean final ending (다, 요, 죠 …) or an English word followed by a full
stop, never inside double quotation marks: what somebody says stays in one piece, so that a
cue in it can be told from a cue in the reporter's own words.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_BULLETS = re.compile(r"^(?:[■□○●◆◇▶▷※*\-–•]\s*)+")
_END = re.compile(r"[.!?](?<=[다요죠까음함됨임\w)\]’”\"'].)(?=[’”\"')\]]*(?:\s|$))")
_ABBREVIATION = re.compile(r"\b(?:Inc|Corp|Co|Ltd|Mr|Mrs|Ms|Dr|Prof|St|vs|No|U\.S|U\.K|[A-Z])$")
_DOUBLE_QUOTES = {"“": "”", '"': '"'}
_OPENS = re.compile('[“"]')
_LONGEST_QUOTE = 600  # characters; a mark that is not closed by then was never an opening one


@dataclass(frozen=True, slots=True)
class Sentence:
    """One sentence: its words, where they start in the text, and which line they stand in.

    Lines count from 0. `is_item` is true of the first sentence of a line
    that starts with a bullet, `mark` is that bullet.
    """

    text: str
    start: int
    line: int
    is_item: bool = False
    mark: str = ""

    @property
    def end(self) -> int:
        """Return the place behind the last character."""
        return self.start + len(self.text)


def split_sentences(text: str) -> list[Sentence]:
    """Return the sentences of a normalised text in order; empty lines give none."""
    sentences: list[Sentence] = []
    offset = 0
    for number, line in enumerate(text.split("\n")):
        sentences.extend(_split_line(line, offset, number))
        offset += len(line) + 1
    return sentences


def _split_line(line: str, offset: int, number: int) -> list[Sentence]:
    bullet = _BULLETS.match(line)
    begin = bullet.end() if bullet else 0
    sentences = []
    closed = _quoted_ends(line)
    for end in _END.finditer(line):
        stop = end.end()
        while stop < len(line) and line[stop] in "’”\"')]":
            stop += 1
        if line[end.start() - 1].isdigit() and end.group() == ".":
            continue  # "2026. 11. 24."
        if closed[end.start()] or _ABBREVIATION.search(line[begin : end.start()]):
            continue
        sentences.append((begin, stop))
        begin = stop
    sentences.append((begin, len(line)))
    found: list[Sentence] = []
    for first, last in sentences:
        piece = line[first:last]
        lead = len(piece) - len(piece.lstrip())
        if piece.strip():
            is_item = bool(bullet) and not found
            mark = line[0] if is_item else ""
            start = offset + first + lead
            found.append(Sentence(piece.strip(), start, number, is_item=is_item, mark=mark))
    return found


def _quoted_ends(line: str) -> bytearray:
    """Return 1 for each place that lies inside double quotation marks."""
    inside = bytearray(len(line))
    opening = _OPENS.search(line)
    while opening:
        place = opening.end()
        closing = _DOUBLE_QUOTES[opening.group()]
        end = line.find(closing, place, place - 1 + _LONGEST_QUOTE)
        if end > 0:
            inside[place:end] = b"\1" * (end - place)
            place = end + 1
        opening = _OPENS.search(line, place)
    return inside
