"""Texts that look like markup, and what a reader should see of them."""

from __future__ import annotations

import re

from hypothesis import strategies as st

MARKUP = "\\`*_{}[]()<>&|~=#+-!?:;.,/\"'^$@% \n"
# Single signs, signs in runs, and what looks like markup: each alone says little, together they find the gaps.
PIECES = st.one_of(
    st.sampled_from([*MARKUP, "a", "b", "Z", "1", "2. ", "é", "\u2026"]),
    st.sampled_from(["**", "__", "``", "```", "~~~", "==", "--8<--", "<b>", "</div>", "<!--", "&lt;", "&#60;", "&amp"]),
    st.sampled_from(
        ["](x)", "{ .c }", "{: #i }", "{{ x }}", "{% y %}", "[^1]", "*[A]: ", "---", "===", "\\*", "`<i>`"]
    ),
    st.sampled_from(["!!! note", "??? x", "/// tab", "orders_12m", "https://example.org/a_b?c=d&e", "    ", "\t"]),
    st.sampled_from(["\n\n", "</p>", "<script>", "<pre>", "]]>", '">', "' x='", "javascript:x", "&#10;"]),
)
TEXTS = st.lists(PIECES, min_size=1, max_size=12).map("".join).filter(lambda text: bool(text.strip()))

EXAMPLES = (
    "<img src=x onerror=alert(1)>",
    '"><script>alert(1)</script>',
    "' onmouseover='alert(1)",
    "[x](javascript:alert(1))",
    "- a\n\n# b",
    "1. one",
    "`a | b` and <c> | d",
    "`</code><script>`",
    "a\\",
    "written in C#",
    "\\#",
    "share of null in orders_12m and _this_",
)


def shown(text: str) -> str:
    """The signs of a text that a reader should see: all but white space and the backticks around code."""
    folded = " ".join(text.split())
    return tight(re.sub(r"(?<!`)`(?!`)([^`]*[^`\s][^`]*)`(?!`)", r"\1", folded))


def tight(text: str) -> str:
    """A text without white space: an engine trims it around code."""
    return "".join(text.split())
