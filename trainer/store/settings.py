"""What the person chose: settings.toml, every key optional."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Literal, cast, get_args

from trainer.store.toml_file import Fault, did_you_mean, edit_toml, find_toml, read_texts, refuse, unknown_key

Recogniser = Literal["moonshine", "whisper"]
RECOGNISERS: tuple[Recogniser, ...] = get_args(Recogniser)


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """The settings; an absent file means these defaults."""

    microphone: str | None = None
    """Name of the microphone; None: the system's default."""
    loudspeaker: str | None = None
    """Name of the loudspeaker; None: the system's default."""
    checklist: str = "articles"
    """Id of the checklist that scores, or its file in full."""
    recogniser: Recogniser = "moonshine"
    """Which recogniser hears the messages."""
    model_folder: Path | None = None
    """Folder of Moonshine's model, in full; None: the one that comes with the trainer."""
    whisper_model: Path | None = None
    """Folder of the Whisper model, in full; None: there is none yet."""
    theme: str | None = None
    """Name of the app's theme; None: the trainer's own."""


DEFAULTS = Settings()
SETTING_KEYS = tuple(field.name for field in fields(Settings))


def load_settings(path: Path) -> Settings:
    """The settings; Refused with every fault in the file, each with its line. An empty text counts as not set.

    Every setting is a text, so nothing heavy is loaded to check them: the app's first screen waits for this.
    """
    file = find_toml(path)
    if file is None:
        return DEFAULTS
    texts, faults = read_texts(file, SETTING_KEYS)
    chosen = {key: text for key, text in texts.items() if text.strip()}
    folders = {key: Path(chosen[key]) for key in ("model_folder", "whisper_model") if key in chosen}
    for key, folder in folders.items():
        if not folder.is_absolute():
            faults.append(file.fault((key,), 'must be a folder in full, such as "/home/ana/model"'))
    recogniser = chosen.get("recogniser", DEFAULTS.recogniser)
    if recogniser not in RECOGNISERS:
        either = " or ".join(f'"{name}"' for name in RECOGNISERS)
        faults.append(file.fault(("recogniser",), f"must be {either}{did_you_mean(recogniser, RECOGNISERS)}"))
    if faults:
        raise refuse(path.name, faults)
    return Settings(
        microphone=chosen.get("microphone"),
        loudspeaker=chosen.get("loudspeaker"),
        checklist=chosen.get("checklist", DEFAULTS.checklist),
        recogniser=cast("Recogniser", recogniser),
        model_folder=folders.get("model_folder"),
        whisper_model=folders.get("whisper_model"),
        theme=chosen.get("theme"),
    )


def save_settings(path: Path, changes: Mapping[str, str | None]) -> None:
    """Change single settings, None takes one back to its default; the rest of the file stays as it is.

    Refused for an unknown key, StoreError if the file cannot be written.
    """
    faults = [Fault(unknown_key(key, SETTING_KEYS), key) for key in changes if key not in SETTING_KEYS]
    if faults:
        raise refuse("The setting", faults)
    edit_toml(path, changes)
