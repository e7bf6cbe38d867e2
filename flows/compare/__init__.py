"""Compare: organisations resolved, claims joined to collaborations, and what is new of them.

Pure over the candidates that a session of state looks up: no SQL, no Prefect, no clock.
"""

from flows.compare.comparing import compare_articles
from flows.compare.identity import Reason, Verdict, is_same_collaboration, judge
from flows.compare.names import normalize_name
from flows.compare.spelling import is_spelled_alike

__all__ = [
    "Reason",
    "Verdict",
    "compare_articles",
    "is_same_collaboration",
    "is_spelled_alike",
    "judge",
    "normalize_name",
]
