from __future__ import annotations

import re
from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.model import Announce, Change, ChangeKind, Channel, Digest, Form, Message, Party, Reading
from flows.post import compose, render_markdown, render_slack, render_terminal
from flows.post.escape import clean, escape_slack
from tests.block_kit import refusal
from tests.post.samples import FILE, GUNNEO, NINE, RAON, READ, SAEBYEOK, SEOUL, WELL, change

ANY = Channel("any", "C1", min_confidence=0)
FACTS = (
    "온디바이스 AI 센터 · 주제: 온디바이스 AI 반도체 · 5년, 120억원 · 담당: 김하늘 교수(라온대)\n"
    "> 건너전자는 23일 라온대와 온디바이스 AI 공동연구센터 설립 협약을 체결했다."
)
OUTLETS = "<https://example.com/a?x=1&amp;y=2|한빛경제> 외 1곳"
CENTER = "공동연구센터"
EARLIER = "이전: 2025-03 장학 MOU"
HOSTILE = [
    "<!channel>",
    "<!here|x> @channel",
    "<@U012AB3CD> <#C012AB3CD|일반>",
    "<https://evil.example|건너전자>",
    "a|b>c<d&e&amp;lt;",
    "*굵게* _기울임_ ~취소~ `코드` ```\n블록```",
    "> 인용\n>>> 또 인용",
    "\u202e뒤집힌\u2066 \x00\x1b[31m 글",
    "\ud800",
    "{0.__class__} {} %s",
    "javascript:alert(1)",
    "=HYPERLINK(1)",
    "\u200b",
    "",
]


def digest(*changes: Change, context: tuple[Change, ...] = (), channel: Channel = ANY) -> Digest:
    since = NINE - timedelta(days=1)
    return compose(changes, context, channel=channel, now=NINE, since=since, health=WELL)


def words(message: Message) -> list[str]:
    """The texts of a message's blocks, in order."""
    found = []
    for block in message.blocks:
        text = block.get("text")
        elements = block.get("elements")
        found.append(str(text["text"] if isinstance(text, dict) else elements[0]["text"]))  # type: ignore[index]  # a block has one of the two
    return found


def sound(messages: tuple[Message, ...]) -> None:
    """Slack takes every message; only the first opens a thread."""
    for message in messages:
        assert refusal({"text": message.text, "blocks": list(message.blocks)}) is None
    assert [m.is_reply for m in messages] == [False] + [True] * (len(messages) - 1)


def everything(messages: tuple[Message, ...]) -> str:
    """What all sections say, without white space, quote marks and our notes that it goes on."""
    told = [
        text
        for message in messages
        for block, text in zip(message.blocks, words(message), strict=True)
        if block["type"] == "section"
    ]
    return letters("".join(told).replace(">", ""))


def letters(text: str) -> str:
    return re.sub(r"\s", "", text)


def test_first_message_as_the_design_draws_it() -> None:
    """Window, counts and health above; an item is four lines; the archive has its own heading."""
    old = change(2, announce=Announce.ARCHIVE, parties=(GUNNEO, SAEBYEOK), date="2022-04-25")
    mou = change(3, ChangeKind.CONTEXT, form=Form.EDUCATION, name="장학 MOU", date="2025-03")
    first, *thread = render_slack(digest(change(1), old, context=(mou,)), SEOUL)
    assert words(first) == [
        "맞손 11/24(화) 09:00 · 새 협력 1 · 과거 자료 1",
        "_11/23 09:00 이후 · 소스 1/2 정상_",
        f"*1. 건너전자 × 라온대* · {CENTER} · 체결 11/23\n{FACTS}\n{OUTLETS} · {EARLIER}",
        "*과거 자료에서 등록 (새 소식 아님)*",
        f"*2. 건너전자 × 새벽로보틱스* · 공동연구센터 · 체결 2022-04-25\n{FACTS}\n{OUTLETS}",
    ]
    assert len(thread) == 2
    sound((first, *thread))


