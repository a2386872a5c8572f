"""Hear a message again: as it was recorded, or as the prospect's phone plays it."""

from trainer.audio.clip import Clip
from trainer.audio.phone_band import law_of, through_phone
from trainer.core.country import Country
from trainer.practice.studio import Studio


class Replay:
    """One recording, read when it is first played. Not shared between threads."""

    def __init__(self, studio: Studio, recording: str, country: Country) -> None:
        self._studio = studio
        self._recording = recording
        self._country = country
        self._clips: dict[bool, Clip] = {}

    def play(self, from_s: float, *, by_phone: bool) -> None:
        """Start at a second of the message; StoreError if the recording is gone, DeviceError without loudspeaker."""
        self._studio.player.play(self._clip(by_phone), from_s)

    def stop(self) -> None:
        """Be silent."""
        self._studio.player.stop()

    @property
    def position_s(self) -> float | None:
        """Which second of the message is heard; None when nothing plays."""
        return self._studio.player.position_s

    def _clip(self, by_phone: bool) -> Clip:
        if by_phone not in self._clips:
            if by_phone:
                self._clips[by_phone] = through_phone(self._clip(by_phone=False), law_of(self._country))
            else:
                self._clips[by_phone] = self._studio.recordings.load(self._recording)
        return self._clips[by_phone]
