"""One call through the sound card, told in JSON lines: the tests run it where sound systems die."""

import argparse
import json
import os
import sys
import time
from pathlib import Path
from typing import Any

import numpy as np

from trainer.audio import portaudio
from trainer.audio.portaudio_line import PortAudioLine
from trainer.audio.take import Take
from trainer.audio.tape import Tape
from trainer.errors import Cancelled, TrainerError

_started_s = time.monotonic()


def _tell(event: str, **values: Any) -> None:
    line = json.dumps({"event": event, "at_s": time.monotonic() - _started_s, **values})
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


def _stderr() -> str:
    """Whether what is written to standard error still arrives anywhere."""
    return "lost" if os.fstat(2).st_rdev == Path(os.devnull).stat().st_rdev else "open"


def _call(seconds: float, cancel_s: float) -> None:
    cancelled_at_s = time.monotonic() + cancel_s
    line = PortAudioLine()
    rate_hz = line.connect(lambda: time.monotonic() > cancelled_at_s)
    _tell("connected")
    noise = np.asarray(np.random.default_rng(1).standard_normal(rate_hz) / 10, np.float32)
    take = Take(Tape(noise, rate_hz, {"greeting": 0, "beep": rate_hz // 2, "message": rate_hz}), longest_s=30)
    line.open(take, lambda: time.monotonic() > cancelled_at_s)
    _tell("opened")
    until_s = time.monotonic() + seconds
    while line.failure is None and time.monotonic() < until_s:
        line.advance()
    _tell("over", failure=line.failure, heard_s=take.frames / rate_hz)
    line.close()
    _tell("closed", hung=portaudio.hung(), heard_s=take.heard(0).size / rate_hz)


def main() -> None:
    """Make the call, or say why it cannot be made."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--cancel-after", type=float, default=60.0)
    parser.add_argument("--again", action="store_true", help="wait for a line on standard input, then call once more")
    options = parser.parse_args()
    for _ in range(2 if options.again else 1):
        try:
            _call(options.seconds, options.cancel_after)
        except Cancelled:
            _tell("cancelled")
        except TrainerError as error:
            words = {"title": error.title, "detail": error.detail, "hint": error.hint}
            _tell("error", **words, hung=portaudio.hung(), stderr=_stderr())
        if options.again:
            sys.stdin.readline()
    _tell("leaving")


if __name__ == "__main__":
    main()
