"""Deals become claims: form, stage, date, topics, evidence, confidence, and whether it is news.

The news of a text is what its headline and lead say; a deal told later is news only where
it belongs to the same occasion, and background otherwise.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from flows.extract.aliases import with_aliases
from flows.extract.article import LEAD, Line, ReadText
from flows.extract.candidates import Candidate, Stopped, find_candidates
from flows.extract.dates import find_dates
from flows.extract.denied import settle_denials
from flows.extract.details import find_amount, find_duration, find_name, find_people
from flows.extract.english_topics import find_english_topics
from flows.extract.join import Deal, join
from flows.extract.lexicon import Lexicon
from flows.extract.sameness import is_same_name
from flows.extract.standing import stage_of, tells_past
from flows.extract.topics import find_topics
from flows.extract.wordings import DOES
from flows.model import Claim, Form, Span, Stage, TopicMention

_RUNS = re.compile(r"(?:진행|수행|연구|개발|운영|협력)(?:하고 있|해 왔|해 오고|해왔)")
_SEALS = 0.9  # weight of a trigger that tells of a signed paper
_WEAK = 0.8  # triggers below say too little against a paper that was signed before
_FOLLOWING = 4  # sentences behind the deal's own that say what it is about
LEAST = 0.5  # confidence below which a claim is not told; calibrated by the table in docs/


@dataclass(frozen=True, slots=True)
class Reading:
    """The claims of a text, and the sentences that were stopped with the reason."""

    claims: tuple[Claim, ...]
    stopped: tuple[Stopped, ...]


def read_claims(read: ReadText, lexicon: Lexicon) -> Reading:
    """Return what a text claims, news first, in order of appearance."""
    found = settle_denials(find_candidates(read, lexicon), read, lexicon)
    candidates = [c for c in found if isinstance(c, Candidate)]
    deals = join(candidates, lexicon)
    read_off = [c for deal in deals if (c := _claim(deal, deals, read, lexicon)) is not None]
    claims = [c for c in read_off if not (c.is_background and c.stage is Stage.DENIED)]
    claims.sort(key=lambda c: (c.is_background, c.span.start))
    claims = with_aliases(claims, read, candidates, lexicon)
    return Reading(tuple(claims), tuple(s for s in found if isinstance(s, Stopped)))


def _claim(deal: Deal, deals: Sequence[Deal], read: ReadText, lexicon: Lexicon) -> Claim | None:
    leading = deal.leading
    if len(deal.parties) < 2:
        return None
    confidence = _confidence(deal)
    if confidence < LEAST:
        return None
    lines = _lines_about(deal, read)
    texts = [line.text for line in lines]
    hub = next(
        (
            p.name
            for n, p in zip(deal.names, deal.parties, strict=True)
            if leading.hub and n.text == leading.hub.text
        ),
        None,
    )
    sentence = leading.line.sentence
    name = find_name(texts[:2])
    return Claim(
        parties=deal.parties,
        hub=hub,
        form=_form(deal, texts),
        stage=_stage(deal, lexicon),
        evidence=sentence.text,
        span=Span(sentence.start, sentence.end),
        rule=leading.rule,
        confidence=confidence,
        topics=_topics(deal, lines, name, read, lexicon),
        name=name,
        date=_date(deal, read),
        people=find_people(texts),
        amount=find_amount(texts),
        duration=find_duration(texts),
        is_ai=_is_ai([*texts, *_lead(deal, read)], lexicon),
        is_background=_is_background(deal, deals, read, lexicon),
    )


def _is_ai(texts: Sequence[str], lexicon: Lexicon) -> bool:
    """Return whether one of the texts has a word of AI, data, robotics or semiconductors."""
    return any(lexicon.has("ai", text) for text in texts)


def _lead(deal: Deal, read: ReadText) -> list[str]:
    """Return headline and first sentence above a deal."""
    above = [line for line in read.lines if line.order <= deal.leading.line.order]
    return [line.text for line in above if line.depth <= 1]


def _confidence(deal: Deal) -> float:
    """The trigger's weight times the weakest party's looks, more where it is told again."""
    best = max(c.trigger.weight for c in deal.candidates)
    weakest = min(max(0.5, n.strength) for n in deal.names)
    said = best * (0.55 + 0.45 * weakest)
    again = 0.05 * (len({c.line.order for c in deal.candidates}) - 1)
    early = 0.05 if min(c.line.order for c in deal.candidates) <= 1 else 0.0
    return round(min(0.99, said + again + early), 2)


def _is_background(deal: Deal, deals: Sequence[Deal], read: ReadText, lexicon: Lexicon) -> bool:
    own = [c for c in deal.candidates if _names_or_seals(c)] or deal.candidates
    news = [c for c in own if not c.is_past]
    if not news:
        return True
    if all(c.line.depth == 0 for c in news) and any(c.line.depth > 0 for c in own):
        return True  # a headline is news only as far as its text is
    if all(c.trigger.weight < _WEAK for c in news) and _was_sealed(deal):
        return True
    first = min(c.line.depth for c in news)
    return first > LEAD and not _belongs(deal, deals, read.source.title, lexicon)


def _names_or_seals(candidate: Candidate) -> bool:
    """Return whether a sentence names the parties itself, or seals the deal of those it means."""
    return candidate.frame.name != "pointed_back" or candidate.trigger.weight >= _SEALS


def _was_sealed(deal: Deal) -> bool:
    """Return whether the parties signed earlier, so that weak words now only recall it."""
    return any(c.is_past and c.trigger.weight >= 0.9 for c in deal.candidates)


def _belongs(deal: Deal, deals: Sequence[Deal], title: str, lexicon: Lexicon) -> bool:
    """Return whether a late deal is news too: of the lead's parties, or of the same day."""
    leading = deal.leading
    leads = [d for d in deals if min(c.line.depth for c in d.candidates) <= LEAD]
    if sum(name.text in title for name in deal.names) > 1:
        return True  # the headline names them, the text comes to them late
    if leading.frame.name == "members" and not leads:
        return True  # the lead told the body that they belong to
    if leading.trigger.weight < 0.9:
        return False
    if (
        lexicon.has("series", title)
        or lexicon.has("same_day", leading.line.text[:24])
        or leading.line.sentence.is_item
    ):
        return True
    return not leads or any(
        is_same_name(a, b, lexicon) for d in leads for a in d.names for b in deal.names
    )


