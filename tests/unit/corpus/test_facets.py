"""Reviews grouped by what the schema calls a facet, each group under an address of its own."""

from __future__ import annotations

import pytest

from afterword.corpus.facets import build_facets, facet_values
from afterword.text.slug import slug, slugs
from tests.growth import grows_evenly
from tests.made import FIELDS, corpus, review


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("Bot Management", "bot-management"),
        ("  A/B  ", "a-b"),
        ("c++", "c"),
        ("ＧＰＴ－４", "gpt-4"),
        ("Straße", "strasse"),
        ("Café", "cafe"),
        ("Cafe\u0301", "cafe"),
        ("żółć", "zolc"),
        ("Ærø og Ørsted", "aero-og-orsted"),
        ("Œuvre Þór Đặng Ħal ışık", "oeuvre-thor-dang-hal-isik"),
        ("L\u2019équipe", "l-equipe"),
        ("L'équipe", "l-equipe"),
        ("a\u2014b \u201cc\u201d 1\u20132", "a-b-c-1-2"),
        ("so\u00adft zero\u200bwidth", "soft-zerowidth"),
        ("../../etc/passwd", "etc-passwd"),
        ("<script>", "script"),
        ("a%2e%2e\\b\x00", "a-2e-2e-b"),
        ("x" * 200, "x" * 80),
        ("x" * 79 + " y", "x" * 79),
    ],
)
def test_an_address_is_lower_case_letters_digits_and_hyphens(value: str, expected: str) -> None:
    assert slug(value) == expected


@pytest.mark.parametrize("value", ["株式会社", "++", "", "👩‍💻"])
def test_a_name_without_latin_letters_has_a_stable_address(value: str) -> None:
    assert slug(value) == slug(value)
    assert slug(value)[0] == "x"
    assert len(slug(value)) == 9


def test_names_that_differ_keep_addresses_that_differ() -> None:
    given = slugs(["c++", "c", "C", "A/B", "a-b", "ａ b", "a-b-2", "株式", "会社", "x" * 90, "x" * 91])
    assert len(set(given.values())) == 11
    assert max(len(address) for address in given.values()) <= 80
    assert (given["C"], given["c"], given["c++"]) == ("c", "c-2", "c-3")
    assert (given["A/B"], given["a-b"], given["a-b-2"], given["ａ b"]) == ("a-b", "a-b-2", "a-b-2-2", "a-b-3")


def test_addresses_do_not_depend_on_the_order_of_names() -> None:
    names = ["c++", "c", "C", "A/B", "a-b"]
    assert slugs(names) == slugs(reversed(names)) == slugs([*names, *names])


@pytest.mark.slow
def test_the_time_to_number_names_that_are_alike_grows_with_their_number() -> None:
    def names(many: int) -> str:
        return "\n".join("a" + "!" * at for at in range(many))

    assert grows_evenly(lambda given: slugs(given.splitlines()), names, 1_200)


def test_every_value_of_a_vocabulary_has_its_group_even_without_a_review() -> None:
    layers = build_facets(corpus(), FIELDS)["layers"]
    assert list(layers.by_value) == list(FIELDS.at("root_causes", "*", "layer").terms)
    assert {group.reviews for group in layers.groups} == {()}
    assert (layers.by_value["feature-engineering"].title, layers.by_value["data"].dimension) == (
        "Feature engineering",
        "data",
    )


def test_a_facet_says_how_many_of_how_many_carry_it() -> None:
    cause = {"layer": "data", "statement": "x"}
    made = corpus(review("2025-a", root_causes=[cause, cause]), review("2025-b"))
    layers = build_facets(made, FIELDS)["layers"]
    assert (layers.carried, layers.total) == (1, 2)
    assert [one.id for one in layers.by_value["data"].reviews] == ["2025-a"]


def test_free_facets_take_their_values_from_the_reviews() -> None:
    made = corpus(
        review("2025-a", models=[{"name": "zeta"}, {"name": "c++"}]), review("2025-b", models=[{"name": "c"}])
    )
    models = build_facets(made, FIELDS)["models"]
    assert [(group.value, group.slug) for group in models.groups] == [("c", "c"), ("c++", "c-2"), ("zeta", "zeta")]


def test_spellings_of_one_name_are_one_group_at_the_address_that_the_first_of_them_had() -> None:
    names = ["Churn v2", "churn-v2", "churn-v2", "churn v2+", "Zeta"]
    made = corpus(*(review(f"2025-0{at}-a", models=[{"name": name}]) for at, name in enumerate(names, 1)))
    models = build_facets(made, FIELDS)["models"]
    addresses = slugs(names)
    assert [(group.value, len(group.reviews), group.slug) for group in models.groups] == [
        ("churn v2+", 1, addresses["churn v2+"]),
        ("churn-v2", 3, addresses["Churn v2"]),
        ("Zeta", 1, "zeta"),
    ]
    assert addresses["Churn v2"] == "churn-v2"
    assert models.by_value["Churn v2"] is models.by_value["churn-v2"]
    assert models.values_of(made.by_id["2025-01-a"]) == ("churn-v2",)


def test_names_of_pages_and_terms_of_a_vocabulary_are_what_they_are() -> None:
    fields = [field for field in FIELDS.walk() if field.facet or field.names]
    assert {field.names or field.path[-1] for field in fields if field.spelt_freely} == {"model", "team"}


def test_a_review_that_says_nothing_counts_under_the_default() -> None:
    assert facet_values(review(), FIELDS.at("provenance")) == ("own",)
    assert facet_values(review(), FIELDS.at("detection", "by")) == ()


def test_facets_stand_in_the_order_of_the_schema() -> None:
    assert list(build_facets(corpus(), FIELDS))[:6] == ["status", "kind", "severity", "classes", "provenance", "models"]
