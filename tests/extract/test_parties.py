from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.extract.names import Name
from flows.extract.parties import to_party
from flows.model import Kind, Party

# (what it shows, name as told, the bracket behind it, the party)
KNOWN = [
    ("a name", "서울대학교", None, Party("서울대학교", "서울대학교", Kind.UNIVERSITY)),
    ("an alias", "서울대", None, Party("서울대", "서울대학교", Kind.UNIVERSITY)),
    ("a part with a parent", "LG AI연구원", None,
     Party("LG AI연구원", "LG AI연구원", Kind.INSTITUTE, "LG")),
    ("spaces aside", "LG AI 연구원", None,
     Party("LG AI 연구원", "LG AI연구원", Kind.INSTITUTE, "LG")),
    ("a part that the list lacks", "서울대 새별연구소", None,
     Party("서울대 새별연구소", "서울대학교 새별연구소", Kind.INSTITUTE, "서울대학교")),
    ("the abbreviation in its bracket", "한국과기원", "KAIST",
     Party("한국과기원", "한국과학기술원", Kind.UNIVERSITY)),
]  # fmt: skip
UNKNOWN = [
    ("a university", "라온대학교", None, Party("라온대학교", "라온대학교", Kind.UNIVERSITY)),
    ("a hospital", "미르병원", None, Party("미르병원", "미르병원", Kind.HOSPITAL)),
    ("no telling ending", "달림", None, Party("달림", "달림", Kind.COMPANY)),
    ("a leader in its bracket", "달림", "대표 김하늘", Party("달림", "달림", Kind.COMPANY)),
    ("a part of an unknown whole", "라온대 AI대학원", None,
     Party("라온대 AI대학원", "라온대 AI대학원", Kind.UNIVERSITY)),
]  # fmt: skip


@pytest.mark.parametrize(
    "name, gloss, party",
    [row[1:] for row in [*KNOWN, *UNKNOWN]],
    ids=[row[0] for row in [*KNOWN, *UNKNOWN]],
)
def test_a_name_becomes_a_party(
    name: str, gloss: str | None, party: Party, lexicon: Lexicon
) -> None:
    """config/ gives canonical form, kind and parent; an unknown name keeps its wording."""
    found = to_party(Name(name, 0, len(name), 0.9, gloss), lexicon)
    assert (found.name, found.canonical, found.kind) == (party.name, party.canonical, party.kind)
    assert party.parent is None or found.parent == party.parent


def test_an_unknown_part_names_its_whole_where_that_ends_like_a_name(lexicon: Lexicon) -> None:
    """A made-up university is the parent of its school; an ordinary word is no parent."""
    assert to_party(Name("라온대 AI대학원", 0, 9, 0.9), lexicon).parent == "라온대"
    assert to_party(Name("미래 AI대학원", 0, 8, 0.9), lexicon).parent is None


def test_a_leader_is_no_name_of_the_organisation(lexicon: Lexicon) -> None:
    """A bracket with a leader never resolves the name before it."""
    found = to_party(Name("달림", 0, 2, 0.9, "삼성전자 대표"), lexicon)
    assert found.canonical == "달림"
