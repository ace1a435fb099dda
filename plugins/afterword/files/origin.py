"""Where this package was installed from, as an address that installs exactly the same elsewhere."""

from __future__ import annotations

import hashlib
import json
import re
import zipfile
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit
from urllib.request import url2pathname

UNKNOWN: Final = "file:///requirements.txt-does-not-say-yet-where-afterword-comes-from"
"""Stands for an address that is not known: pip refuses it at once, and looks on no index."""

_COMMIT: Final = re.compile(r"git\+(?:https|ssh)://[^\s#]+@[0-9a-f]{40}")
_WHEEL: Final = re.compile(r"https://[^\s#]+\.(?:whl|tar\.gz)#sha256=[0-9a-f]{64}")
_WHEEL_NAME: Final = re.compile(r"afterword-[0-9][0-9A-Za-z.+!_]*-py3-none-any\.whl", re.ASCII)


def origin() -> str | None:
    """The address by which pip installed this package (PEP 610); ``None`` for an index or a local folder.

    Which index it was is recorded nowhere, and on a public one the name may be a stranger's.
    """
    try:
        written = distribution("afterword").read_text("direct_url.json")
        found = _address(json.loads(written)) if written else None
    except (PackageNotFoundError, ValueError, LookupError, TypeError, AttributeError):
        return None
    return found if found and not reason_against(found) else None


def wheel() -> Path | None:
    """The wheel by which pip installed this package, if it still lies there unchanged."""
    try:
        written = json.loads(distribution("afterword").read_text("direct_url.json") or "{}")
        address, digest = _address(written).split("#sha256=")
        parts = urlsplit(address)
        file = Path(url2pathname(parts.path))
        if parts.scheme != "file" or reason_against_wheel(file):
            return None
        return file if hashlib.sha256(file.read_bytes()).hexdigest() == digest else None
    except (PackageNotFoundError, OSError, ValueError, LookupError, TypeError, AttributeError):
        return None


def reason_against_wheel(file: Path) -> str:
    """Why a file is no wheel of this package; empty if it is one."""
    if not _WHEEL_NAME.fullmatch(file.name):
        return "name a wheel of Afterword, such as afterword-1.2.3-py3-none-any.whl"
    return "" if zipfile.is_zipfile(file) else "it is not a wheel, or it cannot be read"


def reason_against(address: str) -> str:
    """Why an address does not install the same package each time; empty if it does."""
    if _COMMIT.fullmatch(address) or _WHEEL.fullmatch(address):
        return ""
    return (
        "write git+https://HOST/PATH@COMMIT with all 40 digits of the commit, or https://HOST/FILE.whl#sha256=HASH; "
        "a branch, a tag or a file without its hash can change"
    )


def _address(written: dict[str, Any]) -> str:
    if version := written.get("vcs_info"):
        return f"{version['vcs']}+{written['url']}@{version['commit_id']}"
    archive = written["archive_info"]
    digest = archive.get("hashes", {}).get("sha256") or archive["hash"].removeprefix("sha256=")
    return f"{written['url']}#sha256={digest}"
