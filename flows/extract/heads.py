"""The argument slots of a headline, which leaves particles out."""

from __future__ import annotations

from collections.abc import Sequence

from flows.extract.arguments import SURE, Argument, find_arguments
from flows.extract.article import Line, ReadText
from flows.extract.headline import heads_of
from flows.extract.lexicon import Lexicon
from flows.extract.names import Name, find_name
from flows.extract.phrases import Phrase
from flows.extract.units import Role


def headline_arguments(
    line: Line, arguments: list[Argument], lexicon: Lexicon, read: ReadText
) -> list[Argument]:
    """Return the slots of a headline, its head read as who acts, whatever particle it lacks."""
    for begin, head in heads_of(line.text):
        inside = [p for p in line.phrases if begin <= p.start < begin + len(head)]
        listed = _leading_list(inside)
        kept = _names_of(listed, lexicon, read)
        if kept:
            first = sum(p.start < listed[-1].end for p in line.phrases)
            behind, names = line.phrases[first:], line.names[first:]
            rest = find_arguments(behind, names, lexicon, read.learnt)
            return [Argument(kept, Role.ACTS, listed[0].start, kept[-1].end), *rest]
    return arguments


def _names_of(listed: Sequence[Phrase], lexicon: Lexicon, read: ReadText) -> tuple[Name, ...]:
    """Return the names of a headline's head, none where one of its phrases names nobody."""
    if not listed:
        return ()
    names = [
        _first_name(p, lexicon, read)
        if p is listed[-1] and len(listed) > 1
        else find_name(p, lexicon, read.learnt)
        for p in listed
    ]
    names = [_with_shared_ending(n, names[-1], lexicon, read) for n in names]
    kept = tuple(
        n
        for n, phrase in zip(names, listed, strict=True)
        if n is not None and (n.strength >= SURE or _is_told(n, phrase, read))
    )
    if len(kept) < len(listed):
        return ()
    if len(kept) > 1 and all(n.strength < _LISTED for n in kept):
        return ()  # "인쇄·제지·디자인, …": fields
    return tuple(n._replace(strength=max(n.strength, 0.6)) for n in kept)


def _is_told(name: Name, phrase: Phrase, read: ReadText) -> bool:
    """Return whether the body has the name, too; an ordinary word must be the whole phrase."""
    is_whole = name.strength >= _LISTED or phrase.text.startswith(name.text)
    return is_whole and name.text in read.source.body


_LISTED = 0.3  # strength of a word that may be a name; an ordinary noun has less


_ENDINGS = (
    "은행",
    "대학교",
    "대병원",
    "병원",
    "증권",
    "카드",
    "생명",
    "대",
    "시",
    "도",
    "군",
    "구",
)


def _with_shared_ending(
    name: Name | None, last: Name | None, lexicon: Lexicon, read: ReadText
) -> Name | None:
    """Give a headline's name the ending it shares with the last: "가람·바른은행", 가람은행."""
    if name is None or last is None or name is last or lexicon.organization(name.text):
        return name
    for ending in _ENDINGS:
        whole = name.text + ending
        if last.text.endswith(ending) and not name.text.endswith(ending):
            return name._replace(text=whole) if whole in read.text else name
    return name


def _leading_list(phrases: Sequence[Phrase]) -> list[Phrase]:
    """Return the phrases up to the first that a particle or the end of the head closes."""
    listed: list[Phrase] = []
    for phrase in phrases:
        if phrase.role not in (Role.LIST, Role.NONE, Role.ACTS):
            break
        listed.append(phrase)
        if phrase.role is not Role.LIST:
            break
    return listed


def _first_name(phrase: Phrase, lexicon: Lexicon, read: ReadText) -> Name | None:
    """Return the last name of a hyphenated list, which what they do follows without a particle.

    A country may stand before it: "건너전자-日 하루전기, …".
    """
    found = (
        find_name(phrase._replace(words=phrase.words[:count]), lexicon, read.learnt)
        for count in (1, 2)
    )
    return next((name for name in found if name is not None), None)


def headline_pair(arguments: Sequence[Argument]) -> tuple[Name, ...]:
    """Return who stands together in a headline that tells no deal: "A, B와 …", "A·B, …"."""
    actors = [a for a in arguments if a.role is Role.ACTS and a.strength >= SURE]
    partners = [a for a in arguments if a.role is Role.WITH]
    if actors and partners:
        return (*actors[0].names, *partners[0].names)
    return actors[0].names if actors and len(actors[0].names) > 1 else ()
