import pytest

from flows.ingest.address import canonical


@pytest.mark.parametrize(
    "url,same",
    [
        (
            "https://Hanbit.example/a?id=3&utm_source=x&fbclid=y#top",
            "https://hanbit.example/a?id=3",
        ),
        ("https://hanbit.example", "https://hanbit.example/"),
        ("http://hanbit.example:80/a", "http://hanbit.example/a"),
        ("http://hanbit.example:8080/a", "http://hanbit.example:8080/a"),
        (" https://hanbit.example/a?b=%EA%B0%80&c= ", "https://hanbit.example/a?b=%EA%B0%80&c="),
        ("https://user:secret@hanbit.example/a", "https://hanbit.example/a"),
        ("https://[::1]:8/a", "https://[::1]:8/a"),
        ("https://hanbit.example/a?utmost=1", "https://hanbit.example/a?utmost=1"),
        ("", None),
        ("hanbit.example/a", None),
        ("javascript:alert(1)", None),
        ("https://", None),
        ("https://[/", None),
        ("https://hanbit.example:99999/", None),
        ("https://hanbit.example/a b", None),
    ],
)
def test_canonical(url: str, same: str | None) -> None:
    """Tracking, fragments and names of users go; what is no web address is none."""
    assert canonical(url) == same
