"""An expression does what a compiled pattern does, and is compiled when it is first used."""

from __future__ import annotations

import re

import pytest

from afterword.text.expression import expression


def test_it_finds_what_a_compiled_pattern_finds() -> None:
    ours, usual = expression(r"b(?P<rest>\w*)", re.IGNORECASE), re.compile(r"b(?P<rest>\w*)", re.IGNORECASE)
    for text in ("a bee and a Bird", ""):
        assert ours.findall(text) == usual.findall(text)
        assert ours.sub("x", text) == usual.sub("x", text)
        assert [match.span("rest") for match in ours.finditer(text)] == [
            match.span("rest") for match in usual.finditer(text)
        ]
    assert (ours.pattern, ours.flags, ours.groupindex) == (usual.pattern, usual.flags, usual.groupindex)


def test_it_is_compiled_when_it_is_first_used() -> None:
    wrong = expression("(")
    with pytest.raises(re.error):
        wrong.search("")


def test_it_has_no_other_attributes() -> None:
    with pytest.raises(AttributeError):
        _ = expression("a").nothing  # type: ignore[attr-defined]
