"""Delivery in the reports: figures with their places, and the melody as a line."""

from dataclasses import replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tui import attempts
from trainer.core.attempt import Attempt
from trainer.core.sound import Pitch, Sound
from trainer.core.timeline import Span
from trainer.reports.json_report import attempts_json
from trainer.reports.pitch_line import BLOCKS, PLAIN, pitch_line
from trainer.reports.text_report import scorecard_text
from trainer.store.checklists import default_checklist

CHECKLIST = default_checklist()


def with_delivery(**changes: Any) -> Attempt:  # fields of every type
    """The attempt made by hand with another delivery."""
    attempt = attempts.attempt(CHECKLIST)
    card = attempt.scorecard
    return replace(attempt, scorecard=replace(card, delivery=replace(card.delivery, **changes)))


@pytest.mark.parametrize(
    "line",
    [
        "  pace            138 words a minute while speaking",
        '  pause           1.6 s at 8.5 s: "on Pine Street. ... Could you call"',
        "  fillers         at least 1",
        '  filler          um at 1.3 s: "Hi Dana, um, this is Alex"',
        "  silence at end  4.2 s, not counted in the length",
        "  loudness        -24.3 LUFS, fine",
        "  pitch           7 semitones between low and high",
    ],
)
def test_text_tells_seconds_and_words_around(line: str) -> None:
    """Each thing shown can be found again in the message."""
    assert line in scorecard_text(with_delivery(trailing_silence_s=4.2), CHECKLIST).splitlines()


def test_json_tells_the_same() -> None:
    """Seconds, and the words before and after."""
    document = attempts_json([("call", with_delivery(trailing_silence_s=4.2))], lambda _: CHECKLIST)
    delivery = document["attempts"][0]["delivery"]
    assert delivery["pauses"] == [
        {"start_s": 8.5, "end_s": 10.1, "before": "on Pine Street.", "after": "Could you call"}
    ]
    assert delivery["fillers"] == [
        {"text": "um,", "start_s": 1.3, "end_s": 1.75, "before": "Hi Dana,", "after": "this is Alex"}
    ]
    assert delivery["trailing_silence_s"] == 4.2
    assert delivery["sound"]["loudness_lufs"] == -24.3
    assert delivery["sound"]["pitch"]["range_semitones"] == 7.2


@pytest.mark.parametrize(
    ("sound", "line"),
    [
        (Sound(-41.0, 0.0), "quiet: come closer to the microphone"),
        (Sound(-9.0, 0.0), "loud: move back from the microphone"),
        (Sound(-20.0, 0.0123, (Span(1.25, 1.5), Span(7.0, 7.1))), "1.23% of the sound is cut off at full scale, at 1."),
        (Sound(-20.0, 0.0, no_pitch="too noisy"), "pitch           not measured: too noisy"),
    ],
)
def test_what_to_do_about_the_sound(sound: Sound, line: str) -> None:
    """A figure comes with what it asks for, or with why it is missing."""
    assert line in scorecard_text(with_delivery(sound=sound), CHECKLIST)


def test_attempts_from_before_have_no_sound() -> None:
    """What was not measured then is left out, and null in JSON."""
    old = with_delivery(sound=None)
    assert "LUFS" not in scorecard_text(old, CHECKLIST)
    assert attempts_json([("call", old)], lambda _: CHECKLIST)["attempts"][0]["delivery"]["sound"] is None


def test_an_unclear_recording_is_told_at_the_top() -> None:
    """The rep knows why so little counted."""
    attempt = attempts.attempt(CHECKLIST)
    unclear = replace(attempt, transcript=replace(attempt.transcript, unclear="too quiet"))
    assert "Not heard clearly: too quiet. 95 of 100 points could be decided." in scorecard_text(unclear, CHECKLIST)


@pytest.mark.parametrize(("signs", "line"), [(BLOCKS, "▁▃▅█ ▅"), (PLAIN, '_.-" -')])
def test_the_line_rises_with_the_voice(signs: str, line: str) -> None:
    """Low below, high above, a gap where nobody spoke; the same in ASCII."""
    contour = (-9.0, -2.0, 1.0, 9.0, None, 0.0)
    assert pitch_line(Pitch(120.0, 5.0, 0.1, contour), 40, signs) == line


@given(st.lists(st.none() | st.floats(-40, 40), max_size=300), st.integers(0, 120), st.sampled_from((BLOCKS, PLAIN)))
def test_the_line_fits(contour: list[float | None], width: int, signs: str) -> None:
    """At any width and for any voice."""
    line = pitch_line(Pitch(120.0, 5.0, 0.1, tuple(contour)), width, signs)
    assert len(line) == min(width, len(contour))
    assert set(line) <= {*signs, " "}
