"""The settings for editors in the guide are whole, and start the command that there is."""

from __future__ import annotations

import json
import re

from afterword.lsp import FIX_ALL
from tests.docs.documents import blocks, text_of

BLOCKS = {block.title: block.text for block in blocks(text_of("docs/guides/editors.md")) if block.title}


def test_every_editor_starts_the_server() -> None:
    assert "cmd = { 'afterword', 'lsp' }" in BLOCKS["init.lua"]
    assert 'command: "afterword", args: ["lsp"]' in BLOCKS["vscode-afterword/extension.js"]


def test_the_extension_names_what_it_loads() -> None:
    package = json.loads(BLOCKS["vscode-afterword/package.json"])
    loaded = re.findall(r'require\("([^"/]+)', BLOCKS["vscode-afterword/extension.js"])
    assert loaded == list(package["dependencies"])
    assert f"vscode-afterword/{package['main'].removeprefix('./')}" in BLOCKS


def test_the_settings_of_the_workspace_are_json() -> None:
    assert list(json.loads(BLOCKS[".vscode/settings.json"])) == ["[markdown]"]
    assert FIX_ALL == "source.fixAll.afterword"
    assert f'"{FIX_ALL}": "explicit"' in text_of("docs/guides/editors.md")
