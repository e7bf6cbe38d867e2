import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from ruamel.yaml import YAML

from flows.errors import ConfigError
from flows.settings.yamlfile import MAX_BYTES, load_yaml, parse_yaml


def test_data_and_lines() -> None:
    """Data comes with the line of each key and list entry."""
    document = parse_yaml("a: 1\nb:\n  - x\n  - {c: no, d: 2026-11-24}\ne: [1.5, true, ~]\n", "f")
    assert document.data == {
        "a": 1,
        "b": ["x", {"c": "no", "d": "2026-11-24"}],
        "e": [1.5, True, None],
    }
    places = (("a",), ("b",), ("b", 1), ("b", 1, "d"), ("e", 0), ("b", 1, "unknown", 7), ())
    assert [document.line(place) for place in places] == [1, 2, 4, 4, 5, 4, 1]


def test_text_is_nfc() -> None:
    """Keys and values written in decomposed Hangul are composed; quoted scalars are texts."""
    document = parse_yaml("건너: '전자'\nb: '3'\nc: |\n  한\n", "f")
    assert document.data == {"건너": "전자", "b": "3", "c": "한\n"}


@pytest.mark.parametrize(
    "text,line,said",
    [
        ("a: 1\na: 2\n", 2, "twice (first in line 1)"),
        ("b:\n  - c: 1\n    c: 2", 3, "twice (first in line 2)"),
        ("a: &x 1", 1, "anchor"),
        ("a: &x [1]", 1, "anchor"),
        ("a: 1\nb: *x", 2, "alias"),
        ("a: !!python/object:os.system x", 1, "tag"),
        ("a:\n\tb: 1", 2, "not with tabs"),
        ("a: [1,\nb: 2", 3, "broken YAML"),
        ("a: 'x", 1, "broken YAML"),
        ("a: 1\n---\nb: 1", 2, "second document"),
        ("? [1]\n: 2", 1, "quotes"),
        ("[" * 50, 1, "levels deep"),
        ("a: " + "[" * 100_000, 1, "levels deep"),
    ],
)
def test_refused(text: str, line: int, said: str) -> None:
    """What is no plain YAML is refused where it stands, with what to do."""
    with pytest.raises(ConfigError) as caught:
        parse_yaml(text, "f.yaml")
    assert caught.value.what.startswith(f"f.yaml:{line}: ")
    assert said in str(caught.value)


def test_control_characters() -> None:
    """A control character has no line, but its file is named."""
    with pytest.raises(ConfigError, match=r"f\.yaml: .*control"):
        parse_yaml("a: \x01", "f.yaml")


def test_files(tmp_path: Path) -> None:
    """A file that can't be read as UTF-8 text of a sane size is named, with the remedy."""
    path = tmp_path / "x.yaml"
    with pytest.raises(ConfigError, match=r"x\.yaml can't be read: No such file"):
        load_yaml(path)
    path.write_bytes("a: 1\nb: 건너".encode("cp949"))
    with pytest.raises(ConfigError, match=r"x\.yaml:2: is not UTF-8"):
        load_yaml(path)
    path.write_bytes(b"#" * (MAX_BYTES + 1))
    with pytest.raises(ConfigError, match="more than"):
        load_yaml(path)
    path.write_text("a: 건너", encoding="utf-8-sig")
    assert load_yaml(path).data == {"a": "건너"}
    path.unlink()
    path.mkdir()
    with pytest.raises(ConfigError, match="can't be read"):
        load_yaml(path)


_PLAIN = st.recursive(
    st.text("가나 ab:-'\"#{}[]&*!|>%@`\n", max_size=8)
    | st.integers(-(10**6), 10**6)
    | st.booleans(),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text("가ab:-'#& ", min_size=1, max_size=5), inner, max_size=4)
    ),
    max_leaves=12,
)


@given(_PLAIN)
def test_reads_what_was_written(data: object) -> None:
    """Whatever a YAML writer makes of plain data is read as the same data."""
    stream = io.StringIO()
    yaml = YAML(typ="safe")
    yaml.width = 10_000
    yaml.allow_unicode = True
    yaml.dump(data, stream)
    text = stream.getvalue()
    if "&id" not in text:
        assert parse_yaml(text, "f").data == data
