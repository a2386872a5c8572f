"""Building real things out of settings: the one place that knows every room.

Parts are built when they are first asked for, and their modules are imported then: the app's first screen
needs scenarios and a profile, not sound, recogniser and database.
"""

from __future__ import annotations

from contextlib import AbstractContextManager
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from trainer.errors import DeviceError
from trainer.practice.studio import Device, Devices
from trainer.store.folders import Folders, find_folders

if TYPE_CHECKING:
    from trainer.audio.line import Line
    from trainer.core.checklist import Checklist
    from trainer.core.profile import Profile
    from trainer.core.scenario import Scenario
    from trainer.core.scorecard import Scorecard
    from trainer.practice.studio import History, MeaningJudge, Player, Recordings, Voices
    from trainer.speech.transcriber import Transcriber
    from trainer.store.settings import Recogniser, Settings


def build_studio(
    *,
    microphone_file: Path | None = None,
    speaker_file: Path | None = None,
    fast: bool = False,
    checklist: str | None = None,
    recogniser: Recogniser | None = None,
) -> RealStudio:
    """The studio of this machine and this user; with a microphone_file a recording speaks instead of the rep.

    checklist: an id or a file; recogniser: its name; None: what the settings say.
    """
    return RealStudio(find_folders(), microphone_file, speaker_file, fast, checklist, recogniser)


def one_at_a_time(folders: Folders) -> AbstractContextManager[None]:
    """Hold the data folder for drilling; StoreError if another Voicemail Trainer does."""
    from trainer.store.lock import hold

    folders.prepare()
    return hold(folders)


