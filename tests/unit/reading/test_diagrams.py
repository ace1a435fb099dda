"""A diagram describes what is drawn; whatever could configure, load or lead somewhere is told by its line."""

from __future__ import annotations

from dataclasses import replace

import pytest

from afterword.reading.diagrams import KINDS, diagrams, refusals
from afterword.settings.limits import Limits
from tests.growth import grows_evenly

OPENED, CLOSED = "```mermaid\nflowchart LR\n", "\n```\n"

HARMLESS = {
    "flowchart": 'flowchart LR\n  A([An incident]) -->|held| B{"Was it < 5 %?"}\n  B --> C[(Store)] & D{{Gate}}',
    "marks": "classDiagram\n  class Review { +check() bool }\n  <<interface>> Review\n  Review <|-- NearMiss",
    "choice": "stateDiagram-v2\n  state asked <<choice>>\n  [*] --> asked\n  asked --> [*]",
    "arrows": "sequenceDiagram\n  A->>B: data: 5 rows\n  rect rgb(200, 220, 255)\n  B--xA: either/or\n  end",
    "comment": "%% what it is about\n\nflowchart TD\n  A --> B",
    "styled": "graph TD\n  style A fill:#a1221a,stroke-width:2px\n  classDef late fill:#eee,stroke-dasharray: 5 5;",
    "shape": 'flowchart LR\n  A@{ shape: cyl, label: "Store (old)" } --> B',
    "name": "flowchart LR\n  accTitle: The way of a lesson\n  accDescr: From the incident to the gate.\n  A --> B",
    "break": "flowchart LR\n  A[Two<br>lines] --> B[and<br/>two] --> click_count[Clicks] --> linked",
    "codes": 'flowchart LR\n  A["#quot;held#quot; #35;1 #lt; 5"] --> B[\\data\\]',
}

REFUSED = {
    "directive": ('flowchart LR\n  %%{init: {"securityLevel": "loose"}}%%', "A directive"),
    "directive first": ('%%{init: {"theme": "dark"}}%%\nflowchart LR', "A directive"),
    "directive after": ("flowchart LR\n  A %%{wrap}%% --> B", "A directive"),
    "front matter": ("---\nconfig:\n  securityLevel: loose\n---\nflowchart LR", "Front matter"),
    "front matter indented": ("\n   ---\ntitle: x\n---\nflowchart LR", "Front matter"),
    "click": ('flowchart LR\n  A --> B\n  click A "#top"', "An element is clickable"),
    "click after a semicolon": ("flowchart LR; A --> B; click A call alert()", "An element is clickable"),
    "click after an odd line end": ("flowchart LR\u2028click A callback", "An element is clickable"),
    "click in capitals": ("gantt\n  CLICK a1 href", "An element is clickable"),
    "href": ("flowchart LR\n  href A", "An element is clickable"),
    "link of an actor": ("sequenceDiagram\n  link A: Board @ /board", "An element is clickable"),
    "links of an actor": ('sequenceDiagram\n  links A: {"Board": "/board"}', "An element is clickable"),
    "link of a class": ('classDiagram\n  link Review "/x"', "An element is clickable"),
    "address": ("flowchart LR\n  A[https://example.org]", "The diagram has a URL"),
    "address without a scheme": ("flowchart LR\n  A[//example.org/x]", "The diagram has a URL"),
    "address in codes": ("flowchart LR\n  A[https#58;#47;#47;example.org]", "The diagram has a URL"),
    "address in entities": ("flowchart LR\n  A[https&#58;//example.org]", "The diagram has a URL"),
    "address in a comment": ("flowchart LR\n  %% ftp://example.org", "The diagram has a URL"),
    "script": ("flowchart LR\n  A[javascript:alert]", "The diagram has a URL"),
    "data": ("flowchart LR\n  A[data:text/html,x]", "The diagram has a URL"),
    "url of a style": ("flowchart LR\n  style A fill:url(#x)", "A style"),
    "url of a class": ("flowchart LR\n  classDef x background:URL (x.png)", "A style"),
    "url in escapes": ("flowchart LR\n  style A fill:u\\72l(x)", "A style"),
    "url in plain escapes": ("flowchart LR\n  classDef x fill:\\u\\rl(x)", "A style"),
    "image set": ("flowchart LR\n  linkStyle 0 background:image-set('x' 1x)", "A style"),
    "variable": ("flowchart LR\n  style A fill:var(--x)", "A style"),
    "import": ("flowchart LR\n  A[@import x]", "A style"),
    "ground of a box": ("sequenceDiagram\n  rect url(x)", "A style"),
    "image": ('flowchart LR\n  A@{ img: "x.png", label: "x" }', "A shape"),
    "icon": ('flowchart LR\n  A@{ icon: "fa:user" }', "A shape"),
    "image behind a shape": ('flowchart LR\n  A@{ shape: rect, "img": "x.png" }', "A shape"),
    "image behind a brace": ('flowchart LR\n  A@{ label: "}", img: "x.png" }', "A shape"),
    "shape over lines": ("flowchart LR\n  A@{\n  img: x.png }", "A shape"),
    "second shape": ('flowchart LR\n  A@{ shape: rect } --> B@{ img: "x" }', "A shape"),
    "icon in a label": ("flowchart LR\n  A[fa:fa-user Somebody]", "An icon"),
    "tag": ("flowchart LR\n  A[<img src=x>]", "A label has HTML"),
    "tag in codes": ("flowchart LR\n  A[#lt;img src=x#gt;]", "A label has HTML"),
    "tag behind a mark": ("flowchart LR\n  A[<<img src=x>]", "A label has HTML"),
    "closing tag": ("flowchart LR\n  A[</div>]", "A label has HTML"),
    "break that does more": ("flowchart LR\n  A[<br onclick=x>]", "A label has HTML"),
    "formula": ('flowchart LR\n  A["$$x^2$$"]', "Formulas are not supported"),
    "unknown kind": ("mindmap\n  root", "`mindmap` is not a supported diagram type"),
    "no kind": ("  \n", "The diagram has no type"),
}


