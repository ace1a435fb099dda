"""The page of a model: one for each model, however reviews spell its name."""

from __future__ import annotations

from tests.made import action, review
from tests.unit.site.made_site import built, site_of, text, words


def test_spellings_of_a_model_and_of_an_owner_share_one_page_and_one_history() -> None:
    named = [
        ("2025-01-01-a", {"name": "Churn v2", "version": "2.1"}, "Data team"),
        ("2025-01-02-b", {"name": "churn-v2", "version": "2.2"}, "data-team"),
        ("2025-01-03-c", {"name": "churn-v2", "owner": "growth"}, "data-team"),
    ]
    late = {"due": "2026-01-01"}
    reviews = [review(id_, models=[model], actions=[action(owner=who, **late)]) for id_, model, who in named]
    pages, site = built(reviews), site_of(reviews)
    of_models = [path for path in pages if path.startswith(("models/", "readiness/", "api/v1/readiness/"))]
    assert sorted(of_models) == [
        "api/v1/readiness/churn-v2.json",
        "models/churn-v2.md",
        "models/churn-v2/feed.xml",
        "models/index.md",
        "readiness/churn-v2.md",
        "readiness/index.md",
    ]
    seen = words(text(pages["models/churn-v2.md"]))
    for told in ("3 of 3 reviews", "growth", "2.1", "2.2", "Release blocked: 3 overdue preventions"):
        assert told in seen
    assert dict(site.owner_slugs) == {"Data team": "data-team", "data-team": "data-team"}
    assert dict(site.owner_titles) == {"data-team": "data-team"}
    owners = words(text(pages["actions/index.md"]).partition('id="owners"')[2].partition("</table>")[0])
    assert ("data-team" in owners, "Data team" in owners) == (True, False)
