"""A person's own organisations, topics and cues in config/local/."""

from pathlib import Path

import pytest

from flows.errors import ConfigError
from flows.model import Kind, LexiconData, OrganizationEntry, TopicEntry
from flows.settings.local import add_own, read_own, replaced

OURS = LexiconData(
    (
        OrganizationEntry("라온대학교", Kind.UNIVERSITY, ("라온대", "라온")),
        OrganizationEntry("라온대학교 AI대학원", Kind.UNIVERSITY, parent="라온대학교"),
    ),
    (TopicEntry("인공지능", ("AI",)), TopicEntry("의료 AI", ("메디컬 AI",), "인공지능")),
    {"agreement": ("협약",), "opening": ("개소",)},
)


def write(folder: Path, **files: str) -> Path:
    folder.mkdir(exist_ok=True)
    for name, text in files.items():
        (folder / f"{name}.yaml").write_text(text, encoding="utf-8")
    return folder


def merged(folder: Path) -> LexiconData:
    return add_own(OURS, read_own(folder, OURS).lexicon)


def test_no_folder_adds_nothing(tmp_path: Path) -> None:
    """Without config/local/ ours is what is known."""
    own = read_own(tmp_path / "local", OURS)
    assert (add_own(OURS, own.lexicon), own.files) == (OURS, ())


def test_an_own_entry_is_added_below_ours(tmp_path: Path) -> None:
    """An own entry may stand under one of ours."""
    folder = write(
        tmp_path / "local",
        organizations="- {name: 라온대 로봇랩, kind: institute, parent: 라온대학교}",
        topics="- {name: 진단 AI, broader: 의료 AI}",
    )
    data = merged(folder)
    assert data.organizations[-1].parent == "라온대학교"
    assert data.topics[-1] == TopicEntry("진단 AI", (), "의료 AI")
    assert len(data.organizations) == len(OURS.organizations) + 1


def test_an_own_entry_replaces_ours_of_its_name(tmp_path: Path) -> None:
    """The same name: ours is gone with its aliases."""
    folder = write(tmp_path / "local", organizations="- {name: 라온대학교, kind: institute}")
    data = merged(folder)
    assert [o.name for o in data.organizations] == ["라온대학교 AI대학원", "라온대학교"]
    assert data.organizations[-1] == OrganizationEntry("라온대학교", Kind.INSTITUTE)
    assert replaced(OURS, read_own(folder, OURS).lexicon) == ("라온대학교",)


def test_an_own_alias_is_taken_from_ours(tmp_path: Path) -> None:
    """라온 is the own company now, no longer the university."""
    folder = write(
        tmp_path / "local", organizations="- {name: 라온소프트, kind: company, aliases: [라온]}"
    )
    data = merged(folder)
    assert data.organizations[0].aliases == ("라온대",)
    assert data.organizations[-1].aliases == ("라온",)


def test_a_renamed_parent_keeps_its_parts(tmp_path: Path) -> None:
    """Who claims our entry's name as an alias takes over what stands under it."""
    folder = write(
        tmp_path / "local",
        organizations="- {name: 새라온대학교, kind: university, aliases: [라온대학교]}",
    )
    data = merged(folder)
    assert [(o.name, o.parent) for o in data.organizations] == [
        ("라온대학교 AI대학원", "새라온대학교"),
        ("새라온대학교", None),
    ]


def test_own_cues_are_added_to_their_group(tmp_path: Path) -> None:
    """Ours stay, each word once."""
    folder = write(tmp_path / "local", cues="agreement: [협약, 결연]")
    assert merged(folder).cues == {"agreement": ("협약", "결연"), "opening": ("개소",)}


# what it shows, the files, what the error says
WRONG = [
    (
        "a file that nothing reads",
        {"organisations": "- {name: 라온, kind: company}"},
        "organisations.yaml is read by nothing",
    ),
    ("an unknown group", {"cues": "agreements: [결연]"}, "cues.yaml:1: no rule reads 'agreements'"),
    (
        "a parent that is nowhere",
        {"organizations": "- {name: 누리랩, kind: institute, parent: 누리대}"},
        "organizations.yaml:1: parent is '누리대', which no entry is named",
    ),
    (
        "a circle through ours",
        {"topics": "- {name: 인공지능, broader: 의료 AI}"},
        "topics.yaml:1: broader goes in a circle: 인공지능 > 의료 AI > 인공지능",
    ),
    (
        "an alias claimed twice",
        {"topics": "- {name: 가, aliases: [나]}\n- {name: 나}"},
        "which belongs to '가'",
    ),
]


@pytest.mark.parametrize("files, said", [row[1:] for row in WRONG], ids=[row[0] for row in WRONG])
def test_a_wrong_entry_is_told_with_its_place(
    files: dict[str, str], said: str, tmp_path: Path
) -> None:
    """Every error names file and line."""
    folder = write(tmp_path / "local", **files)
    with pytest.raises(ConfigError) as told:
        read_own(folder, OURS)
    assert said in str(told.value)
