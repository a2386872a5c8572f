"""`trainer devices`: microphones and loudspeakers."""

import click

from trainer.errors import DeviceError
from trainer.practice.studio import Device
from trainer.wiring import build_studio


@click.command("devices")
def command() -> None:
    """List microphones and loudspeakers; * marks the system's default."""
    devices = build_studio().devices()
    if devices.trouble and not (devices.microphones or devices.loudspeakers):
        raise DeviceError("No sound devices", devices.trouble, "trainer doctor says more.")
    _print("Microphones", devices.microphones)
    _print("Loudspeakers", devices.loudspeakers)


def _print(title: str, devices: tuple[Device, ...]) -> None:
    click.echo(title)
    for device in devices:
        click.echo(f"  {'*' if device.is_default else ' '} {device.name}")
    if not devices:
        click.echo("    none found")
