"""The Whisper models that can be fetched on request: where they are published, and what every byte must come to."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file as it was published."""

    name: str
    size: int
    """Bytes."""
    sha256: str
    """The digest of its content, in hexadecimal."""


@dataclass(frozen=True, slots=True)
class PublishedModel:
    """A model at one revision that never changes."""

    name: str
    url: str
    """The folder that its files lie in, without a slash at the end."""
    files: tuple[PublishedFile, ...]
    """The large one last, so that what fails early fails cheaply."""

    @property
    def size(self) -> int:
        """Bytes altogether."""
        return sum(file.size for file in self.files)


# Both speak English only and share their words.
_WORDS = (
    PublishedFile("tokenizer.json", 2_128_466, "929c5252409436dce1b38a75d1abbcb5e132d170d8e324e4e04ed915fa2d22df"),
    PublishedFile("vocabulary.txt", 422_309, "ff77588746d3a2595d32ab5b69ffd7b95ce2441ac57533cb66fc3eb575a115cf"),
)
_HUB = "https://huggingface.co/Systran/faster-whisper-{}/resolve/{}"


def _published(name: str, revision: str, config: PublishedFile, model: PublishedFile) -> PublishedModel:
    return PublishedModel(name, _HUB.format(name, revision), (config, *_WORDS, model))


MODELS: Mapping[str, PublishedModel] = MappingProxyType(
    {
        model.name: model
        for model in (
            _published(
                "tiny.en",
                "0d3d19a32d3338f10357c0889762bd8d64bbdeba",
                PublishedFile("config.json", 2_317, "14b1b421a90349bc551b881461426b561a874049cb9e4c4864f2ca384f6a7cc5"),
                PublishedFile(
                    "model.bin", 75_537_502, "1a5afae06a4db91c975c9a9d78be5cc110ee4ea022ad57d55492e4550e936b2a"
                ),
            ),
            _published(
                "base.en",
                "3d3d5dee26484f91867d81cb899cfcf72b96be6c",
                PublishedFile("config.json", 2_227, "f3bc3821e9fc76a27bae538e11ae5b677dcdd352b4600429ce7951d398569aeb"),
                PublishedFile(
                    "model.bin", 145_216_508, "2a166925539a16005f14ff328359f9b9adb9dc4fb631bb3b227526862e93e2ef"
                ),
            ),
        )
    }
)
"""By name."""
