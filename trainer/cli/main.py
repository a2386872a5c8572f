"""The `trainer` command: finds the sub-command, prints errors, exits.

Sub-commands live in modules of their own and are imported when they are used, so that none pays for another.
"""

import gc
import importlib
import os
import sys
from typing import NoReturn

import click

from trainer import __version__
from trainer.errors import Cancelled, TrainerError

COMMANDS = {
    "app": "Open the app (what `trainer` alone does).",
    "drill": "Do one drill without the app: plain text, works over a pipe.",
    "score": "Score recordings or a typed message.",
    "scenarios": "List the scenarios, show one, or check scenario files.",
    "checklists": "List, show, copy or check the checklists that score.",
    "history": "List the attempts made so far.",
    "disagree": "Flip a verdict of an attempt; the machine's stays beside yours.",
    "disagreements": "List or export the verdicts that you disagree with.",
    "profile": "Show or change who is calling.",
    "recogniser": "Show or change what hears you; fetch a Whisper model.",
    "devices": "List microphones and loudspeakers.",
    "doctor": "Check sound, recogniser, voices and folders.",
}

EPILOG = """
\b
Examples
  trainer                                    open the app
  trainer drill desk-line                    one drill in plain text
  trainer drill --mic message.wav --fast     a recording is the microphone
  trainer score message.wav --json           score a recording
  trainer score --text - < message.txt       score typed words

\b
Exit codes
  0 passed or done     1 scored and did not pass (drill)    2 bad input
  3 sound device       4 recogniser or voice                5 data folder
  130 cancelled

Data is kept in the platform's user folder, or in the folder that TRAINER_HOME names.
"""


class LazyGroup(click.Group):
    """A group whose commands are imported when they are asked for."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """The names, in the order of this module's table."""
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Import the command from trainer.cli.<name>; None if there is none."""
        if cmd_name not in COMMANDS:
            return super().get_command(ctx, cmd_name)
        command: click.Command = importlib.import_module(f"trainer.cli.{cmd_name}").command
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002 - click's
        """List the commands without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl(list(COMMANDS.items()))


@click.group(cls=LazyGroup, invoke_without_command=True, epilog=EPILOG, context_settings={"max_content_width": 100})
@click.version_option(__version__, prog_name="Voicemail Trainer")
@click.pass_context
def trainer(ctx: click.Context) -> None:
    """Practise leaving sales voicemails: dial, greeting, beep, speak, score. Nothing leaves this machine."""
    if ctx.invoked_subcommand not in (None, "app"):
        gc.enable()
    if ctx.invoked_subcommand is None:
        ctx.invoke(importlib.import_module("trainer.cli.app").command)


def main() -> NoReturn:
    """Run the command line and exit with its documented code."""
    try:
        answer = trainer.main(standalone_mode=False)
        code = answer if isinstance(answer, int) else 0
    except TrainerError as error:
        code = print_error(error)
    except click.ClickException as error:
        error.show()
        code = error.exit_code
    except (click.Abort, KeyboardInterrupt):
        code = print_error(Cancelled())
    except BrokenPipeError:
        # Whoever read our output has left; there is nobody to tell.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        code = 0
    leave(code)


def print_error(error: TrainerError) -> int:
    """Tell a person about an error on stderr and return its exit code."""
    click.echo(str(error), err=True)
    return error.exit_code


def leave(code: int) -> NoReturn:
    """End the process, also when a hung sound system would keep it from ending."""
    portaudio = sys.modules.get("trainer.audio.portaudio")
    if portaudio is not None and portaudio.hung():
        sys.stdout.flush()
        sys.stderr.flush()
        os._exit(code)
    sys.exit(code)
