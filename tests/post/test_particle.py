from __future__ import annotations

import pytest

from flows.post.particle import companion, ends_closed, object_, subject, topic


@pytest.mark.parametrize(
    "word, expected",
    [
        ("건너전자", "건너전자는"),
        ("미르병원", "미르병원은"),
        ("한국과학기술원(KAIST)", "한국과학기술원(KAIST)은"),
        ("라온대(총장 김하늘)", "라온대(총장 김하늘)는"),
        ("‘파도’", "‘파도’는"),
        ("콩㈜", "콩㈜은"),
        ("LG", "LG는"),
        ("SKT", "SKT는"),
        ("IBM", "IBM은"),
        ("SAR", "SAR은"),
        ("KAIST", "KAIST는"),
        ("OpenAI", "OpenAI는"),
        ("Kong", "Kong은"),
        ("Google", "Google은"),
        ("Naver", "Naver는"),
        ("Meta", "Meta는"),
        ("Amazon", "Amazon은"),
        ("Microsoft", "Microsoft는"),
        ("Slack", "Slack은"),
        ("Facebook", "Facebook은"),
        ("온디바이스 AI", "온디바이스 AI는"),
        ("센터 1", "센터 1은"),
        ("센터 2", "센터 2는"),
        ("로봇 10", "로봇 10은"),
        ("Лаб", "Лаб은(는)"),
        ("", "은(는)"),
    ],
)
def test_topic_particle(word: str, expected: str) -> None:
    """은 after a closed sound, 는 after an open one, both where the sound can't be known."""
    assert f"{word}{topic(word)}" == expected


@pytest.mark.parametrize(
    "word, expected",
    [
        ("미르병원", ("이", "과", "을")),
        ("건너전자", ("가", "와", "를")),
        ("東京", ("이(가)", "과(와)", "을(를)")),
    ],
)
def test_other_particles(word: str, expected: tuple[str, str, str]) -> None:
    """The other three pairs follow the same sound."""
    assert (subject(word), companion(word), object_(word)) == expected


def test_every_syllable_with_a_final_consonant_is_closed() -> None:
    """각 is closed and 가 is open, and so through the whole of Unicode's table."""
    assert [ends_closed(chr(0xAC00 + n)) for n in range(28)] == [False] + [True] * 27
    assert ends_closed("힣") is True
    assert ends_closed("히") is False
