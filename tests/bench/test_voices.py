"""The tool that speaks: what it reads aloud, how loud, in which room; no voice is needed for it."""

import json
import random
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bench.voices.paces import PACES, measure, plan
from bench.voices.reading import Habits, groups, habits, read_aloud, said
from bench.voices.recordings import CONDITIONS, write_conditions, write_manifest
from bench.voices.render import faults_of, read_list
from bench.voices.room import pink_noise, with_room
from bench.voices.sound import (
    CEILING_DBFS,
    LOUDNESS_LUFS,
    joined,
    levelled,
    limited,
    longest_pause_s,
    loudness_lufs,
    silence,
    trimmed,
)
from bench.voices.speak import chosen
from bench.voices.speak import plan as plan_messages
from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.audio.level import active_rms, amplitude, dbfs, peak
from trainer.core.digits import runs
from trainer.core.tokens import tokenize
from trainer.errors import UsageError

RATE_HZ = 24_000
PLAIN = Habits("oh", doubles=False)
DOUBLING = Habits("zero", doubles=True)


def tone(seconds: float, level: float = 0.5, hz: float = 997.0) -> Clip:
    """A steady tone."""
    times = np.arange(round(seconds * RATE_HZ)) / RATE_HZ
    return Clip((level * np.sin(2 * np.pi * hz * times)).astype(np.float32), RATE_HZ)


@pytest.mark.parametrize(
    ("number", "speaker", "words"),
    [
        ("206-555-0134", PLAIN, "two oh six, five five five, oh one three four"),
        ("206-555-0134", DOUBLING, "two zero six, triple five, zero one three four"),
        ("2065550134", PLAIN, "two oh six, five five five, oh one three four"),
        ("020 7946 0331", DOUBLING, "zero two zero, seven nine four six, zero double three one"),
        ("+91 90001 55501", PLAIN, "plus nine one, nine oh oh oh one, five five five oh one"),
    ],
)
def test_numbers_are_said_digit_by_digit(number: str, speaker: Habits, words: str) -> None:
    """Groups stay as written, or are made where none are, and a pause stands between them."""
    assert said(number, speaker) == words


@given(st.from_regex(r"[2-9][0-9]{9}", fullmatch=True), st.sampled_from(("US", "GB", "IN")), st.integers())
def test_no_digit_is_lost(number: str, country: str, seed: int) -> None:
    """Whatever the habits, the groups hold the number, and the trainer reads the same digits in the words."""
    speaker = habits(country, random.Random(seed))  # noqa: S311 - the same habits for the same seed
    assert "".join(groups(number)) == number
    (run,) = runs(tokenize(said(number, speaker).split()))
    assert "".join(piece.digits for piece in run) == number


def test_only_telephone_numbers_are_put_in_words() -> None:
    """Prices, years, times and shares are the pronunciation's; a range is said as one."""
    text = "It's $2,000-$5,000, 25-30% off until 2025, at 9:15, suite 1207, 0.9% APR."
    assert read_aloud(text, PLAIN) == text.replace("-", " to ")
    assert read_aloud("Call 0178 or 206-555-0134, ext. 12.", PLAIN) == (
        "Call oh one seven eight or two oh six, five five five, oh one three four, ext. 12."
    )


def test_loudness_is_that_of_the_standard() -> None:
    """A full-scale tone of 997 Hz on one channel has -3.01 LUFS; pauses do not count."""
    assert loudness_lufs(tone(3.0, 1.0)) == pytest.approx(-3.01, abs=0.1)
    assert loudness_lufs(joined([tone(3.0, 1.0), silence(3.0, RATE_HZ)])) == pytest.approx(-3.01, abs=0.3)
    assert loudness_lufs(silence(1.0, RATE_HZ)) == -70.0


def test_peaks_are_held_without_costing_loudness() -> None:
    """One sharp sound makes a voice neither softer nor clipped."""
    clip = tone(3.0, 0.01)
    clip.samples[30_000:30_010] = 0.9
    finished = levelled(clip)
    assert loudness_lufs(finished) == pytest.approx(LOUDNESS_LUFS, abs=0.3)
    assert dbfs(peak(finished.samples)) <= CEILING_DBFS + 0.01


@given(st.lists(st.floats(-2.0, 2.0, width=32), min_size=1, max_size=400))
def test_no_sample_passes_the_limiter(samples: list[float]) -> None:
    """The ceiling holds for any sound, and its length stays."""
    clip = Clip(np.array(samples, dtype=np.float32), RATE_HZ)
    held = limited(clip, 0.5)
    assert held.frames == clip.frames
    assert peak(held.samples) <= 0.5 + 1e-6


def test_trimmed_clips_do_not_click() -> None:
    """A sound that begins at once begins softly, and the silence around it goes."""
    clip = trimmed(joined([silence(1.0, RATE_HZ), tone(1.0), silence(1.0, RATE_HZ)]))
    assert clip.seconds == pytest.approx(1.17, abs=0.03)
    assert abs(float(trimmed(tone(1.0)).samples[0])) < 1e-3


