"""What holds for any message as the product judges it, model of meaning included."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from trainer.core.expected import Expected
from trainer.core.scoring import score
from trainer.core.transcript import typed_transcript
from trainer.speech.meaning import MeaningModel
from trainer.store.bundled import assets_folder
from trainer.store.checklists import default_checklist

pytestmark = pytest.mark.engine

ARTICLES = default_checklist()
MODEL = MeaningModel(assets_folder() / "meaning")
REP = Expected(
    caller_name="Marina Castell",
    company="Brightwater Analytics",
    number="+16135550142",
    prospect_company="Copperfold Foods",
)
SENTENCES = {
    "name": "This is Marina Castell.",
    "company": "I'm calling from Brightwater Analytics.",
    "reason": "It's about the freight invoices.",
    "ask": "Please call me back.",
    "referral": "If it's not you, who should I talk to?",
    "follow_up": "I'll try you again on Thursday.",
    "number": "My number is 613-555-0142.",
    "personal": "Congratulations on the new depot in Leith.",
}
"""A sentence that satisfies each check by itself."""
PLAIN = ("Thanks.", "Hello there.", "I hope you had a good weekend.", "um", "Bob in purchasing says hello.")


def met(text: str) -> frozenset[str]:
    """The checks that a typed message meets."""
    transcript = typed_transcript(text)
    card = score(transcript, ARTICLES, REP, MODEL.judge(transcript))
    return frozenset(verdict.check_id for verdict in card.verdicts if verdict.met)


@given(
    before=st.lists(st.sampled_from([*SENTENCES.values(), *PLAIN]), max_size=7), check_id=st.sampled_from([*SENTENCES])
)
@settings(max_examples=60)
def test_adding_what_a_check_asks_for_never_lowers_it(before: list[str], check_id: str) -> None:
    """Whatever was said before, the sentence that satisfies a check satisfies it."""
    assert check_id in met(" ".join([*before, SENTENCES[check_id]]))


@given(chosen=st.sets(st.sampled_from([*SENTENCES]), min_size=2).flatmap(lambda ids: st.permutations(sorted(ids))))
@settings(max_examples=60)
def test_order_does_not_matter(chosen: list[str]) -> None:
    """The same sentences in another order meet the same checks."""
    in_order = " ".join(SENTENCES[check_id] for check_id in sorted(chosen))
    assert met(" ".join(SENTENCES[check_id] for check_id in chosen)) == met(in_order)


@given(chosen=st.lists(st.sampled_from([*SENTENCES.values(), *PLAIN]), max_size=7))
@settings(max_examples=30)
def test_case_does_not_matter(chosen: list[str]) -> None:
    """Recognisers and typists disagree about capitals."""
    text = " ".join(chosen)
    assert met(text.upper()) == met(text.lower()) == met(text)
