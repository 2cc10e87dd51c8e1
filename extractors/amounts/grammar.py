"""The one grammar of amounts, which the modules of this room add their rules to."""

from extractors.amounts.chart import Grammar

GRAMMAR = Grammar()
rule = GRAMMAR.rule
