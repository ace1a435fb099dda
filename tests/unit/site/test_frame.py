"""Where am I, what is there, and what next: breadcrumbs, the front page, the design, and what search engines get."""

from __future__ import annotations

import io
import re

import vl_convert
from PIL import Image, ImageChops

from afterword.graphics.tokens import contrast, tokens
from afterword.site import build_pages
from tests.made import FIELDS, REPOSITORY, action, review
from tests.unit.site.made_site import built, site_of, text


def test_a_review_says_under_which_year_it_lies() -> None:
    page = text(built([review("2025-11-18-example")])["postmortems/2025-11-18-example.md"])
    assert '<li><a href="../">Reviews</a></li>\n<li><a href="../?year=2025">2025</a></li>' in page


def test_a_year_of_a_list_that_is_split_leads_to_its_part(long_list: int) -> None:
    many = [review(f"2025-01-01-case-{at}", onset="2025-01-01") for at in range(long_list + 1)]
    page = text(built(many)["postmortems/2025-01-01-case-7.md"])
    assert '<li><a href="../2025/">2025</a></li>' in page


def test_a_layer_says_that_it_is_one_of_the_layers() -> None:
    made = review(root_causes=[{"layer": "data", "statement": "No contract."}])
    assert '<li><a href="../">Layers</a></li>' in text(built([made])["layers/data.md"])


def test_a_reader_goes_on_to_the_next_review_of_the_same_pattern() -> None:
    reviews = [
        review(f"202{at}-01-01-case", onset=f"202{at}-01-01", title=f"Case {at}", patterns=["stale-model"], models=[])
        for at in range(1, 4)
    ]
    page = text(built(reviews)["postmortems/2022-01-01-case.md"])
    section = page.partition(">Read next<")[2]
    assert "Pattern: " in section
    assert 'Earlier: <a href="../2021-01-01-case/">Case 1</a>' in section
    assert 'Later: <a href="../2023-01-01-case/">Case 3</a>' in section


def test_the_contents_name_only_sections_that_are_there() -> None:
    page = text(built([review(worked_well=["The alarm rang."])])["postmortems/2025-11-18-example.md"])
    contents = page.partition("<summary>In this review</summary>")[2].partition("</details>")[0]
    anchors = re.findall(r'href="#([^"]*)"', contents)
    assert "worked-well" in anchors
    assert "timeline" not in anchors
    for anchor in anchors:
        assert f'id="{anchor}"' in page, anchor


def test_an_empty_knowledge_base_tells_what_to_do_first() -> None:
    page = text(built([])["index.md"])
    assert "or run <code>afterword new</code>" in page
    assert "write/" in page
    assert "No near misses yet" in page


def test_the_front_page_offers_only_searches_that_find_something() -> None:
    caught = review(kind="near-miss", near_miss={"caught_by": "safeguard"})
    hero = text(built([caught])["index.md"]).partition("aw-hero-examples")[2].partition("</div>")[0]
    assert '<a href="search/?kind=near-miss&amp;caught-by=safeguard">Near misses caught by a safeguard</a>' in hero
    assert hero.count("<li>") == 1
    assert "aw-hero-examples" not in text(built([])["index.md"])


def test_the_front_page_draws_the_layers_and_tells_what_had_become_of_the_fix() -> None:
    causes = {"root_causes": [{"layer": "data", "statement": "No contract."}], "patterns": ["stale-model"]}
    prevention = action(status="open", due="2024-06-01")
    first = review("2024-01-01-first", onset="2024-01-01", reviewed="2024-02-01", actions=[prevention], **causes)
    page = text(built([first, review("2025-01-01-again", onset="2025-01-01", title="Again", **causes)])["index.md"])
    assert '<li class="aw-tile" style="--n:2;--of:2">' in page
    assert '<em class="aw-fix aw-fix-fix-overdue">Fix overdue</em> <strong>1</strong>' in page
    assert '<a href="postmortems/2025-01-01-again/">Again</a> <em class="aw-quiet">repeats</em>' in page


def test_every_colour_of_text_can_be_read_on_its_ground() -> None:
    assert {colour.name: colour.contrast for colour in tokens().colours if colour.on and colour.contrast < 4.5} == {}
    assert [colour.name for colour in tokens().colours if colour.on][:2] == ["ink", "soft"]


def test_contrast_is_what_the_guidelines_say_it_is() -> None:
    assert contrast("#000000", "#ffffff") == 21
    assert round(contrast("#777777", "#ffffff"), 2) == 4.48


def test_the_page_of_the_design_has_each_value_of_the_style_sheet() -> None:
    page = text(built([review()])["reference/design.md"])
    for name, value in {**tokens().light, **tokens().dark}.items():
        assert f"<code>{name}</code>" in page
        assert f"<code>{value}</code>" in page


def test_search_engines_are_told_where_the_pages_are_once_the_address_is_known() -> None:
    assert "robots.txt" not in built([review()])
    made = build_pages(site_of([review()], address="https://a.example/b/"))
    (page,) = [page for page in made if page.path == "robots.txt"]
    assert "Sitemap: https://a.example/b/sitemap.xml" in text(page)


CARD = REPOSITORY / "plugins" / "afterword" / "assets" / "card.svg"


def test_the_card_is_drawn_in_the_colours_of_the_site_and_needs_no_font() -> None:
    source = CARD.read_text("utf-8")
    inks = set(re.findall(r"#[0-9a-f]{6}", source))
    assert inks <= set(tokens().light.values())
    assert "<text" not in source


def test_the_card_that_is_shipped_is_the_one_that_its_source_draws() -> None:
    shipped = built([review()])["assets/afterword/card.png"].raw
    drawn = vl_convert.svg_to_png(CARD.read_text("utf-8"))
    with Image.open(io.BytesIO(shipped)) as one, Image.open(io.BytesIO(drawn)) as other:
        assert one.size == other.size == (1200, 630)
        apart = ImageChops.difference(one.convert("L"), other.convert("L")).histogram()
    # A palette moves the edges of letters a little; another word would move much.
    assert sum(apart[24:]) < 500
    assert len(shipped) < 50_000


def test_a_page_of_one_value_tells_the_engine_of_its_feed_and_no_other_page_does() -> None:
    made = [review(patterns=["stale-model"])]
    feeds = {path: page.write().feed for path, page in built(made).items() if page.write}
    told = {path: feed for path, feed in feeds.items() if feed}
    assert told["layers/data.md"] == "layers/data/feed.xml"
    folders = {field.facet.name for field in FIELDS.walk() if field.facet and field.facet.pages}
    of_facets = {path for path in feeds if path.partition("/")[0] in folders and not path.endswith("/index.md")}
    assert told.keys() == of_facets
