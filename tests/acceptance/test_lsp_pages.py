"""``afterword lsp`` about pages whose addresses have escapes, and about pages that are closed."""

from __future__ import annotations

from pathlib import Path

from lsprotocol import types

from tests.acceptance.editor import Editor, applied, edit
from tests.acceptance.test_lsp import OTHER, PATTERN, codes
from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page


def test_a_page_whose_address_has_escapes_is_checked_as_any_other(tmp_path: Path) -> None:
    # Also `:`, which `as_uri` escapes as VS Code does in `c%3A`, and what would be decoded twice.
    (tmp_path / "c: über uns").mkdir()
    base = Base.in_folder(tmp_path / "c: über uns" / "#1 + 50%, literal%20 and %3A")
    wrong = page(overlaid(DRAFT, "status: drfat\npatterns: [evaluation-blind-spot]\n"))

    async def story(editor: Editor) -> None:
        editor.open(EXAMPLE, wrong)
        (found,) = (one for one in await editor.problems(EXAMPLE) if one.code == "AW104")
        (fix,) = await editor.fixes(EXAMPLE, [found])
        assert applied(wrong, fix) == wrong.replace("drfat", "draft")
        assert fix.edit is not None
        assert list(fix.edit.changes or {}) == [editor.address(EXAMPLE)]
        assert "draft" in [item.label for item in await editor.completion(EXAMPLE, 2, 8)]
        assert await editor.hover(EXAMPLE, 2, 1) is not None
        line = next(at for at, row in enumerate(wrong.split("\n")) if row.startswith("patterns"))
        start = types.Range(types.Position(0, 0), types.Position(0, 0))
        assert await editor.definition(EXAMPLE, line, 15) == types.Location(editor.address(PATTERN), start)
        editor.save(EXAMPLE)
        assert "AW104" in codes(await editor.problems(EXAMPLE))
        assert set(editor.told) == {editor.address(EXAMPLE)}

    assert edit(base.root, story) == 0


def test_a_page_that_is_closed_unsaved_counts_as_its_file_again(base: Base) -> None:
    base.write(OTHER, page(overlaid(PUBLISHED, "onset: 2024-12-01\naliases: [INC-7]\n")))

    async def story(editor: Editor) -> None:
        editor.open(OTHER, page(overlaid(PUBLISHED, "onset: 2024-12-01\naliases: [INC-8]\n")))
        await editor.problems(OTHER)
        editor.open(EXAMPLE, page(overlaid(DRAFT, "aliases: [INC-7]\n")))
        assert codes(await editor.problems(EXAMPLE)) == []
        editor.close(OTHER)
        assert codes(await editor.problems(EXAMPLE)) == ["AW405"]

    assert edit(base.root, story) == 0
