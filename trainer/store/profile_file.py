"""The rep's profile: checked as a whole, kept in profile.toml."""

from collections.abc import Mapping
from dataclasses import asdict, fields
from pathlib import Path
from typing import cast, get_args

from trainer.core.country import Country
from trainer.core.profile import Profile
from trainer.store.phone import read_number
from trainer.store.toml_file import Fault, edit_toml, find_toml, read_texts, refuse, unknown_key

PROFILE_KEYS = tuple(field.name for field in fields(Profile))
"""The keys of a profile, in the order in which they are asked for."""

_COUNTRIES = get_args(Country)
_REQUIRED = ("name", "company", "number")


def parse_profile(values: Mapping[str, str]) -> Profile:
    """The profile that these texts make; Refused with every fault at once, each at its key.

    The number may be written as the rep's country writes it.
    """
    profile, faults = _parse(values)
    if profile is None:
        raise refuse("The profile", faults)
    return profile


def load_profile(path: Path) -> Profile | None:
    """The saved profile, None if there is none yet; Refused if the file has faults, each with its line."""
    file = find_toml(path)
    if file is None:
        return None
    values, faults = read_texts(file, PROFILE_KEYS)
    profile, wrong = _parse(values)
    taken = {fault.where for fault in faults}
    faults += [file.fault((fault.where,), fault.message) for fault in wrong if fault.where not in taken]
    if profile is None or faults:
        raise refuse(path.name, faults)
    return profile


def save_profile(path: Path, profile: Profile) -> None:
    """Keep a profile; the person's comments in the file stay. StoreError if it cannot be written."""
    edit_toml(path, asdict(profile))


def change_profile(path: Path, changes: Mapping[str, str]) -> Profile:
    """Change keys of the saved profile and keep it if it is right as a whole, else Refused and nothing changes.

    Works on a file with faults too, so that a change can mend it.
    """
    file = find_toml(path)
    kept = read_texts(file, PROFILE_KEYS)[0] if file else {}
    profile = parse_profile({**kept, **changes})
    save_profile(path, profile)
    return profile


def _parse(values: Mapping[str, str]) -> tuple[Profile | None, list[Fault]]:
    given = {key: " ".join(value.split()) for key, value in values.items()}
    faults = [Fault(unknown_key(key, PROFILE_KEYS), key) for key in given if key not in PROFILE_KEYS]
    faults += [Fault("is missing", key) for key in _REQUIRED if not given.get(key)]
    country = given.get("country") or "us"
    number = ""
    if country not in _COUNTRIES:
        faults.append(Fault(f"must be one of {', '.join(_COUNTRIES)}", "country"))
    elif given.get("number"):
        try:
            number = read_number(given["number"], cast("Country", country))
        except ValueError as error:
            faults.append(Fault(str(error), "number"))
    if faults:
        return None, faults
    profile = Profile(
        name=given["name"],
        company=given["company"],
        number=number,
        country=cast("Country", country),
        sells=given.get("sells", ""),
    )
    return profile, []
