import time
from pathlib import Path

import pytest

from flows.errors import ConfigError
from flows.model import Announce, Channel, Kind, OrganizationEntry, Source, TopicEntry
from flows.settings import (
    Config,
    find_config_dir,
    find_config_file,
    load_config,
    load_lexicon,
    load_settings,
    places,
)
from flows.settings.channels import parse_channels
from flows.settings.lexicon import parse_cues, parse_organizations, parse_topics
from flows.settings.yamlfile import parse_yaml

ORGANIZATIONS = """\
- name: 라온대학교
  kind: university
  aliases: [라온대]
- name: 라온대학교 AI대학원
  kind: university
  parent: 라온대학교
- name: 파도
  kind: company
  is_word: true
"""
TOPICS = """\
- name: 인공지능
  aliases: [AI]
- name: 의료 AI
  broader: 인공지능
"""
CUES = """\
agree: [체결, 맺]
own_group:
  - 맞손
"""
SEEDS = "sources:\n  - {name: seeds, kind: folder, path: seeds, announce: archive}\n"


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """A whole config/ in the current folder."""
    folder = tmp_path / "config"
    folder.mkdir()
    files = {
        "organizations.yaml": ORGANIZATIONS,
        "topics.yaml": TOPICS,
        "cues.yaml": CUES,
        "sources.yaml": SEEDS,
        "channels.yaml": "channels: []",
    }
    for name, text in files.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_a_whole_config(config: Path) -> None:
    """All five files become frozen data, in their order."""
    loaded = load_config(load_settings(slack_channel="C0TEST"))
    assert isinstance(loaded, Config)
    assert loaded.sources == (Source("seeds", "folder", Announce.ARCHIVE, path="seeds"),)
    assert loaded.channels == (Channel("default", "C0TEST"),)
    assert loaded.lexicon.organizations == (
        OrganizationEntry("라온대학교", Kind.UNIVERSITY, ("라온대",)),
        OrganizationEntry("라온대학교 AI대학원", Kind.UNIVERSITY, parent="라온대학교"),
        OrganizationEntry("파도", Kind.COMPANY, is_word=True),
    )
    assert loaded.lexicon.topics == (
        TopicEntry("인공지능", ("AI",)),
        TopicEntry("의료 AI", broader="인공지능"),
    )
    assert loaded.lexicon.cues == {"agree": ("체결", "맺"), "own_group": ("맞손",)}
    assert load_lexicon(load_settings()) == loaded.lexicon
    (config / "channels.yaml").write_text("channel: []", encoding="utf-8")
    with pytest.raises(ConfigError, match=r"(?s)config/channels\.yaml:1: .*'channels'"):
        load_config(load_settings())
    assert load_lexicon(load_settings()) == loaded.lexicon


def test_defaults_fill_what_an_entry_leaves_out() -> None:
    """An entry's own words win over the file's defaults."""
    text = (
        "defaults: {min_confidence: 0.5}\n"
        "channels: [{name: a, slack: C1}, {name: b, slack: C1, min_confidence: 0.9}]"
    )
    assert parse_channels(parse_yaml(text, "f"), slack_channel="C9") == (
        Channel("default", "C9", min_confidence=0.5),
        Channel("a", "C1", min_confidence=0.5),
        Channel("b", "C1", min_confidence=0.9),
    )


CHANNEL = "channels:\n  - name: a\n    slack: C1\n"


@pytest.mark.parametrize(
    "text,line,said",
    [
        *(
            (CHANNEL + f"    {key}: x\n", 4, f"'{key}' is not supported yet")
            for key in ("cron", "show", "only", "exclude", "highlight", "weekly")
        ),
        (CHANNEL + "    language: fr\n", 4, "written in: ko, en"),
        ("defaults:\n  cron: x\n", 2, "not supported yet"),
        (CHANNEL + "    min_confidence: 7\n", 4, "min_confidence is 7"),
        (CHANNEL + "    min_confidence: high\n", 4, "'high'"),
        (CHANNEL + "    min_confidence: .nan\n", 4, "min_confidence"),
        (CHANNEL + "    min_confidense: 0.7\n", 4, "did you mean 'min_confidence'?"),
        ("channels:\n  - name: a\n    slack: '#scouts'\n", 3, "C0123456789"),
        ("channels:\n  - name: a\n", 2, "'slack' is missing"),
        (CHANNEL + "  - name: a\n    slack: C2\n", 4, "stands twice"),
        ("channels:\n  - name: default\n    slack: C2\n", 2, "MATSON_SLACK_CHANNEL"),
    ],
)
def test_wrong_channels(text: str, line: int, said: str) -> None:
    """A wrong channels.yaml is told; keys of later versions are refused, not ignored."""
    with pytest.raises(ConfigError) as caught:
        parse_channels(parse_yaml(text, "channels.yaml"), slack_channel="C0")
    assert caught.value.what.startswith(f"channels.yaml:{line}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text,line,said",
    [
        (ORGANIZATIONS + "- name: 새벽\n  kind: univ\n", 11, "did you mean 'university'?"),
        (ORGANIZATIONS + "- name: 새벽\n  kid: company\n", 11, "did you mean 'kind'?"),
        (ORGANIZATIONS + "- name: 새벽\n", 10, "'kind' is missing"),
        (ORGANIZATIONS + "- name: 라온대\n  kind: other\n", 10, "belongs to '라온대학교' (line 3)"),
        (
            ORGANIZATIONS + "- name: ㄱ\n  kind: other\n  aliases:\n    - ㄴ\n    - 파도\n",
            14,
            "'파도'",
        ),
        (ORGANIZATIONS + "- name: ㄱ\n  kind: other\n  aliases: [ㄱ]\n", 12, "belongs to 'ㄱ'"),
        (ORGANIZATIONS + "- name: ㄱ\n  kind: other\n  parent: 라온대핵교\n", 12, "'라온대학교'"),
        (ORGANIZATIONS + "- name: ㄱ\n  kind: other\n  parent: ㄱ\n", 12, "circle: ㄱ > ㄱ"),
        (ORGANIZATIONS + "- name: ㄱ\n  kind: other\n  aliases: ㄴ\n", 12, "[ㄴ]"),
        (ORGANIZATIONS + "- name: ' '\n  kind: other\n", 10, "write a text"),
        (
            "- {name: ㄱ, kind: other, parent: ㄴ}\n- {name: ㄴ, kind: other, parent: ㄱ}\n",
            1,
            "ㄱ > ㄴ > ㄱ",
        ),
        ("- 건너전자\n", 1, "write keys: name, kind"),
        ("건너전자: company\n", 1, "must be a list"),
    ],
)
def test_wrong_organizations(text: str, line: int, said: str) -> None:
    """A wrong organizations.yaml is told with line, value and remedy."""
    with pytest.raises(ConfigError) as caught:
        parse_organizations(parse_yaml(text, "organizations.yaml"))
    assert caught.value.what.startswith(f"organizations.yaml:{line}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text,line,said",
    [
        (TOPICS + "- name: AI\n", 5, "belongs to '인공지능'"),
        (TOPICS + "- name: ㄱ\n  broader: ㄴ\n", 6, "no entry is named"),
        (TOPICS + "- name: ㄱ\n  parent: 인공지능\n", 6, "unknown key 'parent'"),
    ],
)
def test_wrong_topics(text: str, line: int, said: str) -> None:
    """A wrong topics.yaml is told with line, value and remedy."""
    with pytest.raises(ConfigError) as caught:
        parse_topics(parse_yaml(text, "topics.yaml"))
    assert caught.value.what.startswith(f"topics.yaml:{line}: ")
    assert said in str(caught.value)


