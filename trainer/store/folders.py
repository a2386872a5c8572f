"""The data folder and what lies where in it. Looking makes nothing; writing makes what it needs."""

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import platformdirs

from trainer.store.files import cannot_write, make_folder


@dataclass(frozen=True, slots=True)
class Folders:
    """The places under one data folder."""

    root: Path
    """The data folder, absolute."""

    @property
    def recordings(self) -> Path:
        """The folder of recordings, by date."""
        return self.root / "recordings"

    @property
    def unfinished(self) -> Path:
        """The folder of notes about recordings whose attempt is not saved yet."""
        return self.root / "unfinished"

    @property
    def voices(self) -> Path:
        """The folder of greetings that were spoken before."""
        return self.root / "cache" / "voices"

    @property
    def models(self) -> Path:
        """The folder of recogniser models that were fetched on request."""
        return self.root / "models"

    @property
    def scenarios(self) -> Path:
        """The folder of the person's own scenarios."""
        return self.root / "scenarios"

    @property
    def checklists(self) -> Path:
        """The folder of the person's own checklists."""
        return self.root / "checklists"

    @property
    def history(self) -> Path:
        """The database of attempts."""
        return self.root / "history.db"

    @property
    def settings(self) -> Path:
        """The file of settings."""
        return self.root / "settings.toml"

    @property
    def profile(self) -> Path:
        """The file of the rep's profile."""
        return self.root / "profile.toml"

    @property
    def log(self) -> Path:
        """The log file."""
        return self.root / "trainer.log"

    def prepare(self) -> None:
        """Make the data folder and prove that it can be written; StoreError if not."""
        make_folder(self.root)
        try:
            with tempfile.TemporaryFile(dir=self.root) as file:
                file.write(b"written")
                file.flush()
        except OSError as error:
            raise cannot_write(self.root, error) from error


def find_folders(environment: Mapping[str, str] = os.environ) -> Folders:
    """The data folder: TRAINER_HOME if it is set, else the platform's place for a user's data."""
    chosen = environment.get("TRAINER_HOME")
    if chosen:
        return Folders(Path(chosen).absolute())
    return Folders(platformdirs.user_data_path("voicemail-trainer", appauthor=False).absolute())
