import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from flows.errors import AddressRefusedError
from flows.ingest.target import read_location, read_target, show_address


@pytest.mark.parametrize(
    "url,read",
    [
        ("https://Hanbit.Example", "https://hanbit.example/"),
        ("HTTP://hanbit.example:80/a", "http://hanbit.example/a"),
        ("https://hanbit.example:80/a", "https://hanbit.example:80/a"),
        ("https://hanbit.example:/a", "https://hanbit.example/a"),
        ("https://hanbit.example./a#b", "https://hanbit.example/a"),
        ("https://hanbit.example?q=1", "https://hanbit.example/?q=1"),
        (
            "https://hanbit.example/뉴스?q=협약",
            "https://hanbit.example/%EB%89%B4%EC%8A%A4?q=%ED%98%91%EC%95%BD",
        ),
        ("https://hanbit.example/%EB%89?a=%2B&b=1%", "https://hanbit.example/%EB%89?a=%2B&b=1%25"),
        ('https://hanbit.example/a b\\c"<>', "https://hanbit.example/a%20b%5Cc%22%3C%3E"),
        ("https://hanbit.example/@me:x", "https://hanbit.example/@me:x"),
        ("https://한빛.example/", "https://xn--xx3br43b.example/"),
        ("https://ＨＡＮＢＩＴ．example/", "https://hanbit.example/"),
        ("https://a_b.hanbit.example/", "https://a_b.hanbit.example/"),
        ("https://8.8.8.8/", "https://8.8.8.8/"),
        ("https://３．３．３．３/", "https://3.3.3.3/"),
        ("https://[2606:4700::0001]:8443/", "https://[2606:4700::1]:8443/"),
        ("  https://hanbit.example/a\n", "https://hanbit.example/a"),
    ],
)
def test_reads_an_address_in_one_way(url: str, read: str) -> None:
    """Host in small letters and ASCII, default port and fragment off, bytes encoded."""
    target = read_target(url)

    assert target.url == read
    assert read_target(read) == target


@pytest.mark.parametrize(
    "url",
    [
        "",
        "hanbit.example/a",
        "//hanbit.example/a",
        "http:/hanbit.example",
        "http:hanbit.example",
        "ftp://hanbit.example/a",
        "file:///etc/passwd",
        "javascript:alert(1)",
        "gopher://127.0.0.1/",
        "http://",
        "http:///a",
        "http://:80/",
        "http://?q",
        "http://./",
        "http://../",
        "http://hanbit.example../",
        "http://hanbit..example/",
        "http://hanbit.example:0/",
        "http://hanbit.example:65536/",
        "http://hanbit.example:99999999/",
        "http://hanbit.example:8o/",
        "http://hanbit.example:-1/",
        "http://hanbit.example:８0/",
        "http://han bit.example/",
        "http://han%62it.example/",
        "http://hanbit.example\t/a",
        "http://hanbit.example/a\r\nHost: b",
        "http://hanbit.example/a\x00",
        "http://hanbit.example/a\u2028b",
        "http://user@hanbit.example/",
        "http://user:word@hanbit.example/",
        "http://hanbit.example\\@127.0.0.1/",
        "http://hanbit.example\\a",
        "http://hanbit.example@127.0.0.1/",
        "http://[::1",
        "http://[::1]a/",
        "http://[fe80::1%25eth0]/",
        "http://[fe80::1%eth0]/",
        "http://[v1.a]/",
        "http://[]/",
        "http://::1/",
        "http://127.1/",
        "http://127.0.1/",
        "http://2130706433/",
        "http://0x7f.1/",
        "http://0x7f000001/",
        "http://0177.0.0.1/",
        "http://127.0.0.1.1/",
        "http://127.0.0.256/",
        "http://127.0.0.０1/",
        "http://１２７.１/",
        "http://127。1/",
        "http://a.1/",
        "http://" + "a" * 64 + ".example/",
        "http://" + "a." * 130 + "example/",
        "http://" + "가" * 5_000 + ".example/",
        "http://hanbit.example/" + "a" * 8_000,
    ],
)
def test_refuses_what_is_no_address_or_may_be_read_in_two_ways(url: str) -> None:
    """Refused, never guessed."""
    with pytest.raises(AddressRefusedError):
        read_target(url)


@pytest.mark.parametrize(
    "location,leads",
    [
        (b"/b", "https://hanbit.example/b"),
        (b"b?c=d#e", "https://hanbit.example/news/b?c=d"),
        (b"../b", "https://hanbit.example/b"),
        (b"?p=2", "https://hanbit.example/news/a?p=2"),
        (b"//sae.example/b", "https://sae.example/b"),
        (b"http://sae.example/b", "http://sae.example/b"),
        (b" /b ", "https://hanbit.example/b"),
        ("/뉴스".encode(), "https://hanbit.example/%EB%89%B4%EC%8A%A4"),
        ("/뉴스".encode("cp949"), "https://hanbit.example/%B4%BA%BD%BA"),
        (b"/caf\xe9?a=%20", "https://hanbit.example/caf%E9?a=%20"),
        ("https://한빛.example/".encode(), "https://xn--xx3br43b.example/"),
        (b"/a b", "https://hanbit.example/a%20b"),
        (b"/\\sae.example", "https://hanbit.example/%5Csae.example"),
    ],
)
def test_follows_a_location_as_servers_write_it(location: bytes, leads: str) -> None:
    """Relative or whole, in UTF-8, another charset or encoded."""
    assert read_location(read_target("https://hanbit.example/news/a?q"), location).url == leads


@pytest.mark.parametrize(
    "location",
    [
        b"javascript:alert(1)",
        b"mailto:a@b.example",
        b"file:///etc/passwd",
        b"//user@sae.example/",
        b"http://[::1",
        b"http://127.1/",
        b"/a\x01b",
        "http://한빛.example/".encode("cp949"),
    ],
)
def test_names_the_page_whose_redirect_is_refused(location: bytes) -> None:
    """A wrong Location is told with the page that sent it."""
    with pytest.raises(AddressRefusedError, match=r"hanbit\.example/a redirects to"):
        read_location(read_target("https://hanbit.example/a?secret"), location)


@pytest.mark.parametrize(
    "url,shown",
    [
        ("https://hanbit.example/a?key=secret#x", "https://hanbit.example/a"),
        ("https://user:secret@hanbit.example/a", "https://hanbit.example/a"),
        ("https://secret\\@hanbit.example/a", "https://hanbit.example/a"),
        ("https://hanbit.example/a\nb", "https://hanbit.example/a\ufffdb"),
        ("https://hanbit.example/" + "a" * 200, "https://hanbit.example/" + "a" * 96 + "…"),
    ],
)
def test_shows_an_address_without_its_secrets(url: str, shown: str) -> None:
    """No user name, no query, one line of at most 120 characters."""
    assert show_address(url) == shown


@settings(deadline=None)  # the first host beyond ASCII loads idna's tables
@given(st.text(max_size=40), st.text(max_size=20))
def test_reads_or_refuses_any_text(place: str, rest: str) -> None:
    """What is read is plain ASCII and is read again in the same way."""
    try:
        target = read_target(f"http://{place}/{rest}")
    except AddressRefusedError:
        return
    assert target.url.isascii()
    assert target.url.isprintable()
    assert read_target(target.url) == target
