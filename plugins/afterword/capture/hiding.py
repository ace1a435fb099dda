"""No secret of a source gets into a snapshot or a message, not even if the source repeats it."""

from __future__ import annotations

import base64
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Final, TypeVar

from afterword.evidence.form import dump
from afterword.evidence.snapshot import Snapshot
from afterword.http import NoAnswer

_Made = TypeVar("_Made")
_Text = TypeVar("_Text", str, str | None)
_SHORTEST: Final = 6
"""Anything shorter stands in many texts by chance, and protects nothing."""


@dataclass(frozen=True)
class Hidden:
    """The secrets of one source, in every form in which they are sent."""

    secrets: tuple[str, ...] = field(default=(), repr=False)

    @classmethod
    def of(cls, token: str | None, user: str | None, headers: Mapping[str, str]) -> Hidden:
        """The token, alone and with its user, and what the headers make of it."""
        if token is None:
            return cls()
        packed = [base64.b64encode(text.encode()).decode() for text in (token, f"{user or ''}:{token}")]
        sent = [value for value in headers.values() if token in value or any(one in value for one in packed)]
        found = {one for one in (token, *packed, *sent) if len(one) >= _SHORTEST}
        return cls(tuple(sorted(found, key=lambda one: (-len(one), one))))

    def text(self, text: _Text) -> _Text:
        """A text without the secrets."""
        if text is not None:
            for secret in self.secrets:
                text = text.replace(secret, "(secret)")
        return text

    def kept_from(self, work: Callable[[], _Made]) -> _Made:
        """Do something; the reason why it fails repeats no secret."""
        try:
            return work()
        except NoAnswer as reason:
            raise NoAnswer(self.text(str(reason)), silent=reason.silent) from None

    def out_of(self, snapshot: Snapshot) -> Snapshot:
        """The snapshot with secrets covered in what is told; raises ``NoAnswer`` if one is in what was measured."""
        if not self.secrets:
            return snapshot
        snapshot = snapshot._replace(
            missing=tuple((metric, self.text(why)) for metric, why in snapshot.missing),
            series=tuple(one._replace(notes=tuple(map(self.text, one.notes))) for one in snapshot.series),
            registry=tuple(one._replace(history=self.text(one.history)) for one in snapshot.registry),
        )
        written = dump(snapshot).decode()
        if any(secret in written for secret in self.secrets):
            raise NoAnswer(
                f"The answer of the source `{snapshot.source.name}` repeats its token, so none of it is kept"
            )
        return snapshot
