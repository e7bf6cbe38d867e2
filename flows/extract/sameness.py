"""Whether two names of one text mean one organisation, one list entry, or a part and its whole."""

from __future__ import annotations

from collections.abc import Iterable

from flows.extract.lexicon import Lexicon
from flows.extract.names import Name
from flows.extract.normalize import name_key
from flows.extract.parties import to_party


def is_same_name(a: Name, b: Name, lexicon: Lexicon) -> bool:
    """Return whether two names of one text mean one organisation, or a part and its whole."""
    one, other = to_party(a, lexicon), to_party(b, lexicon)
    keys = (
        {name_key(one.name), name_key(one.canonical)},
        {name_key(other.name), name_key(other.canonical)},
    )
    if keys[0] & keys[1]:
        return True
    if one.canonical == other.parent or other.canonical == one.parent:
        return True
    glosses = {name_key(n.gloss) for n in (a, b) if n.gloss}
    if glosses & (keys[0] | keys[1]):
        return True
    pairs = ((one.name, other.name), (other.name, one.name))
    return any(_is_short_form(a, b) or _is_whole_of(a, b) for a, b in pairs)


def _is_short_form(short: str, long: str) -> bool:
    """A last part, a first word, 대 for 대학교, or a contraction of the longer name."""
    a, b = name_key(short), name_key(long)
    if len(a) < 2 or len(a) >= len(b):
        return False
    if b.endswith(a) and len(a) >= 3:
        return True
    if long.split(maxsplit=1)[0] == short or b in (f"{a}학교", f"{a}등학교", f"{a}청"):
        return True  # 라온대(학교), 라온고(등학교), 누리군(청)
    rest = iter(b)
    return len(a) >= 3 and a[0] == b[0] and all(ch in rest for ch in a) and a[-1] == b[-1]


def _is_whole_of(whole: str, part: str) -> bool:
    """'라온대학교' of '라온대 AI대학원', '건너그룹' of '건너건설'."""
    first, _, rest = part.partition(" ")
    is_first = bool(rest) and whole in (first, f"{first}학교", first.removesuffix("학교"))
    return is_first or _is_group_of(whole, part)


def _is_group_of(group: str, member: str) -> bool:
    """'건너그룹' of '건너건설': a headline names the group, the text its companies."""
    stem = group.removesuffix("그룹")
    return stem != group and len(stem) >= 2 and member != group and member.startswith(stem)


def is_one(a: Name, b: Name, lexicon: Lexicon) -> bool:
    """Return whether two names of one list are one organisation told twice.

    A list that names a whole and its part side by side means both (라온대 and its 한빛병원).
    """
    one, other = to_party(a, lexicon), to_party(b, lexicon)
    return bool(
        {name_key(one.name), name_key(one.canonical)}
        & {name_key(other.name), name_key(other.canonical)}
    )


def is_whole(whole: Name, part: Name, lexicon: Lexicon) -> bool:
    """Return whether one name is the parent that config/ has of the other, or its group."""
    is_parent = to_party(whole, lexicon).canonical == to_party(part, lexicon).parent
    return is_parent or _is_whole_of(whole.text, part.text)


def _is_told_twice(a: Name, b: Name, lexicon: Lexicon) -> bool:
    pairs = ((a.text, b.text), (b.text, a.text))
    return is_one(a, b, lexicon) or any(_is_short_form(x, y) for x, y in pairs)


def union(names: Iterable[Name], lexicon: Lexicon) -> tuple[Name, ...]:
    """Return the names, each organisation once, as first worded."""
    kept: list[Name] = []
    for name in names:
        if not any(_is_told_twice(name, other, lexicon) for other in kept):
            kept.append(name)
    return tuple(kept)
