"""`trainer recogniser`: which one hears you, and fetching a model for the other."""

import sys
from pathlib import Path

import click

from trainer.cli.doctor import print_finding
from trainer.errors import Cancelled, UsageError
from trainer.practice.checkup import look_at_recognisers
from trainer.practice.fetch_model import fetch_model
from trainer.speech.whisper_downloads import MODELS
from trainer.store.folders import find_folders
from trainer.store.settings import RECOGNISERS, Recogniser, save_settings
from trainer.wiring import build_studio, one_at_a_time

_MB = 1_000_000


@click.group("recogniser", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show which recogniser is in use and whether the other works, choose one, or fetch a Whisper model."""
    if ctx.invoked_subcommand is None:
        for finding in look_at_recognisers(build_studio()):
            print_finding(finding)


@command.command("use")
@click.argument("name", type=click.Choice(RECOGNISERS))
@click.option("--model", type=click.Path(path_type=Path), help="The folder of a model for faster-whisper.")
def use(name: Recogniser, model: Path | None) -> None:
    """Use this recogniser from the next message on. It is tried first: if it does not work, nothing changes."""
    if model is not None and name != "whisper":
        raise UsageError("--model is for whisper", "Moonshine's model comes with the trainer.", "Leave --model out.")
    studio = build_studio()
    studio.choose_recogniser(name, model.absolute() if model else None)
    click.echo(f"{studio.transcriber.engine} is in use now.")


@command.command("fetch")
@click.argument("name", type=click.Choice(tuple(MODELS)), default="tiny.en")
@click.option("--from", "address", metavar="URL", help="A folder on the network with the same files.")
def fetch(name: str, address: str | None) -> None:
    """Fetch a Whisper model from its publisher: tiny.en (78 MB) or base.en (148 MB). Only this command fetches.

    It can be broken off and goes on where it was. Every file is checked against the digest the trainer knows.
    """
    folders = find_folders()
    folder = folders.models / name
    with one_at_a_time(folders):
        _fetch(name, folder, address)
        save_settings(folders.settings, {"whisper_model": str(folder)})
    click.echo(f"{folder} is complete and checked. Use it: trainer recogniser use whisper")


def _fetch(name: str, folder: Path, address: str | None) -> None:
    model = MODELS[name]
    bar = click.progressbar(length=model.size, label=f"Whisper {name}, {model.size / _MB:.0f} MB", file=sys.stderr)
    try:
        with bar:
            fetch_model(model, folder, address, bar.update)
    except KeyboardInterrupt as error:
        raise Cancelled(
            detail="What has come so far is kept.", hint=f"trainer recogniser fetch {name} goes on from there."
        ) from error