def test_the_room_is_as_far_below_the_voice_as_asked() -> None:
    """The distance is measured against the voice without its pauses."""
    voice = joined([tone(2.0), silence(2.0, RATE_HZ), tone(2.0)])
    mixed = with_room(voice, [tone(1.0, hz=300.0)], 15.0, np.random.default_rng(1))
    noise = mixed.cut(2.1, 3.9).samples
    assert 20 * np.log10(active_rms(voice) / np.sqrt(np.mean(noise**2))) == pytest.approx(15.0, abs=1.0)


def test_pink_noise_falls_with_frequency() -> None:
    """Every octave has as much power as the next."""
    power = np.abs(np.fft.rfft(pink_noise(1 << 17, np.random.default_rng(1)))) ** 2
    octaves = [power[1 << n : 2 << n].sum() for n in range(10, 16)]
    assert max(octaves) / min(octaves) < 1.2


def test_the_same_seed_speaks_the_same(tmp_path: Path) -> None:
    """Choice, voices, speeds, words and noise come from the seed alone."""
    rows = [{"id": f"m{n}", "text": "Call 206-555-0134.", "country": "US"} for n in range(20)]
    assert chosen(rows, 5, 1) == chosen(rows, 5, 1) != chosen(rows, 5, 2)
    assert plan_messages(rows, 1) == plan_messages(rows, 1) != plan_messages(rows, 2)
    assert plan(2, 1) == plan(2, 1)
    for folder in ("a", "b"):
        write_conditions(tmp_path / folder, rows[0], tone(1.0), [tone(0.5)], 1)
    once, again = (read_clip(tmp_path / folder / "tel_noise" / "m0.flac").samples for folder in ("a", "b"))
    assert np.array_equal(once, again)


def test_voices_take_turns() -> None:
    """Ten messages are spoken by ten voices, American and British, women and men."""
    planned = plan_messages([{"id": str(n), "text": "Hello."} for n in range(10)], 1)
    assert len({row["voice"] for row in planned}) == 10
    assert {row["voice"][:2] for row in planned} == {"af", "am", "bf", "bm"}
    assert all(0.9 <= row["speed"] <= 1.2 for row in planned)


def test_manifest_names_every_recording(tmp_path: Path) -> None:
    """Each line leads to its sound and keeps what was known of the message, written text included."""
    row = plan_messages([{"id": "m1", "text": "Call 206-555-0134.", "labels": {"ask": 1}, "country": "US"}], 1)[0]
    write_manifest(tmp_path, write_conditions(tmp_path, row, tone(1.0), [], 1))
    lines = [json.loads(line) for line in (tmp_path / "manifest.jsonl").read_text(encoding="utf-8").splitlines()]
    assert [line["condition"] for line in lines] == list(CONDITIONS)
    assert all(read_clip(tmp_path / line["path"]).seconds == 1.0 for line in lines)
    assert all(line["text"] == "Call 206-555-0134." and line["labels"] == {"ask": 1} for line in lines)


def test_pace_is_measured_in_the_sound() -> None:
    """Silence before the number does not slow it; the pause inside it does."""
    clip = joined([tone(1.0), silence(0.5, RATE_HZ), tone(1.0), silence(0.6, RATE_HZ), tone(1.0), silence(1, RATE_HZ)])
    measured = measure(clip, [(1.2, 4.5)], 10)
    assert measured["numbers_s"] == [[1.5, 4.1]]
    assert measured["digits_per_s"] == [pytest.approx(10 / 2.6, abs=0.05)]
    assert measured["longest_pause_s"] == [pytest.approx(0.6, abs=0.02)]
    assert longest_pause_s(clip) == pytest.approx(0.6, abs=0.02)


def test_every_country_and_pace_is_said_once_and_twice() -> None:
    """Numbers are from the ranges kept for fiction, in turns said once and twice."""
    planned = plan(2, 1)
    assert len(planned) == 4 * len(PACES) * 2
    assert {bool(saying.again) for saying in planned} == {False, True}
    assert all("-555-01" in saying.number for saying in planned if saying.country == "US")


def test_list_to_render_is_checked(tmp_path: Path) -> None:
    """A missing voice and an id that comes twice are named before an hour of work."""
    path = tmp_path / "list.jsonl"
    path.write_text('{"id": "a", "text": "Hello."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="no voice"):
        read_list(path)
    path.write_text('{"id": "a", "text": "Hello.", "voice": "af_heart"}\n' * 2, encoding="utf-8")
    with pytest.raises(UsageError, match="a more than once"):
        read_list(path)


def test_faults_of_a_rendered_clip_are_found() -> None:
    """A clip that is too loud, clipped or cut in the middle of a sound is not shipped."""
    assert faults_of(levelled(trimmed(tone(2.0)))) == []
    assert len(faults_of(tone(2.0, 1.0, hz=990.0))) >= 2
    assert any("clicks" in fault for fault in faults_of(levelled(tone(2.0)).cut(0.1003)))
    assert any("LUFS" in fault for fault in faults_of(Clip(trimmed(tone(2.0)).samples * amplitude(-30), RATE_HZ)))
