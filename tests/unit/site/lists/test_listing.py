"""Lists of reviews: order, split, filter, and what could not be shown."""

from __future__ import annotations

import re

import pytest

from afterword.corpus import Unshown
from afterword.model import Review
from afterword.site.lists.listing import NEWEST
from tests.made import review
from tests.unit.site.made_site import built, filtered_by, text


def many(number: int, year: int = 2024) -> list[Review]:
    return [
        review(
            f"{year}-01-{1 + at % 28:02}-case-{at}", onset=f"{year}-01-{1 + at % 28:02}", title=f"Case {at} of {year}"
        )
        for at in range(number)
    ]


def shown(html: str) -> list[str]:
    """The ids of the reviews on a list, in its order; what a page starts with repeats some of them."""
    listed = re.sub(r'<div class="aw-first".*?</div>', "", html, flags=re.DOTALL)
    return re.findall(r'<a class="aw-title" href="(?:\.\./)*(?:postmortems/)?(\d{4}-[^/]*)/"', listed)


def test_a_short_list_stands_on_one_page_newest_first() -> None:
    pages = built([review("2023-05-01-a", onset="2023-05-01"), review("2024-05-01-b", onset="2024-05-01")])
    assert shown(text(pages["postmortems/index.md"])) == ["2024-05-01-b", "2023-05-01-a"]
    assert "postmortems/2024.md" not in pages


def test_what_was_made_up_comes_after_what_happened_under_a_heading_of_its_own() -> None:
    invented = review("2025-05-01-made-up", onset="2025-05-01", provenance="illustrative")
    page = text(built([*many(3, 2024), invented])["postmortems/index.md"])
    real, heading, rest = page.partition('<h2 id="aside">Invented examples')
    assert (len(shown(real)), heading != "", shown(rest)) == (3, True, [invented.id])


def test_in_a_year_of_a_long_list_what_was_made_up_comes_last(long_list: int) -> None:
    invented = review("2024-12-31-made-up", onset="2024-12-31", provenance="illustrative")
    pages = built([*many(long_list, 2024), invented])
    assert invented.id not in shown(text(pages["postmortems/index.md"]))
    assert shown(text(pages["postmortems/2024/2.md"])) == [invented.id]


def test_a_page_says_which_reviews_to_start_with_where_there_are_many() -> None:
    reviews = [*many(5), review("2019-01-01-graver", onset="2019-01-01", severity="sev1", title="Graver")]
    start = text(built(reviews)["classes/bad-update.md"]).partition('<h2 id="start">Read these first')[2]
    assert re.findall(r'href="\.\./\.\./postmortems/([^/]*)/"', start)[0] == "2019-01-01-graver"
    assert 'id="start"' not in text(built(reviews[-4:])["classes/bad-update.md"])


def test_values_that_only_made_up_reviews_have_come_last_in_an_index_and_are_counted_apart() -> None:
    invented = [
        review(f"2025-05-0{n}-i", provenance="illustrative", models=[{"name": "Invented"}]) for n in range(1, 4)
    ]
    page = text(built([review(models=[{"name": "Real"}]), *invented])["models/index.md"])
    assert page.index(">Real</a>") < page.index(">Invented</a>")
    assert "The last 1 model appears only in invented examples." in page


def test_a_long_list_is_split_by_year(long_list: int) -> None:
    pages = built([*many(long_list - 5, 2023), *many(25, 2024)])
    index = text(pages["postmortems/index.md"])
    assert len(shown(index)) == NEWEST
    assert '<a href="2024/">2024</a> (25)' in index
    assert len(shown(text(pages["postmortems/2024.md"]))) == 25
    assert len(shown(text(pages["postmortems/2023.md"]))) == long_list - 5


def test_a_long_year_is_split_into_parts_and_none_is_lost(long_list: int) -> None:
    reviews = many(2 * long_list + 10)
    pages = built(reviews)
    parts = [text(page) for path, page in pages.items() if re.fullmatch(r"postmortems/2024(/\d)?\.md", path)]
    assert len(parts) == 3
    assert sorted(id_ for part in parts for id_ in shown(part)) == sorted(review.id for review in reviews)


def test_the_list_of_a_layer_is_split_as_well(long_list: int) -> None:
    causes = {"root_causes": [{"layer": "data", "statement": "No check."}]}
    reviews = [review(f"2024-01-01-case-{at}", onset="2024-01-01", **causes) for at in range(long_list + 1)]
    pages = built(reviews)
    assert len(shown(text(pages["layers/data.md"]))) == NEWEST
    assert len(shown(text(pages["layers/data/2024.md"]))) == long_list
    assert len(shown(text(pages["layers/data/2024/2.md"]))) == 1


