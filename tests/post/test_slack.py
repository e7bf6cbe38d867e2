from __future__ import annotations

import logging
import subprocess
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import httpx
import pytest

from flows.errors import OutcomeUnknownError, RateLimitedError, SlackError
from flows.model import Delivery, DeliveryState, Message
from flows.post import Slack
from tests.slack_double import CHANNEL, Fault, SlackDouble, serving

SECRET = "xoxb-1234567890-very-secret"  # noqa: S105  opens nothing
FAULTS = ["ratelimited", "500", "500_after", "html", "cut", "cut_after", "hang", "half"]


def delivery(text: str = "맞손", slack: str = CHANNEL) -> Delivery:
    block = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
    return Delivery(
        id=1,
        key="ab" * 16,
        digest_id=1,
        channel="scouts",
        slack=slack,
        sequence=0,
        message=Message(text=text, blocks=(block,)),
        state=DeliveryState.PENDING,
        composed_at=datetime.now(UTC),
    )


def failure(slack: Slack, wanted: Delivery) -> SlackError:
    with pytest.raises(SlackError) as caught:
        slack.post(wanted, None)
    return caught.value


@pytest.mark.parametrize("kind", FAULTS)
def test_no_failure_shows_the_token(kind: str, caplog: pytest.LogCaptureFixture) -> None:
    """Neither the error, nor what it was raised from, nor any log holds the token."""
    caplog.set_level(logging.DEBUG)
    with serving() as double:
        double.token = SECRET
        double.order(Fault(kind, seconds=0.5))
        slack = Slack(SECRET, base_url=double.url, timeout=0.3)
        error = failure(slack, delivery())
    told = "".join(traceback.format_exception(error)) + repr(error) + repr(slack) + caplog.text
    assert SECRET not in told
    assert (error.__cause__, error.__context__) == (None, None)
    assert isinstance(error, RateLimitedError | OutcomeUnknownError)


@pytest.mark.parametrize("code", ["invalid_auth", "channel_not_found", "invalid_blocks", "new_one"])
def test_no_refusal_shows_the_token(double: SlackDouble, code: str) -> None:
    """An answer that refuses is told by its code alone."""
    double.token = SECRET
    double.order(Fault("error", code=code))
    error = failure(Slack(SECRET, base_url=double.url), delivery())
    assert SECRET not in "".join(traceback.format_exception(error)) + repr(error)
    assert code in error.what


def test_nobody_listens() -> None:
    """A Slack that can't be reached is an unknown outcome, told without a traceback's words."""
    with serving() as double:
        address = double.url
    error = failure(Slack(SECRET, base_url=address, timeout=0.5), delivery())
    assert isinstance(error, OutcomeUnknownError)


def test_one_post_a_call(slack: Slack, double: SlackDouble) -> None:
    """A lost connection is not tried again behind our back."""
    double.order(Fault("cut_after"))
    failure(slack, delivery())
    assert double.calls == ["chat.postMessage"]


def test_found_by_its_key(slack: Slack, double: SlackDouble) -> None:
    """A message is found by what its metadata says, and only from there."""
    assert slack.find(delivery()) is None
    ts = slack.post(delivery(), None)
    assert slack.find(delivery()) == ts
    double.scopes.discard("metadata.message:read")
    assert slack.find(delivery()) is None


@pytest.mark.parametrize(
    "broken",
    [
        {"text": "x" * 4_000},
        {"text": ""},
        {"text": "<!channel>"},
        {"text": "a", "blocks": [{"type": "section"}]},
        {"text": "a", "blocks": [{"type": "video"}]},
        {"text": "a", "blocks": [{"type": "header", "text": {"type": "mrkdwn", "text": "a"}}]},
        {
            "text": "a",
            "blocks": [{"type": "header", "text": {"type": "plain_text", "text": "a" * 151}}],
        },
        {"text": "a", "blocks": [{"type": "divider"}] * 51},
        {"text": "a", "blocks": [{"type": "section", "text": {"type": "mrkdwn", "text": "a"}}]},
        {"text": "a", "thread_ts": "1.1"},
        {"text": "a", "metadata": {"event_type": ""}},
    ],
)
def test_double_refuses_what_slack_refuses(double: SlackDouble, broken: dict[str, object]) -> None:
    """The double is no easier than Slack, so that what passes here passes there."""
    good = {"channel": CHANNEL, "text": "a"}
    assert double.call("chat.postMessage", double.token, good)["ok"]
    assert not double.call("chat.postMessage", double.token, good | broken)["ok"]


@pytest.mark.parametrize(
    "text",
    [
        "<!channel>",
        "<@U1>",
        "<#C1|x>",
        "<javascript:x|y>",
        "<https://a|b",
        "a > b",
        "a & b",
        "\u202ea",
        "a" * 3_001,
        "",
    ],
)
def test_double_refuses_live_sections(double: SlackDouble, text: str) -> None:
    """A section that would do something to a reader is refused."""
    block = {"type": "section", "text": {"type": "mrkdwn", "text": text, "verbatim": True}}
    asked = {"channel": CHANNEL, "text": "a", "blocks": [block]}
    assert double.call("chat.postMessage", double.token, asked)["error"] == "invalid_blocks"


def test_double_as_a_process_of_its_own() -> None:
    """Other processes reach it by its address, order faults and read what it accepted."""
    command = [sys.executable, "-m", "tests.slack_double", "--token", SECRET, "--channel", "C9"]
    root = Path(__file__).parents[2]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=root) as process:
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        base = address.removesuffix("/api/")
        faults = [{"kind": "cut_after"}]
        httpx.post(f"{base}/double/faults", json=faults, trust_env=False).raise_for_status()
        slack = Slack(SECRET, base_url=address)
        wanted = delivery(slack="C9")
        failure(slack, wanted)
        accepted = httpx.get(f"{base}/double/messages", trust_env=False).json()["messages"]
        assert [message["ts"] for message in accepted] == [slack.find(wanted)]
        process.kill()
