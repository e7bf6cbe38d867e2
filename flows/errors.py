"""Every error that Matson raises on purpose, in one tree.

::

    MatsonError                  what failed, which value, what to do now
    ├── UsageError               the command or its arguments are wrong          exit 2
    ├── ConfigError              a setting or a YAML file is wrong               exit 2
    ├── SourceError              a source or one of its documents can't be read  exit 1
    ├── StateError               the database can't be opened or used            exit 1
    │   └── LockTimeoutError     another process held a lock for too long        exit 1, again
    └── SlackError               Slack refused or can't be reached               exit 1

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


class StateError(MatsonError):
    """The database can't be opened, migrated or written."""


class LockTimeoutError(StateError):
    """Another process held a lock longer than this one may wait."""

    is_retryable = True


class SlackError(MatsonError):
    """Slack refused a call for good (a token, a scope), or could not be reached."""
