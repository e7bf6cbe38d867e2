from __future__ import annotations

import pytest

from flows.extract import Lexicon
from flows.model import Form, Stage
from tests.extract.marked import claims, names_in, only, parties

TOLD = [
    "{Raon Electronics} partnered with {Nuri University} to develop AI chips.",
    "{Raon Electronics}, a chip maker, signed a memorandum of understanding with {Nuri University}.",
    "{Raon Electronics} has teamed up with {Dawn Robotics}, {Mir Hospital} and {Nuri University} on medical AI.",
    "{Raon} and {Nuri} signed an agreement on AI chips.",
    "{Dawn Robotics} and {Nuri University} signed an MOU on AI.",
    "{Mir Hospital} and {Raon AI} have signed a memorandum of understanding on AI.",
    "{Dawn Robotics} signed an MOU with U.S. robot maker {Raon Electronics} on AI.",
    "{Raon Electronics} President Kim Haneul and {Nuri University} President Lee Bada signed an AI agreement.",
    "In Seoul on May 20, {Raon Electronics} formed a consortium with {Nuri University} on AI.",
    "{Nuri University} in Garam has agreed with drone start-up {Dawn Robotics} to develop AI.",
    "Korean AI chip designer {Raon} and oil giant {Nuri Oil} have signed a memorandum of understanding.",
    "{Raon}, Korea's second-largest carrier, said Thursday it had entered a partnership with {Nuri} on AI.",
    "{SK hynix} and {Nuri University} signed an agreement on AI memory.",
    "The {Electronics and Robotics Research Institute} (ERRI) signed an AI agreement with {Raon Electronics}.",
]
NOT_TOLD = [
    "Raon Electronics launched a new AI chip. Analysts agree it is fast.",
    "Raon Electronics' partner program grew with AI.",
    "Raon Electronics signed a lease in Seoul with Nuri University.",
    "Raon Electronics announced a new collaboration tool with AI.",
    "Raon Electronics joined the market in South Korea.",
]


@pytest.mark.parametrize("sentence", TOLD)
def test_an_english_sentence_tells_its_parties(sentence: str, lexicon: Lexicon) -> None:
    """Names before the verb act, those behind "with" are partners."""
    assert parties(only(sentence, lexicon)) == names_in(sentence)


def test_the_company_is_who_acted_before(lexicon: Lexicon) -> None:
    """A sentence about "the company" takes its actor from the sentence before."""
    text = (
        "Dawn Robotics teamed up with Nuri University on AI. "
        "The company said it has signed an MOU with Mir Hospital."
    )
    assert [parties(c) for c in claims(text, lexicon)] == [
        {"Dawn Robotics", "Nuri University"},
        {"Dawn Robotics", "Mir Hospital"},
    ]


@pytest.mark.parametrize("sentence", NOT_TOLD)
def test_other_english_sentences_tell_nothing(sentence: str, lexicon: Lexicon) -> None:
    """Launches, leases, programs and tools are no collaborations."""
    assert claims(sentence, lexicon) == ()


# a sentence, the form that it tells
FORMS = [
    ("Raon Electronics signed an MOU with Nuri University on AI.", Form.MOU),
    (
        "Raon Electronics partnered with Nuri University to develop AI chips.",
        Form.JOINT_DEVELOPMENT,
    ),
    ("Raon Electronics partnered with Nuri University on AI research.", Form.JOINT_RESEARCH),
]


@pytest.mark.parametrize("sentence, form", FORMS)
def test_an_english_sentence_tells_form_and_stage(
    sentence: str, form: Form, lexicon: Lexicon
) -> None:
    """The words for the paper or the work give the form."""
    claim = only(sentence, lexicon)
    assert (claim.form, claim.stage) == (form, Stage.AGREED)
    assert claim.evidence == sentence
