"""Traps between an article's paragraphs: what must not be read with it."""

# ruff: noqa: E501  # an element of a page is read best in one line

from __future__ import annotations

from tests.ingest.page_cases import (
    OTHERS,
    Case,
    inside,
    links,
    news,
)


def trap_cases() -> list[Case]:
    """Give the traps that stand between an article's paragraphs."""
    rows: list[tuple[str, list[str], list[str]]] = [
        (
            "caption",
            [
                '<figure><img src="/1.jpg"><figcaption>▲ 협약식에 참석한 두 기관 관계자들이 사진을 찍고 있다.</figcaption></figure>'
            ],
            ["사진을 찍고 있다"],
        ),
        (
            "credited caption",
            [
                "<p>▲ 이바다 건너전자 연구소장(왼쪽). /사진제공=건너전자</p>",
                "<p>[사진=라온대학교]</p>",
            ],
            ["사진제공", "사진=라온"],
        ),
        (
            "caption in a table",
            [
                '<table><tr><td><img src="/1.jpg"></td></tr><tr><td class="caption">협약식 기념 촬영 ⓒ한빛경제</td></tr></table>'
            ],
            ["기념 촬영"],
        ),
        (
            "caption of a portal",
            [
                '<span class="end_photo_org"><img src="/1.jpg"><em class="img_desc">협약식에 참석한 두 기관 대표. 건너전자 제공</em></span>'
            ],
            ["두 기관 대표"],
        ),
        (
            "caption without a mark",
            ["<p>협약식에 참석한 관계자들이 기념 촬영을 하고 있다. (사진=건너전자 제공)</p>"],
            ["기념 촬영"],
        ),
        (
            "related links",
            [f'<div class="related_news"><strong>관련기사</strong><ul>{links()}</ul></div>'],
            OTHERS,
        ),
        (
            "related links without a name",
            [f"<div><p><strong>[관련기사]</strong></p>{links(tag='p')}</div>"],
            ["관련기사", *OTHERS],
        ),
        (
            "related links as text",
            [
                "<p>☞ " + OTHERS[0] + "</p>",
                "<p>[관련기사] " + OTHERS[1] + "</p>",
                "<p>▶ 관련기사: " + OTHERS[2] + "</p>",
            ],
            OTHERS,
        ),
        (
            "recommended",
            [
                f'<div class="box"><h4>추천 기사</h4>{links(tag="div")}</div>',
                f"<dl><dt>많이 본 뉴스</dt>{links(tag='dd')}</dl>",
            ],
            ["추천", "많이 본", *OTHERS],
        ),
        (
            "popular with summaries",
            [
                f'<div class="hot"><h4>인기기사</h4><ul><li><a href="/9">{OTHERS[0]}</a><p>새벽로보틱스는 미르병원과 손을 잡았다.</p></li></ul></div>'
            ],
            ["인기기사", "손을 잡았다"],
        ),
        (
            "linked lines",
            [f'<p><a href="/9">{OTHERS[0]}</a></p>', f'<p>▷ <a href="/8">{OTHERS[1]}</a></p>'],
            OTHERS[:2],
        ),
        (
            "advertisement",
            [
                '<div class="ad-template"><p>[광고]</p><a href="https://ad.example">지금 가입하면 1만원 할인</a></div>',
                '<ins class="adsbygoogle">광고를 불러오는 중입니다.</ins>',
                "<p>AD</p>",
            ],
            ["광고", "할인"],
        ),
        (
            "audio player",
            [
                '<div class="tts"><p>기사를 들려드립니다</p><audio src="/a.mp3">Your browser does not support the audio element.</audio></div>',
                "<p>기사를 읽어드립니다 Your browser does not support theaudio element. 0:00</p>",
            ],
            ["들려", "읽어드립니다", "browser"],
        ),
        (
            "font size",
            [
                '<div class="util"><button>가+</button><span>글자크기 설정</span></div>',
                "<p>기사의 본문 내용은 이 글자크기로 변경됩니다.</p>",
                "<p>가 가 가</p>",
            ],
            ["글자크기", "가 가"],
        ),
        (
            "sharing",
            [
                "<p>이 기사를 공유합니다</p>",
                "<ul><li><a href='#'>페이스북</a></li><li>카카오톡</li><li>URL 복사</li></ul>",
                "<p>SNS 기사보내기</p>",
            ],
            ["공유합니다", "카카오톡", "URL", "보내기"],
        ),
        (
            "subscribing",
            [
                "<p>네이버에서 한빛경제 구독하기</p>",
                '<div class="subscribe">한빛경제를 구독해 주세요.</div>',
                "<p>한빛경제 뉴스레터 구독</p>",
            ],
            ["네이버에서", "구독"],
        ),
        (
            "reporting",
            [
                "<p>기사 제보</p>",
                "<p>▷ 카카오톡 : '한빛제보' 검색</p>",
                "<p>독자 여러분의 소중한 제보를 기다립니다.</p>",
            ],
            ["제보", "검색"],
        ),
        (
            "tags",
            [
                "<p>#AI #협약 #온디바이스</p>",
                '<div class="tags"><a href="/t">AI</a>, <a href="/u">협약</a></div>',
                "<p>태그: AI, 협약</p>",
            ],
            ["#AI", "태그"],
        ),
        (
            "ticker",
            [
                '<div class="stock_box"><a href="/s/1">건너전자</a> 72,300 ▲ 1,200 +1.69%</div>',
                "<p>건너전자(000001) 72,300원 ▲ 1,200 (+1.69%)</p>",
            ],
            ["72,300", "+1.69"],
        ),
        (
            "contents",
            [
                '<div id="toc"><p>목차</p><ol><li><a href="#a">협약의 배경과 내용</a></li><li><a href="#b">앞으로의 계획과 전망</a></li></ol></div>'
            ],
            ["목차", "배경"],
        ),
        (
            "byline",
            [
                "<p>김하늘 기자 sky@hanbit.example</p>",
                "<p>[한빛경제 김하늘 기자]</p>",
                '<span class="byline">글 이바다</span>',
            ],
            ["sky@", "김하늘 기자", "글 이바다"],
        ),
        (
            "rights",
            [
                "<p>저작권자 ⓒ 한빛경제, 무단전재 및 재배포 금지</p>",
                "<p>Copyright ⓒ 한빛경제. All rights reserved. 무단 전재 및 재배포 금지</p>",
                "<p>&lt;저작권자(c) 한빛통신, 무단 전재-재배포, AI 학습 및 활용 금지&gt;</p>",
            ],
            ["무단", "Copyright"],
        ),
        (
            "comments",
            [
                '<div id="comments"><h3>댓글 3개</h3><ul><li>정말 기대되는 협력이네요.</li></ul></div>'
            ],
            ["기대되는 협력"],
        ),
        (
            "hidden",
            [
                '<div style="display:none">이 문장은 화면에 보이지 않는다.</div>',
                "<p hidden>보이지 않는 문단이다.</p>",
            ],
            ["보이지 않는"],
        ),
        (
            "reporter's profile",
            [
                '<div class="reporter_info"><p>김하늘 기자</p><p>IT와 인공지능을 취재합니다.</p></div>'
            ],
            ["취재합니다"],
        ),
        (
            "generated questions",
            [
                '<div id="tem-type-8"><p><strong>FAQ</strong></p><p>Q: 협약은 언제 맺었나?<br>A: 23일에 맺었다.</p></div>'
            ],
            ["FAQ", "23일에 맺었다"],
        ),
        (
            "pagination",
            [
                '<div class="paging"><a href="?idxno=1234&page=2">2</a> <a href="?idxno=1234&page=3">3</a></div>',
                "<p>1 2 3</p>",
            ],
            ["1 2 3"],
        ),
        ("machine's note", ["<p>이 기사는 인공지능이 자동으로 번역한 것입니다.</p>"], ["번역한"]),
    ]
    return [Case(name, news(inside(*parts)).encode(), traps) for name, parts, traps in rows]
