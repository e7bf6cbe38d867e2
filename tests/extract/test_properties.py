"""What holds for every text: claims are grounded in it, and nothing raises."""

from __future__ import annotations

from datetime import date

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from flows.extract import Lexicon, explain, extract, is_relevant
from flows.extract.article import read_text
from flows.extract.normalize import normalize
from flows.model import Extraction, Text

NAMES = ["건너전자", "라온대학교", "라온대", "미르병원", "새벽로보틱스", "달림로보", "가람시", "Nuri Systems",
         "LG AI연구원", "서울대", "㈜한울테크", "AI 스타트업 ‘파도’", "라온대 AI대학원"]  # fmt: skip
GLOSSES = ["", "", "", "(대표 김하늘)", "(NETI)", "[대표 이바다]", "(총장 이바다", ")"]
PARTICLES = ["는", "은", "와", "과", "이", "가", "의", "에", ",", "·", " 및 ", "-", " 등", " 등은", "와의", "도",
             ""]  # fmt: skip
TOPICS = ["의료 AI", "휴머노이드 로봇을", "‘온디바이스 AI 반도체’", "AI 인재 양성을 위한", "3,000억원", "24일",
          "지난해 12월", "앞서", "각각", "또", "한편", "2029년까지", "3년간", "▲AI 윤리"]  # fmt: skip
CUES = ["업무협약을 체결했다.", "손을 잡았다.", "공동 연구한다.", "공동 개발", "컨소시엄을 구성했다.", "맞손",
        "공동연구센터를 개소했다.", "협력한다고 밝혔다.", "MOU", "합작법인을 설립한다.", "협약을 해지했다.",
        "투자해 협력한다.", "참여한다.", "양 기관은", "바 있다.", "signed an MOU with", "partnered with"]  # fmt: skip
MARKS = [" ", " ", "\n", ".", "…", "(", ")", "[", "]", "“", "”", "‘", "’", "'", '"', "<", ">", "■ ", "🤝",
         "\u200b", "&amp;", "?", "!", "?다.", "0", "Inc.", "韓"]  # fmt: skip

fragments = st.lists(
    st.one_of(
        *(st.sampled_from(part) for part in (NAMES, GLOSSES, PARTICLES, TOPICS, CUES, MARKS))
    ),
    max_size=40,
).map("".join)
sentences = st.builds(
    lambda a, p, b, q, t, c: f"{a}{p} {b}{q} {t} {c}",
    *(st.sampled_from(part) for part in (NAMES, PARTICLES, NAMES, PARTICLES, TOPICS, CUES)),
)
bodies = st.one_of(fragments, st.lists(sentences | fragments, max_size=5).map(" ".join))
texts = st.builds(
    Text,
    title=fragments | sentences | st.just(""),
    body=bodies,
    subtitle=fragments | st.just(""),
    published=st.none() | st.dates(),
)
given_texts = settings(
    max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)


@given_texts
@given(texts)
def test_evidence_stands_where_the_claim_says(lexicon: Lexicon, source: Text) -> None:
    """A claim's span lies in the text that was read and holds exactly its evidence."""
    read = read_text(source, lexicon)
    for claim in extract(source, lexicon).claims:
        assert read is not None
        assert 0 <= claim.span.start < claim.span.end <= len(read.text)
        assert read.text[claim.span.start : claim.span.end] == claim.evidence


@given_texts
@given(texts)
def test_parties_and_topics_are_words_of_the_text(lexicon: Lexicon, source: Text) -> None:
    """Nobody takes part who is not named, and a claim has at least two parties."""
    parts = (source.title, source.subtitle, source.body)
    whole = "".join("".join(normalize(part) for part in parts).split())
    for claim in extract(source, lexicon).claims:
        names = [party.name for party in claim.parties]
        assert len(set(names)) == len(names) >= 2
        assert claim.hub is None or claim.hub in names
        for name in names:
            assert "".join(name.split()) in whole


@given_texts
@given(texts)
def test_a_claim_keeps_its_bounds(lexicon: Lexicon, source: Text) -> None:
    """Confidence, dates and rules have the shapes that the model promises."""
    for claim in extract(source, lexicon).claims:
        assert 0 <= claim.confidence <= 1
        assert claim.rule.count("/") == 1
        if claim.date is not None:
            date.fromisoformat((claim.date + "-01-01")[:10])
        assert claim.evidence.strip() == claim.evidence != ""


@given_texts
@given(texts)
def test_reading_again_gives_the_same(lexicon: Lexicon, source: Text) -> None:
    """Extraction depends on the text alone, and explain tells the same claims."""
    first = extract(source, lexicon)
    assert extract(source, lexicon) == first
    assert explain(source, lexicon).claims == first.claims


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=200), st.text(max_size=400), st.none() | st.dates())
def test_any_text_is_read(lexicon: Lexicon, title: str, body: str, published: date | None) -> None:
    """Whatever the characters, reading ends without an error."""
    assert isinstance(extract(Text(title, body, published=published), lexicon), Extraction)


WITHOUT_CUES = st.lists(
    st.sampled_from(
        [*NAMES, *PARTICLES, *MARKS, "새 AI를 공개했다.", "값을 내렸다.", "직원은 120명이다."]
    ),
    max_size=30,
).map("".join)


@given_texts
@given(WITHOUT_CUES, WITHOUT_CUES)
def test_a_text_without_a_cue_gives_nothing(lexicon: Lexicon, title: str, body: str) -> None:
    """The gate is no rule of its own: what it keeps out has no claim, organisation or topic."""
    if not is_relevant(normalize(title), normalize(body), lexicon):
        assert extract(Text(title, body), lexicon) == Extraction()


@given_texts
@given(texts)
def test_the_gate_loses_nothing(lexicon: Lexicon, source: Text) -> None:
    """Whatever is claimed in Korean, its text passes the relevance test of ingest."""
    claims = extract(source, lexicon).claims
    if [claim for claim in claims if not claim.rule.startswith("english")]:
        whole = "\n".join(map(normalize, (source.title, source.subtitle, source.body)))
        assert is_relevant("", whole, lexicon)
