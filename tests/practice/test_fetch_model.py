"""Fetching a whole model: all files or none that would be used."""

import hashlib
from pathlib import Path

import pytest

from tests.publisher import publish
from trainer.errors import EngineError, UsageError
from trainer.practice.fetch_model import fetch_model
from trainer.speech.whisper_downloads import MODELS, PublishedFile, PublishedModel
from trainer.speech.whisper_model import FILES, WhisperModel

CONTENT = {"config.json": b"{}", "tokenizer.json": b"{} ", "vocabulary.txt": b"a\nb\n", "model.bin": bytes(200_000)}


@pytest.fixture
def model() -> PublishedModel:
    """A small model whose publisher is nowhere."""
    files = (PublishedFile(name, len(data), hashlib.sha256(data).hexdigest()) for name, data in CONTENT.items())
    return PublishedModel("small", "https://nowhere.invalid/small", tuple(files))


def test_every_file_comes_and_progress_adds_up(model: PublishedModel, tmp_path: Path) -> None:
    """Two hundred kilobytes in four files; a second time nothing is asked for."""
    told: list[int] = []
    with publish(CONTENT) as publisher:
        fetch_model(model, tmp_path / "small", f"{publisher.address}/", told.append)
        fetch_model(model, tmp_path / "small", publisher.address, told.append)
        assert len(publisher.asked) == len(CONTENT)
    assert sum(told) == 2 * model.size
    assert {path.name: path.read_bytes() for path in (tmp_path / "small").iterdir()} == CONTENT


def test_a_model_that_came_by_half_is_not_used_and_gone_on_with(model: PublishedModel, tmp_path: Path) -> None:
    """The small files are kept, the large one goes on in its middle, and until then loading names what is missing."""
    folder = tmp_path / "small"
    with publish(CONTENT) as publisher:
        publisher.breaks_after = 50_000
        with pytest.raises(EngineError, match="not come whole"):
            fetch_model(model, folder, publisher.address, lambda _: None)
        with pytest.raises(EngineError, match=r"model\.bin is not there"):
            WhisperModel(folder, "")
        publisher.breaks_after = None
        fetch_model(model, folder, publisher.address, lambda _: None)
        assert publisher.asked[-1] == "/model.bin 50000"
        assert len(publisher.asked) == len(CONTENT) + 1


@pytest.mark.parametrize("address", ["file:///etc", "ftp://host/x", "host/x"])
def test_only_the_web_is_fetched_from(model: PublishedModel, tmp_path: Path, address: str) -> None:
    """A path or another protocol is told as what it is."""
    with pytest.raises(UsageError, match="web address"):
        fetch_model(model, tmp_path / "small", address, lambda _: None)


@pytest.mark.parametrize("model", MODELS.values(), ids=lambda model: model.name)
def test_what_can_be_fetched_is_what_is_needed(model: PublishedModel) -> None:
    """Every file that loading asks for, by https at a revision that never changes, each with a whole digest."""
    assert {file.name for file in model.files} == {*FILES, "vocabulary.txt"}
    assert model.url.startswith("https://")
    assert len(model.url.rsplit("/", 1)[1]) == 40
    assert all(len(bytes.fromhex(file.sha256)) == 32 for file in model.files)
