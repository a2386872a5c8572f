"""One utterance in one short-lived process: `python -m trainer.speech.render_voice`, JSON on stdin and stdout.

pyttsx3 loses, swaps or hangs on utterances when a process makes more than one; the first one always comes right
if its end is awaited. Asked {"list": true} it answers {"voices": [...]}; asked {"text", "voice", "words_per_minute",
"path"} it writes the file and answers {"voice": the voice that spoke}; anything that fails answers {"error": why}.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Mapping
from pathlib import Path
from threading import Event
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pyttsx3.engine import Engine

_PATIENCE_S = 15.0

Message = Mapping[str, Any]
"""A JSON object."""


def main() -> None:
    """Answer the one request on stdin and end the process at once, before the driver's threads can."""
    answers = os.dup(1)
    os.dup2(2, 1)  # pyttsx3 prints to stdout
    try:
        answer = _answer(json.load(sys.stdin))
    except Exception as error:  # noqa: BLE001  whatever a driver raises is the parent's to tell
        answer = {"error": f"{type(error).__name__}: {error}"}
    os.write(answers, json.dumps(answer).encode())
    os._exit(0)


def _answer(request: Message) -> Message:
    import pyttsx3

    engine = pyttsx3.init()
    voices = [str(voice.id) for voice in engine.getProperty("voices")]
    if "list" in request:
        return {"voices": voices}
    voice = request["voice"] if _known(request["voice"], voices) else None
    if voice:
        engine.setProperty("voice", voice)
    engine.setProperty("rate", request["words_per_minute"])
    _render(engine, request["text"], Path(request["path"]))
    return {"voice": voice}


def _known(voice: str | None, voices: list[str]) -> bool:
    """Whether the driver has it; eSpeak NG takes variants of a voice after a plus sign."""
    return voice is not None and (voice in voices or voice.partition("+")[0] in voices)


def _render(engine: Engine, text: str, path: Path) -> None:
    finished = Event()
    faults: list[str] = []

    def note_fault(fault: sys.UnraisableHookArgs) -> None:
        faults.append(str(fault.exc_value))
        finished.set()

    sys.unraisablehook = note_fault  # the driver writes the file in a callback whose errors go nowhere else
    engine.connect("finished-utterance", lambda **_: finished.set())
    engine.connect("error", lambda exception, **_: faults.append(str(exception)))
    engine.save_to_file(text, str(path))
    engine.runAndWait()
    if str(engine) == "espeak":  # returns before its own thread has written the file
        finished.wait(_PATIENCE_S)
    if faults:
        raise RuntimeError(faults[0])
    if not path.is_file() or not path.stat().st_size:
        raise RuntimeError("nothing was written")


if __name__ == "__main__":
    main()
