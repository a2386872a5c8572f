"""The house keeps its shape: who may import whom, what stays unloaded, how long a file may grow."""

import ast
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
TRAINER = ROOT / "trainer"
LINT_IMPORTS = Path(sys.executable).with_name("lint-imports")

MAX_LINES = 300
LONG_FOR_A_REASON: dict[str, str] = {}
"""Files that may be longer, each with its reason."""

# --- The contracts of pyproject.toml ---------------------------------------------------------------------------------


def lint_imports(folder: Path) -> "subprocess.CompletedProcess[str]":
    """Check the contracts of the checkout in a folder."""
    return subprocess.run(
        [LINT_IMPORTS, "--no-cache"], cwd=folder, capture_output=True, text=True, timeout=60, check=False
    )


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package and its contracts, to be broken."""
    shutil.copytree(TRAINER, tmp_path / "trainer", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    return tmp_path


def test_the_contracts_are_kept() -> None:
    """Rooms import to the right, the core is pure, sound and screen each have one door."""
    result = lint_imports(ROOT)
    assert result.returncode == 0, result.stdout


@pytest.mark.parametrize(
    ("module", "line", "contract"),
    [
        ("core/timeline.py", "from textual import app", "Only the app knows Textual"),
        ("core/timeline.py", "import time", "The core is pure"),
        ("practice/studio.py", "import trainer.tui.messages", "Rooms import to the right only"),
        ("audio/clip.py", "import trainer.store.folders", "Rooms import to the right only"),
        ("wiring.py", "import trainer.tui.messages", "Rooms import to the right only"),
        ("speech/transcriber.py", "import sounddevice", "One door to PortAudio"),
        ("tui/messages.py", "import sqlite3", "The app holds no audio and no SQL"),
    ],
)
def test_a_wrong_import_breaks_its_contract(copy: Path, module: str, line: str, contract: str) -> None:
    """Each contract bites, and says its name."""
    with (copy / "trainer" / module).open("a") as file:
        file.write(f"\n{line}\n")
    result = lint_imports(copy)
    assert result.returncode == 1
    assert f"{contract} BROKEN" in result.stdout


def test_a_room_that_no_contract_knows_is_refused(copy: Path) -> None:
    """A new room must say where it stands."""
    (copy / "trainer" / "attic.py").write_text('"""Odds and ends."""\n')
    result = lint_imports(copy)
    assert result.returncode == 1
    assert "not listed as layers" in result.stdout
    assert "trainer.attic" in result.stdout


# --- What stays unloaded, in a real process --------------------------------------------------------------------------

THE_APP = ("trainer.tui", "trainer.cli.app")
"""What draws on the screen: the room, and the command that opens it."""

IMPORT_ONE_BY_ONE = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
    pulled = {"textual", "sounddevice"} & set(sys.modules)
    if pulled:
        sys.exit(f"{name} pulls in {pulled}")
"""

RUN_TRAINER = """
import sys
from trainer.cli.main import main
try:
    main()
finally:
    print("LOADED", *sorted({"textual", "sounddevice"} & set(sys.modules)), file=sys.stderr)
"""


def python(script: str, *arguments: str, given: str = "") -> "subprocess.CompletedProcess[str]":
    """Run a script in a clean interpreter."""
    return subprocess.run(
        [sys.executable, "-c", script, *arguments],
        input=given,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def headless_modules() -> Iterator[str]:
    """Every module but the app's, as a dotted name; migrations are run by Alembic and never imported."""
    for path in sorted(TRAINER.rglob("*.py")):
        name = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
        if not name.startswith((*THE_APP, "trainer.store.migrations")):
            yield name


def test_headless_modules_leave_screen_and_sound_alone() -> None:
    """The contracts see written imports only; this sees what really gets loaded."""
    result = python(IMPORT_ONE_BY_ONE, *headless_modules())
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ["score", "--text", "-", "--json"],
        pytest.param(["score", "tests/recordings/clear-message.ogg", "--json"], marks=pytest.mark.engine),
        ["scenarios", "check", "scenarios/first-calls/desk-line.toml"],
        ["scenarios", "list"],
        ["history", "--json"],
        ["--help"],
    ],
    ids=" ".join,
)
def test_commands_without_sound_or_screen_load_neither(arguments: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Scoring and checking run on servers, where there is no terminal and no PortAudio."""
    monkeypatch.chdir(ROOT)
    result = python(RUN_TRAINER, *arguments, given="Hi Dana, this is Rachel from Copperline.")
    assert result.returncode == 0, result.stderr
    assert result.stderr.splitlines()[-1] == "LOADED"


# --- The house rules that a program can check ------------------------------------------------------------------------


def trees(*folders: str) -> Iterator[tuple[str, ast.Module]]:
    """The syntax tree of every Python file in these folders, with its path from the root."""
    for folder in folders:
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), ast.parse(path.read_text())


def test_one_module_loads_sounddevice() -> None:
    """A broken or missing PortAudio is met in one place, also by imports that are made while running."""
    doors = {
        path
        for path, tree in trees("trainer")
        for node in ast.walk(tree)
        if (isinstance(node, ast.Import) and any(name.name == "sounddevice" for name in node.names))
        or (isinstance(node, ast.ImportFrom) and node.module == "sounddevice")
        or (isinstance(node, ast.Constant) and node.value == "sounddevice")
    }
    assert doors == {"trainer/audio/portaudio.py"}


def test_files_stay_short() -> None:
    """A reader holds 300 lines in mind; more needs a reason."""
    long = {
        str(file.relative_to(ROOT))
        for folder in ("trainer", "tests", "bench")
        for file in (ROOT / folder).rglob("*.py")
        if len(file.read_text().splitlines()) > MAX_LINES
    }
    assert long == set(LONG_FOR_A_REASON)


def test_every_test_says_what_it_protects() -> None:
    """A test that fails in two years must tell a stranger why it is there."""
    silent = [
        f"{path}:{node.lineno} {node.name}"
        for path, tree in trees("tests")
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.name.startswith("test_")
        and not ast.get_docstring(node)
    ]
    assert silent == []
