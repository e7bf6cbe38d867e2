"""Every error that Matson raises on purpose, in one tree.

::

    MatsonError                  what failed, which value, what to do now
    ├── UsageError               the command or its arguments are wrong          exit 2
    ├── ConfigError              a setting or a YAML file is wrong               exit 2
    ├── SourceError              a source or one of its documents can't be read  exit 1
    │   ├── FetchError           no answer, or none that can be used             exit 1, again
    │   └── AddressRefusedError  an address that is not to be fetched            exit 1
    ├── StateError               the database can't be opened or used            exit 1
    │   └── LockTimeoutError     another process held a lock for too long        exit 1, again
    └── SlackError               Slack refused for good: a token, a scope        exit 1
        ├── ChannelRefusedError  this channel can't be posted to                 exit 1
        ├── MessageRefusedError  this message can't be posted, or looked up      exit 1
        ├── RateLimitedError     not sent; Slack says how long to wait           exit 1, again
        └── OutcomeUnknownError  Slack may or may not have it: look it up        exit 1, again

`is_retryable` says whether the same call can succeed later without a person's help.
Messages never hold a secret: whoever raises one of these has left it out.
"""

from __future__ import annotations

from typing import ClassVar


class MatsonError(Exception):
    """A failure told to a person: `what` happened and the `remedy`, the next thing to do."""

    exit_code: ClassVar[int] = 1
    is_retryable: ClassVar[bool] = False

    def __init__(self, what: str, *, remedy: str) -> None:
        super().__init__(what, remedy)
        self.what = what
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.what}\n  → {self.remedy}"

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle by name, so that an error crosses process borders whole."""
        return (_rebuild, (type(self), self.what, self.remedy))


def _rebuild(kind: type[MatsonError], what: str, remedy: str) -> MatsonError:
    return kind(what, remedy=remedy)


class UsageError(MatsonError):
    """The command line asks for something that does not exist or does not fit together."""

    exit_code = 2


class ConfigError(MatsonError):
    """A setting or a file under config/ is wrong; the message names file and line."""

    exit_code = 2


class SourceError(MatsonError):
    """A source, or one document of it, can't be read; the others go on."""


class FetchError(SourceError):
    """A server gave no answer, or none that can be used; later it may.

    `status` is HTTP's, None without an answer; `retry_after` the seconds of silence that the
    server asks for, None where it asks for none.
    """

    is_retryable = True

    def __init__(
        self,
        what: str,
        *,
        remedy: str,
        status: int | None = None,
        retry_after: float | None = None,
    ) -> None:
        super().__init__(what, remedy=remedy)
        self.status = status
        self.retry_after = retry_after

    @property
    def may_pass(self) -> bool:
        """False for an answer that will stay, such as 404."""
        return self.status is None or self.status >= 500 or self.status in {408, 425, 429}

    @property
    def was_asked(self) -> bool:
        """False where the server was left in peace, as it had asked before."""
        return self.status is not None or self.retry_after is None

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the status and the seconds."""
        return (_rebuild_fetch, (self.what, self.remedy, self.status, self.retry_after))


def _rebuild_fetch(
    what: str, remedy: str, status: int | None, retry_after: float | None
) -> FetchError:
    return FetchError(what, remedy=remedy, status=status, retry_after=retry_after)


class AddressRefusedError(SourceError):
    """An address is not fetched: it is private, no web address, or robots.txt says no."""


class StateError(MatsonError):
    """The database can't be opened, migrated or written."""


class LockTimeoutError(StateError):
    """Another process held a lock longer than this one may wait."""

    is_retryable = True


class SlackError(MatsonError):
    """Slack refused a call for good: nothing can be sent with this token or these scopes."""


class ChannelRefusedError(SlackError):
    """Slack takes no message for this channel; other channels may work."""


class MessageRefusedError(SlackError):
    """Slack takes this message in no case, or does not let us look it up."""


class RateLimitedError(SlackError):
    """Slack took nothing and asks for `retry_after` seconds of silence."""

    is_retryable = True

    def __init__(self, what: str, *, remedy: str, retry_after: float = 1.0) -> None:
        super().__init__(what, remedy=remedy)
        self.retry_after = retry_after

    def __reduce__(self) -> tuple[object, ...]:
        """Pickle with the seconds."""
        return (_rebuild_rate_limited, (self.what, self.remedy, self.retry_after))


def _rebuild_rate_limited(what: str, remedy: str, retry_after: float) -> RateLimitedError:
    return RateLimitedError(what, remedy=remedy, retry_after=retry_after)


class OutcomeUnknownError(SlackError):
    """No answer, or one that can't be read: Slack may or may not have acted."""

    is_retryable = True
