"""Settings: everything has a default, and every fault has its line."""

from pathlib import Path

import pytest

from trainer.store.settings import DEFAULTS, Settings, load_settings, save_settings
from trainer.store.toml_file import Refused


def test_no_file_means_defaults(tmp_path: Path) -> None:
    """A first start needs no file and makes none."""
    assert load_settings(tmp_path / "settings.toml") == DEFAULTS
    assert list(tmp_path.iterdir()) == []


def test_settings_are_saved_one_by_one(tmp_path: Path) -> None:
    """A choice of devices leaves the theme alone; None takes a choice back."""
    path = tmp_path / "settings.toml"
    save_settings(path, {"theme": "nord", "model_folder": str(tmp_path)})
    save_settings(path, {"microphone": "USB headset", "loudspeaker": "Boxes"})
    save_settings(path, {"loudspeaker": None})
    assert load_settings(path) == Settings(theme="nord", model_folder=tmp_path, microphone="USB headset")


def test_an_empty_text_is_no_choice(tmp_path: Path) -> None:
    """A line that was emptied by hand means the default."""
    path = tmp_path / "settings.toml"
    path.write_text('microphone = ""\nchecklist = " "\n')
    assert load_settings(path) == DEFAULTS


def test_every_fault_is_told_by_line(tmp_path: Path) -> None:
    """All at once: nobody likes to mend a file five times."""
    path = tmp_path / "settings.toml"
    path.write_text('# mine\nmicrofone = "USB"\ntheme = 3\nmodel_folder = "models/tiny"\n')
    with pytest.raises(Refused) as caught:
        load_settings(path)
    assert caught.value.title == "settings.toml cannot be used as it is"
    assert caught.value.detail.splitlines() == [
        f'{path}:2: microfone is not a known key; did you mean "microphone"?',
        f"{path}:3: theme must be text in quotes",
        f'{path}:4: model_folder must be a folder in full, such as "/home/ana/model"',
    ]


def test_a_recogniser_is_chosen_by_name_and_its_model_by_folder(tmp_path: Path) -> None:
    """The default needs no line; what cannot be meant is told with its line."""
    path = tmp_path / "settings.toml"
    assert DEFAULTS.recogniser == "moonshine"
    save_settings(path, {"recogniser": "whisper", "whisper_model": str(tmp_path)})
    assert load_settings(path) == Settings(recogniser="whisper", whisper_model=tmp_path)
    path.write_text('recogniser = "wisper"\nwhisper_model = "tiny.en"\n')
    with pytest.raises(Refused) as caught:
        load_settings(path)
    assert caught.value.detail.splitlines() == [
        f'{path}:1: recogniser must be "moonshine" or "whisper"; did you mean "whisper"?',
        f'{path}:2: whisper_model must be a folder in full, such as "/home/ana/model"',
    ]


def test_an_unknown_setting_is_not_saved(tmp_path: Path) -> None:
    """A file that the program wrote can always be read by it."""
    with pytest.raises(Refused, match='thme is not a known key; did you mean "theme"'):
        save_settings(tmp_path / "settings.toml", {"thme": "nord"})
    assert list(tmp_path.iterdir()) == []
