"""Contents that are put away are what whoever asks for them finds."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from tempfile import gettempdir

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File
from mkdocs.structure.pages import Page

from afterword.mkdocs_adapter import put_away
from afterword.mkdocs_adapter.put_away import PutAway


class OwnPage(Page):
    """A page of another plugin's kind."""


@pytest.fixture
def away() -> PutAway:
    return PutAway()


def page(name: str, kind: type[Page] = Page) -> Page:
    config = MkDocsConfig()
    config.load_dict({"site_name": "Test", "docs_dir": str(Path(__file__).parent)})
    config.validate()
    return kind(None, File(name, None, "site", use_directory_urls=True), config)


def test_each_page_gives_back_the_content_that_was_set_last(away: PutAway) -> None:
    first, second = page("a.md"), page("b.md")
    away.hold(first)
    away.hold(second)
    assert first.content is None  # as it is until the engine has made it
    first.content = "a long text that a plugin makes shorter"
    first.content = "<p>café \ud800</p>"
    second.content = "<p>second</p>"
    assert (first.content, second.content) == ("<p>café \ud800</p>", "<p>second</p>")
    first.content = "<p>changed when others stand behind it</p>"
    assert (first.content, second.content) == ("<p>changed when others stand behind it</p>", "<p>second</p>")


def test_a_content_is_not_held_in_memory(away: PutAway) -> None:
    one = page("a.md")
    one.content = "<p>made before</p>"
    away.hold(one)
    assert one.content == "<p>made before</p>"
    assert "<p>made before</p>" not in vars(one).values()


def test_a_page_of_another_kind_keeps_its_own(away: PutAway) -> None:
    one = page("a.md", OwnPage)
    away.hold(one)
    one.content = "<p>own</p>"
    assert type(one) is OwnPage
    assert vars(one)["content"] == "<p>own</p>"


LIMITED = """
import resource
from mkdocs.exceptions import PluginError
from afterword.mkdocs_adapter.put_away import PutAway
away = PutAway()
resource.setrlimit(resource.RLIMIT_FSIZE, (1000, 1000))
try:
    away.write("x" * 5000, None)
except PluginError as error:
    print(error)
"""


@pytest.mark.skipif(os.name != "posix", reason="only there a process can be told how long its files may be")
def test_a_content_for_which_the_disk_has_no_room_is_a_sentence_and_not_half_a_page() -> None:
    found = subprocess.run([sys.executable, "-c", LIMITED], capture_output=True, text=True, check=False)
    assert found.stdout == (
        f"{gettempdir()} takes no more temporary files: file too large. "
        "Make room there, or name another folder in the environment variable TMPDIR.\n"
    )
    assert (found.returncode, found.stderr) == (0, "")  # nor is it said again when the file is closed


def test_a_machine_without_a_folder_for_temporary_files_is_an_error_in_a_sentence(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def nowhere() -> None:
        raise FileNotFoundError(2, "No usable temporary directory found in ['/tmp']")

    monkeypatch.setattr(put_away, "TemporaryFile", nowhere)
    with pytest.raises(PluginError, match=r"made: no usable temporary directory found in .* Make room there"):
        PutAway()


def test_a_content_that_takes_the_place_of_another_of_its_length_is_what_is_read(away: PutAway) -> None:
    one = page("a.md")
    away.hold(one)
    for content in ("<p>one</p>", "<p>two</p>", "<p>two</p>", "<p>one</p>"):
        one.content = content
        assert one.content == content


def test_a_content_that_is_set_again_is_not_written_again(away: PutAway) -> None:
    first, second = page("a.md"), page("b.md")
    away.hold(first)
    away.hold(second)
    first.content, second.content = "<p>first</p>", "<p>second</p>"
    place = vars(second)["place"]
    first.content = "<p>first</p>"
    second.content = second.content
    assert vars(second)["place"] == place
    assert (first.content, second.content) == ("<p>first</p>", "<p>second</p>")