def _lines_about(deal: Deal, read: ReadText) -> list[Line]:
    """Return the deal's own sentences, the leading one first, then what the parties will do.

    That is told in the next sentences and, in a text about one deal, wherever it says who
    researches or develops what; a deal that is only mentioned has its own sentence alone.
    """
    leading = deal.leading
    if leading.is_past:
        return [leading.line]
    own = [leading.line, *(c.line for c in deal.candidates)]
    last = leading.line.order
    after = [
        line
        for line in read.lines
        if last < line.order
        and line.depth > leading.line.depth
        and (line.order <= last + _FOLLOWING or DOES.search(line.text))
        and not tells_past(line.text)
    ]
    return list(dict.fromkeys([*own, *after]))


def _topics(
    deal: Deal, lines: Sequence[Line], name: str | None, read: ReadText, lexicon: Lexicon
) -> tuple[TopicMention, ...]:
    if read.is_english:
        return find_english_topics([line.text for line in lines])
    own = {c.line.order for c in deal.candidates}
    ordered = sorted(lines, key=lambda line: line.order not in own)
    names = [*_names(deal), *filter(None, [name])]
    return find_topics(ordered, len(own), _title(read, deal), names, lexicon)


def _names(deal: Deal) -> list[str]:
    return [name.text for candidate in deal.candidates for name in candidate.names]


def _title(read: ReadText, deal: Deal) -> Line | None:
    """Return the headline that a deal stands under: the text's, or its item's in a round-up."""
    heads = [line for line in read.lines if line.depth == 0]
    before = [line for line in heads if line.order <= deal.leading.line.order]
    return next(iter((*reversed(before), *heads)), None)


_FORMS = (  # the more specific wins over the paper that seals it
    Form.CONSORTIUM,
    Form.JOINT_CENTER,
    Form.INVESTMENT_WITH_COOPERATION,
    Form.MOU,
    Form.JOINT_DEVELOPMENT,
    Form.JOINT_RESEARCH,
)
_FORM_CUES = (
    (Form.JOINT_DEVELOPMENT, re.compile(r"공동 ?개발|함께 개발|개발에 나")),
    (Form.JOINT_RESEARCH, re.compile(r"연구")),
    (Form.EDUCATION, re.compile(r"인재|교육|인력")),
)


def _form(deal: Deal, texts: Sequence[str]) -> Form:
    """Return the most telling form among the deal's triggers, else what its sentence is about."""
    forms = [c.trigger.form for c in deal.candidates]
    told = next((form for form in _FORMS if form in forms), None)
    return told or next((form for form, cue in _FORM_CUES if cue.search(texts[0])), Form.OTHER)


def _stage(deal: Deal, lexicon: Lexicon) -> Stage:
    stages = [stage_of(c.line, c.trigger, lexicon) for c in deal.candidates]
    for last in (Stage.DENIED, Stage.ENDED):
        if last in stages:
            return last
    own = [
        stage
        for candidate, stage in zip(deal.candidates, stages, strict=True)
        if candidate.line.depth > 0 and candidate.frame.name != "pointed_back"
    ]
    stages = own or stages  # a headline is too short to say how far it has come
    if deal.leading.is_past and _RUNS.search(deal.leading.line.text):
        return Stage.STARTED
    for stage in (Stage.STARTED, Stage.AGREED):
        if stage in stages:
            return stage
    return Stage.PLANNED


def _date(deal: Deal, read: ReadText) -> str | None:
    """Return the day before the trigger of the leading sentence, not the day of the report."""
    ordered = [deal.leading, *(c for c in deal.candidates if c is not deal.leading)]
    for candidate in ordered:
        if candidate.is_past and not deal.leading.is_past:
            continue  # when they worked together before
        dates = find_dates(candidate.line.text[: candidate.trigger.end], read.source.published)
        exact = [d for d in dates if len(d.value) == 10] or dates
        if exact:
            return exact[-1].value
    return None
