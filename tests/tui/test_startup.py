"""The first screen is there before heavy libraries are."""

import subprocess
import sys

HEAVY = ("numpy", "soundfile", "sounddevice", "sqlalchemy", "pydantic", "phonenumbers", "onnxruntime", "markdown_it")


def test_the_app_and_its_first_screen_import_nothing_heavy() -> None:
    """Home paints first; sound, database and recogniser are loaded beside it."""
    look = f"import sys, trainer.tui.app; print(*(name for name in {HEAVY} if name in sys.modules))"
    done = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True)
    assert done.stdout.split() == []
