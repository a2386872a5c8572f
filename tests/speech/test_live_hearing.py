"""Hearing a message while it comes in: what is heard depends on the sound alone."""

import threading
import time
from collections.abc import Iterable

import numpy as np
import pytest
import soxr
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from rapidfuzz import fuzz
from rapidfuzz.utils import default_process

from trainer.audio.clip import Clip, Samples
from trainer.core.transcript import Transcript
from trainer.speech.moonshine import MoonshineTranscriber
from trainer.speech.transcriber import Hearing, transcribe

from .conftest import MESSAGE, SENTENCE, Speak

pytestmark = [pytest.mark.engine, pytest.mark.voice]


@pytest.fixture(scope="module")
def heard(recogniser: MoonshineTranscriber, message: Clip) -> Transcript:
    """What the recogniser makes of it."""
    return transcribe(recogniser, message)


def feed(hearing: Hearing, samples: Samples, blocks: Iterable[int]) -> Hearing:
    """Feed samples in blocks of these sizes."""
    start = 0
    for block in blocks:
        hearing.feed(samples[start : start + block])
        start += block
    hearing.feed(samples[start:])
    return hearing


def never() -> bool:
    """Nobody stops."""
    return False


def test_a_message_is_understood(heard: Transcript, message: Clip) -> None:
    """Words, number, times and stretches of voice arrive whole."""
    assert fuzz.token_ratio(heard.text, MESSAGE, processor=default_process) > 85
    assert heard.seconds == pytest.approx(message.seconds)
    assert heard.unclear is None
    assert len(heard.speech) > 3


def test_times_lie_in_the_message_and_run_forward(heard: Transcript) -> None:
    """Evidence can be played from its second."""
    edges = [moment for word in heard.words if word.span for moment in (word.span.start_s, word.span.end_s)]
    assert len(edges) == 2 * len(heard.words)
    assert edges == sorted(edges)
    assert heard.seconds is not None
    assert 0.0 <= edges[0] <= edges[-1] <= heard.seconds


