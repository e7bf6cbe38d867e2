"""What was read with other rules or another lexicon is told apart."""

from __future__ import annotations

from dataclasses import replace

from flows.extract import VERSION, Lexicon, version_of
from flows.model import Kind, LexiconData, OrganizationEntry, TopicEntry

RAON = OrganizationEntry("라온대학교", Kind.UNIVERSITY, ("라온대",))


def test_it_is_the_rules_version_and_the_lexicon_s(lexicon: Lexicon) -> None:
    """Short enough to be read aloud, and the same for the same lexicon."""
    rules, _, its = version_of(lexicon).partition("+")
    assert (rules, its, len(its)) == (VERSION, lexicon.fingerprint, 12)


def test_the_order_of_entries_does_not_matter(known: LexiconData) -> None:
    """Files that say the same are one lexicon."""
    turned = replace(
        known,
        organizations=known.organizations[::-1],
        topics=known.topics[::-1],
        cues={group: (*words[::-1], words[0]) for group, words in list(known.cues.items())[::-1]},
    )
    assert _version(turned) == _version(known)


def test_every_field_of_every_entry_counts(known: LexiconData) -> None:
    """One more entry, or another field of one, is another lexicon."""
    entries = [
        RAON,
        replace(RAON, aliases=()),
        replace(RAON, kind=Kind.COMPANY),
        replace(RAON, parent="라온재단"),
        replace(RAON, is_word=True),
    ]
    topics = [TopicEntry("라온대학교"), TopicEntry("라온대학교", broader="AI")]
    grown = [known]
    grown += [replace(known, organizations=(*known.organizations, one)) for one in entries]
    grown += [replace(known, topics=(*known.topics, one)) for one in topics]
    assert len(set(map(_version, grown))) == 8


def test_a_cue_in_another_group_counts(known: LexiconData) -> None:
    """The same words, sorted otherwise, read otherwise."""
    word = known.cues["agreement"][0]
    more = {**known.cues, "investment": (*known.cues["investment"], word)}
    other = {**known.cues, "consortium": (*known.cues["consortium"], word)}
    versions = {_version(known), *(_version(replace(known, cues=cues)) for cues in (more, other))}
    assert len(versions) == 3


def _version(data: LexiconData) -> str:
    return version_of(Lexicon.from_data(data))