def test_of_a_list_too_long_to_be_read_card_by_card_the_newest_are_cards_and_all_can_be_filtered() -> None:
    listed = text(built(many(NEWEST + 3))["postmortems/index.md"])
    entries = re.findall(r'<li class="aw-review" data-options=".*?</li>', listed, re.DOTALL)
    assert [("aw-summary" in entry, "aw-chips" in entry) for entry in entries] == [
        *[(True, True)] * NEWEST,
        *[(True, False)] * 3,
    ]
    assert all(">Bot score</em>" in entry for entry in entries[NEWEST:])
    assert all('class="aw-title"' in entry and 'class="aw-badge' in entry for entry in entries)


def test_the_filter_offers_each_value_with_its_number() -> None:
    reviews = [review(f"2024-01-0{at}-case", severity="sev1" if at < 4 else "sev2") for at in range(1, 10)]
    page = text(built(reviews)["postmortems/index.md"])
    assert '<option value="sev1">SEV1 (3)</option>' in page
    assert sum(("severity", "sev2") in row for row in filtered_by(page)) == 6


def test_a_list_that_is_read_faster_than_filtered_has_no_filter() -> None:
    assert "aw-filter" not in text(built([review()])["postmortems/index.md"])


def test_a_file_that_could_not_be_shown_is_listed_with_its_reason() -> None:
    page = text(
        built([review()], unshown=[Unshown("postmortems/broken.md", "the front matter is never closed")])[
            "postmortems/index.md"
        ]
    )
    assert "<code>postmortems/broken.md</code>: the front matter is never closed" in page


def test_illustrative_reviews_are_listed_with_a_mark_and_counted_nowhere() -> None:
    causes = {"root_causes": [{"layer": "data", "statement": "No check."}]}
    pages = built([review("2024-01-01-a", **causes), review("2024-01-02-b", provenance="illustrative", **causes)])
    assert '<strong class="aw-badge aw-illustrative">Illustrative</strong>' in text(pages["postmortems/index.md"])
    assert ">1 of 1 review, and 1 invented example.<" in text(pages["layers/data.md"])


@pytest.mark.parametrize("page", ["postmortems/index.md", "layers/data.md", "models/bot-score.md"])
def test_what_really_happened_comes_first_in_every_list(page: str) -> None:
    causes = {"root_causes": [{"layer": "data", "statement": "No check."}], "models": [{"name": "Bot score"}]}
    real = review("2024-01-01-real", onset="2024-01-01", **causes)
    invented = review("2025-01-01-invented", onset="2025-01-01", provenance="illustrative", **causes)
    cards = text(built([invented, real])[page]).partition("aw-cards")[2]
    assert cards.index("2024-01-01-real/") < cards.index("2025-01-01-invented/")


def test_the_severity_of_a_near_miss_says_that_it_would_have_been() -> None:
    near, hit = review("2024-01-01-near", kind="near-miss"), review("2024-01-02-hit")
    pages = built([near, hit])
    assert 'title="Would have been SEV2"' in text(pages["postmortems/2024-01-01-near.md"])
    assert "Would have been" not in text(pages["postmortems/2024-01-02-hit.md"])
    assert text(pages["postmortems/index.md"]).count("Would have been") == 1


def test_a_layer_does_not_say_its_name_twice() -> None:
    causes = {"root_causes": [{"layer": layer, "statement": "No check."} for layer in ("data", "deployment")]}
    pages = built([review("2024-01-01-a", **causes)])
    section = text(pages["postmortems/2024-01-01-a.md"]).partition('id="root-causes"')[2]
    assert ">system</em>" in section
    assert ">data</em>" not in section
    assert "in the data dimension" not in text(pages["layers/data.md"])
    assert "Layer · system dimension" in text(pages["layers/deployment.md"])


def test_a_withdrawn_review_is_listed_and_counted_nowhere() -> None:
    causes = {"root_causes": [{"layer": "data", "statement": "No check."}]}
    pages = built([review("2024-01-01-a", **causes), review("2024-01-02-b", status="withdrawn", **causes)])
    assert ">1 of 1 review, and 1 withdrawn review.<" in text(pages["layers/data.md"])
    assert "1 real, 1 withdrawn review. Newest first." in text(pages["postmortems/index.md"])


def test_a_model_named_like_a_page_of_ours_has_an_address_of_its_own() -> None:
    pages = built([review(models=[{"name": "Index"}, {"name": "Index x"}])])
    assert '<h1 class="aw-headline" id="index">Index<' in text(pages["models/index_.md"])
    assert '<h1 class="aw-headline" id="models">Models<' in text(pages["models/index.md"])


def test_a_filter_counts_invented_examples_apart() -> None:
    made = [review(f"2025-01-{day:02}-a", severity="sev1" if day < 4 else "sev2") for day in range(1, 8)]
    examples = [review("2025-02-01-b", severity="sev1", provenance="illustrative")]
    examples += [review(f"2025-02-{day:02}-c", severity="sev4", provenance="illustrative") for day in (2, 3)]
    page = text(built([*made, *examples])["postmortems/index.md"])
    shown = re.findall(r'<option value="sev\d">(SEV[^<]*)</option>', page)
    assert shown == ["SEV1 (3, 1 invented)", "SEV2 (4)", "SEV4 (2 invented)"]
