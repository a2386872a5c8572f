"""Seconds from hang-up to score: a message is spoken in real time, heard while it is spoken, and scored.

    python bench/hangup.py [--runs N] [--json] [LENGTH_S ...]

The line is files in real time, everything else is what a call uses: recogniser, recording on disk, history.
Messages of the asked length are made of the recording that the tests use, said again and again.
"""

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from trainer.audio.clip import Clip
from trainer.audio.clip_file import read_clip
from trainer.audio.recording_file import write_clip
from trainer.core.call import Phase
from trainer.practice.drill import Drill
from trainer.practice.events import DrillEvent, PhaseChanged
from trainer.store.folders import Folders
from trainer.wiring import RealStudio

MESSAGE = Path(__file__).parent.parent / "tests" / "recordings" / "clear-message.ogg"


class LiveStudio(RealStudio):
    """The real studio, with a file that speaks in real time."""

    def __init__(self, home: Path, microphone: Path) -> None:
        super().__init__(Folders(home), microphone, None, fast=False)


def message_of(length_s: float, folder: Path) -> Path:
    """A recording of this length."""
    spoken = read_clip(MESSAGE)
    again = -(-round(length_s * spoken.rate_hz) // spoken.frames)
    path = folder / f"message-{length_s:g}.wav"
    write_clip(path, Clip(np.tile(spoken.samples, again), spoken.rate_hz).cut(0.0, length_s))
    return path


def measure(studio: LiveStudio) -> float:
    """One drill; seconds from its end to its saved attempt."""
    ended_s = 0.0

    def tell(event: DrillEvent) -> None:
        nonlocal ended_s
        if event == PhaseChanged(Phase.ENDED):
            ended_s = time.perf_counter()

    Drill(studio.scenarios[0], studio, tell).run()
    return time.perf_counter() - ended_s


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lengths_s", nargs="*", type=float, default=[15.0, 30.0, 60.0])
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    results = {}
    with tempfile.TemporaryDirectory() as home:
        for length_s in asked.lengths_s:
            studio = LiveStudio(Path(home), message_of(length_s, Path(home)))
            studio.transcriber.warm_up()
            results[length_s] = [round(measure(studio), 3) for _ in range(asked.runs)]
            if not asked.json:
                times = results[length_s]
                print(f"{length_s:5.0f} s message: median {statistics.median(times):.2f} s, worst {max(times):.2f} s")
    if asked.json:
        print(json.dumps({"seconds_from_hang_up_to_score": results}))


if __name__ == "__main__":
    main()
