"""Share of one core that the screen takes while a message is recorded.

The app runs in a terminal of 80x24 and calls a prospect over the file line in real time. The screen is Textual's
thread and the one that writes to the terminal; the session worker, which reads the line, is measured beside it.
The goal for the screen is under 10 percent.
"""

import argparse
import json
import os
import sys
import threading
import time
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory

import numpy as np

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench._terminal import Terminal
from trainer.audio.clip import Clip
from trainer.audio.recording_file import write_clip
from trainer.core.call import Phase
from trainer.core.profile import Profile
from trainer.core.scenario import Scenario
from trainer.speech.scripted import ScriptedTranscriber
from trainer.speech.transcriber import Transcriber
from trainer.store.folders import Folders
from trainer.tui.app import TrainerApp
from trainer.tui.messages import Dial, DrillMoved
from trainer.wiring import RealStudio

GOAL = 10.0
RATE_HZ = 16_000


class BenchStudio(RealStudio):
    """A recording that goes up and down as speech does, a recogniser that costs nothing, a short greeting."""

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """One prospect whose box answers at once."""
        first = super().scenarios[0]
        greeting = str(self.folders.root / "greeting.wav")
        return (replace(first, mailbox=replace(first.mailbox, greeting_file=greeting, rings=0)),)

    @cached_property
    def transcriber(self) -> Transcriber:
        """Hears nothing: recognising runs in threads of its own and is measured elsewhere."""
        return ScriptedTranscriber("Hello.")


class BenchApp(TrainerApp):
    """Calls by itself and measures while the message is recorded."""

    def __init__(self, studio: BenchStudio, seconds: float, result: Path) -> None:
        super().__init__(studio)
        self._seconds = seconds
        self._result = result

    def on_mount(self) -> None:
        """Call once home has settled."""
        self.set_timer(2.0, lambda: self.post_message(Dial(self.studio.scenarios[0])))

    def on_drill_moved(self, message: DrillMoved) -> None:
        """Measure from the beep on."""
        if message.phase is Phase.RECORDING:
            threading.Thread(target=self._measure, daemon=True).start()

    def _measure(self) -> None:
        before, started = cpu_s(), time.monotonic()
        time.sleep(self._seconds)
        after, elapsed = cpu_s(), time.monotonic() - started
        shares = {name: 100 * (after[name] - before.get(name, 0.0)) / elapsed for name in after}
        self._result.write_text(json.dumps(shares), encoding="utf-8")
        self.call_from_thread(self.exit)


def cpu_s() -> dict[str, float]:
    """Processor seconds of the screen's two threads, and of all threads together."""
    screen = 0.0
    for thread in threading.enumerate():
        if thread.ident is not None and (thread is threading.main_thread() or thread.name == "textual-output"):
            screen += time.clock_gettime(time.pthread_getcpuclockid(thread.ident))
    return {"screen": screen, "process": time.process_time()}


def run_app(home: Path, seconds: float) -> None:
    """What runs in the terminal."""
    studio = BenchStudio(Folders(home), home / "speech.wav", None, fast=False)
    studio.save_profile(Profile(name="Alex Kim", company="Brightpath", number="+12025550142"))
    BenchApp(studio, seconds, home / "result.json").run()


def prepare(home: Path, seconds: float) -> None:
    """Write the greeting, and noise that goes up and down four times a second."""
    times = np.arange(round((seconds + 5.0) * RATE_HZ)) / RATE_HZ
    noise = np.random.default_rng(1).uniform(-0.5, 0.5, len(times)) * np.abs(np.sin(2 * np.pi * 2.0 * times))
    write_clip(home / "speech.wav", Clip(noise.astype(np.float32), RATE_HZ))
    write_clip(home / "greeting.wav", Clip(np.zeros(RATE_HZ // 2, np.float32), RATE_HZ))


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--seconds", type=float, default=15.0, help="how much of the message is measured")
    parser.add_argument("--json", action="store_true", help="print JSON")
    parser.add_argument("--in-terminal", type=Path, help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.in_terminal:
        run_app(options.in_terminal, options.seconds)
        return
    with TemporaryDirectory() as folder:
        home = Path(folder)
        prepare(home, options.seconds)
        command = [sys.executable, __file__, "--in-terminal", str(home), "--seconds", str(options.seconds)]
        Terminal(command, {"TRAINER_HOME": str(home)}).leave()
        shares = json.loads((home / "result.json").read_text(encoding="utf-8"))
    if options.json:
        print(json.dumps({**shares, "goal": GOAL, "cores": os.cpu_count()}))
        return
    print(f"screen         {shares['screen']:5.1f} % of one core  (goal: under {GOAL:.0f} %)")
    print(f"whole process  {shares['process']:5.1f} %")


if __name__ == "__main__":
    main()
