"""Milliseconds and samples lost after the beep, over calls on the virtual sound card.

The rep's ear and mouth are one digital loop: the microphone hears the loudspeaker, into which another program plays
noise that is known to the sample (the rep, who never stops talking). So the true end of the beep and every sample
after it can be found in what was heard, and compared with where the call cut.
"""

import argparse
import json
import os
import subprocess
import sys
from dataclasses import asdict, dataclass
from itertools import pairwise
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from tests.device.correlation import noise, offset_of
from trainer.audio.clip import Clip, Samples
from trainer.audio.portaudio_line import PortAudioLine
from trainer.audio.recording_file import write_clip
from trainer.audio.take import Take
from trainer.audio.tape import Tape

RATE_HZ = 48_000
TALKING_S = 12.0
MESSAGE_S = 1.5
WINDOW = RATE_HZ // 20
SLIP_FRAMES = RATE_HZ // 2


@dataclass(frozen=True, slots=True)
class Measured:
    """One call."""

    cut_error_ms: float
    """Where the message began, minus where the beep truly ended: above 0, that much of the first word was lost."""
    samples_lost: int
    """Samples of the rep's that are missing, or were added, from the cut to the hang-up."""
    method: str
    """How the call was aligned."""


def _never() -> bool:
    return False


def _tape() -> Tape:
    samples = noise(2.0, RATE_HZ, seed=1)
    return Tape(samples, RATE_HZ, {"greeting": RATE_HZ // 2, "beep": RATE_HZ, "message": len(samples)})


def _call(tape: Tape) -> Take:
    """A call whose message lasts MESSAGE_S."""
    line = PortAudioLine()
    take = Take(tape, longest_s=2 * MESSAGE_S)
    line.connect(_never)
    line.open(take, _never)
    try:
        while len(take.reached()) < 3 or take.frames < dict(take.reached())["message"] + MESSAGE_S * RATE_HZ:
            line.advance()
            if line.failure is not None:
                raise SystemExit(line.failure)
    finally:
        line.close()
    return take


def _measure(tape: Tape, talking: Samples) -> Measured:
    take = _call(tape)
    heard = np.array(take.heard(0))
    cut = dict(take.reached())["message"]
    beep = tape.samples[tape.marks["beep"] :]
    true_end = offset_of(beep, heard) + len(beep)
    return Measured((cut - true_end) * 1000 / RATE_HZ, _lost(heard[true_end:], talking), take.alignment.method)


def _lost(message: Samples, talking: Samples) -> int:
    """How far the rep's voice slips between the message's windows, or else every sample that is not theirs."""
    first = offset_of(message[:WINDOW], talking)
    theirs = talking[first : first + len(message)]
    places = [_slip(message, theirs, start) for start in range(0, len(theirs) - WINDOW, WINDOW)]
    slipped = sum(abs(after - before) for before, after in pairwise(places))
    return slipped or int(np.count_nonzero(np.abs(message[: len(theirs)] - theirs) > 1e-4))


def _slip(message: Samples, theirs: Samples, start: int) -> int:
    """How many samples a window of the message lies away from where it should be."""
    around = max(0, start - SLIP_FRAMES)
    return offset_of(message[start : start + WINDOW], theirs[around : start + WINDOW + SLIP_FRAMES]) - (start - around)


def main() -> None:
    """Print the medians and the worst of so many calls."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=20)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    if "PULSE_SERVER" not in os.environ:
        raise SystemExit('No virtual sound card: eval "$(tests/sound_card/virtual-sound-card.sh start)"')
    os.environ["PULSE_SOURCE"] = "speaker.monitor"
    tape, talking = _tape(), noise(TALKING_S, RATE_HZ, seed=2)
    results: list[Measured] = []
    with TemporaryDirectory() as folder:
        path = Path(folder) / "talking.wav"
        write_clip(path, Clip(talking, RATE_HZ))
        for _ in range(options.calls):
            with subprocess.Popen(["paplay", "--device=speaker", path]) as rep:
                results.append(_measure(tape, talking))
                rep.terminate()
    _report(results, as_json=options.json)


def _report(results: list[Measured], *, as_json: bool) -> None:
    errors_ms = [result.cut_error_ms for result in results]
    worst_ms = max(errors_ms, key=abs)
    lost = [result.samples_lost for result in results]
    if as_json:
        summary = {
            "calls": len(results),
            "cut_error_ms": {"median": median(errors_ms), "worst": worst_ms},
            "samples_lost": {"median": median(lost), "worst": max(lost)},
            "each": [asdict(result) for result in results],
        }
        print(json.dumps(summary))
        return
    print(f"{len(results)} calls, aligned by {', '.join(sorted({result.method for result in results}))}")
    print(f"cut after the beep's true end: median {median(errors_ms):+.2f} ms, worst {worst_ms:+.2f} ms (goal: 10 ms)")
    print(f"samples lost after the cut: median {median(lost):g}, worst {max(lost)} (goal: 0)")


if __name__ == "__main__":
    main()
