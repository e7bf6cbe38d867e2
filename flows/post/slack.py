"""The Slack client: post a message, or find out whether it is there.

Every failure of the network, of Slack and of slack_sdk becomes one of the errors under
SlackError. They are raised outside of the `except`, so that no chained exception carries
the request with its token.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from datetime import timedelta
from http.client import HTTPException
from ipaddress import ip_address
from typing import Any
from urllib.parse import urlsplit

from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError, SlackClientError

from flows.errors import MessageRefusedError, SlackError
from flows.model import Delivery
from flows.post import refusals

EVENT_TYPE = "matson_delivery"
PAGE = 200  # messages; Slack recommends no more (docs.slack.dev, conversations.history)
SLACK_API = "https://slack.com/api/"
TIMEOUT = 15.0  # seconds; a post takes about one

_SILENT = logging.getLogger("flows.post.slack_sdk")  # failures are told by us, without the request
_SILENT.setLevel(logging.CRITICAL)


class Slack:
    """One bot token's access to Slack. The token shows in no text that comes out of here."""

    def __init__(self, token: str, *, base_url: str = SLACK_API, timeout: float = TIMEOUT) -> None:
        """Speak to `base_url`; nothing is sent yet. `timeout` is in seconds."""
        self._client = WebClient(
            token=token,
            base_url=base_url,
            timeout=timeout,  # type: ignore[arg-type]  # seconds; urllib takes a fraction
            retry_handlers=[],  # its default sends a message twice after a lost connection
            logger=_SILENT,
        )
        if _is_loopback(base_url):
            self._client.proxy = None  # a proxy from the environment can't reach this machine

    def __repr__(self) -> str:
        return f"Slack({self._client.base_url!r})"

    def post(self, delivery: Delivery, thread_ts: str | None) -> str:
        """Send the message, in the thread where one is given, and return Slack's ts."""
        answer = self._call(
            lambda: (
                self._client.chat_postMessage(
                    channel=delivery.slack,
                    text=delivery.message.text,
                    blocks=[dict(block) for block in delivery.message.blocks],
                    thread_ts=thread_ts,
                    metadata={"event_type": EVENT_TYPE, "event_payload": {"key": delivery.key}},
                    parse="none",
                    link_names=False,
                    unfurl_links=False,
                    unfurl_media=False,
                ).data
            ),
            delivery,
            refusals.WRITE_SCOPES,
        )
        ts = answer.get("ts")
        if not isinstance(ts, str) or not ts:
            raise refusals.unknown(_where(delivery), "it answered without a ts")
        return ts

    def find(self, delivery: Delivery) -> str | None:
        """Slack's ts of the message if it is there, None if it is not.

        Raises MessageRefusedError where the history may not be read: then it can't be known.
        """
        for message in self._history(delivery):
            metadata = message.get("metadata") or {}
            payload = metadata.get("event_payload") or {}
            if metadata.get("event_type") == EVENT_TYPE and payload.get("key") == delivery.key:
                return str(message["ts"])
        return None

    def _history(self, delivery: Delivery) -> Iterator[Mapping[str, Any]]:
        """The channel's messages, or the thread's, from an hour before the digest was composed."""
        oldest = (delivery.composed_at - timedelta(hours=1)).timestamp()
        cursor: str | None = None
        while True:
            page = self._read(delivery, f"{oldest:.6f}", cursor)
            yield from page.get("messages") or ()
            cursor = (page.get("response_metadata") or {}).get("next_cursor") or None
            if cursor is None:
                return

    def _read(self, delivery: Delivery, oldest: str, cursor: str | None) -> Mapping[str, Any]:
        where: dict[str, Any] = {
            "channel": delivery.slack,
            "oldest": oldest,
            "limit": PAGE,
            "cursor": cursor,
            "include_all_metadata": True,
        }
        parent = delivery.parent_ts
        if delivery.sequence and parent:
            return self._call(
                lambda: self._client.conversations_replies(ts=parent, **where).data,
                delivery,
                refusals.READ_SCOPES,
            )
        return self._call(
            lambda: self._client.conversations_history(**where).data,
            delivery,
            refusals.READ_SCOPES,
        )

    def _call(
        self, call: Callable[[], object], delivery: Delivery, scopes: str
    ) -> Mapping[str, Any]:
        where = _where(delivery)
        failure: SlackError
        try:
            answer = call()
        except SlackApiError as error:
            failure = _told(error, where, scopes)
        except (SlackClientError, HTTPException, OSError, ValueError) as error:
            # URLError, time-outs and cut connections are OSErrors; a body that is no text or
            # no JSON is a ValueError. Only the type is told: the words may hold the request.
            failure = refusals.unknown(where, type(error).__name__)
        else:
            if isinstance(answer, Mapping):
                return answer
            failure = refusals.unknown(where, "it answered with bytes")
        raise failure


def _told(error: SlackApiError, where: str, scopes: str) -> SlackError:
    """The error for an answer that slack_sdk refused: by status first, then by code."""
    response = error.response
    status = int(response.status_code)
    code = str(response.get("error") or "") if isinstance(response.data, Mapping) else ""
    if status == 429 or code in refusals.LIMITED:
        names = {str(name).lower(): str(value) for name, value in response.headers.items()}
        return refusals.limited(where, names.get("retry-after"))
    if status >= 500 or code in refusals.UNKNOWN or not refusals.is_code(code):
        return refusals.unknown(where, f"status {status}" if status != 200 else "not its JSON")
    if code == "missing_scope" and scopes == refusals.READ_SCOPES:
        refused = refusals.refusal(code, where, scopes)
        return MessageRefusedError(
            f"{refused.what}: whether the message was sent can't be looked up",
            remedy=f"{refused.remedy}; then look whether it is in the channel, and post it again",
        )
    return refusals.refusal(code, where, scopes)


def _where(delivery: Delivery) -> str:
    return f"channel {delivery.channel} ({delivery.slack}), message {delivery.key[:8]}"


def _is_loopback(address: str) -> bool:
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
