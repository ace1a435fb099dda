"""The templates of a theme, compiled once in a process: each build would compile all of them again."""

from __future__ import annotations

from collections.abc import Hashable
from types import CodeType
from typing import Final

from jinja2 import BytecodeCache, Environment
from jinja2.bccache import Bucket
from mkdocs.theme import Theme

_CODES: Final[dict[Hashable, CodeType]] = {}

_begun: Final = Theme.get_env


class _Compiled(BytecodeCache):
    """What this process has compiled, for each way to compile it."""

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = _CODES.get(_name(bucket))

    def dump_bytecode(self, bucket: Bucket) -> None:
        if bucket.code is not None:
            _CODES[_name(bucket)] = bucket.code


def _name(bucket: Bucket) -> Hashable:
    by = bucket.environment
    ways = (by.code_generator_class, by.autoescape, by.trim_blocks, by.lstrip_blocks, *sorted(by.extensions))
    return bucket.key, bucket.checksum, ways


def get_env(theme: Theme) -> Environment:
    """What the method of a theme makes, with the templates that were compiled before."""
    environment = _begun(theme)
    environment.bytecode_cache = _Compiled()
    return environment
