"""Is an article worth fetching? Asked of its title and summary, before its page is read.

For recall: a page too many costs a second, a page too few a collaboration. Of the real items
that announce one (stream, articles, newspaper length: 202) the cues that extract reads pass all
but one by title and 200 characters; with the words below and a partner in the title all pass,
and 143 of 466 items of a news stream that announce none. Asking for a word of AI as well
would lose three of them: leads tell the parties first.
"""

from __future__ import annotations

import re

from flows.extract.article import ENGLISH_GATE, is_english
from flows.extract.lexicon import Lexicon
from flows.extract.triggers import has_cue

_PARTNER = re.compile(r"[^\W\d_]{2}[와과]\s")  # "다솜대와", anywhere in a headline
_PARTNER_IN_ENGLISH = re.compile(r"\bwith\b", re.IGNORECASE)


def is_relevant(title: str, summary: str, lexicon: Lexicon) -> bool:
    """Return whether an article with this title and summary may tell of a collaboration."""
    text = f"{title}\n{summary}"
    if is_english(text):
        found = ENGLISH_GATE.search(text) or _PARTNER_IN_ENGLISH.search(title)
        return found is not None
    hints = lexicon.patterns["relevance"]
    return (
        has_cue(text, lexicon)
        or hints.search(text) is not None
        or _PARTNER.search(title) is not None
    )
