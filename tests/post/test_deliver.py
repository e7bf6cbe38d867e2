from __future__ import annotations

import random
import threading
import time
from datetime import UTC, datetime, timedelta

import pytest

from flows.errors import LockTimeoutError, OutcomeUnknownError, SlackError
from flows.model import ChangeKind, Delivery, DeliveryState
from flows.post import Patience, Posting, Slack, deliver
from flows.state import Store
from tests.post.samples import GUNNEO, MIR, SAEBYEOK, SCOUTS, SEOUL, WELL, Clock, change, remember
from tests.slack_double import CHANNEL, Fault, SlackDouble

STOP = ["invalid_auth", "not_authed", "token_revoked", "token_expired", "account_inactive"]
PARK_CHANNEL = ["channel_not_found", "not_in_channel", "is_archived", "restricted_action"]
PARK_MESSAGE = [
    "invalid_blocks",
    "msg_too_long",
    "msg_blocks_too_long",
    "no_text",
    "too_many_attachments",
    "metadata_too_large",
]
LOST = ["500", "500_json", "500_after", "html", "cut", "cut_after", "hang", "hang_after", "half"]
UNCLEAR = ["internal_error", "fatal_error", "service_unavailable"]


def send(store: Store, slack: Slack, clock: Clock, patience: Patience | None = None) -> Posting:
    """Deliver to the scouts' channel."""
    return deliver(
        store,
        slack,
        SCOUTS,
        clock=clock,
        sleep=clock.sleep,
        zone=SEOUL,
        health=WELL,
        patience=patience,
    )


def states(store: Store) -> list[DeliveryState]:
    return [delivery.state for delivery in store.deliveries("scouts")]


def all_once(store: Store, double: SlackDouble) -> bool:
    """Whether Slack has every message of the outbox exactly once, in order, under its ts."""
    kept = store.deliveries("scouts")
    accepted = {m["metadata"]["event_payload"]["key"]: m["ts"] for m in double.messages}
    assert double.refusals == []
    assert double.keys() == [delivery.key for delivery in kept]
    assert [accepted[delivery.key] for delivery in kept] == [delivery.ts for delivery in kept]
    return set(states(store)) <= {DeliveryState.SENT}


