"""Speaking before the beep has ended is noticed; the greeting's own echo is not taken for the rep."""

from collections.abc import Sequence

import numpy as np
import pytest

from trainer.audio.call_tape import make_call_tape
from trainer.audio.clip import Clip, Samples
from trainer.audio.take import Take
from trainer.audio.tape import Tape
from trainer.core.scenario import Mailbox, Prospect, Scenario
from trainer.core.script import script_of
from trainer.core.timeline import Span
from trainer.practice.early_speech import early_speech_s

RATE_HZ = 16_000


def find_loud(clip: Clip) -> Sequence[Span]:
    """Stretches of at least 60 ms over -40 dBFS, gaps up to 200 ms closed: voice, as far as this test goes."""
    step = RATE_HZ // 50
    blocks = clip.samples[: clip.frames // step * step].reshape(-1, step)
    loud = np.flatnonzero(np.sqrt(np.mean(blocks**2, axis=1)) > 0.01)
    spans: list[Span] = []
    for block in loud:
        start_s, end_s = block / 50, (block + 1) / 50
        if spans and start_s - spans[-1].end_s < 0.2:
            spans[-1] = Span(spans[-1].start_s, end_s)
        else:
            spans.append(Span(start_s, end_s))
    return [span for span in spans if span.seconds >= 0.06]


def babble(seconds: float, seed: int) -> Samples:
    """Noise whose loudness goes up and down like syllables do."""
    rng = np.random.default_rng(seed)
    frames = round(seconds * RATE_HZ)
    syllables = np.repeat(rng.uniform(0.02, 0.5, round(seconds * 5) + 1), RATE_HZ // 5)[:frames]
    return (rng.standard_normal(frames) * 0.3 * syllables).astype(np.float32)


@pytest.fixture
def tape() -> Tape:
    """One ring, a greeting of four seconds, a beep."""
    greeting = Clip(babble(4.0, 1), RATE_HZ)
    prospect = Prospect(name="Dana", role="Manager", company="Marigold")
    mailbox = Mailbox(greeting="Hello.")
    scenario = Scenario(id="a", title="A", difficulty="easy", prospect=prospect, mailbox=mailbox, why="She asked.")
    return make_call_tape(script_of(scenario), "us", lambda *_: greeting, RATE_HZ)


def lost_s(tape: Tape, heard: Samples) -> float:
    """Early speech in a take of this tape in which this was heard."""
    take = Take(tape, 10.0)
    for start in range(0, len(heard), 320):
        block = heard[start : start + 320]
        take.exchange(block, np.empty_like(block), None, overflow=False)
    reached = dict(take.reached())
    return early_speech_s(take, reached["beep"], reached["message…"], find_loud)


def silence(tape: Tape) -> Samples:
    """A quiet room from dial to one second after the beep."""
    return np.zeros(len(tape.samples) + RATE_HZ, np.float32)


def test_a_rep_who_waits_has_lost_nothing(tape: Tape) -> None:
    """Speech that starts after the beep is no early speech."""
    heard = silence(tape)
    heard[-RATE_HZ:] = babble(1.0, 2)
    assert lost_s(tape, heard) == 0.0


def test_the_greeting_coming_back_from_the_loudspeaker_is_not_the_rep(tape: Tape) -> None:
    """Without headphones the microphone hears ring-back, greeting and beep, later and quieter."""
    heard = silence(tape)
    late = round(0.06 * RATE_HZ)
    heard[late : late + tape.marks["beep"]] = 0.3 * tape.samples[: tape.marks["beep"]]
    assert lost_s(tape, heard) == 0.0


@pytest.mark.parametrize("lead_s", [0.2, 0.4])
def test_speech_that_runs_over_the_beep_is_lost_up_to_its_end(tape: Tape, lead_s: float) -> None:
    """A rep who starts during the beep loses what they said before its end."""
    heard = silence(tape)
    start = tape.marks["message…"] - round(lead_s * RATE_HZ)
    heard[start : start + RATE_HZ] = 0.2 + babble(1.0, 3)
    assert lost_s(tape, heard) == pytest.approx(lead_s, abs=0.03)


def test_talking_over_the_greeting_is_noticed(tape: Tape) -> None:
    """With headphones on, voice during the greeting is the rep's."""
    heard = silence(tape)
    start = tape.marks["greeting"] + RATE_HZ
    heard[start : start + 2 * RATE_HZ] = babble(2.0, 4)
    assert lost_s(tape, heard) == pytest.approx(2.0, abs=0.25)
