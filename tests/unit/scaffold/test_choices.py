"""What other reviews have is offered again, but for what nobody should repeat."""

from __future__ import annotations

from afterword.scaffold import Choices
from afterword.secrecy import Policy
from tests.made import FIELDS, SETTINGS, action, corpus, review

SECRET = "ghp_" + "a1B2c3D4e5" * 3 + "f6G7h8"
OWNER = FIELDS.at("actions", "*", "owner")


def choices(*names: str) -> Choices:
    models = [{"name": name, "owner": "search"} for name in names]
    return Choices(corpus(review(models=models, actions=[action(owner="loaders")])), FIELDS, Policy.of(SETTINGS))


def test_models_and_owners_of_other_reviews_are_offered() -> None:
    assert choices("Ranker", "bot score").open(FIELDS.at("models", "*", "name")) == ("Ranker", "bot score")
    assert choices("Ranker").open(OWNER) == ("loaders", "search")
    assert choices("Ranker").open(FIELDS.at("models", "*", "version")) == ()


def test_a_secret_that_somebody_wrote_as_a_name_is_not_offered() -> None:
    assert choices("Ranker", SECRET).open(FIELDS.at("models", "*", "name")) == ("Ranker",)


def test_vocabularies_are_closed_and_told_with_their_prose() -> None:
    assert list(choices().closed(FIELDS.at("kind"))) == ["incident", "near-miss"]
    assert choices().closed(FIELDS.at("title")) == {}
