"""What measuring loudness, clipping and pitch costs, and how well pitch holds: `python bench/sound.py MANIFEST.jsonl`.

    python bench/sound.py MANIFEST.jsonl [--json]

Each line of the manifest is a JSON object with path (relative to the manifest) and kind, and where it is known
condition. Costs are for 30 s at 16 and 48 kHz on one core, made of the recordings. Pitch ranges of clean messages are
compared with those of the same messages by telephone and under white noise.
"""

import argparse
import json
import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from functools import partial
from pathlib import Path

import numpy as np

from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.audio.level import active_rms, amplitude
from trainer.audio.phone_band import law_of, through_phone
from trainer.audio.sound_meter import measure
from trainer.core.sound import Sound
from trainer.core.timeline import Span
from trainer.speech.vad import find_speech

LENGTH_S = 30.0
RUNS = 7


@dataclass(frozen=True, slots=True)
class Agreement:
    """Pitch ranges of damaged messages against those of the clean ones."""

    condition: str
    measured: int
    too_noisy: int
    mean_difference_semitones: float | None
    correlation: float | None


def cost_ms(clips: Sequence[Clip], rate_hz: int) -> float:
    """Median milliseconds to measure 30 s at this rate."""
    sound = np.concatenate([clip.resampled(rate_hz).samples for clip in clips])
    clip = Clip(np.resize(sound, round(LENGTH_S * rate_hz)), rate_hz)
    costs = []
    for _ in range(RUNS):
        started_s = time.process_time()
        measure(clip, (Span(0.0, LENGTH_S),))
        costs.append(1000 * (time.process_time() - started_s))
    return statistics.median(costs)


def under_noise(clip: Clip, snr_db: float) -> Clip:
    """The clip under white noise."""
    noise = np.random.default_rng(1).normal(size=clip.frames) * active_rms(clip) * amplitude(-snr_db)
    return Clip(np.asarray(clip.samples + noise, np.float32), clip.rate_hz)


def agreement(
    condition: str, clips: Sequence[Clip], clean: Sequence[Sound], damage: Callable[[Clip], Clip]
) -> Agreement:
    """How the pitch ranges of damaged clips agree with those of the clean ones; speech is looked for in the clean."""
    found = [measure(damage(clip), find_speech(clip)) for clip in clips]
    pairs = [
        (one.pitch.range_semitones, other.pitch.range_semitones)
        for one, other in zip(clean, found, strict=True)
        if one.pitch and other.pitch
    ]
    ranges = np.array(pairs).reshape(-1, 2)
    return Agreement(
        condition=condition,
        measured=len(pairs),
        too_noisy=sum(sound.no_pitch == "too noisy" for sound in found),
        mean_difference_semitones=float(np.abs(ranges[:, 0] - ranges[:, 1]).mean()) if pairs else None,
        correlation=float(np.corrcoef(ranges.T)[0, 1]) if len(pairs) > 2 else None,
    )


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("manifest", type=Path)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    rows = [json.loads(line) for line in asked.manifest.read_text(encoding="utf-8").splitlines()]
    clips = [
        read_clip(asked.manifest.parent / row["path"])
        for row in rows
        if row.get("kind") == "message" and row.get("condition", "clean") == "clean"
    ]
    clean = [measure(clip, find_speech(clip)) for clip in clips]
    costs = {rate_hz: round(cost_ms(clips[:3], rate_hz)) for rate_hz in (16_000, 48_000)}
    agreements = [agreement("telephone", clips, clean, lambda clip: through_phone(clip, law_of("us")))]
    for snr_db in (25, 20, 15, 10):
        agreements.append(agreement(f"SNR {snr_db} dB", clips, clean, partial(under_noise, snr_db=snr_db)))
    if asked.json:
        print(json.dumps({"cost_ms": costs, "pitch": [asdict(each) for each in agreements]}, indent=2))
        return
    for rate_hz, cost in costs.items():
        print(f"{LENGTH_S:.0f} s at {rate_hz} Hz: {cost} ms")
    print(f"{'pitch range':12} measured  too noisy  semitones apart  correlation")
    for each in agreements:
        apart = "-" if each.mean_difference_semitones is None else f"{each.mean_difference_semitones:.1f}"
        alike = "-" if each.correlation is None else f"{each.correlation:.2f}"
        print(f"{each.condition:12} {each.measured:8} {each.too_noisy:10} {apart:>16} {alike:>12}")


if __name__ == "__main__":
    main()
