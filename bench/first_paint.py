"""Seconds from start to the first prospect on the screen, beside a bare Textual app with one label.

Both run as whole processes in a terminal of 80x24, in turns, so that a busy machine slows both. The goal is a ratio
of at most 1.6. Once before the measurement each is started to fill the disk cache.
"""

import argparse
import json
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

sys.path.insert(0, str(Path(__file__).parents[1]))

from bench._terminal import QUIT, Terminal
from trainer.core.profile import Profile
from trainer.store.bundled import scenarios_folder
from trainer.store.folders import Folders
from trainer.store.profile_file import save_profile
from trainer.store.scenario_files import load_scenarios

GOAL = 1.6

BARE = """
from textual.app import App
from textual.widgets import Label

class Bare(App):
    def compose(self):
        yield Label("one label")

Bare().run()
"""


def first_paint_s(command: list[str], drawn: str, home: Path) -> float:
    """Seconds until a command has drawn a text."""
    terminal = Terminal(command, {"TRAINER_HOME": str(home)})
    seconds = terminal.wait_for(drawn.encode())
    terminal.leave(QUIT)
    return seconds


def measure(runs: int, home: Path) -> dict[str, float]:
    """Medians of both, and the median of the ratio of each pair."""
    folders = Folders(home)
    folders.prepare()
    save_profile(folders.profile, Profile(name="Alex Kim", company="Brightpath", number="+12025550142"))
    prospect = load_scenarios([scenarios_folder()])[0].prospect.name
    bare, ours = [], []
    for _ in range(runs + 1):
        bare.append(first_paint_s([sys.executable, "-c", BARE], "one label", home))
        ours.append(first_paint_s([sys.executable, "-m", "trainer"], prospect, home))
    ratios = [mine / theirs for mine, theirs in zip(ours[1:], bare[1:], strict=True)]
    return {"bare_s": median(bare[1:]), "trainer_s": median(ours[1:]), "ratio": median(ratios), "goal": GOAL}


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=10, help="pairs of starts")
    parser.add_argument("--json", action="store_true", help="print JSON")
    options = parser.parse_args()
    with TemporaryDirectory() as home:
        found = measure(options.runs, Path(home))
    if options.json:
        print(json.dumps(found))
        return
    print(f"bare Textual app   {found['bare_s']:.3f} s")
    print(f"Voicemail Trainer  {found['trainer_s']:.3f} s")
    print(f"ratio              {found['ratio']:.2f}  (goal: at most {GOAL})")


if __name__ == "__main__":
    main()
