"""`trainer scenarios`: list them, show one, or check files."""

from itertools import groupby
from pathlib import Path

import click

from trainer.errors import UsageError
from trainer.practice.choose import find_scenario
from trainer.reports.briefing_text import briefing_text
from trainer.store.scenario_files import check_scenarios
from trainer.wiring import build_studio


@click.group("scenarios", invoke_without_command=True)
@click.pass_context
def command(ctx: click.Context) -> None:
    """List the scenarios (the default), show one, or check scenario files."""
    if ctx.invoked_subcommand is None:
        ctx.invoke(list_them)


@command.command("list")
def list_them() -> None:
    """List every scenario, pack by pack: id, difficulty, country, prospect."""
    for number, (pack, scenarios) in enumerate(groupby(build_studio().scenarios, key=lambda each: each.pack)):
        click.echo(("\n" if number else "") + (f"{pack.title}. {pack.about}" if pack.about else pack.title))
        for scenario in scenarios:
            prospect = scenario.prospect
            click.echo(
                f"  {scenario.id:<24} {scenario.difficulty:<7} {prospect.country:<3} "
                f"{prospect.name}, {prospect.role} at {prospect.company}"
            )


@command.command("show")
@click.argument("scenario")
def show(scenario: str) -> None:
    """Show the briefing of a scenario, and a model answer with your own name, company and number in it."""
    studio = build_studio()
    click.echo(briefing_text(find_scenario(scenario, studio.scenarios), studio.profile), nl=False)


@command.command("check")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
def check(files: tuple[Path, ...]) -> None:
    """Check scenario files and report every fault at once."""
    faults = check_scenarios(files)
    if faults:
        lines = "\n".join(f"  {fault}" for fault in faults)
        raise UsageError(
            f"{len(faults)} fault{'s' if len(faults) > 1 else ''} found", lines, "Mend them and check again."
        )
    click.echo(f"{len(files)} file{'s' if len(files) > 1 else ''} checked, no faults.")
