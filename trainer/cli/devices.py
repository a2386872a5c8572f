"""`trainer devices`: microphones and loudspeakers."""

import click

from trainer.errors import DeviceError
from trainer.practice.studio import Device
from trainer.wiring import build_studio


@click.command("devices")
def command() -> None:
    """List microphones and loudspeakers; * marks the system's default."""
    devices = build_studio().devices()
    if not devices.microphones and not devices.loudspeakers:
        raise DeviceError(
            "No sound devices were found",
            devices.trouble or "The sound system offers neither a microphone nor a loudspeaker.",
            "Plug a headset in and try again. Drills work with a recording meanwhile: trainer drill --mic message.wav",
        )
    _print("Microphones", devices.microphones)
    _print("Loudspeakers", devices.loudspeakers)


def _print(title: str, devices: tuple[Device, ...]) -> None:
    click.echo(title)
    for device in devices:
        click.echo(f"  {'*' if device.is_default else ' '} {device.name}")
    if not devices:
        click.echo("    none found")
