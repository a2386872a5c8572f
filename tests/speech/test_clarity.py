"""Whether the words can be trusted."""

import numpy as np
import pytest

from trainer.speech.clarity import DISTORTED, HARD_TO_HEAR, TOO_NOISY, TOO_QUIET, Clarity
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


def test_nobody_spoke() -> None:
    """A message without voice is not unclear; there is none."""
    assert clarity(0.1, 0.05).trouble([]) is None


def test_one_odd_word_is_not_a_bad_line() -> None:
    """A short message is judged with patience."""
    assert clarity(0.1, 0.001).trouble([Heard("Aye.", 3, -1.5)]) is None
