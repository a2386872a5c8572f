"""What an install brings: on which machines it works, and under which licences it comes."""

import tomllib
from collections.abc import Iterator
from importlib.metadata import Distribution, distribution
from pathlib import Path

import pytest
from packaging.markers import Marker
from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

PROJECT = tomllib.loads((Path(__file__).parents[1] / "pyproject.toml").read_text())["project"]

DARWIN = "Darwin Kernel Version {}: Thu Aug  1 20:00:00 PDT 2024; root:xnu-1~1/RELEASE"

WEAK_COPYLEFT = {"soxr"}
"""LGPL: a library of its own, replaceable, whose terms do not reach the trainer."""

# --- Markers ---------------------------------------------------------------------------------------------------------


@pytest.fixture
def model_marker() -> Marker:
    """Where the wheel that carries the speech model is asked for."""
    [marker] = [
        requirement.marker
        for requirement in map(Requirement, PROJECT["dependencies"])
        if requirement.name == "moonshine-voice"
    ]
    assert marker is not None
    return marker


@pytest.mark.parametrize(
    ("system", "machine", "version", "asked"),
    [
        ("linux", "x86_64", "#1 SMP Debian 6.1.106-3", True),
        ("linux", "aarch64", "#1 SMP Debian 6.1.106-3", True),
        ("linux", "armv7l", "#1 SMP Debian 6.1.106-3", False),
        ("linux", "riscv64", "#1 SMP", False),
        ("win32", "AMD64", "10.0.22631", True),
        ("win32", "ARM64", "10.0.22631", False),
        ("darwin", "arm64", DARWIN.format("25.0.0"), True),
        ("darwin", "arm64", DARWIN.format("24.0.0"), True),
        ("darwin", "arm64", DARWIN.format("23.6.0"), False),
        ("darwin", "arm64", DARWIN.format("22.6.0"), False),
        ("darwin", "arm64", DARWIN.format("21.6.0"), False),
        ("darwin", "arm64", DARWIN.format("20.6.0"), False),
        ("darwin", "x86_64", DARWIN.format("24.0.0"), False),
    ],
)
def test_the_model_is_asked_for_only_where_its_wheel_exists(
    model_marker: Marker, system: str, machine: str, version: str, asked: bool
) -> None:
    """A wheel that does not exist would make the whole install fail, instead of the recogniser alone."""
    # This release is no version in Python's sense, as on most machines.
    machine_now = {
        "sys_platform": system,
        "platform_machine": machine,
        "platform_version": version,
        "platform_release": "6.1.0-25-amd64",
    }
    assert model_marker.evaluate(machine_now) is asked


def test_no_marker_compares_a_kernel_release() -> None:
    """Of the pip versions, 24.1 to 25.3 refuse the whole install when they must read "6.1.0-25-amd64" as a version."""
    assert [line for line in PROJECT["dependencies"] if "platform_release" in line] == []


# --- Licences --------------------------------------------------------------------------------------------------------


def default_install(name: str = "voicemail-trainer", seen: set[str] | None = None) -> Iterator[Distribution]:
    """Everything that `pip install` of the trainer brings to this machine, itself first."""
    seen = set() if seen is None else seen
    seen.add(canonicalize_name(name))
    found = distribution(name)
    yield found
    for requirement in map(Requirement, found.requires or []):
        wanted = requirement.marker is None or requirement.marker.evaluate({"extra": ""})
        if wanted and canonicalize_name(requirement.name) not in seen:
            yield from default_install(requirement.name, seen)


def licence(package: Distribution) -> str:
    """All that a package's metadata says about its licence, on one line."""
    data = package.metadata
    classifiers = [line for line in data.get_all("Classifier") or [] if line.startswith("License")]
    stated = [line for key in ("License-Expression", "License") for line in data.get_all(key) or []]
    # Some put the whole text there, which names other licences too.
    return " ".join([*(line.split("\n")[0] for line in stated), *classifiers])


def test_the_default_install_has_no_gpl() -> None:
    """Whoever builds on the trainer gets permissive licences, and the one LGPL library that is known about."""
    copyleft = {canonicalize_name(package.name) for package in default_install() if "GPL" in licence(package)}
    assert copyleft == WEAK_COPYLEFT


def test_every_package_states_its_licence() -> None:
    """Silence would pass the test above."""
    assert [package.name for package in default_install() if not licence(package).strip()] == []
