"""What the writing of a word says: a given name, a capital, a handle, an initial, a login, a year."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final

from afterword.language.vocabulary import entries

LISTS: Final = ("given", "maybe", "surname")
"""The lists of names; one of them, written with a capital, is what a phrase calls ``<given>``, ``<maybe>``…"""

_LOGIN = re.compile(r"[a-z]{3,15}\d{1,3}")
# What is numbered in a system is no login: "node7", "gpt4".
_MACHINE = re.compile(
    r"(?:gpt|llama|qwen|bert|claude|gemini|mistral|node|host|web|app|db|srv|server|worker|gpu|cpu|sha|md|ec|cron|build|"
    r"runner|job|bot|model|ranker|https?|log|exp|region|pod|shard|batch|task|cluster|zone|rack|cell|queue|step|version|"
    r"rev|release|utf|fp|int|float|api|phase|stage|tier|layer|day|week|cohort|group|team|bucket|slot|attempt|run|port|"
    r"vm|env|prod|dev|test|staging|canary|feed|index|part|partition|replica|epoch|fold|slice|etl|agent|svc|service|"
    r"proxy|cache|store|base|web|oauth|ipv|top|issue|python|py|neo|log|mp|px|ubuntu|debian|win|x)\d+"
)
# A version, or the key of a work that is cited.
_OTHER = re.compile(r"@v?\d[\w.-]*|@\w+(?:19|20)\d\d")
_SHARED = frozenset({"team", "teams", "group", "squad", "support", "infra", "sre", "engineering", "security", "triage", "leadership",
                     "marketing", "platform", "devops", "copilot", "renovate", "dependabot", "bot", "call", "admins", "maintainers", "channel"})
_DOTTED = re.compile(r"[a-z]\.(?!json|yaml|toml|html|conf|parquet|shape|grad|cuda|item|dtype|view|text|value|index|data|"
                     r"name|copy|size|mean|count|next|push|score|model|label|detach|split|join)[a-zà-þ]{4,}")
_ENDINGS = ("son", "sen", "sson", "ov", "ova", "ski", "sky", "ska", "ez", "mann", "berg", "stein", "elli", "ini", "ić",
            "vic", "enko", "yan", "ström", "strom", "quist", "ieri", "ucci", "awa", "moto", "oglu", "escu", "ssen", "dottir")


def name_lists(data: Mapping[str, Any]) -> Mapping[str, frozenset[str]]:
    """The lists of names by word in lower case."""
    found: dict[str, frozenset[str]] = {}
    for kind in LISTS:
        for name in entries(data[kind]):
            found[name.lower()] = found.get(name.lower(), frozenset()) | {f"<{kind}>"}
    return found


def written_as(text: str, word: str, names: Mapping[str, frozenset[str]], *, common: bool) -> frozenset[str]:
    """What a word is by how it is written; one that is ``common`` says nothing by its capital."""
    if text[0] == "@":
        shared = word.endswith(("bot", "oncall")) or not _SHARED.isdisjoint(re.split(r"[@._-]", word))
        other = shared or text[1:].isupper() or _OTHER.fullmatch(word)
        return frozenset({"<handle>", "<botlike>"} if other else {"<handle>"})
    if _LOGIN.fullmatch(word) and not _MACHINE.fullmatch(word):
        return frozenset({"<login>"})
    if text[0].isupper():
        if len(word) == 1 or (len(word) == 2 and word[1] == "."):
            return frozenset({"<initial>"}) if word != "i" and word != "a" else frozenset()
        first = word.split("-")[0].split("’")[0]
        listed = names.get(word) or names.get(first, frozenset())
        if any(letter.isupper() for letter in text[1:]) and "-" not in text and "’" not in text and not text.startswith("Mc"):
            return frozenset()
        if listed:
            return listed | {"<cap>"} if "<surname>" in listed else listed
        if common or not word.replace("-", "").replace("’", "").isalpha():
            return frozenset()
        return frozenset({"<cap>", "<lastname>"} if word.endswith(_ENDINGS) else {"<cap>"})
    if word[0].isdigit():
        return frozenset({"<year>"} if len(word) == 4 and word[:2] in {"19", "20"} else ())
    return frozenset({"<dotted>"} if word[1:2] == "." and _DOTTED.fullmatch(word) else ())