def told(text: str, limits: Limits | None = None) -> list[str]:
    return [refusal.reason for refusal in refusals(text, limits or Limits())]


@pytest.mark.parametrize("text", HARMLESS.values(), ids=HARMLESS)
def test_what_only_describes_is_drawn(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize(("text", "reason"), REFUSED.values(), ids=REFUSED)
def test_what_does_more_is_refused_with_its_reason(text: str, reason: str) -> None:
    assert any(each.startswith(reason) for each in told(text)), told(text)


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_that_is_named_is_known(kind: str) -> None:
    assert told(f"{kind}\n") == []


def test_a_refusal_is_told_on_its_line_with_a_remedy() -> None:
    text = "flowchart LR\n    A --> B\n    click A call alert()\n    style B fill:url(x)\n"
    assert [text[found.start : found.end] for found in refusals(text, Limits())] == [
        "click A call alert()",
        "style B fill:url(x)",
    ]
    assert all(found.remedy for found in refusals(text, Limits()))


def test_a_kind_that_is_misspelt_is_told_the_nearest() -> None:
    (refusal,) = refusals("flowchat LR", Limits())
    assert "Did you mean `flowchart`?" in refusal.remedy


def test_a_diagram_is_as_long_as_the_settings_allow() -> None:
    text = "flowchart LR\n" + "  A --> B\n" * 30
    assert told(text) == []
    (refusal,) = refusals(text, replace(Limits(), diagram=200))
    assert "`diagram`" in refusal.remedy


def test_diagrams_are_found_in_lists_and_quotations_and_not_within_other_code() -> None:
    body = (
        "```mermaid\nflowchart LR\n```\n\n"
        "- a list\n\n    ~~~ mermaid\n    pie\n    ~~~\n\n"
        "> ```mermaid\n> gantt\n> ```\n\n"
        "``` {.mermaid #x}\ngraph\n```\n\n"
        "~~~~text\n```mermaid\nnot drawn\n```\n~~~~\n\n"
        "```python\nmermaid\n```\n\n```mermaid\nnever closed\n"
    )
    found = list(diagrams(body))
    assert [diagram.text.strip() for diagram in found] == ["flowchart LR", "pie", "gantt", "graph"]
    assert [body[diagram.start :].split("\n", 1)[0].strip(" >") for diagram in found] == [
        "flowchart LR",
        "pie",
        "gantt",
        "graph",
    ]


@pytest.mark.parametrize(
    ("before", "unit", "times", "after"),
    [
        ("", "```mermaid\n", 40_000, ""),
        (OPENED, "A@{", 1_200, CLOSED),
        (f"{OPENED}style A ", "x:", 1_900, f"!{CLOSED}"),
        (f"{OPENED}A@{{ ", 'label: "x", ', 300, f"img: x }}{CLOSED}"),
        (OPENED, "a", 3_900, CLOSED),
        (OPENED, ";    ", 700, CLOSED),
        (OPENED, " ", 3_900, f"x{CLOSED}"),
        (OPENED, "style ", 600, f"!{CLOSED}"),
        (f"{OPENED}rect ", "rgb(1", 700, f"!{CLOSED}"),
    ],
    ids=["openings", "shapes", "style", "options", "letters", "semicolons", "spaces", "words", "colours"],
)
@pytest.mark.slow
def test_the_look_at_a_hostile_diagram_grows_with_its_length(before: str, unit: str, times: int, after: str) -> None:
    def look(text: str) -> None:
        for diagram in diagrams(text):
            list(refusals(diagram.text, Limits()))

    assert grows_evenly(look, lambda often: f"{before}{unit * often}{after}", times)
