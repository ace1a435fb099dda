"""Reviews in German, Spanish and Japanese, questions that find them, and a knowledge base of them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

from tests.knowledge import PUBLISHED, Base, overlaid, page
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

MKDOCS = (
    "site_name: x\ntheme: {name: material, font: false, language: ja}\nplugins: [search, afterword]\n"
    "extra_css: [assets/afterword/afterword.css]\nextra_javascript: [assets/afterword/afterword.js]\n"
    "markdown_extensions: [admonition, attr_list, def_list, footnotes, md_in_html, tables, toc, pymdownx.details, "
    "pymdownx.highlight, pymdownx.superfences]\n"
)


def spoken(folder: Path) -> Base:
    """A knowledge base of these reviews."""
    made = Base.in_folder(folder)
    for name, (title, summary, narrative) in REVIEWS.items():
        day = name[:10]
        fields = PUBLISHED.replace("2025-01-01", day).replace("2025-01-08", "2025-03-20")
        lesson = json.dumps(title, ensure_ascii=False)
        own = f"title: {title}\nsummary: {summary}\ntrigger: {summary}\nlessons: {{untested: [{lesson}]}}\n"
        made.write(f"postmortems/{name}.md", page(overlaid(fields, own), f"## {title}\n\n{narrative}\n"))
    return made


def built(base: Base) -> Path:
    """The folder of its site."""
    base.write("mkdocs.yml", MKDOCS)
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--quiet"],
        cwd=base.root,
        env={**environment(base.root.parent), "NO_MKDOCS_2_WARNING": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return base.root / "site"