def test_thread_has_all_that_is_known() -> None:
    """Each item's reply has every outlet and place, the id, and the context of its parties."""
    mou = change(3, ChangeKind.CONTEXT, name="장학 MOU", date="2025-03")
    lone = change(4, ChangeKind.CONTEXT, parties=(GUNNEO, SAEBYEOK), name="다른 협력")
    _, item, closing = render_slack(digest(change(1), context=(mou, lone)), SEOUL)
    told = "\n".join(words(item))
    for fact in ("라온대학교", "한빛경제", "건너전자·라온대 맞손", "b/c.txt", "id 1 ", "장학 MOU"):
        assert fact in told
    assert "다른 협력" not in told
    assert "다른 협력" in "\n".join(words(closing))
    assert "장학 MOU" not in "\n".join(words(closing))


def test_an_update_says_what_changed() -> None:
    """A party that joined is named with its particle, an end is told in words."""
    joined = change(1, ChangeKind.UPDATE, what="joined: 미르병원")
    ended = change(2, ChangeKind.UPDATE, what="ended", confidence=0.8)
    first = render_slack(digest(joined, ended), SEOUL)[0]
    assert words(first)[2] == "*달라진 협력*"
    assert "*미르병원*\u200b이 합류" in words(first)[3]
    assert "\n종료 · " in words(first)[4]


def test_weak_items_are_marked() -> None:
    """An item below 0.7 says so, one at 0.7 does not."""
    first = render_slack(digest(change(1, confidence=0.7), change(2, confidence=0.69)), SEOUL)[0]
    assert ["확인 필요" in text for text in words(first)[2:]] == [False, True]


def test_empty_digest_is_no_message() -> None:
    """Nothing new sends nothing."""
    assert render_slack(digest(), SEOUL) == ()


def test_english_channel() -> None:
    """A channel in English has Matson's own words in English."""
    first = render_slack(digest(change(1)), SEOUL, "en")[0]
    assert words(first)[0] == "Matson Tue 11/24 09:00 · 1 new"
    assert "joint research center · agreed 11/23" in words(first)[2]


def test_times_are_the_zones() -> None:
    """A moment before midnight in UTC is the next morning in Seoul."""
    late = replace(digest(change(1)), composed_at=NINE - timedelta(hours=1))
    assert words(render_slack(late, SEOUL)[0])[0].startswith("맞손 11/24(화) 08:00")


@pytest.mark.parametrize("raw", HOSTILE)
def test_hostile_fields_are_inert(raw: str) -> None:
    """Whatever stands in any field, no block holds a live token, and no renderer fails."""
    party = Party(raw, raw, parent=raw)
    bad = Reading(raw, raw, raw, raw, NINE)
    worse = Reading(raw, raw, f"https://example.com/{raw}", raw, NINE)
    fields: dict[str, Any] = {
        "parties": (party, party),
        "hub": raw,
        "topics": (raw, raw),
        "name": raw,
        "date": raw,
        "people": (raw,),
        "amount": raw,
        "duration": raw,
        "evidence": raw,
        "rule": raw,
        "readings": (bad, worse),
    }
    items = [
        change(1, **fields),
        change(2, ChangeKind.UPDATE, what=f"joined: {raw}", **fields),
        change(3, ChangeKind.UPDATE, what=raw, **fields),
    ]
    context = change(4, ChangeKind.CONTEXT, **fields)
    made = digest(*items, context=(context,))
    sound(render_slack(made, SEOUL))
    shown = render_terminal(made, [context], zone=SEOUL)
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f-\x9f\u202e\u2066\ud800]", shown)
    assert "<!" not in render_markdown(made, zone=SEOUL)


TEXTS = st.builds(
    lambda text, times: text * times, st.text(max_size=40), st.integers(min_value=1, max_value=150)
)
PARTIES = st.builds(lambda name: Party(name, name), TEXTS.map(lambda text: text[:200]))
READINGS = st.builds(
    Reading,
    outlet=TEXTS.map(lambda text: text[:100]),
    title=TEXTS,
    url=st.one_of(st.none(), TEXTS.map(lambda text: f"https://example.com/{text}")),
    locator=TEXTS,
    published_at=st.just(NINE),
)


