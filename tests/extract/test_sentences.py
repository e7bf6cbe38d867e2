from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from flows.extract.normalize import normalize
from flows.extract.sentences import split_sentences

# (what it shows, one line with its sentences divided by ‖)
LINES = [
    ("two sentences", "협약을 맺었다.‖ 기간은 3년이다."),
    ("no full stop at the end", "협약을 맺었다.‖ 기간은 3년"),
    ("other endings", "반갑습니까?‖ 그렇죠.‖ 협약을 맺음.‖ 끝!"),
    ("a decimal number", "성능을 3.5배 높였다.‖ 값은 2.1억원이다."),
    ("a time", "24일 14:00 본관에서 맺었다."),
    ("an abbreviation", "Raon Inc. 대표가 서명했다.‖ 끝났다."),
    ("a version", "건너LLM v2.0을 공개했다."),
    ("an address", "누리집(www.example.com)에 공개했다."),
    ("a stop inside a quotation", "그는 “협력하겠다. 기대해 달라.”고 말했다.‖ 끝났다."),
    ("straight quotation marks", '그는 "협력하겠다. 기대한다."라고 했다.‖ 끝났다.'),
    ("a stop behind a bracket", "협약을 맺었다(사진).‖ 기간은 3년이다."),
    ("a stop inside a bracket", "협약을 맺었다.)‖ 기간은 3년이다."),
    ("English", "Raon signed an MOU.‖ It runs for three years."),
    ("English abbreviations", "The U.S. firm met Dr. Kim.‖ They agreed."),
    ("a mark that nothing closes", "“협력하겠다.‖ 건너전자가 협약을 맺었다."),
]


@pytest.mark.parametrize("divided", [row[1] for row in LINES], ids=[row[0] for row in LINES])
def test_a_line_falls_into_its_sentences(divided: str) -> None:
    """A sentence ends where a reader would end it."""
    found = split_sentences(divided.replace("‖", ""))
    assert [s.text for s in found] == [piece.strip() for piece in divided.split("‖")]


def test_lines_are_never_joined() -> None:
    """A line end ends a sentence; the first line is the headline."""
    found = split_sentences("건너전자, 라온대와 맞손\n\n협약을 맺었다. 3년이다.\n끝")
    assert [(s.text, s.line) for s in found] == [
        ("건너전자, 라온대와 맞손", 0),
        ("협약을 맺었다.", 2),
        ("3년이다.", 2),
        ("끝", 3),
    ]


# (what it shows, a line, its first sentence, whether it is an item)
BULLETS = [
    ("a black square", "■ 건너전자는 협약을 맺었다.", "건너전자는 협약을 맺었다.", True),
    ("a reference mark", "※건너전자 제공", "건너전자 제공", True),
    ("a hyphen", "- 건너전자", "건너전자", True),
    ("no bullet", "건너전자는 협약을 맺었다.", "건너전자는 협약을 맺었다.", False),
    ("a bullet further on", "대상은 ■ 건너전자다.", "대상은 ■ 건너전자다.", False),
]


@pytest.mark.parametrize(
    "line, text, is_item", [r[1:] for r in BULLETS], ids=[r[0] for r in BULLETS]
)
def test_a_bullet_marks_an_item(line: str, text: str, is_item: bool) -> None:  # noqa: FBT001 (a column of the table)
    """A leading bullet is no part of the sentence but marks it as an item."""
    first = split_sentences(line)[0]
    assert (first.text, first.is_item) == (text, is_item)


def test_only_the_first_sentence_of_a_line_is_the_item() -> None:
    """What goes on behind an item's first sentence is no item of its own."""
    found = split_sentences("■ 협약을 맺었다. 3년이다.")
    assert [s.is_item for s in found] == [True, False]


@given(st.text(alphabet="가다요. \n“”\"'’)(!?A1■-·🤝", max_size=80))
def test_sentences_lie_where_they_say(raw: str) -> None:
    """Spans are exact, in order, apart, and leave out nothing but blanks and bullets."""
    text = normalize(raw)
    end = 0
    rest = ""
    for sentence in split_sentences(text):
        assert text[sentence.start : sentence.end] == sentence.text
        assert sentence.text == sentence.text.strip() != ""
        assert sentence.start >= end
        rest += text[end : sentence.start]
        end = sentence.end
    assert not set(rest + text[end:]) - set(" \n■-")
