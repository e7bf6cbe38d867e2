import ipaddress

import pytest

from flows.errors import AddressRefusedError
from flows.ingest.guard import Guard, is_public
from flows.ingest.target import read_target


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104  # an address among others, nothing listens
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.255.255.254",
        "168.63.129.16",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.192",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.0.1",
        "198.18.0.1",
        "198.19.255.255",
        "198.51.100.1",
        "203.0.113.1",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:0:7f00:1",
        "64:ff9b::7f00:1",
        "64:ff9b::a00:1",
        "64:ff9b:1::808:808",
        "100::1",
        "2001::1",
        "2001:0:7f00:1::",
        "2001:2::1",
        "2001:10::1",
        "2001:20::1",
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:808:808::",
        "3fff::1",
        "5f00::1",
        "4000::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "2606:4700::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
    ],
)
def test_addresses_that_are_not_of_the_public_network(address: str) -> None:
    """Private, shared, reserved, multicast, and IPv4 hidden in IPv6."""
    assert not is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "address",
    [
        "1.1.1.1",
        "8.8.8.8",
        "9.255.255.255",
        "11.0.0.0",
        "100.63.255.255",
        "100.128.0.0",
        "126.255.255.255",
        "128.0.0.0",
        "168.63.129.17",
        "172.15.255.255",
        "172.32.0.0",
        "192.0.1.0",
        "192.169.0.0",
        "198.17.255.255",
        "198.20.0.0",
        "223.255.255.255",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2001:200::1",
        "2001:db7::1",
        "2003::1",
        "2404:6800::1",
        "2606:4700::1",
        "3ffe::1",
    ],
)
def test_addresses_that_are_public(address: str) -> None:
    """The neighbours of every block are public; so is public IPv4 seen through NAT64."""
    assert is_public(ipaddress.ip_address(address))


@pytest.mark.parametrize(
    "allow,url,is_allowed",
    [
        ((), "http://10.1.2.3/", False),
        (("10.1.0.0/16",), "http://10.1.2.3/", True),
        (("10.1.0.0/16",), "http://10.2.2.3/", False),
        (("10.1.2.3",), "http://10.1.2.3/", True),
        (("10.1.2.3/16",), "http://10.1.9.9/", True),
        (("10.1.2.3",), "http://[::ffff:10.1.2.3]/", True),
        (("10.1.2.3",), "http://[64:ff9b::a01:203]/", True),
        (("10.1.2.3",), "http://[::10.1.2.3]/", False),
        (("fd00::/8",), "http://[fd00::1]/", True),
        (("::1",), "http://[::1]/", True),
        (("::1",), "http://127.0.0.1/", False),
        (("::1",), "http://localhost/", True),
        (("127.0.0.1",), "http://localhost/", True),
        (("localhost",), "http://localhost:8080/", True),
        (("LOCALHOST.",), "http://LocalHost./", True),
        (("localhost",), "http://127.0.0.1/", False),
        (("localhost",), "http://a.localhost/", False),
        ((), "http://localhost/", False),
        ((), "http://a.localhost./", False),
        ((), "http://notlocalhost/", True),
        ((), "http://printer.lan/", True),
        ((), "http://8.8.8.8/", True),
    ],
)
def test_allows_what_the_user_named(allow: tuple[str, ...], url: str, *, is_allowed: bool) -> None:
    """Names exactly, networks by address; other names are judged once they are looked up."""
    guard, target = Guard(allow), read_target(url)
    if is_allowed:
        guard.check(target)
        return
    with pytest.raises(AddressRefusedError, match="MATSON_ALLOW_PRIVATE_HOSTS"):
        guard.check(target)
