"""`trainer doctor`: what works, what does not, what to do."""

import click

from trainer.practice.checkup import Finding, check_up
from trainer.wiring import build_studio


@click.command("doctor")
def command() -> int:
    """Check folders, sound, recogniser, meaning and voice."""
    code = 0
    for finding in check_up(build_studio()):
        print_finding(finding)
        code = code or finding.exit_code
    return code


def print_finding(finding: Finding) -> None:
    """One thing that was tried: ok, FAIL, or -- where it is missing and nothing needs it."""
    mark = "ok" if finding.works else "FAIL" if finding.exit_code else "--"
    click.echo(f"{mark:<4}  {finding.name:<12} {finding.detail}")
    if finding.hint:
        click.echo(f"{'':<19}{finding.hint}")
