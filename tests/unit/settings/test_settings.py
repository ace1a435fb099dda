"""What a knowledge base sets for itself; whatever cannot be used is a sentence, never a traceback."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.settings import Settings, SettingsError, find_root, load_settings
from afterword.settings.limits import Limits


def loaded(folder: Path, toml: str) -> Settings:
    (folder / "pyproject.toml").write_text(toml)
    return load_settings(folder)


def test_a_folder_without_settings_has_the_defaults(tmp_path: Path) -> None:
    assert load_settings(tmp_path) == Settings(root=tmp_path.resolve())


def test_everything_that_is_set_is_kept(tmp_path: Path) -> None:
    made = loaded(
        tmp_path,
        '[tool.afterword]\ntitle = "T"\nreviews = "r"\npatterns = "p"\nschema = "s"\n'
        'glossary = "g.yaml"\naudience = "public"\n'
        'image_hosts = ["example.org"]\ntime_zone = "Europe/Vienna"\n'
        'email_domains = ["ours.org"]\ncustomer_id_pattern = "^C-[0-9]+$"\n'
        "[tool.afterword.limits]\nnesting = 3\n"
        "[tool.afterword.service-levels]\nprevention = {sev2 = 60, sev1 = 30}\ndetection = {sev1 = 14}\n"
        '[tool.afterword.trackers]\n"GitHub.com" = "github"\n"http://tracker.ours.org:8080/jira/" = "jira"\n',
    )
    assert made == Settings(
        tmp_path.resolve(),
        title="T",
        reviews="r",
        patterns="p",
        schema="s",
        glossary="g.yaml",
        audience="public",
        image_hosts=("example.org",),
        time_zone="Europe/Vienna",
        email_domains=("ours.org",),
        customer_id_pattern="^C-[0-9]+$",
        limits=Limits(nesting=3),
        service_levels=(("detection", "sev1", 14), ("prevention", "sev1", 30), ("prevention", "sev2", 60)),
        trackers=(("http://tracker.ours.org:8080/jira", "jira"), ("https://github.com", "github")),
    )
    assert (made.reviews_dir, made.patterns_dir, made.schema_dir) == tuple(made.root / name for name in "rps")


@pytest.mark.parametrize(
    ("toml", "message"),
    [
        (
            '[tool.afterword]\ntitel = "T"',
            "[tool.afterword] has no setting `titel`. Did you mean `title`? Allowed: attachment_types, audience,",
        ),
        (
            "[tool.afterword.limits]\nnestng = 3",
            "[tool.afterword.limits] has no setting `nestng`. Did you mean `nesting`?",
        ),
        ("[tool.afterword]\ntitle = 3", "[tool.afterword] `title` is 3; it must be text, and not be empty."),
        *(
            (
                f"[tool.afterword]\n{name} = '{value}'",
                f"[tool.afterword] `{name}` is {value!r}; it must be text, and not",
            )
            for name, value in (("title", ""), ("title", " \u00a0"), ("reviews", ""), ("schema", " "), ("ca_file", ""))
        ),
        (
            "[tool.afterword]\nschema_version = true",
            "[tool.afterword] `schema_version` is True; it must be",
        ),
        ("[tool.afterword]\nschema_version = -1", "[tool.afterword] `schema_version` is -1; it must be a whole number"),
        (
            '[tool.afterword]\nimage_hosts = "x"',
            "[tool.afterword] `image_hosts` is 'x'; it must be a list of host names.",
        ),
        (
            "[tool.afterword]\nimage_hosts = [1]",
            "[tool.afterword] `image_hosts` is [1]; it must be a list of host names.",
        ),
        (
            '[tool.afterword]\nattachment_types = [".log"]',
            "[tool.afterword] `attachment_types` is ['.log']; it must be a list of endings without the dot, such",
        ),
        *(
            (
                f'[tool.afterword]\nattachment_types = ["log", "{ending}"]',
                f"[tool.afterword] `attachment_types` names `{ending}`; files that a browser or a system could run are",
            )
            for ending in ("html", "xml", "js")
        ),
        (
            '[tool.afterword]\nemail_domains = ["@ours.org"]',
            "[tool.afterword] `email_domains` is ['@ours.org']; it must be a list of host names.",
        ),
        (
            '[tool.afterword]\ncustomer_id_pattern = "^(a+)+$"',
            "[tool.afterword] `customer_id_pattern` '^(a+)+$' repeats a repetition or a choice, which",
        ),
        (
            '[tool.afterword]\ncustomer_id_pattern = "C-[0-9]+"',
            "[tool.afterword] `customer_id_pattern` 'C-[0-9]+' is not anchored; begin it with ^ and end it with $.",
        ),
        (
            "[tool.afterword]\ncustomer_id_pattern = '\\S'",
            "[tool.afterword] `customer_id_pattern` '\\\\S' is not anchored; begin it with ^ and end it with $.",
        ),
        (
            '[tool.afterword]\ncustomer_id_pattern = "^[0-9]*$"',
            "[tool.afterword] `customer_id_pattern` '^[0-9]*$' matches the empty string; describe what every id has.",
        ),
        (
            '[tool.afterword]\ncustomer_id_pattern = ""',
            "[tool.afterword] `customer_id_pattern` is ''; it must be text, and not be empty.",
        ),
        (
            "[tool.afterword]\ncustomer_id_pattern = 7",
            "[tool.afterword] `customer_id_pattern` is 7; it must be text, and not be empty.",
        ),
        ('[tool.afterword]\naudience = "all"', "[tool.afterword] `audience` is 'all'; it must be internal or public."),
        (
            '[tool.afterword]\ntime_zone = "Vienna"',
            "[tool.afterword] `time_zone` is 'Vienna'; it must be a zone of the IANA database, such as Europe/Vienna.",
        ),
        (
            '[tool.afterword]\ntime_zone = "../etc/passwd"',
            "[tool.afterword] `time_zone` is '../etc/passwd'; it must be a zone of the IANA database",
        ),
        (
            "[tool.afterword.limits]\nnesting = 0",
            "[tool.afterword.limits] `nesting` is 0; it must be a whole number above",
        ),
        (
            "[tool.afterword.limits]\nnesting = true",
            "[tool.afterword.limits] `nesting` is True; it must be a whole number",
        ),
        (
            "[tool.afterword.limits]\nnesting = 1.5",
            "[tool.afterword.limits] `nesting` is 1.5; it must be a whole number",
        ),
        (
            "[tool.afterword]\nservice-levels = 3",
            "[tool.afterword.service-levels] is 3; it must be a table.",
        ),
        (
            "[tool.afterword.service-levels]\nprevention = 30",
            "[tool.afterword.service-levels] `prevention` is 30; it must be a table of days by severity, such as ",
        ),
        (
            "[tool.afterword.service-levels]\nprevention = {sev1 = 0}",
            "[tool.afterword.service-levels] `prevention.sev1` is 0; it must be a whole number of days from 1 to 3650.",
        ),
        (
            "[tool.afterword.service-levels]\nprevention = {sev1 = true}",
            "[tool.afterword.service-levels] `prevention.sev1` is True; it must be a whole number of days",
        ),
        (
            '[tool.afterword.trackers]\n"github.com" = "git-hub"',
            "[tool.afterword.trackers] `github.com` is 'git-hub'; it must be github, gitlab or jira. Did you mean",
        ),
        (
            '[tool.afterword.trackers]\n"github.com" = 3',
            "[tool.afterword.trackers] `github.com` is 3; it must be github, gitlab or jira.",
        ),
        (
            '[tool.afterword.trackers]\n"ftp://example.org" = "jira"',
            "[tool.afterword.trackers] `ftp://example.org` is not the address of a tracker; write its host, with",
        ),
        (
            '[tool.afterword.trackers]\n"me@example.org" = "jira"',
            "[tool.afterword.trackers] `me@example.org` is not the address of a tracker;",
        ),
        (
            '[tool.afterword.trackers]\n"example.org/../x" = "jira"',
            "[tool.afterword.trackers] `example.org/../x` is not the address of a tracker;",
        ),
        *(
            (
                f'[tool.afterword.trackers]\n"{host}/a" = "{kind}"',
                f"[tool.afterword.trackers] `{host}/a` has a path; write only its host, {host.lower()}.",
            )
            for host, kind in (("GitHub.com", "github"), ("gitlab.com", "gitlab"), ("ours.atlassian.net", "jira"))
        ),
        (
            '[tool.afterword.trackers]\n"example.org" = "jira"\n"https://EXAMPLE.org/" = "jira"',
            "[tool.afterword.trackers] names https://example.org twice; keep one.",
        ),
        ("[tool.afterword]\nlimits = 3", "[tool.afterword.limits] is 3; it must be a table."),
        ("[tool]\nafterword = 3", "[tool.afterword] is 3; it must be a table."),
        ('[tool.afterword]\nroot = "x"', "[tool.afterword] has no setting `root`."),
        ('[tool.afterword]\nreviews = "../x"', "{root}/../x is outside of the knowledge base; it must be in"),
        ('[tool.afterword]\npatterns = "/etc"', "/etc is outside of the knowledge base; it must be in"),
        (
            '[tool.afterword]\nglossary = "link/x"',
            "{root}/link/x is outside of the knowledge base; it must be in",
        ),
        ('[tool.afterword]\nreviews = "link"', "{root}/link is outside of the knowledge base; it must be in"),
        ("[tool.afterword", "{root}/pyproject.toml cannot be read: "),
    ],
)
def test_what_cannot_be_used_is_told_with_what_would_be_right(toml: str, message: str, tmp_path: Path) -> None:
    (tmp_path / "link").symlink_to("/etc")
    with pytest.raises(SettingsError) as caught:
        loaded(tmp_path, toml)
    assert str(caught.value).startswith(message.format(root=tmp_path.resolve()))


def test_settings_that_are_no_text_are_told(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_bytes(b"\xff")
    with pytest.raises(SettingsError, match="cannot be read"):
        load_settings(tmp_path)


@pytest.mark.parametrize("start", [".", "postmortems", "postmortems/images", "postmortems/x.md", "postmortems/gone.md"])
def test_the_root_is_found_from_anything_inside(start: str, tmp_path: Path) -> None:
    (tmp_path / "postmortems" / "images").mkdir(parents=True)
    (tmp_path / "postmortems" / "x.md").write_text("")
    assert find_root(tmp_path / start) == tmp_path.resolve()


def test_the_root_may_be_known_by_its_settings_alone(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.afterword]\nreviews = "reviews"\n')
    (tmp_path / "reviews").mkdir()
    assert find_root(tmp_path / "reviews") == tmp_path.resolve()


def test_another_tool_s_settings_are_no_knowledge_base(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text("[tool.other]\n")
    with pytest.raises(SettingsError, match="No knowledge base found"):
        find_root(tmp_path)
