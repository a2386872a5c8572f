"""Studios of real parts in a folder of their own, with a recogniser that hears a script; drills that are watched."""

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import numpy as np

from trainer.audio.clip import Clip
from trainer.core.call import Phase
from trainer.core.profile import Profile
from trainer.core.scenario import Key, Scenario, Voice
from trainer.errors import Cancelled
from trainer.practice.drill import Drill
from trainer.practice.events import DrillEvent, PhaseChanged, Trouble, WhatNext
from trainer.speech.transcriber import Transcriber
from trainer.store.folders import Folders
from trainer.wiring import RealStudio

PROFILE = Profile(name="Rachel Porter", company="Copperline", number="+12065550134")
RATE_HZ = 48_000


class HummingVoices:
    """Voices that say nothing: a hum as long as the words would take, for drills that need no words."""

    def speak(self, text: str, voice: Voice, stopped: Callable[[], bool] = lambda: False) -> Clip:
        """Two or three words a second, as ever."""
        if stopped():
            raise Cancelled
        frames = round(60 / voice.words_per_minute * len(text.split()) * _HUM_HZ)
        hum = 0.1 * np.sin(np.arange(frames) * 2 * np.pi * 300 / _HUM_HZ)
        return Clip(hum.astype(np.float32), _HUM_HZ)


_HUM_HZ = 16_000


class ScriptedStudio(RealStudio):
    """The real studio, except that the recogniser is handed in."""

    def __init__(self, folders: Folders, microphone: Path | None, transcriber: Transcriber) -> None:
        super().__init__(folders, microphone, None, fast=True)
        self._given = transcriber

    @property
    def transcriber(self) -> Transcriber:
        """The recogniser that was handed in."""
        return self._given


MakeStudio = Callable[..., ScriptedStudio]


@dataclass
class Watcher:
    """Collects what a drill tells, and presses keys when a phase begins."""

    keys: dict[Phase, Callable[[Drill], None]] = field(default_factory=dict)
    presses: dict[str, str] = field(default_factory=dict)
    """Keys to press when a step is come to, or "what next" is asked."""
    told: list[DrillEvent] = field(default_factory=list)
    drill: Drill | None = None

    def __call__(self, event: DrillEvent) -> None:
        """Take one event."""
        self.told.append(event)
        name = event.step.name if isinstance(event, PhaseChanged) and event.step else ""
        name = "what next" if isinstance(event, WhatNext) else name
        if name in self.presses and self.drill is not None:
            self.drill.press(cast("Key", self.presses[name]))
        if isinstance(event, PhaseChanged) and event.phase in self.keys and self.drill is not None:
            self.keys[event.phase](self.drill)

    @property
    def phases(self) -> list[Phase]:
        """The phases the call went through."""
        return [event.phase for event in self.told if isinstance(event, PhaseChanged)]

    @property
    def steps(self) -> list[str]:
        """The names of the steps the call went through."""
        names = [event.step.name for event in self.told if isinstance(event, PhaseChanged) and event.step]
        return [name for at, name in enumerate(names) if at == 0 or names[at - 1] != name]

    @property
    def troubles(self) -> list[str]:
        """The titles of what failed on the way."""
        return [event.error.title for event in self.told if isinstance(event, Trouble)]


def drill_with(
    scenario: Scenario, studio: ScriptedStudio, keys: dict[Phase, Callable[[Drill], None]] | None = None
) -> tuple[Drill, Watcher]:
    """A drill, and the watcher that presses these keys during it."""
    watcher = Watcher(keys or {})
    watcher.drill = Drill(scenario, studio, watcher)
    return watcher.drill, watcher
