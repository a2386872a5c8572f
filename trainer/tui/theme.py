"""The app's own two themes; every theme of Textual's is there besides them."""

from typing import Final

from textual.theme import Theme

DARK: Final = Theme(
    name="trainer-dark",
    dark=True,
    primary="#6db3f2",
    secondary="#8fa3bf",
    accent="#e9b872",
    success="#7bd39a",
    warning="#e9b872",
    error="#f28b82",
    foreground="#dde4ee",
    background="#10141b",
    surface="#151a23",
    panel="#1f2733",
    variables={
        "border": "#6db3f2",
        "border-blurred": "#3a4557",
        "footer-key-foreground": "#e9b872",
        "button-focus-text-style": "bold",
    },
)
"""Ink and lamp light: amber for what is live, blue for where you are."""

LIGHT: Final = Theme(
    name="trainer-light",
    dark=False,
    primary="#1f5f9e",
    secondary="#566579",
    accent="#8a4b00",
    success="#17693a",
    warning="#8a4b00",
    error="#a8231c",
    foreground="#1f2630",
    background="#f6f3ec",
    surface="#fdfbf6",
    panel="#e9e4d8",
    variables={
        "border": "#1f5f9e",
        "border-blurred": "#b9b09c",
        "footer-key-foreground": "#8a4b00",
        "button-focus-text-style": "bold",
    },
)
"""Paper and ink, for bright rooms."""

THEMES: Final = (DARK, LIGHT)
