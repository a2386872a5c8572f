"""Fetch a Whisper model because somebody asked for it; nothing else in the trainer goes to the network."""

from collections.abc import Callable
from pathlib import Path
from urllib.parse import urlsplit

from trainer.errors import UsageError
from trainer.speech.whisper_downloads import PublishedModel
from trainer.store.download import Remote, download


def fetch_model(model: PublishedModel, folder: Path, address: str | None, came: Callable[[int], None]) -> None:
    """Bring every file of a model into a folder; what is there whole already is not fetched again.

    address: the folder on the network to fetch from instead of the publisher's; the files must be the same.
    came: told the bytes as they arrive. Errors as those of trainer.store.download; UsageError for a bad address.
    """
    base = (address or model.url).rstrip("/")
    if urlsplit(base).scheme not in {"http", "https"}:
        raise UsageError("--from needs a web address", f"{base} does not begin with https://.", "Give a full URL.")
    for file in model.files:
        download(Remote(f"{base}/{file.name}", file.size, file.sha256), folder / file.name, came)
