"""What was deleted in ``afterword new --continue`` is deleted by the command that resumes it, too."""

from __future__ import annotations

import shlex

import pytest

from tests.knowledge import DRAFT, EXAMPLE, Base, page
from tests.unit.cli.invoke import invoke
from tests.unit.cli.scripted import STOP, Held
from tests.unit.cli.test_continue import ASKED, text_of

pytestmark = pytest.mark.slow


@pytest.mark.parametrize(
    ("there", "emptied", "given", "after"),
    [
        ("aliases: [INC-1, INC-2]  # ours\n", "aliases[1]", "aliases.0=", "aliases: [INC-2]  # ours\n"),
        ("trigger: A release.\n", "trigger", "trigger=", ""),
        ("lessons:\n  untested: [x]\n  surprises: [y]\n", "lessons.untested.0", "lessons.untested=", ""),
        (
            "detection: {by: customer, how: They called.}\n",
            "detection.how",
            "detection.how=",
            "detection: {by: customer}",
        ),
    ],
)
def test_what_was_deleted_before_ctrl_c_is_deleted_by_the_command_that_resumes(
    there: str, emptied: str, given: str, after: str, held: Held, base: Base
) -> None:
    before = page(f"{DRAFT}{there}")
    base.write(EXAMPLE, before)
    name = "untested" if "lessons" in emptied else emptied.rsplit(".", maxsplit=1)[-1].partition("[")[0]
    asked = [line for line in ASKED if "detection" not in there or line[0] not in {"by", "how", "missed_signals"}]
    done, _ = held([*asked, ("save", emptied), (name, ""), ("save", STOP)], "--continue", EXAMPLE)
    assert (done.exit_code, text_of(base)) == (2, before)
    assert f" --continue {EXAMPLE} --set {given} " in done.stderr
    words = shlex.split(done.stderr.splitlines()[-1])[1:]
    invoke(base.root, *words, "--no-input")
    assert there not in text_of(base)
    assert after in text_of(base)


def test_an_empty_set_names_a_field_that_there_is(base: Base) -> None:
    base.write(EXAMPLE, page(DRAFT))
    done = invoke(base.root, "new", "--continue", EXAMPLE, "--set", "aliasses=")
    assert (done.exit_code, "There is no field `aliasses`" in done.output) == (2, True), done.output
