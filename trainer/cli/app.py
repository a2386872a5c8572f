"""`trainer` and `trainer app`: the app."""

import click

from trainer.cli.terminal import quiet_terminal
from trainer.wiring import build_studio, one_at_a_time


@click.command("app")
def command() -> int:
    """Open the app."""
    from trainer.tui.app import TrainerApp

    studio = build_studio()
    with one_at_a_time(studio.folders), quiet_terminal(studio.folders.log):
        app = TrainerApp(studio)
        app.run()
    return app.return_code or 0
