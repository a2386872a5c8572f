"""Reading people's files: the right line for every fault, and their comments kept when a key changes."""

from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from trainer.store.toml_file import Refused, edit_toml, find_toml, read_toml, written
from trainer.store.toml_lines import lines_by_key

TEXT = '''# a comment
title = "one"
known = [
  "a",
  "b # not a comment",
]
why = """
[not.a.table]
x = 1"""
point.x = 1

[mailbox]
voice = { id = "v", rate = 160 }

  [mailbox.beep]
  seconds = 1

[[checks]]
id = "first"
[[checks]]
id = "second"
[checks.more]
deep = true
'''

JSONLIKE = st.recursive(
    st.integers() | st.booleans() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(min_size=1, max_size=8), inner, max_size=4),
    max_leaves=12,
)


@pytest.mark.parametrize(
    ("key", "line"),
    [
        (("title",), 2),
        (("known", 1), 3),
        (("why",), 7),
        (("point", "x"), 10),
        (("mailbox",), 12),
        (("mailbox", "voice", "rate"), 13),
        (("mailbox", "beep"), 15),
        (("mailbox", "beep", "seconds"), 16),
        (("checks", 0, "id"), 19),
        (("checks", 1), 20),
        (("checks", 1, "id"), 21),
        (("checks", 1, "more", "deep"), 23),
    ],
)
def test_every_key_has_its_line(key: tuple[str | int, ...], line: int) -> None:
    """Tables, lists of tables, dotted keys, inline tables and long texts are all found."""
    assert lines_by_key(TEXT)[key] == line


@given(st.dictionaries(st.text(min_size=1, max_size=8), JSONLIKE, max_size=5))
def test_the_line_of_a_key_names_it(values: dict[str, object]) -> None:
    """Whatever a file holds, a key of its top level is found on the line that has its name."""
    text = tomlkit.dumps(values)
    lines = lines_by_key(text)
    for name in tomlkit.parse(text):
        line = text.split("\n")[lines[(name,)] - 1]
        assert tomlkit.key(name).as_string() in line or name in line


def test_a_missing_key_is_shown_at_its_table(tmp_path: Path) -> None:
    """A fault about something that is not there points to the nearest thing that is."""
    path = tmp_path / "it.toml"
    path.write_text(TEXT)
    fault = read_toml(path).fault(("mailbox", "beep", "level_dbfs"), "is missing")
    assert str(fault) == f"{path}:15: mailbox.beep.level_dbfs is missing"
    assert read_toml(path).fault(("prospect",), "is missing").line is None


def test_keys_are_written_for_people() -> None:
    """Lists count from one."""
    assert written(("checks", 1, "phrases", 0)) == "checks #2.phrases #1"


@pytest.mark.parametrize(
    ("content", "fault"),
    [
        (b"a = 1\nb = = 2\n", ":2: is not TOML: invalid value"),
        (b"a = 1\n\nb = [1,\n", ":3: is not TOML: invalid value"),
        (b"a = 1\na = 2\n", ":2: is not TOML: cannot overwrite a value"),
        (b"\xff\xfe", ": is not text in UTF-8"),
        (b"a = " + b"[" * 5000, ": has lists or tables nested too deep"),
    ],
)
def test_a_file_that_is_not_toml_is_refused_by_line(tmp_path: Path, content: bytes, fault: str) -> None:
    """A slip of the hand is found without counting brackets."""
    path = tmp_path / "it.toml"
    path.write_bytes(content)
    with pytest.raises(Refused) as caught:
        read_toml(path)
    assert caught.value.detail == f"{path}{fault}"
    assert caught.value.exit_code == 2


def test_a_file_that_cannot_be_read_is_refused(tmp_path: Path) -> None:
    """A folder and a missing file get a sentence each; a file that may be missing is none."""
    with pytest.raises(Refused, match="cannot be read: Is a directory"):
        read_toml(tmp_path)
    with pytest.raises(Refused, match="is not there"):
        read_toml(tmp_path / "none.toml")
    assert find_toml(tmp_path / "none.toml") is None


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_lines_are_right_with_any_newline_and_a_byte_order_mark(tmp_path: Path, newline: str) -> None:
    """A file from another system's editor reads the same."""
    path = tmp_path / "it.toml"
    path.write_text("\ufeff" + TEXT, encoding="utf-8", newline=newline)
    assert read_toml(path).fault(("checks", 1), "x").line == 20


def test_editing_keeps_comments_and_order(tmp_path: Path) -> None:
    """The file stays the person's own."""
    path = tmp_path / "settings.toml"
    path.write_text('# mine\ntheme = "dark"  # at night\nchecklist = "articles"\n')
    edit_toml(path, {"theme": "light", "checklist": None, "microphone": "USB"})
    assert path.read_text() == '# mine\ntheme = "light"  # at night\nmicrophone = "USB"\n'


def test_editing_a_broken_file_changes_nothing(tmp_path: Path) -> None:
    """A file with a slip in it is never overwritten by the program."""
    path = tmp_path / "settings.toml"
    path.write_text("theme = \n# a long comment")
    with pytest.raises(Refused):
        edit_toml(path, {"theme": "light"})
    assert path.read_text() == "theme = \n# a long comment"
