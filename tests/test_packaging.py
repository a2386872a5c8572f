"""The wheel: what people get who never see this checkout."""

import subprocess
import sys
import sysconfig
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout, built as a release would be."""
    folder = tmp_path_factory.mktemp("dist")
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(build, cwd=ROOT, check=True, capture_output=True, timeout=60)
    [path] = folder.glob("*.whl")
    return path


@pytest.fixture(scope="module")
def installed(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel in an environment of its own, away from the checkout; it borrows this one's dependencies."""
    folder = tmp_path_factory.mktemp("installed")
    environment = folder / "venv"
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", environment], check=True, timeout=60)
    python = environment / "bin" / "python"
    install = ["--python", str(python), "install", "--quiet", "--no-deps", "--no-index", str(wheel)]
    subprocess.run([sys.executable, "-m", "pip", *install], check=True, timeout=60)
    [packages] = environment.glob("lib/*/site-packages")
    # A folder named in a .pth file lends its packages, but not what its own .pth files point to: the checkout.
    (packages / "borrowed.pth").write_text(sysconfig.get_path("purelib"))
    return environment


def files_below(folder: Path) -> set[str]:
    """Every file somebody put there, relative to the folder."""
    return {
        path.relative_to(folder).as_posix()
        for path in folder.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts and not path.name.startswith(".")
    }


def test_everything_travels(wheel: Path) -> None:
    """Code, styles, migrations, scenarios and assets are all in the wheel, and nothing else is."""
    names = set(zipfile.ZipFile(wheel).namelist())
    expected = {f"trainer/{name}" for name in files_below(ROOT / "trainer")}
    for folder in ("scenarios", "assets"):
        found = files_below(ROOT / folder)
        assert found
        expected |= {f"trainer/data/{folder}/{name}" for name in found}
    assert {name for name in names if ".dist-info/" not in name} == expected
    assert any(name.endswith(".dist-info/licenses/LICENSE") for name in names)


def test_one_command_is_installed(wheel: Path) -> None:
    """The wheel puts one command on the path: trainer."""
    archive = zipfile.ZipFile(wheel)
    [entry_points] = [name for name in archive.namelist() if name.endswith("/entry_points.txt")]
    assert archive.read(entry_points).decode().split("\n", 1)[1].split() == ["trainer", "=", "trainer.__main__:main"]


def test_the_installed_command_finds_its_scenarios(installed: Path, tmp_path: Path) -> None:
    """Away from the checkout, the scenarios are found inside the package."""
    listing = subprocess.run(
        [installed / "bin" / "trainer", "scenarios", "list"],
        cwd=tmp_path,
        env={"HOME": str(tmp_path), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    listed = {line.split()[0] for line in listing.stdout.splitlines() if line.startswith("  ")}
    assert listed == {path.stem for path in (ROOT / "scenarios").glob("*/*.toml") if path.name != "pack.toml"}


def test_the_installed_package_is_the_wheel(installed: Path, tmp_path: Path) -> None:
    """What the test above ran was not the checkout after all."""
    where = subprocess.run(
        [installed / "bin" / "python", "-c", "import trainer; print(trainer.__file__)"],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert where.stdout.startswith(str(installed))
