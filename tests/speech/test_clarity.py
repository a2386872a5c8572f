"""Whether the words can be trusted."""

import numpy as np
import pytest

from trainer.speech.clarity import DISTORTED, HARD_TO_HEAR, TOO_NOISY, TOO_QUIET, Clarity, certainty_of
from trainer.speech.pieces import Heard

SURE = Heard("Please call me back on Thursday morning", 40, -4.0)
UNSURE = Heard("Peas all meat bag on the stay moaning", 40, -24.0)
NOTHING = Heard("", 1, 0.0)


def clarity(voice: float, background: float, clipped: float = 0.0) -> Clarity:
    """A message with these levels (RMS), and a share of clipped samples."""
    kept = Clarity()
    kept.note_clipping(np.concatenate((np.ones(round(clipped * 1000)), np.zeros(round((1 - clipped) * 1000)))))
    for _ in range(30):
        kept.note_level(np.full(512, voice, np.float32), voiced=True)
        kept.note_level(np.full(512, background, np.float32), voiced=False)
    return kept


@pytest.mark.parametrize("heard", [UNSURE, NOTHING])
@pytest.mark.parametrize(
    ("kept", "reason"),
    [
        (clarity(0.1, 0.05), TOO_NOISY),
        (clarity(0.1, 0.001), HARD_TO_HEAR),
        (clarity(0.0003, 0.00001), TOO_QUIET),
        (clarity(0.7, 0.001, clipped=0.3), DISTORTED),
    ],
)
def test_the_sound_names_the_reason(kept: Clarity, reason: str, heard: Heard) -> None:
    """Words that the recogniser doubts are explained by what was wrong with the sound."""
    assert kept.trouble([heard]) == reason


@pytest.mark.parametrize("kept", [clarity(0.1, 0.05), clarity(0.0003, 0.0), clarity(0.7, 0.001, clipped=0.3)])
def test_words_that_are_sure_are_clear(kept: Clarity) -> None:
    """A bad line that was understood all the same costs nobody a point."""
    assert kept.trouble([SURE]) is None


def test_a_voice_of_a_few_steps_is_too_quiet_however_sure_the_words() -> None:
    """At -90 dBFS recognisers are sure of the little they write."""
    assert clarity(0.00003, 0.0).trouble([SURE]) == TOO_QUIET


def test_a_voice_with_hardly_a_word_was_not_understood() -> None:
    """Ten seconds of voice and "You." are no short message."""
    kept = Clarity()
    for _ in range(320):
        kept.note_level(np.full(512, 0.1, np.float32), voiced=True)
    assert kept.trouble([Heard("You.", 3, -0.2)]) == HARD_TO_HEAR
    assert kept.trouble([Heard("555-0142, again 555-0142.", 20, -2.0)]) is None


def test_a_drowned_voice_is_believed_only_if_it_is_sure() -> None:
    """Recognisers write sentences into noise."""
    so_so = Heard("We had been to the same place, and it was good", 40, -13.0)
    assert clarity(0.1, 0.1).trouble([so_so]) == TOO_NOISY
    assert clarity(0.1, 0.01).trouble([so_so]) is None
    assert clarity(0.1, 0.1).trouble([SURE]) is None


def test_certainty_is_the_recognisers_own() -> None:
    """Near 0 is sure; nothing decoded is nothing known."""
    assert certainty_of([SURE]) == pytest.approx(-0.1)
    assert certainty_of([UNSURE]) == pytest.approx(-0.5)
    assert certainty_of([]) is None


def test_nobody_spoke() -> None:
    """A message without voice is not unclear; there is none."""
    assert clarity(0.1, 0.05).trouble([]) is None


def test_one_odd_word_is_not_a_bad_line() -> None:
    """A short message is judged with patience."""
    assert clarity(0.1, 0.001).trouble([Heard("Aye.", 3, -1.5)]) is None
