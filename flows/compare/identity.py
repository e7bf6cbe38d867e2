"""When two deals are one collaboration: `judge` decides, and says by what.

Parties first: the same ones, where a part may stand for the whole (서울대 for 서울대
AI대학원); or some of them, two at least, as another outlet tells it; or the same but one, which
is called by another name. Then the form: one deal is called an MOU here and joint research
there, but a supply contract is something else. Then the subject: after the first days, what
is about something else is something else. Then time: the same event is told within days;
later only what shares its form, topic or name is the same, and a plan, its signing and its
start may lie a year apart. A denial and a mention reach the deal that they speak of.

The thresholds are judgements made from reading news. Tried on 221 labelled deals of 2019 to
2026, they joined 18 sets of tellings, all of them rightly, and left none apart; the pairs in
tests/compare/pairs.py were written without knowing them.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from itertools import combinations
from typing import Final

from flows.compare.deal import Deal, Period
from flows.compare.relation import (
    Parties,
    count_common,
    has_fitting_hub,
    is_misspelt,
    relate_parties,
    relate_wholes,
)
from flows.compare.subjects import are_alike, are_far, are_near, are_other, is_named_alike
from flows.model import Form, Stage

NEAR_DAYS: Final = 14  # outlets and the partners' own pages tell one event within two weeks
EVENT_DAYS: Final = 3  # outlets word one event's subject in many ways, for about so long
WEEK_DAYS: Final = 7  # the last late report: after it another topic of one field is another deal
MISNAMED_DAYS: Final = 2  # with another name in it, only the coverage of the very day is trusted
MONTH_DAYS: Final = 30  # with nothing but form and parties in common
RELATED_DAYS: Final = 90  # follow-ups repeat the deal for a quarter
PROGRESS_DAYS: Final = 400  # planned in one budget year, signed or opened in the next
ENDED_DAYS: Final = 3650  # the longest agreements that news names run for ten years
BACKGROUND_DAYS: Final = 1095  # "앞서 … 체결한 바 있다" rarely looks back past three years

STAGES: Final = (Stage.PLANNED, Stage.AGREED, Stage.STARTED, Stage.ENDED, Stage.DENIED)
_WORK: Final = frozenset(
    {Form.MOU, Form.JOINT_RESEARCH, Form.JOINT_CENTER, Form.JOINT_DEVELOPMENT, Form.CONSORTIUM}
)
# pairs of forms that one deal may be told as; a form is compatible with itself and with OTHER
_COMPATIBLE: Final = frozenset(
    {frozenset(pair) for pair in combinations(_WORK, 2)}
    | {frozenset({Form.EDUCATION, form}) for form in _WORK - {Form.CONSORTIUM}}
    | {
        frozenset({Form.INVESTMENT_WITH_COOPERATION, Form.MOU}),
        frozenset({Form.INVESTMENT_WITH_COOPERATION, Form.JOINT_DEVELOPMENT}),
        frozenset({Form.INVESTMENT_WITH_COOPERATION, Form.JOINT_RESEARCH}),
        frozenset({Form.SUPPLY_OR_ADOPTION, Form.MOU}),
    }
)
# what a centre or an agreement consists of: its projects belong to it
_PROJECTS: Final = frozenset({Form.JOINT_RESEARCH, Form.JOINT_DEVELOPMENT, Form.OTHER})


class Reason(StrEnum):
    """By what two deals were found to be one, or two."""

    ONE_NAME = "they carry one proper name"
    ONE_EVENT = "both are told of the same days"
    FOLLOW_UP = "it is told again, with the same form or topic"
    PROGRESS = "it went on from one stage to the next"
    ENDING = "it is the end of the same parties' deal"
    DENIAL = "a party denies it"
    MENTION = "one text looks back on the other's deal"
    UNDATED = "nothing but the missing date sets them apart"
    ONE_MISNAMED = "only one party is called by another name, on the same day"
    OTHER_PARTIES = "the parties are others"
    OTHER_HUB = "another party is the one that works with each"
    OTHER_PART = "too little says that the fewer parties are some of the others"
    OTHER_FORM = "the form is another"
    OTHER_SUBJECT = "the subject is another"
    OTHER_TIME = "too much time lies between"
    OTHER_MENTION = "what the text looks back on is another deal"
    AFTER_THE_END = "it was agreed after the other had ended"


_SAME: Final = frozenset(
    {
        Reason.ONE_NAME,
        Reason.ONE_EVENT,
        Reason.FOLLOW_UP,
        Reason.PROGRESS,
        Reason.ENDING,
        Reason.DENIAL,
        Reason.MENTION,
        Reason.UNDATED,
        Reason.ONE_MISNAMED,
    }
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """Whether two deals are one collaboration, and why."""

    is_same: bool
    reason: Reason


def judge(a: Deal, b: Deal) -> Verdict:
    """Say whether the two are one collaboration; symmetric, and without regard to order."""
    reason = _reason(a, b)
    return Verdict(reason in _SAME, reason)


def is_same_collaboration(a: Deal, b: Deal) -> bool:
    """Say whether the two are one collaboration."""
    return _reason(a, b) in _SAME


def _reason(a: Deal, b: Deal) -> Reason:
    parties = relate_parties(a, b)
    if parties is Parties.DIFFERENT:
        return _with_other_parties(a, b)
    if not has_fitting_hub(a, b):
        return Reason.OTHER_HUB
    if a.is_background != b.is_background:
        return Reason.MENTION if _is_mentioned(a, b, parties) else Reason.OTHER_MENTION
    if Stage.DENIED in (a.stage, b.stage) and a.stage is not b.stage:
        return _denial(a, b, parties)
    if shares_name(a, b):
        return Reason.ONE_NAME
    return _without_name(a, b, parties)


def _without_name(a: Deal, b: Deal, parties: Parties) -> Reason:
    """Judge deals with two parties in common that carry no proper name in common."""
    if parties is Parties.OVERLAP:
        is_one = is_one_misnamed(a, b) or _is_slip(a, b)
        return Reason.ONE_MISNAMED if is_one else Reason.OTHER_PARTIES
    if parties is Parties.SUBSET and not _is_told_in_part(a, b):
        return Reason.OTHER_PART
    return _in_time(a, b, parties) if has_compatible_form(a, b) else Reason.OTHER_FORM


def _with_other_parties(a: Deal, b: Deal) -> Reason:
    """Judge deals with less than two parties in common.

    Two parts of one whole may be told for one named thing, a name may be misspelt.
    """
    is_one_thing = shares_name(a, b) and is_near(a, b, EVENT_DAYS)
    if is_one_thing and relate_wholes(a, b) is Parties.EQUAL:
        return Reason.ONE_NAME
    return Reason.ONE_MISNAMED if _is_slip(a, b) else Reason.OTHER_PARTIES


def _is_slip(a: Deal, b: Deal) -> bool:
    """Say whether one party is written otherwise, and all else speaks for one deal."""
    is_told_alike = is_near(a, b, MISNAMED_DAYS) and a.is_background is b.is_background
    fits = is_told_alike and has_compatible_form(a, b) and not _is_apart(a, b)
    return fits and is_misspelt(a, b)


def is_one_misnamed(a: Deal, b: Deal) -> bool:
    """Say whether only one party differs, which two outlets call by names not known as one."""
    if shares_name(a, b):
        return False  # one name may well cover them all
    common = count_common(a, b)
    is_one = len(a.parties) == len(b.parties) == common + 1
    is_tied = common >= 3 or is_related(a, b)
    return is_one and is_tied and bool(a.forms & b.forms) and is_near(a, b, MISNAMED_DAYS)


def has_compatible_form(a: Deal, b: Deal) -> bool:
    """Say whether one deal may be told in both forms."""
    return any(_is_compatible(one, other) for one in a.forms for other in b.forms)


def shares_name(a: Deal, b: Deal) -> bool:
    """Say whether both carry one proper name, possibly shortened."""
    return any(is_named_alike(one, other) for one in a.names for other in b.names)


def is_related(a: Deal, b: Deal) -> bool:
    """Say whether both have a name or a topic in common."""
    return shares_name(a, b) or are_near(a.topics, b.topics)


def gap_days(a: Deal, b: Deal) -> int | None:
    """Give the days between the two deals; None where one has no date."""
    return a.when.gap(b.when) if a.when and b.when else None


def is_near(a: Deal, b: Deal, days: int) -> bool:
    """Say whether both have a date, and at most so many days lie between."""
    gap = gap_days(a, b)
    return gap is not None and gap <= days


def _is_mentioned(a: Deal, b: Deal, parties: Parties) -> bool:
    """Say whether the background one is the other: its projects, or the same deal seen later."""
    known, mention = (b, a) if a.is_background else (a, b)
    if not _may_mention(known, mention, parties):
        return False
    is_same_form = bool(known.forms & mention.forms)
    gap = gap_days(a, b)
    if a.chains & b.chains:
        belongs = is_same_form or bool(mention.forms & _PROJECTS)
        return belongs and has_compatible_form(a, b) and (gap is None or gap <= NEAR_DAYS)
    if not (is_same_form or (has_compatible_form(a, b) and is_related(a, b))):
        return False
    if gap is not None:
        return gap <= RELATED_DAYS
    if known.when is None or mention.told is None:
        return True
    told = Period(mention.told, mention.told)
    is_later = (known.when.start - mention.told).days > NEAR_DAYS
    return not is_later and known.when.gap(told) <= BACKGROUND_DAYS


def _may_mention(known: Deal, mention: Deal, parties: Parties) -> bool:
    """A text that looks back names all parties, one of a hub's pairs, or the thing itself."""
    if parties is Parties.EQUAL:
        return known.hub == mention.hub
    if parties is not Parties.SUBSET or known.chains & mention.chains:
        return False
    return shares_name(known, mention) or (known.hub is not None and mention.hub is None)


