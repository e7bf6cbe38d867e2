"""Sources that are broken, each in its own way, and what is to be told of them."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from tests.good_sources import Offer, article, deal, other, rss
from tests.ingest.webserver import Answer, Raw, Seen, Site, page, redirect

OK = b"HTTP/1.1 200 OK\r\n"
SUMMARY = "건너전자가 협약을 맺었다."
SUMMED = f"<description>{SUMMARY}</description>"
HANGING = 903
BROWSER = "open it in a browser"
FIND = "matson sources add"
ADDRESS = "check the address"


@dataclass(frozen=True)
class Fault:
    """An answer in the place of a feed, `pages` more answers of its host.

    `told` and `remedy` stand in its problem, both "" where it has none. `again` is what the
    second look tells, None where that is the same. `note` stands in its notes. `bodies` are
    those of the articles that it gives all the same, `waiting` counts pages to be tried again.
    """

    answer: Answer
    told: str = ""
    remedy: str = ""
    pages: Mapping[str, Answer] = field(default_factory=dict)
    again: str | None = None
    note: str = ""
    bodies: tuple[str, ...] = ()
    waiting: int = 0
    host: str | None = None  # a name in place of the server's address


def _drip(first: bytes, more: bytes) -> Raw:
    """Send a little, and a little more every 0.3 s for half a minute."""
    pieces: list[bytes | float] = [first]
    for _ in range(100):
        pieces += [0.3, more]
    return Raw(pieces)


def _feed(number: int, extra: str = "", charset: str = "utf-8") -> Callable[[Seen], bytes]:
    """Answer with a feed of two stories; `extra` stands before its root."""

    def answer(seen: Seen) -> bytes:
        site = f"http://{seen.fields['host']}"
        whole = rss([Offer(deal(number)[0], f"{site}/deal"), Offer(other(number), f"{site}/else")])
        body = whole.partition(b"\r\n\r\n")[2].decode()
        body = body.replace("</title><link>", f"</title>{SUMMED}<link>", 1)
        head, _, rest = body.partition("?>")
        rest = rest.replace("한빛", "&a9;") if extra else rest
        return page(f"{head}?>{extra}{rest}".encode(charset), content_type="text/xml")

    return answer


def _bomb() -> bytes:
    """Give 200 MB of spaces in 200 kB."""
    packer = zlib.compressobj(wbits=31)
    parts = [packer.compress(b" " * 1_000_000) for _ in range(200)]
    return b"".join([*parts, packer.flush()])


def _entities() -> str:
    levels = "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9))
    return f'<!DOCTYPE rss [<!ENTITY a0 "가">{levels}]>'


def _nested() -> bytes:
    return b'<rss version="2.0"><channel><item>' + b"<a>" * 200_000 + b"</item></channel></rss>"


def _short(body: bytes) -> Raw:
    return Raw((OK + b"Content-Type: text/xml\r\nContent-Length: 90000\r\n\r\n" + body,))


ZIPPED = gzip.compress(rss([Offer("가", "http://127.0.0.1/")]).partition(b"\r\n\r\n")[2] * 9)

FAULTS: Mapping[str, Fault] = {
    "drip-of-header": Fault(_drip(OK, b"X: a\r\n"), "gave no answer", BROWSER),
    "drip-of-body": Fault(
        _drip(OK + b"Content-Type: text/xml\r\n\r\n<rss version='2.0'>", b" "),
        "gave no answer",
        BROWSER,
    ),
    "silence": Fault(Raw((30.0,)), "gave no answer", BROWSER),
    "gzip-bomb": Fault(
        page(_bomb(), content_encoding="gzip", content_type="text/xml"),
        "is larger than 10 MB",
        "check that it is a page or a feed",
    ),
    "redirect-loop": Fault(
        redirect("/there"),
        "redirects in a circle",
        "write the address it ends at",
        {"/there": redirect("/feed")},
    ),
    "redirect-to-private": Fault(
        redirect("http://127.0.9.9/feed"),
        "127.0.9.9 is at a private address",
        "MATSON_ALLOW_PRIVATE_HOSTS",
    ),
    "not-there": Fault(page(status="404 Not Found"), "is not there (404)", ADDRESS),
    "error-of-its-own": Fault(
        page(status="500 Oops"), "has an error of its own (500)", "the next run tries again"
    ),
    "asks-for-silence": Fault(
        page(status="429 Slow Down", retry_after="80000"),
        "asks for 80000 s of silence (429)",
        "give its source a longer `delay`",
        again="",
    ),
    "a-web-page": Fault(
        page(b"<!doctype html><html><body><p>Hello", content_type="text/html"),
        "is a web page, not a feed",
        FIND,
    ),
    "empty": Fault(page(content_type="text/xml"), "is empty", "look at it in a browser"),
    "garbage": Fault(page(bytes(range(1, 256)) * 40, content_type="text/xml"), "is no feed", FIND),
    "cut-gzip": Fault(
        page(ZIPPED[:-12], content_encoding="gzip", content_type="text/xml"),
        "broke off in the middle of its answer",
        BROWSER,
    ),
    "shorter-than-said": Fault(
        _short(b"<rss version='2.0'>"), "broke off in the middle of its answer", BROWSER
    ),
    "wrong-charset": Fault(
        _feed(901, charset="cp949"),
        pages={"/deal": article(*deal(901))},
        bodies=(deal(901)[1],),
    ),
    "nested-tags": Fault(
        page(_nested(), content_type="text/xml"), "has over 100,000 tags", "made to keep readers"
    ),
    "entity-bomb": Fault(
        _feed(902, _entities()),
        pages={"/deal": article(*deal(902))},
        bodies=(deal(902)[1],),
        note="no well-formed XML",
    ),
    "closed": Fault(Raw(()), "closed the connection without an answer", BROWSER),
    "no-http": Fault(Raw((b"SSH-2.0-OpenSSH_9.2\r\n\r\n",)), "what is no HTTP", "a web server's"),
    "no-such-host": Fault(
        page(), "has a host name that is not known", "check the name's spelling", host="no.invalid"
    ),
    "pages-that-hang": Fault(_feed(HANGING), pages={"/deal": Raw((30.0,))}, waiting=1),
    "pages-that-are-gone": Fault(
        _feed(904), note="1 articles have title and summary only", bodies=(SUMMARY,)
    ),
}


def mend(site: Site, fault: Fault, number: int) -> tuple[str, ...]:
    """Have the server work from now on; give the bodies of the articles that this brings."""
    if fault.told:
        site.answers["/feed"] = _feed(number)
    elif fault.waiting:
        number = HANGING
    else:
        return ()
    site.answers["/deal"] = article(*deal(number))
    return (deal(number)[1],)
