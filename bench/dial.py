"""Milliseconds from dial to the first sample of ring-back, and from # to the first sample of the beep.

    python bench/dial.py [--runs N] [--card] [--json] [SCENARIO]

A whole drill with everything it uses; the voices have spoken before, and the recogniser is loaded, as they are when
the app dials. By default the line is files in real time; with --card it is the sound card, and the sound system's own
delay from the loudspeaker back to the microphone counts too.
"""

import argparse
import json
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from trainer.audio.line import Line, Stopped
from trainer.audio.take import Take
from trainer.core.call import Phase
from trainer.practice.drill import Drill
from trainer.practice.events import DrillEvent, PhaseChanged
from trainer.store.folders import Folders
from trainer.wiring import RealStudio

SCENARIO = "twelve-country-houses"
"""The one with the longest greeting."""

GOALS_MS = {"dial to ring-back": 100.0, "# to beep": 150.0}


class WatchedLine:
    """A line that notes when something is heard again after silence or a key."""

    def __init__(self, line: Line) -> None:
        self._line = line
        self._take: Take | None = None
        self._looked = 0
        self.sounds_at_s: list[float] = []
        self.watching = True

    def connect(self, stopped: Stopped) -> int:
        """As the line does."""
        return self._line.connect(stopped)

    def open(self, take: Take, stopped: Stopped) -> None:
        """As the line does, and remember what is played."""
        self._take = take
        self._line.open(take, stopped)

    def advance(self) -> None:
        """As the line does; then look for sound."""
        self._line.advance()
        if self._take is None:
            return
        frames = self._take.frames
        if self.watching and np.any(self._take.played(self._looked, frames)):
            self.sounds_at_s.append(time.perf_counter())
            self.watching = False
        self._looked = frames

    @property
    def failure(self) -> str | None:
        """As the line says."""
        return self._line.failure

    @property
    def exhausted(self) -> bool:
        """As the line says."""
        return self._line.exhausted

    @property
    def description(self) -> str:
        """As the line says."""
        return self._line.description

    def close(self) -> None:
        """As the line does."""
        self._line.close()


class WatchedStudio(RealStudio):
    """The real studio, its line watched."""

    watched: WatchedLine

    def line(self) -> Line:
        """One watched line."""
        self.watched = WatchedLine(super().line())
        return self.watched


def measure(studio: WatchedStudio, scenario_id: str) -> dict[str, float]:
    """One call: dialed, skipped, hung up."""
    moments: dict[str, float] = {}

    def tell(event: DrillEvent) -> None:
        match event:
            case PhaseChanged(Phase.GREETING):
                moments["#"] = time.perf_counter()
                drill.press("#")
            case PhaseChanged(Phase.BEEP):
                moments["beep"] = time.perf_counter()
            case PhaseChanged(Phase.RECORDING):
                drill.hang_up()

    scenario = next(each for each in studio.scenarios if each.id == scenario_id)
    drill = Drill(scenario, studio, tell)
    moments["dial"] = time.perf_counter()
    drill.run()
    ring_s = studio.watched.sounds_at_s[0] - moments["dial"]
    return {"dial to ring-back": 1000 * ring_s, "# to beep": 1000 * (moments["beep"] - moments["#"])}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenario", nargs="?", default=SCENARIO)
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--card", action="store_true")
    parser.add_argument("--json", action="store_true")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as home:
        speaker = None if asked.card else Path(home) / "heard.wav"
        studio = WatchedStudio(Folders(Path(home)), None, speaker, fast=False)
        studio.check_folder()
        studio.transcriber.warm_up()
        measure(studio, asked.scenario)
        results = [measure(studio, asked.scenario) for _ in range(asked.runs)]
    measured = {name: [round(result[name], 1) for result in results] for name in GOALS_MS}
    if asked.json:
        print(json.dumps({"milliseconds": measured}))
        return
    for name, times in measured.items():
        middle, worst = statistics.median(times), max(times)
        print(f"{name:18} median {middle:6.1f} ms, worst {worst:6.1f} ms (goal {GOALS_MS[name]:.0f})")


if __name__ == "__main__":
    main()
