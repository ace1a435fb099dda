"""How a template prints: what ``finalize`` of its environment returns is escaped, and is not escaped once more.

Jinja would ask each value again whether it is HTML and copy it, which took longer than to make most of them.
"""

from __future__ import annotations

from typing import Any

from jinja2.compiler import CodeGenerator, Frame
from jinja2.nodes import Expr


class PrintedOnce(CodeGenerator):
    """Writes an environment's ``finalize`` around what an expression prints, and nothing around that."""

    def _output_child_pre(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002  # as Jinja calls it
        self.write(finalize.src)

    def _output_child_post(self, node: Expr, frame: Frame, finalize: Any) -> None:  # noqa: ARG002  # the same
        self.write(")")
