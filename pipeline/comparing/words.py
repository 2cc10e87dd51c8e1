"""What was found of two papers, in words."""

from collections import Counter

from models.comparison import WEAKER, Comparison, Line, Paper, Verdict
from pipeline.rules import rules
from templates.words import sentence


def verdict_words(line: Line, paper: Paper) -> str:
    """Say how a line stands and in what respects: "Weaker in Section F: less time, less often."."""
    words = rules("comparison")["words"]
    shown = [one for one in line.differences if one.verdict is not Verdict.MORE or line.verdict not in WEAKER]
    why = ", ".join(words[one.verdict][one.aspect] for one in shown)
    told = words[paper]["reworded" if line.reworded else line.verdict]
    return sentence(f"{told} ({why})" if why and ":" in told else f"{told}: {why}" if why else told)


def tally_words(found: Comparison) -> str:
    """Count the lines by how they stand."""
    words = rules("comparison")["words"][found.paper]
    counts = Counter(words["reworded" if line.reworded else line.verdict].partition(":")[0] for line in found.lines)
    return sentence("; ".join(f"{told}: {number}" for told, number in counts.items()))
