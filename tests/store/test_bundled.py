"""The files that travel with the program are found in a checkout and in an installed wheel."""

import shutil
import subprocess
import sys
from pathlib import Path

import trainer
from trainer.store.bundled import assets_folder, scenarios_folder

_LOOK = "from trainer.store.bundled import scenarios_folder as find; print(find())"


def _install(site: Path) -> None:
    """What of the package is needed to look, as a wheel would put it."""
    package = Path(trainer.__file__).parent
    for name in ("__init__.py", "errors.py", "store/__init__.py", "store/bundled.py"):
        (site / "trainer" / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(package / name, site / "trainer" / name)


def _look(site: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", _LOOK], cwd=site, capture_output=True, text=True, check=False)


def test_a_checkout_has_them_beside_the_package() -> None:
    """A clone runs without being built."""
    root = Path(trainer.__file__).parent.parent
    assert scenarios_folder() == root / "scenarios"
    assert assets_folder() == root / "assets"


def test_a_wheel_has_them_inside_the_package(tmp_path: Path) -> None:
    """An installed program does not look into whatever lies beside it in site-packages."""
    _install(tmp_path)
    (tmp_path / "scenarios").mkdir()
    inside = tmp_path / "trainer" / "data" / "scenarios"
    inside.mkdir(parents=True)
    assert _look(tmp_path).stdout.strip() == str(inside)


def test_a_broken_install_says_so(tmp_path: Path) -> None:
    """Files that are gone are told as a broken installation, not as a bug."""
    _install(tmp_path)
    assert "The trainer's own files are missing" in _look(tmp_path).stderr
