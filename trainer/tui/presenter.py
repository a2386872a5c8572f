"""The one place where the app tells that something failed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from trainer.errors import TrainerError

if TYPE_CHECKING:
    from textual.app import App


def present(app: App[None], error: BaseException) -> None:
    """Stop and tell: something the rep asked for is over."""
    from trainer.tui.screens.problem import ProblemScreen

    app.push_screen(ProblemScreen(as_trainer_error(error)))


def mention(app: App[None], error: TrainerError) -> None:
    """Tell in passing: what the rep asked for goes on."""
    text = " ".join(part for part in (error.detail, error.hint) if part)
    app.notify(text or error.title, title=error.title if text else "", severity="warning", timeout=10, markup=False)


def as_trainer_error(error: BaseException) -> TrainerError:
    """The error itself, or for anything unforeseen an apology with what a bug report needs."""
    if isinstance(error, TrainerError):
        return error
    return TrainerError(
        "Something went wrong, and it is our fault",
        f"{type(error).__name__}: {error}. Recordings and scores made so far are kept.",
        "Please report it with what you did just before. You can go on working.",
    )
