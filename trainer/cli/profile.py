"""`trainer profile`: who is calling."""

import click

from trainer.cli.narrate import narrate
from trainer.core.profile import Profile
from trainer.errors import UsageError
from trainer.store.folders import find_folders
from trainer.store.profile_file import PROFILE_KEYS, change_profile, load_profile


@click.group("profile", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show or change who is calling."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(show)


@command.command("show")
def show() -> None:
    """Show the profile."""
    profile = load_profile(find_folders().profile)
    if profile is None:
        narrate("No profile yet. For example:")
        narrate('  trainer profile set name "Ana Ruiz" company Copperline number "415 555 0134" country us')
        return
    _print(profile)


@command.command("set", epilog='Example: trainer profile set name "Ana Ruiz" company Copperline number "415 555 0134"')
@click.argument("pairs", nargs=-1, required=True, metavar="KEY VALUE [KEY VALUE ...]")
def set_keys(pairs: tuple[str, ...]) -> None:
    """Set name, company, number, country (us, ca, gb, de, fr, au, jp, in, br) or sells.

    The first time, name, company and number are needed together.
    """
    if len(pairs) % 2:
        raise UsageError(f"{pairs[-1]!r} has no value", f"Keys are {', '.join(PROFILE_KEYS)}.", "Give KEY VALUE pairs.")
    _print(change_profile(find_folders().profile, dict(zip(pairs[::2], pairs[1::2], strict=True))))


def _print(profile: Profile) -> None:
    for key in PROFILE_KEYS:
        click.echo(f"{key:<8} {getattr(profile, key)}")
