"""Matson reads AI-partnership news and tells who newly works with whom on what.

Data goes one way through the rooms of this package::

    sources -> ingest -> articles -> extract -> claims -> compare -> changes -> post -> Slack

`pipeline` puts the stages in a row; `state` is the only room that knows SQL; the
words used everywhere are the classes of `model`.
"""

__version__ = "0.1.0"