@pytest.mark.parametrize(
    "text,line,said",
    [
        ("a: [맞손, 맞손]\n", 1, "twice in a (line 1)"),
        ("a:\n  - 맞손\n  - 3\n", 3, "a has 3"),
        ("a: 맞손\n", 1, "must be a list"),
        ("- 맞손\n", 1, "must be a mapping"),
    ],
)
def test_wrong_cues(text: str, line: int, said: str) -> None:
    """A wrong cues.yaml is told with line, value and remedy."""
    with pytest.raises(ConfigError) as caught:
        parse_cues(parse_yaml(text, "cues.yaml"))
    assert caught.value.what.startswith(f"cues.yaml:{line}: ")
    assert said in str(caught.value)


def test_two_groups_may_share_a_cue() -> None:
    """A word may serve two groups."""
    assert parse_cues(parse_yaml("a: [맺]\nb: [맺]", "f")) == {"a": ("맺",), "b": ("맺",)}


def test_a_large_file_is_fast() -> None:
    """1,600 organisations load well under a second (measured: 0.09 s)."""
    text = "".join(
        f"- name: 건너전자{n}\n  kind: company\n  aliases: [건너{n}, Geonneo {n}]\n  parent: 모두\n"
        for n in range(1600)
    )
    begun = time.process_time()
    entries = parse_organizations(parse_yaml(text + "- {name: 모두, kind: other}\n", "f"))
    assert len(entries) == 1601
    assert time.process_time() - begun < 1


def test_where_config_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, config: Path) -> None:
    """MATSON_CONFIG_DIR, else ./config, else the wheel's defaults, else the checkout's."""
    package = tmp_path / "site" / "flows"
    monkeypatch.setattr(places, "_PACKAGE", package)
    assert find_config_dir(None) == Path("config")
    own = tmp_path / "own"
    own.mkdir()
    assert find_config_dir(own) == own
    for file in config.iterdir():
        file.unlink()
    with pytest.raises(ConfigError, match="MATSON_CONFIG_DIR"):
        find_config_dir(None)
    for folder in (tmp_path / "site" / "config", package / "defaults"):
        folder.mkdir(parents=True)
        (folder / "cues.yaml").write_text("a: []")
        assert find_config_dir(None) == folder


def test_a_missing_file_is_the_default_one(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A person keeps only the files that differ; a folder that is not there is an error."""
    package = tmp_path / "flows"
    (package / "defaults").mkdir(parents=True)
    (package / "defaults" / "cues.yaml").write_text("a: []")
    monkeypatch.setattr(places, "_PACKAGE", package)
    own = tmp_path / "own"
    own.mkdir()
    assert find_config_file(own, "cues.yaml") == package / "defaults" / "cues.yaml"
    (own / "cues.yaml").write_text("b: []")
    assert find_config_file(own, "cues.yaml") == own / "cues.yaml"
    with pytest.raises(ConfigError, match=r"topics\.yaml is in none of"):
        find_config_file(own, "topics.yaml")
    with pytest.raises(ConfigError, match=r"MATSON_CONFIG_DIR is '.*nowhere'"):
        find_config_file(tmp_path / "nowhere", "cues.yaml")


def test_the_shipped_channels() -> None:
    """Matson ships no channel."""
    shipped = Path(places.__file__).parents[2] / "config"
    assert parse_channels(parse_yaml((shipped / "channels.yaml").read_text(), "f")) == ()