class RealStudio:
    """Everything a use case may ask for, made of the real parts."""

    def __init__(
        self,
        folders: Folders,
        microphone_file: Path | None,
        speaker_file: Path | None,
        fast: bool,
        checklist: str | None = None,
        recogniser: Recogniser | None = None,
    ) -> None:
        self.folders = folders
        self._chosen_checklist = checklist
        self._recalled: dict[str, Checklist] = {}
        self._recogniser = recogniser
        self._microphone_file = microphone_file
        self._speaker_file = speaker_file
        self._fast = fast

    def check_folder(self) -> Path:
        """Prove that the data folder can be written and return it; StoreError if not."""
        self.folders.prepare()
        return self.folders.root

    @cached_property
    def settings(self) -> Settings:
        """What the person chose."""
        from trainer.store.settings import load_settings

        return load_settings(self.folders.settings)

    @property
    def profile(self) -> Profile | None:
        """The rep; None before the first start is done."""
        from trainer.store.profile_file import load_profile

        return load_profile(self.folders.profile)

    def save_profile(self, profile: Profile) -> None:
        """Keep the rep's profile."""
        from trainer.store.profile_file import save_profile

        save_profile(self.folders.profile, profile)
        self._forget("transcriber")

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """The bundled scenarios and the person's own, pack by pack, in each the easiest first."""
        from trainer.store.bundled import scenarios_folder
        from trainer.store.scenario_files import load_scenarios

        return load_scenarios([scenarios_folder(), self.folders.scenarios])

    @cached_property
    def checklist(self) -> Checklist:
        """The checklist that scores; UsageError if there is none of this name, or it has faults."""
        from trainer.store.checklists import Shelf

        shelf = Shelf(self.folders.checklists)
        return shelf.load(shelf.find(self._chosen_checklist or self.settings.checklist))

    def checklist_of(self, card: Scorecard) -> Checklist:
        """The checklist that a scorecard was made by, as it is today; one without checks if it is gone."""
        from trainer.store.checklists import Shelf

        in_use: Checklist | None = self.__dict__.get("checklist")
        if in_use is not None and in_use.id == card.checklist_id:
            return in_use
        if card.checklist_id not in self._recalled:
            self._recalled[card.checklist_id] = Shelf(self.folders.checklists).recall(card)
        return self._recalled[card.checklist_id]

    def line(self) -> Line:
        """A line for one call: files where a recording speaks, else the sound card."""
        if self._microphone_file is not None or self._speaker_file is not None:
            from trainer.audio.file_line import FileLine

            return FileLine(self._microphone_file, self._speaker_file, real_time=not self._fast)
        from trainer.audio.portaudio_line import PortAudioLine

        return PortAudioLine(self.settings.microphone, self.settings.loudspeaker)

    def speak_from(self, recording: Path | None) -> None:
        """Let a recording speak instead of the rep from the next call on; None: the microphone again."""
        from trainer.audio.clip_file import read_clip

        if recording is not None:
            read_clip(recording)
        self._microphone_file = recording

    @cached_property
    def transcriber(self) -> Transcriber:
        """The chosen recogniser, told to expect the profile's names."""
        return self._transcriber(self._recogniser or self.settings.recogniser, self.settings.whisper_model)

    @property
    def other_transcriber(self) -> Transcriber:
        """The recogniser that is not chosen."""
        chosen = self._recogniser or self.settings.recogniser
        return self._transcriber("moonshine" if chosen == "whisper" else "whisper", self.settings.whisper_model)

    def choose_recogniser(self, name: Recogniser, whisper_model: Path | None = None) -> None:
        """Use this recogniser from the next message on and keep the choice; EngineError if it does not work here.

        whisper_model: the folder of the Whisper model from now on; None: the one of the settings.
        """
        from trainer.store.settings import save_settings

        model = whisper_model or self.settings.whisper_model
        self._transcriber(name, model).warm_up()
        save_settings(self.folders.settings, {"recogniser": name, "whisper_model": str(model) if model else None})
        self._forget("settings", "transcriber")

    def _transcriber(self, name: Recogniser, whisper_model: Path | None) -> Transcriber:
        from trainer.speech.moonshine import MoonshineTranscriber
        from trainer.speech.whisper import WhisperTranscriber

        profile = self.profile
        names = (profile.name, profile.company) if profile else ()
        if name == "whisper":
            return WhisperTranscriber(whisper_model, names)
        return MoonshineTranscriber(self.settings.model_folder, names)

    @cached_property
    def meaning(self) -> MeaningJudge:
        """The model of meaning that comes with the trainer."""
        from trainer.speech.meaning import MeaningModel
        from trainer.store.bundled import assets_folder

        return MeaningModel(assets_folder() / "meaning")

    @cached_property
    def voices(self) -> Voices:
        """The machine's voices, with a cache in the data folder."""
        from trainer.speech.voices import Pyttsx3Voices

        return Pyttsx3Voices(self.folders.voices)

    @cached_property
    def player(self) -> Player:
        """The loudspeaker."""
        from trainer.audio.player import PortAudioPlayer

        return PortAudioPlayer(self.settings.loudspeaker)

    def devices(self) -> Devices:
        """Look at the sound system afresh; its trouble is told in the answer."""
        from trainer.audio import portaudio

        try:
            found = portaudio.list_devices()
        except DeviceError as error:
            return Devices((), (), trouble=str(error))
        return Devices(
            tuple(Device(device.name, device.is_default) for device in found.microphones),
            tuple(Device(device.name, device.is_default) for device in found.loudspeakers),
        )

    @property
    def chosen_devices(self) -> tuple[str | None, str | None]:
        """Microphone and loudspeaker of the settings."""
        return self.settings.microphone, self.settings.loudspeaker

    def choose_devices(self, microphone: str | None, loudspeaker: str | None) -> None:
        """Use these devices from the next call on and keep the choice."""
        from trainer.store.settings import save_settings

        save_settings(self.folders.settings, {"microphone": microphone, "loudspeaker": loudspeaker})
        self._forget("settings", "player")

    def _forget(self, *parts: str) -> None:
        """Build these parts anew when they are next asked for."""
        for part in parts:
            self.__dict__.pop(part, None)

    @cached_property
    def history(self) -> History:
        """Every attempt."""
        from trainer.store.history import History

        return History(self.folders.history)

    @cached_property
    def recordings(self) -> Recordings:
        """The recordings."""
        from trainer.store.recordings import RecordingFolder

        return RecordingFolder(self.folders)

    def now(self) -> datetime:
        """The time, UTC."""
        return datetime.now(UTC)
