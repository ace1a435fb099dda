"""What the guide promises of reviews in German, Spanish and Japanese, and what it says does not work."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from tests.knowledge import PUBLISHED as FIELDS
from tests.knowledge import Base, overlaid, page
from tests.unit.cli.invoke import invoke
from tests.working_copy import environment

REVIEWS = {
    "2025-03-01-leere-preise": (
        "Der Ranker liest leere Preise",
        "Die Suche las leere Preise und sortierte zwei Stunden lang falsch.",
        "Die Spalte mit den Preisen wurde umbenannt. Der Entwickler hat vergessen, das Schema zu prüfen.",
    ),
    "2025-03-02-kamera": (
        "Die Kamera erkennt nachts keine Fußgänger",
        "Das Modell der Kamera übersah nachts Fußgänger auf der Straße.",
        "In den Daten fehlten Bilder der Nacht.",
    ),
    "2025-03-03-precios-vacios": (
        "El clasificador lee precios vacíos",
        "La búsqueda leyó precios vacíos y ordenó mal durante dos horas.",
        "La columna de precios cambió de nombre. El ingeniero olvidó revisar el esquema.",
    ),
    "2025-03-04-camara": (
        "La cámara no reconoce peatones de noche",
        "El modelo de la cámara no vio peatones en la calle.",
        "Faltaban imágenes de la noche en los datos.",
    ),
    "2025-03-05-empty-prices-ja": (
        "ランカーが空の価格を読み込んだ",
        "検索のランカーが空の価格を読み込み、二時間にわたり順位が誤っていた。",
        "価格の列の名前が変更された。担当者が確認を忘れた。",
    ),
    "2025-03-06-camera-ja": (
        "カメラが夜間に歩行者を認識しない",
        "カメラのモデルが夜間に道路の歩行者を見落とした。",
        "学習データに夜間の画像がなかった。",
    ),
}
FOUND = {
    "Preise waren leer": "2025-03-01-leere-preise",
    "Spalten umbenannt": "2025-03-01-leere-preise",
    "Fußgänger übersehen": "2025-03-02-kamera",
    "Fussgaenger nachts": "2025-03-02-kamera",
    "precio vacio": "2025-03-03-precios-vacios",
    "columnas de precios": "2025-03-03-precios-vacios",
    "peatón en la calle": "2025-03-04-camara",
    "価格が空だった": "2025-03-05-empty-prices-ja",
    "列の名前が変更": "2025-03-05-empty-prices-ja",
    "歩行者を見落とす": "2025-03-06-camera-ja",
}


@pytest.fixture
def base(tmp_path: Path) -> Base:
    made = Base.in_folder(tmp_path)
    for name, (title, summary, narrative) in REVIEWS.items():
        day = name[:10]
        fields = FIELDS.replace("2025-01-01", day).replace("2025-01-08", "2025-03-20")
        lesson = json.dumps(title, ensure_ascii=False)
        own = f"title: {title}\nsummary: {summary}\ntrigger: {summary}\nlessons: {{untested: [{lesson}]}}\n"
        made.write(f"postmortems/{name}.md", page(overlaid(fields, own), f"## {title}\n\n{narrative}\n"))
    return made


def similar(base: Base, question: str) -> list[str]:
    done = invoke(base.root, "similar", question, "--format", "json")
    assert done.exit_code == 0, done.output
    return re.findall(r'"id": "(2025-[^"]+)"', done.stdout)


def test_the_check_accepts_them_and_its_rules_of_language_are_silent(base: Base) -> None:
    found = {problem.code for problem in base.report().diagnostics}
    assert not {code for code in found if code.startswith(("AW0", "AW1", "AW2", "AW5", "AW7", "AW8"))}, found


@pytest.mark.parametrize(("question", "review"), FOUND.items())
def test_a_question_in_the_language_finds_its_review_first(question: str, review: str, base: Base) -> None:
    assert similar(base, question)[:1] == [review]


@pytest.mark.parametrize("question", ["leerer Preisliste", "empty prices"])
def test_other_endings_and_other_languages_find_nothing_as_the_guide_says(question: str, base: Base) -> None:
    assert similar(base, question) == []


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Über die Straße fällt Größe aus", "uber-die-strasse-fallt-grosse-aus"),
        ("El año del señor Núñez", "el-ano-del-senor-nunez"),
        ("空の価格", r"x[0-9a-f]{8}"),
    ],
)
def test_the_name_of_a_file_is_made_of_plain_letters(title: str, name: str, base: Base) -> None:
    done = invoke(base.root, "new", title, "--no-input", "--set", "severity=sev3", "--set", "onset=2025-04-01")
    assert re.search(rf"postmortems/2025-04-01-{name}\.md", done.output), done.output


def test_a_site_says_its_language_and_shows_the_words_as_they_are(base: Base) -> None:
    base.write(
        "mkdocs.yml",
        "site_name: x\ntheme: {name: material, font: false, language: ja}\nplugins: [search, afterword]\n"
        "markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.details, "
        "pymdownx.highlight, pymdownx.superfences]\n",
    )
    built = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=base.root,
        env={**environment(base.root.parent), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert built.returncode == 0, built.stderr
    for name, (title, summary, _) in REVIEWS.items():
        text = (base.root / "site/postmortems" / name / "index.html").read_text("utf-8")
        assert '<html lang="ja"' in text
        assert title in text
        assert summary in text
