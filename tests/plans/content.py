"""Invented children, needs, outcomes and provision, for plans in any layout."""

import random
from dataclasses import dataclass, field

AREAS = (
    "Communication and interaction",
    "Cognition and learning",
    "Social, emotional and mental health",
    "Sensory and/or physical",
)
CHILDREN = (
    ("Aaliyah Brockhurst", "3 May 2014", "2014-05-03"),
    ("Tomos Feverel", "17/11/2012", "2012-11-17"),
    ("Orla Penhallow-Singh", "21.09.2015", "2015-09-21"),
    ("Kit Marchbanks", "9th February 2013", "2013-02-09"),
)
COUNCILS = (
    "Eastmere County Council",
    "Dunholm Borough Council",
    "Wrayford City Council",
    "Longmoor Metropolitan Borough Council",
)
SCHOOLS = (
    "Larkrise Primary School",
    "Stonegate Academy",
    "Millbrook Community School",
    "St Aldhelm's C of E Primary School",
)

POOL = {
    "Communication and interaction": (
        (
            "Direct speech and language therapy to develop use of verbs and sentence structure.",
            "Speech and language therapist",
            "45 minutes weekly",
            "Termly",
        ),
        (
            "A programme of vocabulary teaching set by the therapist.",
            "Named teaching assistant",
            "3 x 20 minutes per week",
            "Half termly",
        ),
        (
            "A social communication group with no more than four other pupils.",
            "ELSA",
            "Once a week for 30 minutes",
            "Termly",
        ),
        ("Visual timetable and now-and-next board to be used in all lessons.", "All staff", "At all times", "Annually"),
        (
            "Staff training on Developmental Language Disorder.",
            "Speech and language therapist",
            "2 hours, once a year",
            "Annual review",
        ),
    ),
    "Cognition and learning": (
        (
            "Individual teaching of reading through a structured phonics programme.",
            "Specialist teacher",
            "2 x 45 minutes a week",
            "Half termly",
        ),
        ("Precision teaching of number facts.", "TA", "10 minutes daily", "Weekly"),
        (
            "Support in class to plan, record and review written work.",
            "Teaching assistant",
            "12 hours per week",
            "Termly",
        ),
        ("A laptop with word prediction for extended writing.", "School", "As needed", "Annual review"),
    ),
    "Social, emotional and mental health": (
        (
            "Emotional literacy sessions to recognise and name feelings.",
            "Trained ELSA",
            "A block of six 40-minute sessions each term",
            "End of block",
        ),
        (
            "A check-in with a key adult at the start and end of the day.",
            "Key adult",
            "10 minutes twice a day",
            "Termly",
        ),
        ("Access to a quiet space without having to ask.", "All staff", "When required", "Termly"),
    ),
    "Sensory and/or physical": (
        (
            "Occupational therapy advice and a written sensory diet.",
            "Occupational therapist",
            "6 hours per academic year",
            "Annually",
        ),
        ("Movement breaks supervised by an adult.", "TA", "5 minutes, three times a day", "Half termly"),
        ("Fine motor practice following the therapist's programme.", "TA", "4 x 15 minutes weekly", "Termly"),
    ),
}

_OUTCOMES = (
    "By the end of Year 6 {name} will follow instructions with three parts in 8 out of 10 trials.",
    "By July 2027 {name} will read a short text aloud for 10 minutes each day with two errors or fewer.",
    "By the end of Key Stage 2 {name} will use a calming strategy on four days a week.",
    "By July 2026 {name} will dress for PE within ten minutes without help.",
)
_NEEDS = (
    "{name} finds long instructions hard to follow and loses track after 5 minutes of talk.",
    "{name} reads at the level of a child two years younger and works for 15 minutes at a time.",
    "{name} becomes anxious and leaves the room for 20 minutes on most days.",
    "{name} has low muscle tone and tires after an hour of writing.",
)
OUTCOMES = dict(zip(AREAS, _OUTCOMES, strict=True))
NEEDS = dict(zip(AREAS, _NEEDS, strict=True))
HISTORY = (
    "In Year 2 {name} had six sessions of 30 minutes of therapy, and the family practised for 10 minutes every night."
)
HEALTH = "A paediatric review of 30 minutes every six months."
CARE = "Saturday short breaks club for 3 hours on alternate weeks."
ADVICE = "I recommend that {name} receives direct therapy for 60 minutes twice a week."


@dataclass
class Row:
    """One item of provision."""

    text: str
    who: str
    how_often: str
    review: str

    @property
    def sentence(self) -> str:
        """The whole item in one sentence, for layouts without columns."""
        return f"{self.text.rstrip('.')}, {self.how_often[0].lower()}{self.how_often[1:]}, from {self.who}."


@dataclass
class Content:
    """What one plan says."""

    name: str
    born: str
    born_iso: str
    council: str
    school: str
    issued: str = "12 June 2025"
    issued_iso: str = "2025-06-12"
    status: str = "Final"
    areas: dict[str, list[Row]] = field(default_factory=dict)

    @property
    def first(self) -> str:
        return self.name.split()[0]

    def say(self, words: str) -> str:
        """Put the child's name into a sentence."""
        return words.format(name=self.first)

    def rows(self) -> list[Row]:
        """All items in order."""
        return [row for rows in self.areas.values() for row in rows]

    def traps(self) -> list[str]:
        """Sentences with amounts that are not Section F."""
        return [self.say(words) for words in (*OUTCOMES.values(), *NEEDS.values(), HISTORY, HEALTH, CARE, ADVICE)]


def content(seed: int) -> Content:
    """Choose what a plan says; the same seed always says the same."""
    rng = random.Random(seed)  # noqa: S311
    name, born, born_iso = rng.choice(CHILDREN)
    plan = Content(name, born, born_iso, rng.choice(COUNCILS), rng.choice(SCHOOLS))
    for area in AREAS:
        rows = [Row(*entry) for entry in POOL[area]]
        plan.areas[area] = rows[: rng.randint(2, len(rows))]
    return plan
