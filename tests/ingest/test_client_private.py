"""However an address inside the network is spelled or reached, nothing connects to it."""

import socket
from functools import partial

import pytest

from flows.errors import AddressRefusedError, FetchError
from flows.ingest.client import Response
from flows.ingest.guard import Guard
from flows.ingest.transport import open_socket
from tests.ingest.fetching import FakeNames, fetch
from tests.ingest.webserver import Answer, Site, page

HOSTS = [
    "127.0.0.1",
    "127.0.0.1.",
    "127.1",
    "127.0.1",
    "127.1.",
    "0x7f.1",
    "0x7f.0.0.1",
    "0x7F000001",
    "2130706433",
    "017700000001",
    "0177.0.0.1",
    "0177.0.0.01",
    "00000177.1",
    "127.0.0.01",
    "127.000.000.001",
    "0",
    "0.0.0.0",  # noqa: S104  # an address to fetch, nothing listens there
    "0x0",
    "127.255.255.254",
    "１２７.０.０.１",
    "127．0．0．1",
    "127。0。0。1",
    "127｡0｡0｡1",
    "①②⑦.⓪.⓪.①",
    "127.0.0.1\u00ad",
    "127.0.0.\u200b1",
    "%31%32%37.0.0.1",
    "127.0.0.1%00",
    "localhost",
    "LOCALHOST.",
    "ｌｏｃａｌｈｏｓｔ",
    "news.localhost",
    "example.com\\@127.0.0.1",
    "example.com@127.0.0.1",
    "user:word@127.0.0.1",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::]",
    "[::127.0.0.1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:0001]",
    "[64:ff9b::7f00:1]",
    "[64:ff9b:1::7f00:1]",
    "[2002:7f00:1::]",
    "[2001:0:0:0:0:0:80ff:fffe]",
    "[fe80::1%25lo]",
    "[::1%lo]",
    "169.254.169.254",
    "10.0.0.1",
]


@pytest.mark.parametrize("host", HOSTS)
def test_no_spelling_reaches_this_machine(host: str) -> None:
    """Refused before anything is looked up or connected."""
    names = FakeNames({})
    with Site({"/a": page(b"x")}) as site:
        (error,) = fetch(f"http://{host}:{site.port}/a", allow=(), resolver=names)

    assert isinstance(error, AddressRefusedError)
    assert (site.connections, names.asked) == (0, [])


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_no_redirect_reaches_this_machine(status: int) -> None:
    """Each hop is checked like a first address; here only the first server is allowed."""
    with Site({"/a": page(b"x")}) as inside:
        answers: dict[str, Answer] = {
            f"/{n}": page(status=f"{status} Go", location=f"http://{host}:{inside.port}/a")
            for n, host in enumerate(HOSTS)
        }
        with Site(answers) as outside:
            urls = [f"http://news.hanbit.example:{outside.port}{path}" for path in answers]
            names = FakeNames({"news.hanbit.example": [["127.0.0.1"]]})
            results = fetch(*urls, allow=("news.hanbit.example",), resolver=names)

    assert [type(result) for result in results] == [AddressRefusedError] * len(HOSTS)
    assert len(outside.seen) == len(HOSTS)
    assert inside.connections == 0


@pytest.mark.parametrize(
    "addresses",
    [
        ["127.0.0.1"],
        ["::1"],
        ["10.0.0.1", "127.0.0.1", "::ffff:127.0.0.1"],
        ["fe80::1%lo"],
        ["no address"],
    ],
)
@pytest.mark.parametrize("obeys_robots", [True, False])
def test_no_name_leads_to_this_machine(addresses: list[str], *, obeys_robots: bool) -> None:
    """A public name with private addresses, robots.txt included."""
    names = FakeNames({"news.hanbit.example": [addresses]})
    with Site({"/a": page(b"x")}) as site:
        url = f"http://news.hanbit.example:{site.port}/a"
        (error,) = fetch(url, allow=(), resolver=names, obeys_robots=obeys_robots)

    assert isinstance(error, AddressRefusedError)
    assert "MATSON_ALLOW_PRIVATE_HOSTS" in error.remedy
    assert site.connections == 0


