"""Text to claims: who works with whom, on what, in which form and stage, said by which sentence.

Pure over (text, lexicon): no I/O, no clock. The way of a text:

    normalize -> sentences -> (gate) -> morphemes -> phrases -> triggers, names
              -> frames -> candidates (exclusions) -> denied -> join
              -> claims (standing, dates, topics) -> aliases
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from flows.extract.article import ReadText, read_text, read_texts
from flows.extract.claims import Reading, read_claims
from flows.extract.details import find_alliances
from flows.extract.lexicon import Lexicon
from flows.extract.normalize import name_key
from flows.extract.parties import to_alliance
from flows.extract.relevance import is_relevant
from flows.model import Extraction, Stage, Text

__all__ = [
    "VERSION",
    "Lexicon",
    "Reading",
    "explain",
    "extract",
    "extract_all",
    "is_relevant",
    "version_of",
]

VERSION = "2"
"""The rules' version: raised whenever one changes."""


def version_of(lexicon: Lexicon) -> str:
    """Return what is stored with all that was read with this lexicon: the rules' version, its own.

    Two texts read under one version give the same claims.
    """
    return f"{VERSION}+{lexicon.fingerprint}"


def extract(text: Text, lexicon: Lexicon) -> Extraction:
    """Return the claims of a text, and the organisations and topics that they name.

    An alliance that was formed without a named second party is an organisation all the same.
    What a denied deal alone names is only in its claim.
    """
    return _extraction(read_text(text, lexicon), lexicon)


def extract_all(texts: Iterable[Text], lexicon: Lexicon) -> Iterator[Extraction]:
    """Extract from many texts, in their order, with morphology on all cores.

    A few texts are drawn ahead of the one whose result is given.
    """
    return (_extraction(read, lexicon) for read in read_texts(texts, lexicon))


def _extraction(read: ReadText | None, lexicon: Lexicon) -> Extraction:
    if read is None:
        return Extraction()
    claims = read_claims(read, lexicon).claims
    told = [claim for claim in claims if claim.stage is not Stage.DENIED]
    formed = find_alliances(line.text for line in read.lines)
    alliances = [to_alliance(name, lexicon) for name in formed]
    parties = {name_key(p.canonical): p for c in told for p in c.parties}
    parties |= {name_key(a.canonical): a for a in alliances}
    topics = {t.name: t for c in told for t in c.topics}
    return Extraction(claims, tuple(parties.values()), tuple(topics.values()))


def explain(text: Text, lexicon: Lexicon) -> Reading:
    """Return the claims of a text with the sentences that an exclusion stopped."""
    read = read_text(text, lexicon)
    return Reading((), ()) if read is None else read_claims(read, lexicon)
