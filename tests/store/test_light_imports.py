"""The app paints its first screen before heavy libraries are loaded: the store must not load them early."""

import subprocess
import sys

import pytest

HEAVY = ("pydantic", "sqlalchemy", "alembic", "numpy", "soundfile", "tomlkit", "rapidfuzz", "phonenumbers")


@pytest.mark.parametrize(
    ("module", "allowed"),
    [
        ("bundled", set()),
        ("folders", set()),
        ("settings", set()),
        ("lock", set()),
        ("recordings", set()),
        ("profile_file", {"phonenumbers"}),
        ("scenario_files", set()),
        ("history", {"pydantic", "sqlalchemy"}),
    ],
)
def test_a_module_loads_no_more_than_it_needs(module: str, allowed: set[str]) -> None:
    """What is needed for mistakes, for changes or for sound waits until then."""
    look = f"import sys, trainer.store.{module}; print(*(name for name in {HEAVY} if name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", look], capture_output=True, text=True, check=True).stdout
    assert set(loaded.split()) <= allowed
