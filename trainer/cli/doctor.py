"""`trainer doctor`: what works, what does not, what to do."""

import click

from trainer.practice.checkup import check_up
from trainer.wiring import build_studio


@click.command("doctor")
def command() -> int:
    """Check folders, sound, recogniser, meaning and voice."""
    code = 0
    for finding in check_up(build_studio()):
        click.echo(f"{'ok  ' if finding.works else 'FAIL'}  {finding.name:<12} {finding.detail}")
        if finding.hint:
            click.echo(f"{'':<19}{finding.hint}")
        code = code or finding.exit_code
    return code
