"""What the screen underneath is for, and every key that does something there."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from textual.binding import Binding, BindingType
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.screen import ModalScreen
from textual.widgets import Label, Markdown, Static

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from textual.app import ComposeResult
    from textual.binding import ActiveBinding

    from trainer.tui.screens.base import Stage

PANES = ("tab or shift+tab", "The next part of the screen, or the one before")
"""Textual's own keys, which carry no id."""


class HelpScreen(ModalScreen[None]):
    """A page to read and close."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,question_mark,f1", "close", "Close", id="help.close", tooltip="Close the help"),
    ]

    def __init__(self, stage: Stage, keys: Sequence[tuple[str, str]]) -> None:
        super().__init__()
        self._guide = stage.GUIDE
        self._keys = keys

    def compose(self) -> ComposeResult:
        """The page."""
        with VerticalScroll(classes="dialog -help") as page:
            page.border_title = "Help"
            page.border_subtitle = "esc closes"
            yield Markdown(self._guide)
            for key, meaning in self._keys:
                with Horizontal(classes="key"):
                    yield Label(Content.styled(key, "bold $text-accent"))
                    yield Static(Content(meaning))

    def action_close(self) -> None:
        """Back to the screen."""
        self.dismiss()


def keys_of(bindings: Iterable[ActiveBinding]) -> list[tuple[str, str]]:
    """Keys and what they do, one row for all keys of one binding. Only bindings with an id are ours to explain."""
    keys: dict[str, list[str]] = {}
    meanings: dict[str, str] = {}
    for _, binding, _, _ in bindings:
        if binding.id:
            keys.setdefault(binding.id, []).append(key_text(binding))
            meanings[binding.id] = binding.tooltip or binding.description
    found = [(" or ".join(shown), meanings[binding_id]) for binding_id, shown in keys.items()]
    return [*found, PANES]


def key_text(binding: Binding) -> str:
    """A key as it is printed on a keyboard."""
    names = {"number_sign": "#", "question_mark": "?", "dollar_sign": "$", "escape": "esc", "slash": "/"}
    return "+".join(names.get(part, part) for part in binding.key.split("+"))