@settings(max_examples=4, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(blocks=st.lists(st.integers(0, 90_000), max_size=12))
def test_blocks_do_not_change_what_is_heard(
    blocks: list[int], recogniser: MoonshineTranscriber, message: Clip, heard: Transcript
) -> None:
    """A file fed at once and a microphone fed in any blocks give the same transcript, times included."""
    assert feed(recogniser.begin(message.rate_hz), message.samples, blocks).finish(never) == heard


def test_speed_does_not_change_what_is_heard(recogniser: MoonshineTranscriber, speak: Speak) -> None:
    """In real time, when pieces are guessed at pauses, the transcript is that of the file at full speed."""
    clip = speak("Good morning, my name is Peter. We are looking for a new office in the centre of the town.")
    hearing = recogniser.begin(clip.rate_hz)
    block = clip.rate_hz // 25
    for start in range(0, clip.frames, block):
        hearing.feed(clip.samples[start : start + block])
        time.sleep(0.04)
    assert hearing.finish(never) == transcribe(recogniser, clip)


@pytest.mark.parametrize("rate_hz", [8_000, 16_000, 44_100, 48_000, 96_000])
def test_any_rate_is_heard(recogniser: MoonshineTranscriber, speak: Speak, rate_hz: int) -> None:
    """The stream's rate is the sound card's choice."""
    clip = speak(SENTENCE)
    resampled = Clip(soxr.resample(clip.samples, clip.rate_hz, rate_hz), rate_hz)
    assert "new price of your insurance" in transcribe(recogniser, resampled).text


def test_the_first_word_is_whole_when_speech_starts_at_once(recogniser: MoonshineTranscriber, speak: Speak) -> None:
    """Not a sample after the beep is lost, even if the rep speaks straight into its end."""
    clip = speak(SENTENCE)
    onset = int(np.flatnonzero(np.abs(clip.samples) > 0.02)[0])
    transcript = transcribe(recogniser, Clip(clip.samples[onset:], clip.rate_hz))
    assert transcript.text.startswith("I would like")
    assert transcript.words[0].span is not None
    assert transcript.words[0].span.start_s < 0.15


def signal(kind: str) -> Samples:
    """Ten seconds of something that is no voice, at 16 kHz."""
    rng = np.random.default_rng(3)
    time_s = np.arange(160_000) / 16_000
    chord = sum(np.sin(2 * np.pi * hertz * time_s) for hertz in (220, 277, 330, 440))
    sounds = {
        "silence": np.zeros(160_000),
        "noise": rng.normal(size=160_000) * 0.05,
        "faint noise": rng.normal(size=160_000) * 0.0005,
        "hum": 0.2 * np.sin(2 * np.pi * 50 * time_s) + 0.1 * np.sin(2 * np.pi * 150 * time_s),
        "beep": 0.3 * np.sin(2 * np.pi * 700 * time_s) * (time_s % 2 < 0.425),
        "music": 0.1 * chord * np.exp(-3 * (time_s % 0.5)),
        "clicks": (rng.random(160_000) < 3e-4) * 0.8,
        "not a number": np.full(160_000, np.nan),
    }
    return np.asarray(sounds[kind], np.float32)


@pytest.mark.parametrize("kind", ["silence", "noise", "faint noise", "hum", "beep", "music", "clicks", "not a number"])
def test_nothing_is_invented_where_nobody_speaks(recogniser: MoonshineTranscriber, kind: str) -> None:
    """An empty message stays empty: a recogniser left alone writes "Thank you." on noise."""
    transcript = transcribe(recogniser, Clip(signal(kind), 16_000))
    assert transcript.words == ()
    assert transcript.unclear is None


@pytest.mark.parametrize("frames", [0, 1, 160, 900])
def test_next_to_nothing_is_nothing(recogniser: MoonshineTranscriber, frames: int) -> None:
    """Hanging up at the beep is no error."""
    transcript = transcribe(recogniser, Clip(np.full(frames, 0.1, np.float32), 16_000))
    assert transcript.words == ()


def test_broken_samples_do_not_spoil_the_rest(
    recogniser: MoonshineTranscriber, message: Clip, heard: Transcript
) -> None:
    """A driver that delivers a few NaN or infinities loses no words."""
    samples = message.samples.copy()
    samples[10_000::50_000] = np.nan
    samples[20_000::50_000] = np.inf
    transcript = transcribe(recogniser, Clip(samples, message.rate_hz))
    assert abs(len(transcript.words) - len(heard.words)) <= 3
    assert "insurance" in transcript.text


@pytest.mark.parametrize("level_db", [-30, -55])
def test_quiet_speech_is_heard(recogniser: MoonshineTranscriber, speak: Speak, level_db: int) -> None:
    """A microphone that is turned down is no reason to hear nothing."""
    clip = speak(SENTENCE)
    quiet = clip.samples * 10 ** ((level_db - 20 * np.log10(np.std(clip.samples))) / 20)
    transcript = transcribe(recogniser, Clip(quiet.astype(np.float32), clip.rate_hz))
    assert "price of your insurance" in transcript.text


def test_voice_under_loud_noise_is_called_unclear(recogniser: MoonshineTranscriber, message: Clip) -> None:
    """What could not be heard must not count as missed."""
    noise = np.random.default_rng(2).normal(size=message.frames) * np.std(message.samples)
    transcript = transcribe(recogniser, Clip((message.samples + noise).astype(np.float32), message.rate_hz))
    assert transcript.unclear == "too much noise over the voice"


def test_two_messages_at_once_do_not_mix(recogniser: MoonshineTranscriber, message: Clip, heard: Transcript) -> None:
    """One loaded recogniser serves several hearings, each in its own thread."""
    found: dict[int, Transcript] = {}

    def hear(number: int) -> None:
        found[number] = transcribe(recogniser, message)

    threads = [threading.Thread(target=hear, args=(number,)) for number in range(2)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {0: heard, 1: heard}


def test_voice_is_known_as_soon_as_it_is_fed(recogniser: MoonshineTranscriber, speak: Speak) -> None:
    """The rule that hangs up after silence sees the same at any speed."""
    clip = speak(SENTENCE)
    hearing = recogniser.begin(clip.rate_hz)
    hearing.feed(clip.samples)
    after_speech = hearing.voiced_until_s
    hearing.feed(np.zeros(3 * clip.rate_hz, np.float32))
    assert clip.seconds - 0.6 < after_speech <= hearing.voiced_until_s < clip.seconds + 0.1
    assert hearing.heard_s == pytest.approx(clip.seconds + 3)
    hearing.cancel()


def test_feeding_is_cheap(recogniser: MoonshineTranscriber, message: Clip) -> None:
    """The session worker feeds between looks at the clock: voice detection alone, never decoding."""
    hearing = recogniser.begin(message.rate_hz)
    started = time.thread_time()
    feed(hearing, message.samples, [message.rate_hz // 25] * 500)
    spent_s = time.thread_time() - started
    hearing.cancel()
    assert spent_s < 0.1 * message.seconds
