"""`trainer checklists`: list them, show one, copy one to change it, check files."""

from pathlib import Path

import click

from trainer.cli.narrate import narrate
from trainer.errors import TrainerError, UsageError
from trainer.reports.checklist_text import checklist_text
from trainer.store.checklist_copy import copy_checklist
from trainer.store.checklists import Shelf
from trainer.store.folders import Folders, find_folders
from trainer.store.settings import load_settings


@click.group("checklists", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the checklists (the default), show one, copy one to change it, or check files."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_them)


@command.command("list")
def list_them() -> None:
    """List every checklist: id, version, pass mark, title; * marks the one in use."""
    folders = find_folders()
    shelf, chosen = _shelf(folders), load_settings(folders.settings).checklist
    for name, path in shelf.files():
        click.echo(f"{'*' if name == chosen else ' '} {name:<24} {_in_short(shelf, path)}")
    try:
        if (path := shelf.find(chosen)) not in [each for _, each in shelf.files()]:
            click.echo(f"* {path}")
    except TrainerError as error:
        narrate(f"The settings choose {chosen!r}. {error}")


@command.command("show")
@click.argument("choice", metavar="ID|FILE")
def show(choice: str) -> None:
    """Show what a checklist asks for: checks, points, tips, sources and where they disagree."""
    shelf = _shelf(find_folders())
    click.echo(checklist_text(shelf.load(shelf.find(choice))), nl=False)


@command.command("copy")
@click.argument("choice", metavar="ID|FILE")
@click.argument("new_id")
def copy(choice: str, new_id: str) -> None:
    """Copy a checklist into your data folder, under an id of your own, to change it there."""
    folders = find_folders()
    path = copy_checklist(_shelf(folders), choice, new_id)
    click.echo(str(path))
    narrate("Change it with any text editor. Then:")
    narrate(f"  trainer checklists check {new_id}              says what is wrong with it")
    narrate(f"  trainer score --text - --checklist {new_id}    tries it on a message you type")
    narrate(f'To use it always, write the line  checklist = "{new_id}"  into {folders.settings}')


@command.command("check")
@click.argument("choices", nargs=-1, required=True, metavar="ID|FILE...")
def check(choices: tuple[str, ...]) -> None:
    """Check checklists and report every fault at once, with its line."""
    shelf = _shelf(find_folders())
    files = [path for choice in choices for path in shelf.named(choice) or [shelf.find(choice)]]
    faults = [f"  {path}: {fault}" for path in files for fault in shelf.faults(path)]
    if faults:
        raise UsageError(_count(len(faults), "fault") + " found", "\n".join(faults), "Correct this and check again.")
    click.echo(f"{_count(len(files), 'checklist')} checked, no faults.")


def _shelf(folders: Folders) -> Shelf:
    return Shelf(folders.checklists)


def _in_short(shelf: Shelf, path: Path) -> str:
    """A checklist in one line, or how many faults it has."""
    own = path.is_relative_to(shelf.own)
    faults = shelf.faults(path) if own else []
    if faults:
        return f"{_count(len(faults), 'fault')}: trainer checklists check {path}"
    checklist = shelf.load(path)
    title = checklist.title + (" (yours)" if own else "")
    return f"version {checklist.version}  pass mark {checklist.pass_mark:>3}  {title}"


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'' if number == 1 else 's'}"
