"""The other plugins that are measured, with the settings that a site needs for each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True)
class Other:
    """A plugin, and the settings that a site needs for it; ``note`` is for the guide."""

    name: str
    settings: Mapping[str, Any] = field(default_factory=dict)
    nav: bool = True
    note: str = ""

    def config(self, order: str) -> dict[str, Any]:
        """The configuration of a site with this plugin."""
        own: Any = {self.name: dict(self.settings)} if self.settings else self.name
        ours = {"afterword": {"as_of": "2027-01-01", "search": "material", "cache": False}}
        nav = {"nav": [{"Home": "index.md"}, {"Reviews": "postmortems/index.md"}, {"Guide": "guide.md"}]}
        return {
            "site_name": "Test",
            "site_url": "https://kb.example.org/",
            "repo_url": "https://git.example.org/kb",
            "edit_uri": "edit/main/docs/",
            "theme": {"name": "material", "font": False},
            "plugins": [own, ours] if order == "before" else [ours, own],
            "markdown_extensions": ["attr_list", "md_in_html", "tables", "pymdownx.superfences"],
            **(nav if self.nav else {}),
        }


OTHERS = (
    Other("search"),
    Other("tags"),
    Other("blog"),
    Other("meta"),
    Other("offline"),
    Other("privacy", {"assets_exclude": ["unpkg.com/*"]}, note="generated pages load nothing from other hosts"),
    Other("mkdocstrings", note="only in pages of your own; not in words of authors"),
    Other("autorefs", note="only in pages of your own; not in words of authors"),
    Other("macros"),
    Other("git-revision-date-localized", note="generated pages have no date"),
    Other("redirects", {"redirect_maps": {"old.md": "guide.md", "older.md": "postmortems/index.md"}}),
    Other("literate-nav", nav=False, note="without `nav`; name generated pages by their paths"),
    Other("glightbox"),
    Other("monorepo"),
    Other("gen-files", {"scripts": ["gen.py"]}),
    Other("mike"),
    Other("section-index"),
    Other("minify", {"minify_html": True}),
    Other("markdown-exec"),
    Other("awesome-pages", nav=False),
    Other("mermaid2"),
    Other("include-markdown"),
    Other("panzoom"),
    Other("meta-manager"),
    Other("link-marker"),
    Other("i18n", {"languages": [{"locale": "en", "name": "English", "default": True, "build": True}]}),
    Other("git-authors", note="generated pages have no authors"),
    Other("awesome-nav", nav=False, note="without `nav`, which it replaces"),
    Other("exclude", {"glob": ["*.tmp"]}),
    Other("rss", note="only pages of your own; the site has a [feed](use-the-data.md) of its own"),
    Other("print-site", {"add_to_navigation": False}, note="behind all others, as it says itself"),
)
