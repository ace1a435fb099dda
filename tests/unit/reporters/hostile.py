"""Reviews whose values, keys and names try to be obeyed by whatever shows a report."""

from __future__ import annotations

import re

from tests.knowledge import DRAFT, Base, overlaid, page

TEXTS = (
    "::error::forged",
    "\n::error file=x::forged",
    "%0A::stop-commands::x",
    "%250A::error::forged",
    "##[error]forged",
    "words before ##[set-output name=x]forged",
    "##teamcity[message text='x']",
    "##vso[task.complete]",
    "\x1b[2J\x1b]8;;https://evil.example\x07here\x1b]8;;\x07",
    "one\rtwo\r\nthree",
    "]]><failure/><![CDATA[",
    "\u202edesrever\u2066",
    "@everyone and @team/all",
    "#1 and GH-1 and owner/name#1 and 0123456789abcdef0123456789abcdef01234567",
    "deadbeef and (defaced)",
    "<script>alert(1)</script><img src=x onerror=alert(1)>",
    "</code></td></tr></table><h1>forged</h1>",
    "![pixel](https://evil.example/p.png)",
    "[click](https://evil.example)",
    "https://evil.example and www.evil.example and mail@evil.example",
    "a | b \\| c || d",
    "` @everyone ` <b> `` [x](y) ```",
    "\n\n# A heading\n\n| a |\n|---|\n| b |\n",
    "&lt;b&gt; &#64;everyone &amp;",
    "\x00\x08\x7f\x9b\ufffe\uffff\u2028\ufeff",
    "${{ secrets.TOKEN }} {0} {{x}}",
)


def written(base: Base) -> Base:
    """A base in which every text is a value, a key, part of a narrative, and the name of a file."""
    for number, text in enumerate(TEXTS):
        day = f"2025-01-{number + 1:02}"
        scalar = '"' + "".join(f"\\U{ord(char):08x}" for char in text) + '"'
        fields = overlaid(DRAFT, f"onset: {day}\n")
        values = f"severity: {scalar}\npatterns: [{scalar}]\nmodels: [{{{scalar}: x, name: {scalar}}}]\n"
        base.write(f"postmortems/{day}-value.md", page(overlaid(fields, values)))
        base.write(f"postmortems/{day}-key.md", page(f"{fields}{scalar}: x\n"))
        base.write(f"postmortems/{day}-body.md", page(fields, f"{text}\n\n<b>\n"))
        name = re.sub(r"[/\0]", "_", text)
        base.write(f"postmortems/{name}.md", page(DRAFT))
    return base


def obeyed(line: str) -> str:
    """The command that the runner of GitHub takes from a line of a log; empty where it takes none.

    It trims the line and takes ``::command properties::data`` at its start, or else ``##[command]`` anywhere in it.
    """
    if match := re.match(r"\s*::([^\s:]+)(?: [^\n]*?)?::", line):
        return match[1]
    if match := re.search(r"##\[([^\s\]]+)[^\]]*\]", line):
        return match[1]
    return ""
