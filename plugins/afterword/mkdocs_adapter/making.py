"""What a build makes of the knowledge base, before the engine sees any of it."""

from __future__ import annotations

from datetime import date

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError

from afterword.check import check, told
from afterword.files.cache import Store
from afterword.glossary import Glossary
from afterword.mkdocs_adapter.config import checked_on
from afterword.mkdocs_adapter.other_plugins import pass_by
from afterword.mkdocs_adapter.preview import Preview
from afterword.mkdocs_adapter.problems import log_problems, note
from afterword.mkdocs_adapter.second_process import processors
from afterword.schema import SchemaError
from afterword.settings import Settings, SettingsError
from afterword.site import build_pages
from afterword.site.assemble import Assembled, assemble


def checked_and_made(
    settings: Settings, config: MkDocsConfig, as_of: date, store: Store | None, preview: Preview | None
) -> tuple[Assembled, Glossary]:
    """Check everything and make what is published, and the glossary; raises ``PluginError``."""
    build = preview.pages if preview else build_pages
    try:
        day = checked_on(as_of)
        report = told(check(settings, day, store=store, workers=processors()), day)
        log_problems(report, settings, serving=preview is not None, strict=config.strict)
        address, folders = config.site_url or "", config.use_directory_urls
        made = assemble(report, None, as_of, address, folders=folders, build=build)
    except (SchemaError, SettingsError) as error:
        raise PluginError(str(error)) from error
    for left_out in made.refused:
        note(f"{left_out.path} is not published: {left_out.reason}")  # the check tells each link to it
    pass_by(config, {page.path for page in made.pages})
    return made, report.glossary