def _denial(a: Deal, b: Deal, parties: Parties) -> Reason:
    """Judge a denial and what it may deny, in whatever form either tells it."""
    is_whole = parties in (Parties.EQUAL, Parties.SUBSET)
    if not is_whole:
        return Reason.OTHER_PARTIES
    if _is_about_other(a, b):
        return Reason.OTHER_SUBJECT
    return Reason.DENIAL if is_near(a, b, RELATED_DAYS) else Reason.OTHER_TIME


def _is_told_in_part(a: Deal, b: Deal) -> bool:
    """Say whether a deal of fewer parties may be the fuller one, told with less care."""
    if a.is_background and a.chains & b.chains:
        return False
    if a.hub or b.hub:  # a bundle of deals of two, of which this is one
        return True
    if a.topics and b.topics and not are_alike(a.topics, b.topics):
        return shares_name(a, b)
    if not is_near(a, b, EVENT_DAYS):  # others have joined, or it is their own deal
        is_grown = 2 * count_common(a, b) >= max(len(a.parties), len(b.parties))
        return is_grown and (shares_name(a, b) or are_alike(a.topics, b.topics))
    return bool(a.forms & b.forms) or is_related(a, b)


def _in_time(a: Deal, b: Deal, parties: Parties) -> Reason:
    is_same_form, is_tied = bool(a.forms & b.forms), is_related(a, b)
    gap = gap_days(a, b)
    if gap is None:
        is_one = is_same_form or is_tied or bool(a.chains & b.chains)
        return Reason.UNDATED if is_one else Reason.OTHER_TIME
    first, last = sorted((a, b), key=_beginning)
    if last.stage is Stage.ENDED and first.stage is not Stage.ENDED:
        is_end = parties is Parties.EQUAL and gap <= ENDED_DAYS
        return Reason.ENDING if is_end else _while_told(a, b, gap)
    if first.stage is Stage.ENDED and last.stage is not Stage.ENDED and gap > EVENT_DAYS:
        return Reason.AFTER_THE_END
    has_progressed = STAGES.index(first.stage) < STAGES.index(last.stage)
    found = _while_told(a, b, gap)
    if found in _SAME or not has_progressed or _is_about_other(a, b):
        return found
    is_next = gap <= (PROGRESS_DAYS if is_same_form or is_tied else RELATED_DAYS)
    return Reason.PROGRESS if is_next else found