def test_a_name_that_changes_its_address_is_checked_each_time() -> None:
    """First an allowed address, then this machine: the connection is to what was checked."""
    with Site({"/a": page(b"x")}) as inside, Site({}, address="127.0.0.2") as outside:
        location = f"http://news.hanbit.example:{inside.port}/a"
        outside.answers["/a"] = page(status="302 Found", location=location)
        names = FakeNames({"news.hanbit.example": [["127.0.0.2"], ["127.0.0.1"]]})
        url = f"http://news.hanbit.example:{outside.port}/a"
        (error,) = fetch(url, allow=("127.0.0.2",), resolver=names)

    assert isinstance(error, AddressRefusedError)
    assert (len(outside.seen), inside.connections) == (1, 0)
    assert len(names.asked) == 2


def test_of_several_addresses_only_allowed_ones_are_connected_to() -> None:
    """The others of the same name are passed over."""
    with Site({"/a": page(b"x")}, address="127.0.0.2") as site:
        names = FakeNames({"news.hanbit.example": [["127.0.0.1", "127.0.0.2", "::1"]]})
        url = f"http://news.hanbit.example:{site.port}/a"
        (response,) = fetch(url, allow=("127.0.0.2",), resolver=names)

    assert isinstance(response, Response)


@pytest.mark.parametrize("address", ["127.0.0.1", "::1", "::ffff:127.0.0.1", "10.0.0.1", "x"])
def test_the_socket_has_the_last_word(address: str) -> None:
    """Whatever a resolver let through."""
    make = partial(open_socket, Guard())
    with pytest.raises(AddressRefusedError):
        make((socket.AF_INET, socket.SOCK_STREAM, 0, "", (address, 80)))


def test_the_socket_of_a_public_address_is_made() -> None:
    """It is not connected yet."""
    info = (socket.AF_INET, socket.SOCK_STREAM, 0, "", ("8.8.8.8", 80))
    with open_socket(Guard(), info) as made:
        assert made.type == socket.SOCK_STREAM


@pytest.mark.parametrize(
    "allow,host,is_read",
    [
        (("127.0.0.0/8",), "127.0.0.1", True),
        (("127.0.0.1",), "127.0.0.1", True),
        (("127.0.0.1",), "[::ffff:127.0.0.1]", True),
        (("127.0.0.1",), "paper.lan", True),
        (("paper.lan",), "paper.lan", True),
        (("PAPER.LAN.",), "Paper.lan", True),
        (("paper.lan",), "127.0.0.1", False),
        (("paper.lan",), "other.lan", False),
        (("paper.lan",), "a.paper.lan", False),
        (("lan",), "paper.lan", False),
        (("10.0.0.0/8",), "127.0.0.1", False),
        (("10.0.0.0/8",), "paper.lan", False),
    ],
)
def test_private_hosts_are_read_where_they_are_named(
    allow: tuple[str, ...], host: str, *, is_read: bool
) -> None:
    """A host by its exact name, a network by the address."""
    lan = ["paper.lan", "other.lan", "a.paper.lan"]
    names = FakeNames({name: [["127.0.0.1"]] for name in lan})
    with Site({"/a": page(b"x")}) as site:
        (result,) = fetch(f"http://{host}:{site.port}/a", allow=allow, resolver=names)

    assert isinstance(result, Response) is is_read
    assert isinstance(result, AddressRefusedError) is not is_read
    assert site.connections == int(is_read)


def test_a_name_without_addresses_is_not_known() -> None:
    """An empty answer is a failed look-up, not a private host."""
    (error,) = fetch(
        "http://news.hanbit.example/", resolver=FakeNames({"news.hanbit.example": [[]]})
    )

    assert isinstance(error, FetchError)
    assert "not known" in error.what
