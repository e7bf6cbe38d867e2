"""Post: what a channel was not told, composed once, rendered, and sent exactly once.

`compose` is pure, the renderers are pure, `Outbox` is what state keeps, `Slack` speaks to
Slack, and `deliver` is the only one that knows both.
"""

from flows.post.blocks import render_slack
from flows.post.compose import compose
from flows.post.deliver import WINDOW, Messenger, Patience, Posting, deliver, prepare, send_waiting
from flows.post.markdown import render_markdown
from flows.post.operations import operations_channel, render_notices
from flows.post.outbox import Outbox
from flows.post.slack import Slack
from flows.post.terminal import render_terminal

__all__ = [
    "WINDOW",
    "Messenger",
    "Outbox",
    "Patience",
    "Posting",
    "Slack",
    "compose",
    "deliver",
    "operations_channel",
    "prepare",
    "render_markdown",
    "render_notices",
    "render_slack",
    "render_terminal",
    "send_waiting",
]
