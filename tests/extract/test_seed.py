"""The article in seeds/, as itself and with made-up names in place of all its organisations."""

from __future__ import annotations

from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

import flows
from flows.extract import Lexicon, extract
from flows.ingest.decode import clean
from flows.ingest.document import parse_document
from flows.model import Claim, Extraction, Form, Kind, Party, Stage, Text

SEEDS = Path(flows.__file__).parents[1] / "seeds"
CENTER = "SNU-LG AI 리서치 센터"
PRODUCTS_AND_PEOPLE = ("엑사원", "EXAONE", "배경훈", "이경무")

# the longer names first; the group's own name is tried in several looks
MADE_UP = {
    "서울대학교": "라온대학교",
    "서울대": "라온대",
    "미시간대": "다솜대",
    "토론토대": "가온대",
    "SNU": "RU",
    "엑스퍼트": "누리",
}
GROUPS = ["건너전자", "한울테크", "GNR"]


def _read(text: str, lexicon: Lexicon) -> Extraction:
    document = parse_document(clean(text), ZoneInfo("Asia/Seoul"))
    day = document.published.date() if document.published else None
    return extract(Text(document.title, document.body, document.subtitle, day), lexicon)


def _renamed(text: str, group: str) -> str:
    for real, made_up in (MADE_UP | {"LG": group}).items():
        text = text.replace(real, made_up)
    return text


@pytest.fixture(scope="module")
def article() -> str:
    (path,) = SEEDS.glob("*.txt")
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def seed(article: str, lexicon: Lexicon) -> Extraction:
    return _read(article, lexicon)


def _news(extraction: Extraction) -> list[Claim]:
    return [claim for claim in extraction.claims if not claim.is_background]


def _context(extraction: Extraction) -> list[Claim]:
    return [claim for claim in extraction.claims if claim.is_background]


def _names(claim: Claim) -> list[str]:
    return [party.name for party in claim.parties]


def test_it_tells_one_new_collaboration_and_one_running_one(seed: Extraction) -> None:
    """The centre is news, the research with three universities is context, and that is all."""
    assert [claim.is_background for claim in seed.claims] == [False, True]


def test_the_new_one_is_the_centre_of_the_two_institutes(seed: Extraction) -> None:
    """Parties with parents, form, stage, name and the day before the article's."""
    (center,) = _news(seed)
    assert center.parties == (
        Party("LG AI연구원", "LG AI연구원", Kind.INSTITUTE, "LG"),
        Party("서울대 AI대학원", "서울대학교 AI대학원", Kind.UNIVERSITY, "서울대학교"),
    )
    assert (center.form, center.stage, center.hub) == (Form.JOINT_CENTER, Stage.STARTED, None)
    assert (center.name, center.date) == (CENTER, "2022-04-25")
    assert center.evidence.startswith("26일 LG그룹에 따르면 LG AI연구원은 전날인 25일")
    assert center.is_ai


def test_its_topics_hold_the_four_subjects(seed: Extraction) -> None:
    """Each of the four subjects is among the topics and known to config/."""
    (center,) = _news(seed)
    names = [topic.name for topic in center.topics]
    assert {
        "초거대 멀티모달 AI",
        "3D 생성 기술",
        "인간의 언어 학습 구조를 모사한 차세대 언어모델",
    } <= set(names)
    assert [name for name in names if name.startswith("AI 윤리")]
    assert all(topic.canonical for topic in center.topics)


def test_two_people_are_in_charge_of_it(seed: Extraction) -> None:
    """The two heads of the centre, with what they are."""
    (center,) = _news(seed)
    assert [person.split()[0] for person in center.people] == ["배경훈", "이경무"]


def test_the_running_one_has_a_hub(seed: Extraction) -> None:
    """The institute works with each of three universities, apart from one another."""
    (running,) = _context(seed)
    assert _names(running) == ["LG AI연구원", "서울대", "미시간대", "토론토대"]
    assert (running.hub, running.form) == ("LG AI연구원", Form.JOINT_RESEARCH)
    assert running.stage is Stage.STARTED
    topics = [topic.name for topic in running.topics]
    assert {"초거대 멀티모달 AI", "최신 AI 선행 연구"} <= set(topics)
    assert [name for name in topics if name.startswith("신약과 신소재 후보물질")]


@pytest.mark.parametrize("name", PRODUCTS_AND_PEOPLE)
def test_products_and_people_are_no_organisations(name: str, seed: Extraction) -> None:
    """A model and its makers' heads never become parties."""
    assert not [party for party in seed.organizations if name in party.name + party.canonical]


def test_the_alliance_of_unnamed_firms_is_no_collaboration(seed: Extraction) -> None:
    """An alliance whose other members are not named has no second party."""
    assert not [c for c in seed.claims if "얼라이언스" in " ".join([*_names(c), c.name or ""])]


def test_the_alliance_is_an_organization(seed: Extraction) -> None:
    """It was formed with unnamed firms: it names no second party, and it is there all the same."""
    kinds = {party.name: party.kind for party in seed.organizations}
    assert kinds["엑스퍼트 AI 얼라이언스"] is Kind.ALLIANCE


def test_the_text_that_stands_twice_changes_nothing(article: str, lexicon: Lexicon) -> None:
    """The paragraphs that are printed again make no further claim."""
    paragraphs = list(dict.fromkeys(article.split("\n")))
    assert _read("\n".join(paragraphs), lexicon) == _read(article, lexicon)


@pytest.mark.parametrize("group", GROUPS)
def test_structure_finds_made_up_institutes(group: str, article: str, lexicon: Lexicon) -> None:
    """With names that no list has, the centre is found all the same."""
    made_up = _read(_renamed(article, group), lexicon)
    (center,) = [claim for claim in _news(made_up) if claim.form is Form.JOINT_CENTER]
    assert _names(center) == [f"{group} AI연구원", "라온대 AI대학원"]
    assert (center.stage, center.date) == (Stage.STARTED, "2022-04-25")
    assert center.name == f"RU-{group} AI 리서치 센터"
    assert [person.split()[0] for person in center.people] == ["배경훈", "이경무"]
    canonical = {topic.canonical for topic in center.topics}
    assert {"초거대 멀티모달 AI", "3D 생성 AI", "AI 윤리"} <= canonical


@pytest.mark.parametrize("group", GROUPS)
def test_structure_finds_made_up_universities(group: str, article: str, lexicon: Lexicon) -> None:
    """With names that no list has, the running research is found all the same."""
    made_up = _read(_renamed(article, group), lexicon)
    (running,) = [claim for claim in _context(made_up) if claim.hub]
    assert _names(running) == [f"{group} AI연구원", "라온대", "다솜대", "가온대"]
    assert (running.hub, running.stage) == (f"{group} AI연구원", Stage.STARTED)


@pytest.mark.parametrize("group", GROUPS)
def test_made_up_names_bring_nobody_else(group: str, article: str, lexicon: Lexicon) -> None:
    """No person, product or place slips in when the lists do not help."""
    found = {party.name for party in _read(_renamed(article, group), lexicon).organizations}
    assert found <= {
        group, f"{group} AI연구원", "라온대학교", "라온대", "라온대 AI대학원", "다솜대", "가온대",
        "누리 AI 얼라이언스",
    }  # fmt: skip


@pytest.mark.parametrize("group", GROUPS)
def test_made_up_names_give_one_new_and_one_context(
    group: str, article: str, lexicon: Lexicon
) -> None:
    """What the wholes have done before belongs to the centre of their parts."""
    claims = _read(_renamed(article, group), lexicon).claims
    assert [claim.is_background for claim in claims] == [False, True]
