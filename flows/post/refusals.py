"""Slack's error codes, and what each means for the message, the channel and the sender.

Classes as measured and documented (docs.slack.dev, chat.postMessage and
conversations.history, "Errors"). A code in none of them stops the sender: nothing was sent,
so the message stays and a person is told, rather than parking one message after another.
"""

from __future__ import annotations

import re

from flows.errors import (
    ChannelRefusedError,
    MessageRefusedError,
    OutcomeUnknownError,
    RateLimitedError,
    SlackError,
)

TOKEN = frozenset({"invalid_auth", "not_authed", "token_revoked", "token_expired"})
SENDER = TOKEN | {"account_inactive", "missing_scope"}
CHANNEL = frozenset({"channel_not_found", "not_in_channel", "is_archived", "restricted_action"})
MESSAGE = frozenset(
    {
        "invalid_blocks",
        "msg_too_long",
        "msg_blocks_too_long",
        "no_text",
        "too_many_attachments",
        "metadata_too_large",
    }
)
GONE = frozenset({"thread_not_found", "cannot_reply_to_message"})  # a person deleted the digest
LIMITED = frozenset({"ratelimited", "rate_limited"})
UNKNOWN = frozenset({"internal_error", "fatal_error", "service_unavailable"})
WRITE_SCOPES = "chat:write"
READ_SCOPES = "channels:history (groups:history for a private channel) and metadata.message:read"
DEFAULT_WAIT = 30.0  # seconds, where Slack names none: its limits are counted by the minute

_CODE = re.compile(r"[a-z0-9_]{1,64}")
_REMEDIES = {
    "account_inactive": "the app was removed from the workspace: install it again",
    "channel_not_found": "check the id in channels.yaml; into a private channel invite the app",
    "not_in_channel": "type /invite @matson in the channel",
    "is_archived": "unarchive the channel, or name another one in channels.yaml",
    "restricted_action": "an admin of the workspace must let the app post in this channel",
}


def refusal(code: str, where: str, scopes: str) -> SlackError:
    """The error for an answer `ok: false`; `where` names the channel, `scopes` what is needed."""
    told = f"Slack answered {code} for {where}"
    if code in SENDER:
        remedy = _REMEDIES.get(code) or _token_remedy(code, scopes)
        return SlackError(told, remedy=remedy)
    if code in CHANNEL:
        return ChannelRefusedError(told, remedy=_REMEDIES[code])
    if code in GONE:
        remedy = "nothing to do, unless the digest was deleted by mistake"
        return MessageRefusedError(told, remedy=remedy)
    if code in MESSAGE:
        remedy = "report it with the message's id; `matson status` shows it"
        return MessageRefusedError(told, remedy=remedy)
    return SlackError(told, remedy=f"look up {code} at https://docs.slack.dev, then run again")


def _token_remedy(code: str, scopes: str) -> str:
    if code == "missing_scope":
        return f"add the scope {scopes} to the app, install it again, and run again"
    return "put the app's bot token (xoxb-...) in MATSON_SLACK_BOT_TOKEN"


def limited(where: str, retry_after: str | None) -> RateLimitedError:
    """The error for a 429; `retry_after` is the header's value, seconds."""
    is_number = retry_after is not None and retry_after.strip().isdecimal()
    seconds = float(retry_after) if retry_after and is_number else DEFAULT_WAIT
    told = f"Slack asks to wait {seconds:g} s before the next call for {where}"
    return RateLimitedError(told, remedy="run again later", retry_after=max(seconds, 1.0))


def unknown(where: str, reason: str) -> OutcomeUnknownError:
    """The error for a call whose outcome is not known."""
    told = f"No clear answer from Slack for {where} ({reason})"
    return OutcomeUnknownError(told, remedy="run again: it is looked up before it is sent again")


def is_code(text: str) -> bool:
    """Whether it is one of Slack's error codes, and not a body that could not be read."""
    return _CODE.fullmatch(text) is not None
