"""A knowledge base adds terms of its own and puts its meaning in the place of ours."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import pytest

from afterword.glossary import Glossary, glossary_of
from afterword.rendering.terms import mark_terms
from afterword.settings import Settings, SettingsError, load_settings
from afterword.settings.look import Look
from afterword.site import build_pages
from afterword.site.static.assets import asset_pages
from tests.knowledge import Base
from tests.made import SETTINGS, review
from tests.unit.site.made_site import site_of, text, words

OWN = """\
# What only we say.
- term: Golden run
  forms: [golden run, golden runs]
  means: The nightly training whose model is promoted unless somebody stops it.
- term: Canary
  means: One of our two small regions, which gets every release a day earlier.
"""


def settings(folder: Path, terms: str | bytes, name: str = "glossary.yaml") -> Settings:
    base = Base.in_folder(folder / "base")
    base.write("pyproject.toml", f'[tool.afterword]\nglossary = "{name}"\n')
    base.write(name, terms)
    return load_settings(base.root)


def glossary(folder: Path, terms: str | bytes) -> Glossary:
    return glossary_of(settings(folder, terms))


def test_a_term_of_their_own_is_marked_with_its_meaning(tmp_path: Path) -> None:
    ours = glossary(tmp_path, OWN)
    marked = mark_terms("<p>Two golden\nruns failed.</p>", ours, "g/")
    assert '<a class="aw-term" href="g/#term-golden-run">golden\nruns</a>' in marked
    script = next(page.raw.decode() for page in asset_pages(Look(), ours) if page.path.endswith("/afterword.js"))
    assert '"term-golden-run": "The nightly training' in script


def test_their_meaning_replaces_ours_and_the_other_terms_stay(tmp_path: Path) -> None:
    made, ours = glossary(tmp_path, OWN), glossary_of(SETTINGS)
    found = [term for term in made.terms if term.title == "Canary"]
    assert [term.means[:10] for term in found] == ["One of our"]
    # It has the spellings that they gave, and no longer those of ours.
    assert made.term("canaries") is None
    assert len(made.terms) == len(ours.terms) + 1
    assert {term.title for term in made.terms if term.own} == {"Golden run", "Canary"}


def test_a_spelling_that_both_have_is_theirs(tmp_path: Path) -> None:
    made = glossary(tmp_path, "- {term: Bird, forms: [canary], means: A small region of ours.}")
    assert (term := made.term("Canary"))
    assert term.title == "Bird"


def test_nothing_of_one_knowledge_base_reaches_another(tmp_path: Path) -> None:
    before = glossary_of(SETTINGS)
    assert glossary(tmp_path, OWN).term("golden run")
    assert glossary_of(SETTINGS) == before
    assert glossary_of(SETTINGS).term("golden run") is None


def test_the_page_of_the_glossary_says_which_terms_are_theirs(tmp_path: Path) -> None:
    def page(of: Settings) -> str:
        made = build_pages(site_of([review()], settings=of))
        return text(next(page for page in made if page.path == "reference/glossary.md"))

    theirs = page(settings(tmp_path, OWN))
    assert "Golden run Our own The nightly training" in words(theirs)
    assert theirs.count('<strong class="aw-badge">Our own</strong>') == 2
    assert "Terms added by this knowledge base are marked" in theirs
    assert "Our own" not in page(SETTINGS)


def test_what_they_write_is_text_on_the_page_and_in_the_mark(tmp_path: Path) -> None:
    made = glossary(tmp_path, "- {term: Bird, means: 'A \"><script>x</script> of ours.'}")
    assert "<script>" not in mark_terms("<p>bird</p>", made, "g/")


@pytest.mark.parametrize("terms", ["", "# Nothing yet.\n"])
def test_a_file_without_terms_adds_none(terms: str, tmp_path: Path) -> None:
    assert glossary(tmp_path, terms) == glossary_of(SETTINGS)


@pytest.mark.parametrize(
    ("terms", "told"),
    [
        (
            "- {term: Bird, mean: x y}",
            "glossary.yaml:1:16: `mean` is not a field of a term. Allowed: `term`, `means` and `forms`. Did",
        ),
        ("- {term: Bird}", "glossary.yaml:1:3: The term has no `means`. Write `- term: Name`"),
        ("- means: A bird.", "glossary.yaml:1:3: The term has no `term`."),
        ("- term: Bird\n  means:\n", "glossary.yaml:2:9: `means` is not text. Write at least two letters"),
        ("- term: A\n  means: One.\n", "glossary.yaml:1:9: `term` is `A`. Write at least two letters"),
        ("- {term: Bird, means: Two., forms: bird}", "glossary.yaml:1:36: `forms` is not a list of spellings. Write"),
        ("- {term: Bird, means: Two., forms: []}", "glossary.yaml:1:36: `forms` is not a list of spellings."),
        ("- Bird", "glossary.yaml:1:3: This is not a term with a meaning."),
        ("term: Bird\nmeans: x", "glossary.yaml:1:1: The file is not a list of terms."),
        (f"- {{term: {'Bird' * 20}, means: Two.}}", "glossary.yaml:1:10: `term` has 80 characters. Write at most 60"),
        (
            "- {term: Bird, means: Two.}\n- {term: BIRD, means: Two.}",
            "glossary.yaml:2:10: The term `BIRD` is already on line 1. Delete one of the two.",
        ),
        (
            "- {term: Bird, means: Two., forms: [small bird]}\n- {term: Wren, means: Two., forms: [Small  bird]}",
            "glossary.yaml:2:37: The spelling `Small bird` is already on line 1.",
        ),
        ("- term: Bird\n  means: [", "glossary.yaml:2:11: This is not valid YAML: "),
        ("- &a {term: Bird, means: Two.}", "glossary.yaml:1:3: The anchor `&a` is not allowed here. Delete it."),
        (
            "- {term: Bird, term: Wren, means: Two.}",
            "glossary.yaml:1:16: `term` is set twice, on line 1, in column 4 and in column 16.",
        ),
        (b"- \xff", "glossary.yaml:1:3: Byte 2 (0xff) is not valid UTF-8. Save the file as UTF-8."),
    ],
)
def test_what_cannot_be_used_is_told_with_its_place_and_the_remedy(
    terms: str | bytes, told: str, tmp_path: Path
) -> None:
    with pytest.raises(SettingsError) as caught:
        glossary(tmp_path, terms)
    assert told in str(caught.value)


def test_every_mistake_is_told_in_the_order_of_the_file(tmp_path: Path) -> None:
    with pytest.raises(SettingsError) as caught:
        glossary(tmp_path, "- Bird\n" * 23)
    lines = str(caught.value).split("\n")
    assert [line.split(":")[1] for line in lines[:20]] == [str(number) for number in range(1, 21)]
    assert lines[20] == "… and 3 more problems in glossary.yaml."


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    made = dataclasses.replace(settings(tmp_path, OWN), glossary="terms.yaml")
    with pytest.raises(SettingsError, match=r"terms\.yaml:1:1: The file cannot be read: no such file"):
        glossary_of(made)


def test_the_check_refuses_a_file_of_terms_that_the_site_could_not_use(tmp_path: Path) -> None:
    root = settings(tmp_path, "- term: Bird\n").root
    done = Base(root).call("check")
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr.startswith("Error: glossary.yaml:1:3: The term has no `means`.")
