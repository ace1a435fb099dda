"""What the registry knows of a model: which version served at the onset, the one before it, and what cannot be known.

The registry keeps no history of aliases and stages, so who served is inferred from when versions were made, and from
the alias of the version that serves, where the settings name it.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, Final, NamedTuple

from afterword.capture.kinds.mlflow.asked import PAGE, RUNS, Refused, Talk, paged
from afterword.capture.kinds.mlflow.runs import milliseconds
from afterword.capture.numbers import whole
from afterword.capture.told import told
from afterword.evidence.form import written_moment
from afterword.evidence.snapshot import Registered
from afterword.http import NoAnswer

_MOST_PAGES: Final = 5
_READY: Final = "READY"
_NEVER: Final = "Which alias or stage a version had then cannot be known, since the registry keeps no history of them."


class UnknownModel(NoAnswer):  # as NoAnswer
    """The registry has no model of a name."""


class Version(NamedTuple):
    """A version of a registered model; ``run`` is the id of the run that made it, ``stage`` the one now, or empty."""

    name: str
    made: datetime
    ready: bool
    run: str
    stage: str


def registered(talk: Talk, model: str, onset: datetime | None, alias: str | None = None) -> Registered:
    """What is known of a model; raises ``NoAnswer`` if the registry has none of that name."""
    aliases = _aliases(talk, model, alias)
    versions = _versions(talk, model)
    before = [one for one in versions if one.ready and onset and one.made < onset]
    now = {one.name: at for at, one in enumerate(before)}.get(aliases.get(alias or "", ""))
    at = len(before) - 1 if now is None else now
    served, earlier = (before[at] if before else None), (before[at - 1] if at > 0 else None)
    # An alias may have come back to its version since; without one each version could have served.
    inferred = at < len(before) - 1 or (now is None and len(before) > 1)
    trained, unknown = _trained_at(talk, served)
    why = "" if served is None else _why(before, served, None if now is None else alias)
    said = [*_inferred(versions, served, onset, why), *_now(aliases, served, versions), _NEVER, *unknown]
    return Registered(
        model=model,
        version=served.name if served else None,
        last_good_version=earlier.name if earlier else None,
        uri=f"models:/{model}/{served.name}" if served else None,
        trained_at=trained,
        aliases=tuple(sorted(name for name, version in aliases.items() if served and version == served.name)),
        history=" ".join(said),
        inferred=inferred,
    )


def is_used(talk: Talk) -> bool:
    """Whether the registry has any model at all."""
    try:
        return bool(talk.get(f"{RUNS}/registered-models/search", max_results=1).get("registered_models"))
    except NoAnswer:
        return False


def _aliases(talk: Talk, model: str, alias: str | None) -> dict[str, str]:
    """The version of each alias now; a search for models or versions would leave them out."""
    try:
        found = talk.get(f"{RUNS}/registered-models/get", name=model)["registered_model"]
        aliases = {
            told(one["alias"], talk.server, 60): told(one["version"], talk.server, 60)
            for one in found.get("aliases") or ()
        }
        if alias and alias not in aliases:
            aliases |= _alias(talk, model, alias)
    except Refused as error:
        if not error.unknown:
            raise
        raise UnknownModel(f"The registry has no model {model}; `model` in the settings gives its name there") from None
    except (KeyError, TypeError, AttributeError):
        raise NoAnswer("The source answered with a model in a form that is not MLflow's") from None
    return aliases


def _alias(talk: Talk, model: str, alias: str) -> dict[str, str]:
    try:
        found = talk.get(f"{RUNS}/registered-models/alias", name=model, alias=alias)
        return {alias: told(found["model_version"]["version"], talk.server, 60)}
    except NoAnswer:
        return {}


def _versions(talk: Talk, model: str) -> list[Version]:
    """The versions from the oldest to the newest."""
    if "'" in model and '"' in model:
        raise NoAnswer("The name of the model has both kinds of quotation marks, so its versions cannot be asked for")
    quote = '"' if "'" in model else "'"
    question = {"filter": f"name={quote}{model}{quote}", "max_results": PAGE}
    rows, _ = paged(
        lambda token: talk.get(f"{RUNS}/model-versions/search", **question, page_token=token),
        "model_versions",
        _MOST_PAGES,
    )
    found = [_version(row, talk) for row in rows if row.get("name") == model]
    return sorted(found, key=lambda one: (one.made, whole(one.name) or 0, one.name))


def _version(row: dict[str, Any], talk: Talk) -> Version:
    made = milliseconds(row.get("creation_timestamp"))
    if made is None or "version" not in row:
        raise NoAnswer("The source answered with a version in a form that is not MLflow's")
    name = told(row["version"], talk.server, 60)
    stage = told(row.get("current_stage") or "", talk.server, 60)
    ready = row.get("status", _READY) == _READY
    return Version(name, made, ready, str(row.get("run_id") or ""), "" if stage == "None" else stage)


def _trained_at(talk: Talk, version: Version | None) -> tuple[datetime | None, list[str]]:
    """When the run of a version ended, or else began, and a sentence if that is not known."""
    if version is None:
        return None, []
    if not version.run:
        return None, [f"Version {version.name} names no run, so when it was trained is not known."]
    try:
        info = talk.get(f"{RUNS}/runs/get", run_id=version.run)["run"]["info"]
        trained = milliseconds(info.get("end_time")) or milliseconds(info.get("start_time"))
    except (NoAnswer, KeyError, TypeError, AttributeError):
        trained = None
    return trained, [] if trained else [
        f"The run of version {version.name} is gone, so when it was trained is not known."
    ]


def _why(before: list[Version], served: Version, alias: str | None) -> str:
    """Why a version is taken for the one that served; ``alias`` is that of the settings, if it is on it now."""
    newest, now = before[-1], f"has the alias {alias} now"
    if alias and served != newest:
        newer = f"version {newest.name} is newer and was ready then, so it may have served and been taken back"
        return f"Inferred, not recorded: version {served.name} {now}; {newer}"
    if alias:
        return f"Version {served.name} {now} and is the newest that was ready before the onset"
    if len(before) > 1:
        return f"Inferred, not recorded: version {served.name} is the newest that was ready before the onset"
    return f"Version {served.name} is the only one that was ready before the onset"


def _inferred(versions: list[Version], served: Version | None, onset: datetime | None, why: str) -> list[str]:
    if onset is None:
        return ["The review has no `onset`, so which version served then is not known."]
    if served is None:
        first = f"; the first was made {_second(versions[0].made)}" if versions else ""
        return [f"No version was ready before the onset{first}."]
    said = [f"{why}. Version {served.name} was made {_second(served.made)}."]
    later = [one for one in versions if one.made >= onset]
    if later:
        said.append(f"After the onset version {later[0].name} was made, {_second(later[0].made)}.")
    failed = [one.name for one in versions if not one.ready and one.made < onset]
    if failed:
        said.append(f"Never ready: {', '.join(failed[-5:])}.")
    return said


def _now(aliases: dict[str, str], served: Version | None, versions: list[Version]) -> list[str]:
    stages = [f"version {one.name} is in {one.stage}" for one in versions if one.stage][-10:]
    if not aliases and not stages:
        return ["The model has no alias now."]
    if not aliases:
        return [f"Stages as they are now: {', '.join(stages)}."]
    named = ", ".join(f"{name} is version {aliases[name]}" for name in sorted(aliases)[:10])
    said = [f"Aliases as they are now: {named}."]
    if served and served.name not in aliases.values():
        said.append(f"None is on version {served.name}, so it may have been taken back, or never have served.")
    return said


def _second(at: datetime) -> str:
    return written_moment(at.replace(microsecond=0))
