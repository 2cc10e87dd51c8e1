"""Every rule of the grammar of amounts reads the phrases that its own sentence gives as examples."""

import re

import pytest

from extractors.amounts.chart import Chart, Rule
from extractors.amounts.grammar import GRAMMAR
from extractors.amounts.reading import RULE_MODULES
from extractors.amounts.seeds import seeds
from extractors.language import words


def rules() -> dict[str, Rule]:
    """Each rule once, by its name."""
    found = [rule for table in (GRAMMAR.by_kind, GRAMMAR.by_word) for rules in table.values() for rule in rules]
    return {rule.name: rule for rule in found}


def phrases(rule: Rule) -> list[str]:
    """What stands in quotation marks up to the first full stop or semicolon of a rule's sentence."""
    sentence = re.split(r"[;.] ", rule.build.__doc__ or "")[0]
    return re.findall(r'"([^"]+)"', sentence)


def applied(phrase: str) -> set[str]:
    """The names of all rules that made a part of a phrase, whether it was chosen in the end or not."""
    doc = words(phrase)
    chart = Chart([token.norm_ for token in doc], seeds(doc)).fill(GRAMMAR)
    return {name for parts in chart.parts for part in parts for name in re.findall(r"\w+", part.rule)}


def test_each_module_of_rules_is_loaded():
    assert {rule.build.__module__ for rule in rules().values()} == {module.__name__ for module in RULE_MODULES}


@pytest.mark.parametrize("name", sorted(rules()))
def test_a_rule_says_what_it_reads(name):
    assert phrases(rules()[name]), "give an example in quotation marks"


EXAMPLES = sorted((name, phrase) for name, rule in rules().items() for phrase in phrases(rule))


@pytest.mark.parametrize(("name", "phrase"), EXAMPLES)
def test_a_rule_reads_its_own_examples(name, phrase):
    assert name in applied(phrase)
