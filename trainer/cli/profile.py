"""`trainer profile`: who is calling."""

import click

from trainer.errors import UsageError
from trainer.wiring import build_studio


@click.group("profile", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """Show or change who is calling."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(show)
