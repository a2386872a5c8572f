"""The rep's profile: checked as a whole, mended key by key, kept with the person's comments."""

from pathlib import Path

import pytest

from trainer.core.profile import Profile
from trainer.errors import StoreError
from trainer.store.profile_file import change_profile, load_profile, parse_profile, save_profile
from trainer.store.toml_file import Refused

ANA = Profile(
    name="Ana Ruiz", company="Northwind Lighting", number="+16135550142", country="ca", sells="warehouse lamps"
)


def test_texts_become_a_profile() -> None:
    """What a form holds is trimmed, and the number read as the country writes it."""
    typed = {
        "name": "  Ana   Ruiz ",
        "company": "Northwind Lighting",
        "number": "(613) 555-0142",
        "country": "ca",
        "sells": "warehouse lamps",
    }
    assert parse_profile(typed) == ANA


def test_every_fault_is_told_at_its_field() -> None:
    """A form can mark all its fields after one try."""
    with pytest.raises(Refused) as caught:
        parse_profile({"name": " ", "number": "555-0142", "compny": "Northwind"})
    assert {fault.where: fault.message for fault in caught.value.faults} == {
        "compny": 'is not a known key; did you mean "company"?',
        "name": "is missing",
        "company": "is missing",
        "number": "lacks the area code of a US number; for example (202) 555-0142",
    }
    assert caught.value.exit_code == 2


def test_an_unknown_country_is_told_with_the_known_ones() -> None:
    """The number cannot be judged without a country, so only the country is told."""
    with pytest.raises(Refused) as caught:
        parse_profile({"name": "Ana", "company": "Northwind", "number": "1", "country": "uk"})
    assert [str(fault) for fault in caught.value.faults] == [
        "country must be one of us, ca, gb, de, fr, au, jp, in, br"
    ]


def test_a_profile_is_kept_and_read_back(tmp_path: Path) -> None:
    """Nothing is lost on the way through the file, and there is no profile before the first."""
    path = tmp_path / "home" / "profile.toml"
    assert load_profile(path) is None
    save_profile(path, ANA)
    assert load_profile(path) == ANA


def test_faults_in_the_file_have_lines(tmp_path: Path) -> None:
    """A file edited by hand is told by line, once a fault."""
    path = tmp_path / "profile.toml"
    path.write_text('name = "Ana"\ncompany = 7\nnumber = "+1613"\nphone = "x"\n')
    with pytest.raises(Refused) as caught:
        load_profile(path)
    assert caught.value.detail.splitlines() == [
        f"{path}:2: company must be text in quotes",
        f"{path}:3: number is too short for a US number; for example (202) 555-0142",
        f"{path}:4: phone is not a known key",
    ]


def test_changing_a_key_checks_the_whole_and_keeps_comments(tmp_path: Path) -> None:
    """A country that does not fit the number is not saved behind the rep's back."""
    path = tmp_path / "profile.toml"
    save_profile(path, ANA)
    path.write_text("# my own words\n" + path.read_text())
    with pytest.raises(Refused, match="number is not a UK number, it starts with"):
        change_profile(path, {"country": "gb"})
    assert load_profile(path) == ANA
    changed = change_profile(path, {"country": "gb", "number": "020 7946 0142"})
    assert (changed.country, changed.number) == ("gb", "+442079460142")
    assert load_profile(path) == changed
    assert path.read_text().startswith("# my own words\n")


def test_a_first_profile_can_be_made_of_changes(tmp_path: Path) -> None:
    """A machine without a screen gets its profile from the command line."""
    path = tmp_path / "profile.toml"
    changes = {"name": "Ana Ruiz", "company": "Northwind Lighting", "number": "202 555 0142"}
    assert change_profile(path, changes) == load_profile(path)


def test_a_change_can_mend_a_file_with_a_fault(tmp_path: Path) -> None:
    """Nobody is locked out by their own slip."""
    path = tmp_path / "profile.toml"
    path.write_text('name = "Ana"\ncompany = "Northwind"\nnumber = "12"\n')
    assert change_profile(path, {"number": "202 555 0142"}).number == "+12025550142"


def test_a_profile_that_cannot_be_kept_is_told(tmp_path: Path) -> None:
    """A file where the folder should be ends in a sentence, not in a traceback."""
    (tmp_path / "taken").write_text("")
    with pytest.raises(StoreError, match="Cannot write"):
        save_profile(tmp_path / "taken" / "profile.toml", ANA)
