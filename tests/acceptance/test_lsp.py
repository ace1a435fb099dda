"""``afterword lsp`` over the real protocol: a process, asked by a client, about texts that nobody has saved."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest
from lsprotocol import types

from tests.acceptance.editor import Editor, applied, edit
from tests.knowledge import DRAFT, EXAMPLE, PUBLISHED, Base, overlaid, page
from tests.unit.secrecy.seeds import some

OTHER = "postmortems/2024-12-01-other.md"
PATTERN = "docs/patterns/evaluation-blind-spot.md"
TOKEN = f"ghp_{some(36)}"


def codes(found: Sequence[types.Diagnostic]) -> list[object]:
    return [one.code for one in found]


def span(line: int, start: int, end: int) -> types.Range:
    return types.Range(types.Position(line, start), types.Position(line, end))


@pytest.fixture
def library(base: Base) -> Base:
    base.write(EXAMPLE, page(DRAFT))
    base.write(OTHER, page(overlaid(PUBLISHED, "title: The 🦊 was empty\nonset: 2024-12-01\naliases: [INC-7]\n")))
    return base


def test_a_word_is_wrong_as_it_is_typed_and_mended_by_a_quick_fix(library: Base) -> None:
    wrong = "models: [{name: '🦊 cafe\u0301', taks: ranking}]\nstatus: drfat  # 🦊  \n"
    text = "\ufeff" + page(overlaid(DRAFT, wrong)).replace("\n", "\r\n")

    async def story(editor: Editor) -> None:
        editor.open(EXAMPLE, page(DRAFT))
        assert codes(await editor.problems(EXAMPLE)) == []
        editor.type(EXAMPLE, text)
        found = await editor.problems(EXAMPLE)
        # Two units for the fox, one for the accent.
        assert {str(one.code): one.range for one in found} == {
            "AW102": span(7, 28, 32),
            "AW104": span(2, 8, 13),
            "AW011": span(2, 19, 21),
        }
        assert all(one.source == "afterword" for one in found)
        assert "Did you mean `draft`?" in next(one.message for one in found if one.code == "AW104")
        fixes = await editor.fixes(EXAMPLE, [one for one in found if one.code == "AW104"])
        assert [(fix.title, fix.kind, fix.is_preferred) for fix in fixes] == [
            ("Replace `drfat` with `draft`", "quickfix", True)
        ]
        assert applied(text, fixes[0]) == text.replace("drfat", "draft")
        (everything,) = await editor.fixes(EXAMPLE, [], only=["source.fixAll"])
        mended = text.replace("drfat", "draft").replace("taks", "task").replace("🦊  \r", "🦊\r")
        assert applied(text, everything) == mended
        editor.type(EXAMPLE, mended)
        assert codes(await editor.problems(EXAMPLE)) == []
        assert (library.root / EXAMPLE).read_text("utf-8") == page(DRAFT)

    assert edit(library.root, story) == 0


def test_what_can_be_written_is_offered_in_a_text_that_does_not_parse(library: Base) -> None:
    fields = overlaid(DRAFT, "models:\n  - name: \nrelated: [{id: ")
    lines = f"---\n{fields}".split("\n")
    models, related = lines.index("  - name: "), lines.index("related: [{id: ")

    async def story(editor: Editor) -> None:
        editor.open(EXAMPLE, "\n".join(lines))
        assert codes(await editor.problems(EXAMPLE)) == ["AW005"]
        keys = await editor.completion(EXAMPLE, len(lines) - 1, 0)
        offered = {item.label: item for item in keys}
        assert "status" not in offered
        assert offered["root_causes"].text_edit == types.TextEdit(span(len(lines) - 1, 0, 0), "root_causes:\n  - ")
        (name,) = await editor.completion(EXAMPLE, models, 10)
        assert name.text_edit == types.TextEdit(span(models, 10, 10), "Page ranker")
        (review,) = await editor.completion(EXAMPLE, related, 15)
        assert (review.label, review.detail) == (Path(OTHER).stem, "The 🦊 was empty")
        terms = await editor.completion(EXAMPLE, 2, 8)
        assert [item.label for item in terms][:2] == ["draft", "in-review"]
        assert isinstance(terms[0].documentation, types.MarkupContent)
        assert "six fields are enough" in terms[0].documentation.value

    assert edit(library.root, story) == 0


def test_words_are_explained_and_names_lead_to_their_pages(library: Base) -> None:
    over = f"patterns: [evaluation-blind-spot]\nrelated:\n  - id: {Path(OTHER).stem}\n    relation: same-cause\n"
    lines = page(overlaid(DRAFT, over)).split("\n")
    pattern, related = (next(at for at, line in enumerate(lines) if word in line) for word in ("evaluation", "2024-12"))

    async def story(editor: Editor) -> None:
        editor.open(EXAMPLE, "\n".join(lines))
        assert codes(await editor.problems(EXAMPLE)) == []
        key = await editor.hover(EXAMPLE, 3, 1)
        assert key is not None
        assert isinstance(key.contents, types.MarkupContent)
        assert (key.range, key.contents.kind) == (span(3, 0, 4), types.MarkupKind.Markdown)
        assert "- `near-miss`: " in key.contents.value
        name = await editor.hover(EXAMPLE, related, 12)
        assert name is not None
        assert isinstance(name.contents, types.MarkupContent)
        # What an author wrote is never taken for markup.
        assert name.contents.kind == types.MarkupKind.PlainText
        assert name.contents.value.startswith("The 🦊 was empty\n\n")
        assert await editor.hover(EXAMPLE, len(lines) - 2, 3) is None
        start = types.Range(types.Position(0, 0), types.Position(0, 0))
        assert await editor.definition(EXAMPLE, related, 12) == types.Location(editor.address(OTHER), start)
        assert await editor.definition(EXAMPLE, pattern, 15) == types.Location(editor.address(PATTERN), start)
        assert await editor.definition(EXAMPLE, 1, 8) is None

    assert edit(library.root, story) == 0


def test_rules_of_the_corpus_and_the_settings_reach_the_open_text(library: Base) -> None:
    over = "aliases: [INC-7]\nrelated: [{id: 2024-12-01-othr, relation: same-cause}]\n"

    async def story(editor: Editor) -> None:
        editor.open(EXAMPLE, page(overlaid(DRAFT, over)))
        assert codes(await editor.problems(EXAMPLE)) == ["AW405", "AW403"]
        # The other review is changed in the editor, too, and not saved.
        editor.open(OTHER, page(overlaid(PUBLISHED, "onset: 2024-12-01\naliases: [INC-8]\n")))
        await editor.problems(OTHER)
        editor.type(EXAMPLE, page(overlaid(DRAFT, over)) + "\n")
        assert codes(await editor.problems(EXAMPLE)) == ["AW403"]
        library.write("pyproject.toml", "[tool.afterword]\nschema_version = 0\n")
        editor.type(EXAMPLE, page(DRAFT.replace("onset", "date")))
        editor.save(EXAMPLE)
        (older,) = await editor.problems(EXAMPLE)
        (fix,) = await editor.fixes(EXAMPLE, [older])
        assert (older.code, fix.title) == ("AW110", "Update the review to the newest schema version")
        assert applied(page(DRAFT.replace("onset", "date")), fix) == page(DRAFT)
        library.write("pyproject.toml", "[tool.afterword]\nweather = 1\n")
        editor.type(EXAMPLE, page(DRAFT))
        (broken,) = await editor.problems(EXAMPLE)
        assert (broken.code, broken.range) == (None, span(0, 0, 1))
        assert "has no setting `weather`" in broken.message
        assert await editor.completion(EXAMPLE, 2, 8) == []
        library.write("pyproject.toml", "[tool.afterword]\n")
        # To save any file is enough, as the settings themselves would be.
        editor.save(OTHER)
        assert codes(await editor.problems(EXAMPLE)) == []

    assert edit(library.root, story) == 0


def test_a_secret_is_found_and_never_sent_back(library: Base) -> None:
    library.write(OTHER, page(overlaid(PUBLISHED, f"title: The token {TOKEN}\nonset: 2024-12-01\n")))
    text = page(overlaid(DRAFT, f"models: [{{name: Ranker, owner: {TOKEN}}}]\nseverity: {TOKEN}\n"))

    async def story(editor: Editor) -> None:
        editor.open(EXAMPLE, text)
        found = await editor.problems(EXAMPLE)
        assert {"AW104", "AW801"} <= set(codes(found))
        sent = str(found) + str(await editor.fixes(EXAMPLE, found))
        related = page(overlaid(DRAFT, "related: [{id: ,\n  relation: same-cause}]\n"))
        editor.type(EXAMPLE, related)
        await editor.problems(EXAMPLE)
        line = next(at for at, row in enumerate(related.split("\n")) if row.startswith("related"))
        (offer,) = await editor.completion(EXAMPLE, line, 15)
        assert offer.label == Path(OTHER).stem
        assert TOKEN[:10] not in sent + str(offer)

    assert edit(library.root, story) == 0


HOSTILE = {
    "nothing": "",
    "a mark and nothing": "\ufeff",
    "a fence alone": "---",
    "a fence that is never closed": "---\n" + "a: [{\n" * 500,
    "half of a pair": "---\ntitle: \ud83d\n---\n",
    "no page ends here": "---\ntitle: a\u2028b\u2029c\x0bd\x85e\n---\n\r\r\n",
    "an override": f"---\n{DRAFT}---\n\u202egnirts\n",
    "deep": "---\na: " + "[" * 3_000 + "\n---\n",
    "a long line": "---\ntitle: " + "[ " * 100_000 + "\n---\n",
    "spaces": "---\n" + " " * 100_000 + "#\n---\n",
    "quotes": "---\na: [" + "\"'" * 50_000 + "\n---\n",
    "too large": "---\n" + "# x\n" * 400_000 + "---\n",
    "an alias": "---\na: &a [x]\nb: *a\n---\n",
    "a tag": "---\na: !!python/object/apply:os.system [exit 1]\n---\n",
    "a null": "---\ntitle: \0\n---\n",
}


def test_nothing_that_is_typed_silences_the_server(library: Base) -> None:
    async def story(editor: Editor) -> None:
        editor.open(EXAMPLE, page(DRAFT))
        await editor.problems(EXAMPLE)
        for name, text in HOSTILE.items():
            editor.type(EXAMPLE, text)
            found = await editor.problems(EXAMPLE)
            assert codes(found) != [], name
            for line, character in ((0, 0), (1, 4), (1, 90_000), (2**31 - 1, 2**31 - 1)):
                await editor.completion(EXAMPLE, line, character)
                await editor.hover(EXAMPLE, line, character)
                await editor.definition(EXAMPLE, line, character)
            await editor.fixes(EXAMPLE, found, only=["quickfix", "source.fixAll"])
        editor.type(EXAMPLE, page(DRAFT))
        assert codes(await editor.problems(EXAMPLE)) == []
        assert "draft" in [item.label for item in await editor.completion(EXAMPLE, 2, 8)]

    assert edit(library.root, story) == 0


def test_each_file_is_judged_by_the_base_around_it_and_what_is_no_page_is_left_alone(
    library: Base, tmp_path: Path
) -> None:
    second = Base.in_folder(tmp_path / "second")
    second.write("pyproject.toml", "[tool.afterword]\nreviews = 'reviews'\n")
    second.write("reviews/images/note.md", "")
    new = "reviews/2025-01-02-new.md"

    async def story(editor: Editor) -> None:
        there = Editor(editor.client, second.root)
        there.told, there._news = editor.told, editor._news
        for path in ("README.md", "postmortems/images/note.md", EXAMPLE.replace(".md", ".txt")):
            editor.open(path, "---\nnonsense\n")
        there.open(EXAMPLE, "---\nnonsense\n")
        there.open("reviews/images/note.md", "---\nnonsense\n")
        outside = types.TextDocumentItem("untitled:Untitled-1", "markdown", 1, "---\nsta")
        editor.client.text_document_did_open(types.DidOpenTextDocumentParams(outside))
        # A file that is only in the editor so far is a page of its base all the same.
        there.open(new, page(overlaid(DRAFT, "onset: 2025-01-02\nseverity: sev9\n")))
        editor.open(EXAMPLE, page(overlaid(DRAFT, "severity: sev9\n")))
        assert codes(await there.problems(new)) == codes(await editor.problems(EXAMPLE)) == ["AW104"]
        assert set(editor.told) == {there.address(new), editor.address(EXAMPLE)}
        there.close(new)
        editor.type(EXAMPLE, page(DRAFT))
        assert codes(await editor.problems(EXAMPLE)) == []
        assert list(editor.told[there.address(new)][-1].diagnostics) == []

    assert edit(library.root, story) == 0


def test_columns_are_counted_as_the_editor_asks_for(library: Base) -> None:
    async def story(editor: Editor) -> None:
        editor.open(EXAMPLE, page(overlaid(DRAFT, "models: [{name: '🦊', taks: x}]\n")))
        (found,) = await editor.problems(EXAMPLE)
        assert found.range == span(7, 24, 28)

    assert edit(library.root, story, encodings=["utf-8"]) == 0
