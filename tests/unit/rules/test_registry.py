"""What a rule declares of itself is true of it."""

from __future__ import annotations

import pytest

from afterword.corpus import load
from afterword.rules import FileContext, Rule, all_rules
from tests.made import AS_OF, SETTINGS

LOADED = load(SETTINGS)


@pytest.mark.parametrize("rule", [rule for rule in all_rules() if rule.retells], ids=lambda rule: rule.code)
def test_a_rule_that_retells_has_nothing_to_say_of_a_sound_file(rule: Rule) -> None:
    sound = [entry for entry in LOADED.entries if entry.value is not None and entry.kind in rule.kinds]
    assert sound
    for entry in sound:
        assert list(rule.check(FileContext(entry, LOADED.contracts[entry.kind], SETTINGS, AS_OF))) == []
