"""Running `trainer` as a person or a script does: in a process of its own."""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

CLEAR_MESSAGE = Path(__file__).parent.parent / "recordings" / "clear-message.ogg"
"""A message to Dana Whitlock by Rachel Porter of Copperline, 206 555 0134 said twice, under 30 seconds."""

PROFILE = ("profile", "set", "name", "Rachel Porter", "company", "Copperline", "number", "206 555 0134")


@dataclass(frozen=True)
class Outcome:
    """What a command printed and how it ended."""

    code: int
    out: str
    err: str


@dataclass(frozen=True)
class Trainer:
    """The command with a data folder of its own."""

    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """The environment the command runs in; no sound server is known in it."""
        kept = {key: value for key, value in os.environ.items() if not key.startswith("PULSE_")}
        return {**kept, "TRAINER_HOME": str(self.home), "PULSE_SERVER": "unix:/nowhere"}

    def __call__(self, *arguments: str | Path, given: str = "") -> Outcome:
        """Run to the end; given is what comes in on stdin."""
        ended = subprocess.run(
            [sys.executable, "-m", "trainer", *map(str, arguments)],
            input=given,
            capture_output=True,
            text=True,
            env=self.environment,
            timeout=60,
            check=False,
        )
        return Outcome(ended.returncode, ended.stdout, ended.stderr)