@settings(max_examples=40, deadline=None)
@given(
    st.lists(
        st.tuples(
            TEXTS, st.lists(PARTIES, min_size=2, max_size=30), st.lists(READINGS, max_size=8)
        ),
        min_size=1,
        max_size=4,
    )
)
def test_splitting_drops_nothing(fields: list[tuple[str, list[Party], list[Reading]]]) -> None:
    """Fields of any length: every message within all limits, all their letters there, in order."""
    items = [
        change(
            number,
            evidence=f"표시{number}호 {evidence} 끝",
            parties=tuple(parties),
            readings=tuple(
                replace(reading, title=f"제목{number}{place}호 {reading.title}")
                for place, reading in enumerate(readings)
            ),
        )
        for number, (evidence, parties, readings) in enumerate(fields, 1)
    ]
    messages = render_slack(digest(*items), SEOUL)
    sound(messages)
    told = everything(messages)
    marks = [str(number) for number in range(1, len(items) + 1)]
    assert re.findall(r"표시(\d)호", told) == marks * 2
    for item in items:
        deal = item.collaboration
        assert told.count(letters(escape_slack(clean(deal.evidence)))) >= 2
        described = ", ".join(f"{clean(party.name)} (기관)" for party in deal.parties)
        assert letters(escape_slack(described)) in told
    titles = [f"{n}{place}" for n, item in enumerate(fields, 1) for place in range(len(item[2]))]
    unlinked = [f"{n}0" for n, item in enumerate(fields, 1) if item[2] and not item[2][0].url]
    assert re.findall(r"제목(\d\d)호", told) == unlinked + titles


@pytest.mark.parametrize("count", [1, 39, 47, 48, 49, 50, 200])
def test_many_items_go_on_in_the_thread(count: int) -> None:
    """What does not fit the first message follows in the thread before the items' own messages."""
    changes = [
        change(n, parties=(GUNNEO, Party(f"제{n}기업", f"제{n}기업"))) for n in range(1, count + 1)
    ]
    messages = render_slack(digest(*changes), SEOUL)
    sound(messages)
    fronts, threads = messages[:-count], messages[-count:]
    numbers = [
        int(n) for m in fronts for text in words(m) for n in re.findall(r"^\*(\d+)\. ", text)
    ]
    assert numbers == list(range(1, count + 1))
    assert [words(m)[0].split(".")[0] for m in threads] == [f"*{n}" for n in numbers]
    assert ("스레드에 이어집니다" in words(fronts[0])[-1]) == (len(fronts) > 1)


def test_small_items_stop_at_fifty_blocks() -> None:
    """Items of a few characters meet the limit of blocks before that of characters."""
    tiny: dict[str, Any] = {
        "evidence": "협약",
        "topics": (),
        "name": None,
        "people": (),
        "readings": (),
    }
    changes = [change(n, amount=None, duration=None, **tiny) for n in range(1, 61)]
    messages = render_slack(digest(*changes), SEOUL)
    sound(messages)
    assert len(messages[0].blocks) == 50


def test_one_item_longer_than_a_message() -> None:
    """An item of 40,000 characters goes over several messages, whole and in order."""
    evidence = " ".join(f"낱말{number:05d}" for number in range(5_000))
    readings = (READ, *[replace(FILE, locator=f"문서{n:04d}.txt") for n in range(500)])
    messages = render_slack(digest(change(1, evidence=evidence, readings=readings)), SEOUL)
    sound(messages)
    told = everything(messages)
    found = re.findall(r"낱말(\d{5})", told)
    assert found == [f"{number:05d}" for number in range(5_000)] * 2
    assert re.findall(r"문서(\d{4})", told) == [f"{number:04d}" for number in range(500)]


def test_parties_are_shown_by_the_articles_wording() -> None:
    """The title has the article's names, the thread also the canonical ones and the kinds."""
    _, item = render_slack(digest(change(1, parties=(GUNNEO, RAON), hub="건너전자")), SEOUL)
    assert "당사자: 건너전자 (기업), 라온대 (대학, 라온대학교)" in words(item)[0]
    assert "*건너전자*\u200b는 나머지와 각각 협력" in words(item)[0]
