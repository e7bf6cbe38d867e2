"""Re-extraction: stored articles read again with newer rules or another lexicon.

    reading -> spool -> saving (pairing) -> compare -> comparing, announcing -> differences

A stage like those of `flows.stages`, over the same store.
"""

from flows.reextraction.differences import Outcome
from flows.reextraction.stage import Request, reextract

__all__ = ["Outcome", "Request", "reextract"]