def _while_told(a: Deal, b: Deal, gap: int) -> Reason:
    """Judge by the days between, as long as news of an event goes on."""
    if gap <= EVENT_DAYS:
        return Reason.ONE_EVENT
    if _is_about_other(a, b) or (gap > WEEK_DAYS and are_other(a.topics, b.topics)):
        return Reason.OTHER_SUBJECT
    if gap <= NEAR_DAYS:
        return Reason.ONE_EVENT
    if a.topics and b.topics and not are_alike(a.topics, b.topics) and not shares_name(a, b):
        return Reason.OTHER_SUBJECT  # a broader topic alone says too little by now
    is_again = bool(a.forms & b.forms) and not _are_two_days(a, b) and gap <= MONTH_DAYS
    is_again |= is_related(a, b) and gap <= RELATED_DAYS
    return Reason.FOLLOW_UP if is_again else Reason.OTHER_TIME


def _is_about_other(a: Deal, b: Deal) -> bool:
    """Say whether the topics, or else the names, set the two apart."""
    has_other_name = bool(a.names and b.names) and not shares_name(a, b)
    is_near_topic = are_near(a.topics, b.topics)
    return are_far(a.topics, b.topics) or (has_other_name and not is_near_topic)


def _is_apart(a: Deal, b: Deal) -> bool:
    """Say whether both have topics or names, and none in common."""
    has_other_name = bool(a.names and b.names) and not shares_name(a, b)
    return are_other(a.topics, b.topics) or has_other_name


def _are_two_days(a: Deal, b: Deal) -> bool:
    """Say whether both articles name a day, and not the same: two signings."""
    return all(deal.when and deal.when.is_stated and deal.when.is_day for deal in (a, b))


def _beginning(deal: Deal) -> tuple[int, int]:
    assert deal.when is not None
    return (deal.when.start.toordinal(), STAGES.index(deal.stage))


def _is_compatible(a: Form, b: Form) -> bool:
    return a is b or Form.OTHER in (a, b) or frozenset({a, b}) in _COMPATIBLE
