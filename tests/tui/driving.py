"""Driving the app in tests: a studio of real parts, eyes for the screen, and patience without sleeping."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from textual.message import Message
from textual.pilot import Pilot
from textual.screen import Screen
from textual.widget import Widget

from trainer.core.profile import Profile
from trainer.core.scenario import Scenario
from trainer.speech.scripted import ScriptedTranscriber
from trainer.speech.transcriber import Transcriber
from trainer.store.folders import Folders
from trainer.tui.app import TrainerApp
from trainer.wiring import RealStudio

PROFILE = Profile(name="Alex Kim", company="Brightpath", number="+12025550142", sells="dental supplies")

GOOD = (
    "Hi Dana, um, this is Alex Kim with Brightpath. I'm calling about your third clinic on Pine Street, since I read "
    "about it in the local paper. Could you call me back? My number is 202 555 0142, that's 202 555 0142. If it's not "
    "you, who should I talk to? I'll try you again on Thursday morning. Thanks, Dana."
)
"""A message that passes: every check is met but the pace of the number."""

POOR = "Hey Dana, it's Alex, just give me a call when you get a chance."
"""A message that does not pass."""

PROSPECTS = (
    "desk-line",
    "extension-417",
    "gone-fishing",
    "new-at-this-desk",
    "out-of-range",
    "please-be-brief",
    "somebody-elses-number",
    "twelve-country-houses",
)
"""The scenarios that these tests see, however many there are."""

NOON = datetime(2026, 3, 2, 14, 3, tzinfo=UTC)
"""When these tests take place."""

M = TypeVar("M", bound=Message)
S = TypeVar("S", bound=Screen[Any])  # screens of every result


class AppStudio(RealStudio):
    """The real studio with a scripted recogniser, recorded greetings, a still clock, and files as the line."""

    def __init__(
        self,
        folders: Folders,
        microphone: Path,
        greeting: Path,
        heard: str,
        *,
        real_time: bool = False,
        prospects: int | None = None,
    ) -> None:
        super().__init__(folders, microphone, None, fast=not real_time)
        self._greeting = str(greeting)
        self._heard = heard
        self._prospects = prospects
        self._asked_for_time = 0

    @cached_property
    def transcriber(self) -> Transcriber:
        """Hears the same words in every message."""
        return ScriptedTranscriber(self._heard)

    @cached_property
    def scenarios(self) -> tuple[Scenario, ...]:
        """Some of the bundled ones, or the first of them, each answered at once by a short recording."""
        some = [each for each in super().scenarios if each.id in PROSPECTS]
        return tuple(
            replace(each, mailbox=replace(each.mailbox, greeting_file=self._greeting, rings=0))
            for each in some[: self._prospects]
        )

    def now(self) -> datetime:
        """A minute past NOON at most: one second later each time it is asked."""
        self._asked_for_time += 1
        return NOON + timedelta(seconds=self._asked_for_time - 1)


def rows(app: TrainerApp) -> list[str]:
    """What stands on the screen, row by row."""
    return [strip.text for strip in app.screen._compositor.render_strips()]


def text(app: TrainerApp, selector: str | type[Widget] = "Screen") -> str:
    """What stands on the screen, or on one part of it, as one text; frames and runs of spaces closed up."""
    region = app.screen.region if selector == "Screen" else app.screen.query_one(selector).region
    part = [row[region.x : region.right] for row in rows(app)[region.y : region.bottom]]
    return " ".join(" ".join(part).translate(_FRAMES).split())


_FRAMES = {ord(frame): " " for frame in "│╭╮╰╯─"}


async def until(pilot: Pilot[None], happened: Callable[[], bool], limit_s: float = 15.0) -> None:
    """Let the app run until something has happened; fails after limit_s with what is on the screen instead."""
    deadline = time.monotonic() + limit_s
    while not happened():
        assert isinstance(pilot.app, TrainerApp)
        assert time.monotonic() < deadline, f"still waiting; on the screen is:\n{text(pilot.app)}"
        await asyncio.sleep(0.01)
    await pilot.pause(0)


async def until_on(pilot: Pilot[None], screen: type[S]) -> S:
    """Let the app run until it shows a screen of this type, laid out, and return it."""
    await until(pilot, lambda: isinstance(pilot.app.screen, screen) and pilot.app.screen.size.width > 0)
    shown = pilot.app.screen
    assert isinstance(shown, screen)
    return shown


async def until_text(pilot: Pilot[None], wanted: str, selector: str | type[Widget] = "Screen") -> None:
    """Let the app run until a text stands on the screen, or on one part of it."""
    app = pilot.app
    assert isinstance(app, TrainerApp)
    await until(pilot, lambda: wanted in text(app, selector))


def of_type(messages: Iterable[Message], kind: type[M]) -> list[M]:
    """Messages of one type in the order they were sent, each once though many pumps saw it."""
    return list({id(message): message for message in messages if isinstance(message, kind)}.values())
