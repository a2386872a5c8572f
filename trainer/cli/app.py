"""`trainer` and `trainer app`: the app."""

import sys
from pathlib import Path

import click

from trainer.cli.terminal import quiet_terminal
from trainer.errors import UsageError
from trainer.store.settings import DEFAULTS
from trainer.tui.app import TrainerApp
from trainer.wiring import build_studio, one_at_a_time


@click.command("app")
@click.option("--mic", type=click.Path(path_type=Path), help="A recording that speaks after the beep, instead of you.")
@click.option("--speaker", type=click.Path(path_type=Path), help="Write what you would hear to this WAV file.")
def command(mic: Path | None, speaker: Path | None) -> int:
    """Open the app."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise UsageError(
            "The app needs a terminal", "Input or output goes elsewhere.", "Without a terminal there is: trainer drill"
        )
    studio = build_studio(microphone_file=mic, speaker_file=speaker)
    if studio.settings.checklist != DEFAULTS.checklist:
        _ = studio.checklist  # one that cannot be used is told before the screen is taken
    with one_at_a_time(studio.folders), quiet_terminal(studio.folders.log):
        app = TrainerApp(studio)
        app.run()
    return app.return_code or 0
