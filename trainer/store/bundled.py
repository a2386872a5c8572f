"""Where the scenarios and assets that travel with the program lie: the one place that knows."""

from pathlib import Path

from trainer.errors import StoreError

_PACKAGE = Path(__file__).parent.parent


def scenarios_folder() -> Path:
    """The folder of the scenarios that come with the trainer."""
    return _find("scenarios")


def assets_folder() -> Path:
    """The folder of checklists and other files that come with the trainer."""
    return _find("assets")


def _find(name: str) -> Path:
    # An installed wheel carries them inside the package, a checkout has them beside it.
    for folder in (_PACKAGE / "data" / name, _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise StoreError(
        "The trainer's own files are missing",
        f"There is no folder {name} in or beside {_PACKAGE}. Your own data is not touched.",
        "Install the trainer again.",
    )
