"""Write what is loaded, after a change of the phrases: ``python -m afterword.language.source``."""

from __future__ import annotations

from afterword.language.lexicon import FILE
from afterword.language.source.files import text

if __name__ == "__main__":
    FILE.write_text(text(), "utf-8")
