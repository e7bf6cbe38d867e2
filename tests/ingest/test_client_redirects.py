"""Where redirects lead, and where they end."""

import pytest

from flows.errors import AddressRefusedError, FetchError
from flows.ingest.client import Request, Response
from tests.ingest.fetching import fetch
from tests.ingest.webserver import Answer, Seen, Site, page, redirect


@pytest.mark.parametrize(
    "first,second,moved",
    [
        (301, 301, "/c"),
        (308, 301, "/c"),
        (301, 302, "/b"),
        (302, 301, None),
        (303, 307, None),
        (302, 308, None),
    ],
)
def test_only_redirects_that_hold_for_good_move_a_page(
    first: int, second: int, moved: str | None
) -> None:
    """`moved_to` ends where the first other redirect begins."""
    answers = {"/a": redirect("/b", first), "/b": redirect("c", second), "/c": page(b"x")}
    with Site(answers) as site:
        (response,) = fetch(site.url("/a"))

    assert isinstance(response, Response)
    assert response.url == site.url("/c")
    assert response.moved_to == (site.url(moved) if moved else None)


@pytest.mark.parametrize(
    "location,path",
    [
        ("/뉴스?q=협약".encode(), "/%EB%89%B4%EC%8A%A4?q=%ED%98%91%EC%95%BD"),
        ("/뉴스".encode("cp949"), "/%B4%BA%BD%BA"),
        (b"b#c", "/b"),
        (b"?p=2", "/a?p=2"),
    ],
)
def test_follows_locations_of_any_bytes(location: bytes, path: str) -> None:
    """Korean paths as they stand in the field."""
    with Site({"/a": redirect(location), path: page(b"x")}) as site:
        (response,) = fetch(site.url("/a"))

    assert isinstance(response, Response)
    assert response.url == site.url(path)


def count_up(seen: Seen) -> bytes:
    return redirect(f"/n?{int(seen.path.partition('?')[2]) + 1}")


@pytest.mark.parametrize(
    "answers,start,asked",
    [
        ({"/a": redirect("/a")}, "/a", 1),
        ({"/a": redirect("")}, "/a", 1),
        ({"/a": redirect("/b"), "/b": redirect("/a#x", 301)}, "/a", 2),
        ({"/a": redirect("/b"), "/b": redirect("/c"), "/c": redirect("/b")}, "/a", 3),
        ({f"/n?{n}": count_up for n in range(20)}, "/n?0", 11),
    ],
)
def test_redirects_end(answers: dict[str, Answer], start: str, asked: int) -> None:
    """In a circle at once, in a chain after ten."""
    with Site(answers) as site:
        (error,) = fetch(site.url(start))

    assert isinstance(error, FetchError)
    assert "redirects in a circle" in error.what
    assert len(site.seen) == asked


def test_ten_redirects_are_followed() -> None:
    """The tenth still leads somewhere."""
    answers: dict[str, Answer] = {f"/n?{n}": count_up for n in range(10)}
    with Site(answers | {"/n?10": page(b"x")}) as site:
        (response,) = fetch(site.url("/n?0"))

    assert isinstance(response, Response)


@pytest.mark.parametrize("location", [b"javascript:alert(1)", b"http://[::", b"ftp://a.example/"])
def test_a_redirect_to_no_web_address_is_refused(location: bytes) -> None:
    """And told with the page that sent it."""
    with Site({"/a": redirect(location)}) as site:
        (error,) = fetch(site.url("/a"))

    assert isinstance(error, AddressRefusedError)
    assert f"{site.url('/a')} redirects to" in error.what


def test_a_redirect_without_a_location_is_no_page() -> None:
    """It says where it stopped."""
    with Site({"/a": page(status="302 Found")}) as site:
        (error,) = fetch(site.url("/a"))

    assert isinstance(error, FetchError)
    assert error.status == 302


def test_keys_stay_with_their_host() -> None:
    """Sent to the first origin, also after a redirect there; never on to another."""
    with Site({"/b": page(b"x")}) as other:
        answers: dict[str, Answer] = {"/a": redirect("/c"), "/c": redirect(other.url("/b"))}
        with Site(answers) as site:
            request = Request(site.url("/a"), headers={"X-Naver-Client-Secret": "hush"})
            (response,) = fetch(request)

    assert isinstance(response, Response)
    assert [seen.fields.get("x-naver-client-secret") for seen in site.seen] == ["hush", "hush"]
    assert "x-naver-client-secret" not in other.seen[0].fields
    assert "hush" not in repr(request)
