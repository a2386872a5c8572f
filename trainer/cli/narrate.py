"""What a command tells the person beside its result: on stderr, so that stdout stays a result."""

import json

import click

from trainer.reports.json_report import Json


def narrate(text: str) -> None:
    """Say one line on stderr."""
    click.echo(text, err=True)


def print_json(document: Json) -> None:
    """Print a document on stdout."""
    click.echo(json.dumps(document, ensure_ascii=False, indent=2))