def test_digest_and_thread_arrive(
    any_store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """Two new collaborations are one digest and two messages in its thread, a second apart."""
    pair = (GUNNEO, SAEBYEOK)
    remember(any_store, [change(1), change(2, parties=pair)], clock.now)
    posting = send(any_store, slack, clock)
    assert (posting.sent, posting.is_finished, posting.problems) == (3, True, ())
    assert all_once(any_store, double)
    assert [m["thread_ts"] for m in double.messages] == [None, *[double.messages[0]["ts"]] * 2]
    assert clock.slept == pytest.approx([1.0, 1.0])


def test_second_run_says_nothing(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """What was told is not told again, and nothing new makes no digest and no call."""
    remember(store, [change(1)], clock.now)
    send(store, slack, clock)
    calls = list(double.calls)
    posting = send(store, slack, clock)
    assert posting.digest.is_empty
    assert (posting.sent, posting.is_finished) == (0, True)
    assert double.calls == calls


def test_context_alone_waits_for_an_item(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """Context makes no digest, and stands in the thread of the next one."""
    remember(store, [change(1, ChangeKind.CONTEXT, parties=(GUNNEO, MIR))], clock.now)
    assert send(store, slack, clock).digest.is_empty
    remember(store, [change(2)], clock.now)
    send(store, slack, clock)
    assert "미르병원" not in str(double.messages[0])
    assert "미르병원" in str(double.messages[-1])
    remember(store, [change(3)], clock.now)
    assert send(store, slack, clock).digest.context == ()


@pytest.mark.parametrize("code", [*STOP, "missing_scope", "some_new_code"])
def test_refused_token_stops_the_sender(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock, code: str
) -> None:
    """The error names the code and a remedy; the messages stay and go out once it is mended."""
    remember(store, [change(1)], clock.now)
    double.order(Fault("error", code=code))
    with pytest.raises(SlackError) as caught:
        send(store, slack, clock)
    assert code in caught.value.what
    assert caught.value.remedy
    assert states(store) == [DeliveryState.PENDING] * 2
    assert code in str(store.deliveries("scouts")[0].error)
    assert send(store, slack, clock).is_finished
    assert all_once(store, double)


def test_missing_scope_names_the_scope(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """A token that may not write is told which scope to add."""
    double.scopes.discard("chat:write")
    remember(store, [change(1)], clock.now)
    with pytest.raises(SlackError, match="chat:write"):
        send(store, slack, clock)


def test_wrong_token_names_the_setting(store: Store, double: SlackDouble, clock: Clock) -> None:
    """A token that Slack does not know is told by the name of its setting."""
    remember(store, [change(1)], clock.now)
    with pytest.raises(SlackError, match="MATSON_SLACK_BOT_TOKEN") as caught:
        send(store, Slack("xoxb-secret-1", base_url=double.url), clock)
    assert "xoxb-secret-1" not in repr(caught.value) + str(caught.value)


@pytest.mark.parametrize("code", PARK_CHANNEL)
def test_closed_channel_keeps_its_messages(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock, code: str
) -> None:
    """The run ends with the reason and the remedy; nothing is lost when the channel opens."""
    remember(store, [change(1)], clock.now)
    double.channels[CHANNEL] = code
    posting = send(store, slack, clock)
    assert not posting.is_finished
    assert code in posting.problems[0]
    assert "→" in posting.problems[0]
    assert states(store) == [DeliveryState.PENDING] * 2
    assert code in str(store.deliveries("scouts")[0].error)
    double.refusals.clear()
    double.channels[CHANNEL] = ""
    assert send(store, slack, clock).is_finished
    assert all_once(store, double)


@pytest.mark.parametrize("code", PARK_MESSAGE)
def test_refused_reply_is_parked_alone(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock, code: str
) -> None:
    """A reply that Slack refuses is parked with the reason, the rest of the thread arrives."""
    remember(store, [change(1), change(2, parties=(GUNNEO, SAEBYEOK))], clock.now)
    double.order(Fault("none"), Fault("error", code=code))
    posting = send(store, slack, clock)
    assert states(store) == [DeliveryState.SENT, DeliveryState.PARKED, DeliveryState.SENT]
    assert code in str(store.deliveries("scouts")[1].error)
    assert code in posting.problems[0]
    assert posting.is_finished


@pytest.mark.parametrize("code", PARK_MESSAGE)
def test_refused_digest_parks_its_thread(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock, code: str
) -> None:
    """Without its first message a thread can't exist; the next digest is sent all the same."""
    remember(store, [change(1)], clock.now)
    double.order(Fault("error", code=code))
    send(store, slack, clock)
    assert states(store) == [DeliveryState.PARKED] * 2
    assert "first message" in str(store.deliveries("scouts")[1].error)
    assert double.messages == []
    remember(store, [change(2)], clock.now)
    assert send(store, slack, clock).sent == 2


@pytest.mark.parametrize("kind", LOST)
@pytest.mark.parametrize("position", [0, 1])
def test_lost_answer_is_looked_up(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock, kind: str, position: int
) -> None:
    """Whether or not Slack accepted the message, it is there once after the run."""
    remember(store, [change(1)], clock.now)
    double.order(*[Fault("none")] * position, Fault(kind, seconds=0.8))
    posting = send(store, slack, clock)
    assert posting.is_finished
    assert all_once(store, double)
    assert any(call.startswith("conversations.") for call in double.calls)


@pytest.mark.parametrize("code", UNCLEAR)
def test_slack_errors_are_looked_up(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock, code: str
) -> None:
    """Slack's own failures may come after it accepted: they are looked up, then sent again."""
    remember(store, [change(1)], clock.now)
    double.order(Fault("error", code=code))
    assert send(store, slack, clock).is_finished
    assert all_once(store, double)
    assert double.calls[1] == "conversations.history"


@pytest.mark.parametrize(
    "fault", [Fault("ratelimited", seconds=7), Fault("error", code="ratelimited")]
)
def test_rate_limit_is_obeyed(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock, fault: Fault
) -> None:
    """The sender waits as long as Retry-After says, then goes on."""
    remember(store, [change(1)], clock.now)
    double.order(fault)
    assert send(store, slack, clock).is_finished
    assert clock.slept[0] == pytest.approx(7 if fault.kind == "ratelimited" else 30)
    assert all_once(store, double)


def test_rate_limits_are_no_attempts(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """Being asked to wait more often than a message may be tried costs time only."""
    remember(store, [change(1)], clock.now)
    double.order(*[Fault("ratelimited", seconds=2)] * 5)
    assert send(store, slack, clock).is_finished
    assert all_once(store, double)


def test_long_rate_limit_is_left_for_the_next_run(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """More than the run's limit is not waited for; the next run sends it once the time is over."""
    remember(store, [change(1)], clock.now)
    double.order(Fault("ratelimited", seconds=600))
    posting = send(store, slack, clock)
    assert not posting.is_finished
    assert "600 s" in posting.problems[0]
    assert clock.slept == []
    assert not send(store, slack, clock).is_finished
    assert len(double.calls) == 1
    clock.now += timedelta(seconds=601)
    assert send(store, slack, clock).is_finished
    assert all_once(store, double)


def test_late_request_is_waited_for(store: Store, slack: Slack, double: SlackDouble) -> None:
    """A request that arrives after its connection was cut is found, not sent twice."""
    remember(store, [change(1)], datetime.now(UTC))
    double.order(Fault("late", seconds=0.4))
    posting = deliver(
        store,
        slack,
        SCOUTS,
        clock=lambda: datetime.now(UTC),
        sleep=time.sleep,
        zone=SEOUL,
        patience=Patience(interval=0, grace=0.8),
    )
    assert posting.is_finished
    assert all_once(store, double)


def test_dead_process_is_given_the_grace(
    any_store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """A message left in `sending` is looked up at once and again after ten seconds, then sent."""
    remember(any_store, [change(1)], clock.now)
    send(any_store, slack, clock, Patience(tries=0))
    first = any_store.deliveries("scouts")[0]
    any_store.begin_attempt(first.id, clock.now - timedelta(seconds=4))
    assert send(any_store, slack, clock).is_finished
    assert double.calls[:3] == ["conversations.history"] * 2 + ["chat.postMessage"]
    assert clock.slept[0] == pytest.approx(6)


class SlowSlack:
    """A Slack whose first answer is lost after 15 seconds, its request not accepted."""

    def __init__(self, slack: Slack, clock: Clock) -> None:
        self._slack = slack
        self._clock = clock
        self._is_first = True

    def post(self, delivery: Delivery, thread_ts: str | None) -> str:
        """Lose the first, post the others."""
        if self._is_first:
            self._is_first = False
            self._clock.now += timedelta(seconds=15)
            raise OutcomeUnknownError("no answer", remedy="look it up")
        return self._slack.post(delivery, thread_ts)

    def find(self, delivery: Delivery) -> str | None:
        """Look it up."""
        return self._slack.find(delivery)


def test_grace_is_counted_from_the_lost_answer(store: Store, slack: Slack, clock: Clock) -> None:
    """Fifteen seconds of waiting for the answer are no part of the ten that follow."""
    remember(store, [change(1)], clock.now)
    posting = deliver(
        store, SlowSlack(slack, clock), SCOUTS, clock=clock, sleep=clock.sleep, zone=SEOUL
    )
    assert posting.is_finished
    assert clock.slept[0] == pytest.approx(10)


def test_every_lost_attempt_is_given_the_grace(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """A second attempt that is lost may arrive late too."""
    remember(store, [change(1)], clock.now)
    double.order(Fault("cut"), Fault("cut"))
    assert send(store, slack, clock).is_finished
    assert [round(seconds) for seconds in clock.slept] == [10, 10, 1]


def test_slack_that_never_answers_is_left_for_the_next_run(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """After three lost attempts of one message the run ends; the message is not given up."""
    remember(store, [change(1)], clock.now)
    double.order(*[Fault("cut")] * 3)
    posting = send(store, slack, clock)
    assert not posting.is_finished
    assert "later" in posting.problems[0]
    assert double.calls.count("chat.postMessage") == 3
    assert send(store, slack, clock).is_finished
    assert all_once(store, double)


def test_unreadable_history_never_sends_blind(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """Without the scope to look, an unknown outcome is parked with the scope to add."""
    double.scopes.discard("channels:history")
    remember(store, [change(1)], clock.now)
    double.order(Fault("cut_after"))
    posting = send(store, slack, clock)
    assert "channels:history" in posting.problems[0]
    assert states(store) == [DeliveryState.PARKED] * 2
    assert len(double.messages) == 1
    send(store, slack, clock)
    assert len(double.messages) == 1


@pytest.mark.parametrize("code", ["invalid_auth", "not_in_channel"])
def test_refused_look_up_keeps_the_message_unknown(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock, code: str
) -> None:
    """A look-up that is refused for now changes nothing; the next run finds the message."""
    remember(store, [change(1)], clock.now)
    double.order(Fault("cut_after"), Fault("error", "conversations.history", code=code))
    if code == "invalid_auth":
        with pytest.raises(SlackError):
            send(store, slack, clock)
    else:
        assert code in send(store, slack, clock).problems[0]
    assert states(store)[0] is DeliveryState.UNKNOWN
    assert send(store, slack, clock).is_finished
    assert all_once(store, double)


def test_look_up_reads_every_page(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """The message is found behind many others, in the channel and in the thread."""
    double.page = 2
    remember(store, [change(n, parties=(GUNNEO, SAEBYEOK)) for n in range(1, 8)], clock.now)
    double.order(Fault("cut_after"))
    send(store, slack, clock)
    kept = store.deliveries("scouts")
    _other_messages(double, 7)
    assert [slack.find(delivery) for delivery in kept] == [delivery.ts for delivery in kept]
    assert slack.find(_never_sent(kept[-1])) is None


def _other_messages(double: SlackDouble, count: int) -> None:
    for _ in range(count):
        asked = {"channel": CHANNEL, "text": "점심 뭐 먹죠?"}
        assert double.call("chat.postMessage", double.token, asked)["ok"]


def _never_sent(delivery: Delivery) -> Delivery:
    return Delivery(
        **{name: getattr(delivery, name) for name in Delivery.__slots__} | {"key": "0" * 32}
    )


def test_one_sender_a_channel(
    any_store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """While another sender holds the channel, this one waits no longer than it may."""
    remember(any_store, [change(1)], clock.now)
    with any_store.sending("scouts", 1.0), pytest.raises(LockTimeoutError):
        send(any_store, slack, clock, Patience(lock=0.1))
    assert double.messages == []


def test_senders_at_once_tell_it_once(any_store: Store, slack: Slack, double: SlackDouble) -> None:
    """Four senders that start together post one digest between them."""
    remember(any_store, [change(1)], datetime.now(UTC))
    postings: list[Posting] = []

    def run() -> None:
        clock = Clock()
        postings.append(send(any_store, slack, clock))

    threads = [threading.Thread(target=run) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(posting.sent for posting in postings) == [0, 0, 0, 2]
    assert all_once(any_store, double)


def test_fifty_digests_under_faults(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """Whatever is lost on the way, every message is there exactly once and in order."""
    chance = random.Random(20261124)  # noqa: S311  repeatable faults, no secret
    kinds = [*LOST, "ratelimited"]
    methods = ["chat.postMessage"] * 4 + ["conversations.history", "conversations.replies"]
    pair = (GUNNEO, SAEBYEOK)
    for number in range(50):
        items = [change(10 * number + n, parties=pair) for n in range(chance.randint(1, 2))]
        remember(store, items, clock.now)
        faults = [
            Fault(chance.choice(kinds), chance.choice(methods), seconds=0.7)
            for _ in range(chance.randint(0, 2))
        ]
        double.order(*faults)
        send(store, slack, clock)
        clock.now += timedelta(seconds=60)
    double.faults.clear()
    assert send(store, slack, clock).is_finished
    assert len({delivery.digest_id for delivery in store.deliveries("scouts")}) == 50
    assert all_once(store, double)


def test_two_thousand_items_arrive(
    store: Store, slack: Slack, double: SlackDouble, clock: Clock
) -> None:
    """A flood is told whole: every item in the digest and in the thread, in order."""
    names = [f"제{number}전자" for number in range(2_000)]
    parties = [(GUNNEO, type(GUNNEO)(name, name)) for name in names]
    remember(store, [change(n, parties=pair) for n, pair in enumerate(parties, 1)], clock.now)
    assert send(store, slack, clock).is_finished
    assert all_once(store, double)
    fronts = [m for m in double.messages if "규칙" not in str(m["blocks"])]
    threads = double.messages[len(fronts) :]
    told = "".join(str(message["blocks"]) for message in fronts)
    places = [told.index(f"× {name}*") for name in names]
    assert places == sorted(places)
    assert len(threads) == 2_000
    assert all(f"× {name}*" in str(m["blocks"]) for name, m in zip(names, threads, strict=True))
