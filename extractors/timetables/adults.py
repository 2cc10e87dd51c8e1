"""Which words of a timetable's cell name an adult, and whether they are there beside the lesson's own teacher."""

import re
from typing import NamedTuple

from extractors.cells.words import key, plain
from extractors.vocabulary import vocabulary

TITLED = r"(?:Mr|Mrs|Ms|Miss|Mx|Dr|Sir)\.? [A-Z][\w'-]*"
NAMED = rf"{TITLED}|[A-Z]\.? ?[A-Z][a-z][\w'-]+"
INITIALS = r"[A-Z]{1,4}(?:/[A-Z]{2,4})*"
ROLE = "(?:H?LTA|TA|LSA)"
ADULT = (rf"(?:{TITLED}|[A-Z]\.? [A-Z][a-z]+|{ROLE} [A-Z]{{2,4}}|(?:[A-Z]{{2,3}} )?(?:{ROLE}|TAs)"
         r"|[A-Z]{2,4}(?:/[A-Z]{2,4})*)")
ADULTS = rf"(?P<who>{ADULT}(?:\s*(?:&|,|\+|/|\band\b)\s*{ADULT})*)"
ROOM = re.compile(r"[A-Z]{0,3}\d{1,3}[a-zA-Z]?|(?:Rm|Room|Lab|Studio|Hall|Gym|Med|Field|Pool|Library)\b\.? ?\w*")
BRACKETS = re.compile(r"\(([^()]*)\)")
TITLED_IN_ROOM = re.compile(rf"(.*\w)[\s,/–-]+({TITLED})[\s,/–-]+(?:{ROOM.pattern})")
SHARED_BRACKET = re.compile(r"\((?:x ?\d|1 ?: ?\d|\d ?: ?1)\)")
BESIDE = re.compile(r"\b(?:with|supporting|support)\b", re.IGNORECASE)
AROUND = re.compile(r"\b(?:1 ?[:-] ?1|in class|in-class|supporting|support|with)\b", re.IGNORECASE)
LESSONS = frozenset(vocabulary("timetable_words")["lessons"])

RULES = (
    (re.compile(rf"(?:^|[\s/,])(?:TA|LSA|HLTA|[Ss]upport|[Aa]dult)\s*:\s*{ADULTS}"), True),
    (re.compile(rf"\s\+\s?{ADULTS}(?: support)?\s*$"), True),
    (re.compile(rf"\s[-–]\s*{ADULTS} support(?:ing)?\s*$"), True),
    (re.compile(rf"\s(?:w/|w|with)\s?(?P<who>[A-Z][a-z]+ [A-Z][a-z]+|{ADULTS.replace('?P<who>', '?:')})\s*$"), False),
    (re.compile(rf"\s[-–]\s*{ADULTS}\s*$"), False),
    (re.compile(rf"^(?P<who>{TITLED}|[A-Z]\.? [A-Z][a-z]+)\s*[-–:]\s*(?=\w)"), False),
    (re.compile(rf"\s(?P<who>{TITLED})\s*/?\s*$"), False),
    (re.compile(rf"(?<=[\w)*])\s{ADULTS.replace('(?:&|,', '(?:&')}(?: support)?\s*$"), False),
)


class Adults(NamedTuple):
    """The words of a cell without its adults, and the adults."""

    label: str
    staff: str = ""
    support: bool = False


def is_staff(text: str) -> bool:
    """Whether words in brackets, or after a plus, name an adult.

    >>> [is_staff(words) for words in ("KB", "TA: KB", "Mrs Orr", "V Lindholm", "ICT TA", "hall", "class", "Set 2")]
    [True, True, True, True, True, False, False, False]
    >>> is_staff("counsellor AR"), is_staff("TA Jo"), is_staff("support group")
    (True, True, False)
    """
    known = vocabulary("timetable_words")
    parts = [part.strip() for part in re.split(r"[:,&+]| and |/", AROUND.sub(" ", text)) if part.strip()]
    return bool(parts) and all(plain(part) in known["roles"] or _role_and_name(part) or (
        re.fullmatch(f"{NAMED}|[A-Z]{{2,5}}", part) and part not in LESSONS) for part in parts)


def with_child(text: str) -> bool:
    """Whether the words of a column of support say that an adult is there for the child.

    >>> [with_child(said) for said in ("TA KB", "1:1 JOP", "float", "PPA cover", "KB - break duty", "no", "")]
    [True, True, False, False, False, False, False]
    """
    known, said = vocabulary("timetable_words"), plain(text)
    return key(text) not in known["no_support"] and not re.search(
        rf"\b(?:{'|'.join(map(re.escape, known['elsewhere']))})\b", said)


def is_first_name(text: str) -> bool:
    """Whether a word may be the first name of an adult, or a first name with a surname or its initial.

    >>> [is_first_name(word) for word in ("Rosa", "Kim Sow", "Ana R", "Hall", "Sensory Room", "Phonics", "1:1")]
    [True, True, True, False, False, False, False]
    """
    known = {*vocabulary("timetable_words")["not_names"], *vocabulary("timetable_words")["places"]}
    return re.fullmatch(r"[A-Z][a-z]{1,10}(?: [A-Z](?:[a-z]+|\.)?)?", text) is not None and not (
        {*plain(text).split()} & known)


def _role_and_name(text: str) -> bool:
    """Whether words are a role and who has it: "counsellor AR", "TA Jo"."""
    role, _, name = text.rpartition(" ")
    return plain(role) in vocabulary("timetable_words")["roles"] and bool(re.fullmatch("[A-Z]{2,4}|[A-Z][a-z]+", name))


def adults(text: str) -> Adults:
    """Tell the label from the adults: in brackets, after a plus or "with", around a dash, or at the end.

    >>> for cell in ("SaLT (HC)", "Art Mr Khan + TA", "Hist (KB in class)", "ELSA – Mrs Green", "TA 1:1"):
    ...     print(*adults(cell), sep=" | ")
    SaLT | HC | False
    Art | TA | True
    Hist | KB | True
    ELSA | Mrs Green | False
    TA 1:1 | TA | True
    >>> adults("Animal care (with LSA)").support, adults("SaLT (with HC)").support
    (True, False)
    """
    found, rest = _in_brackets(SHARED_BRACKET.sub(" ", text))
    rest, coded = _codes(tidy(rest))
    found += [(who, _is_role(who)) for who in coded]
    alone = tidy(AROUND.sub(" ", rest))
    if not found and _is_role(alone):
        return Adults(rest, alone, support=True)
    for rule, beside in RULES:
        match = rule.search(rest)
        if match and _named(match["who"]) and match.start() + len(rest) - match.end():
            found.append((match["who"], beside or _is_role(match["who"])))
            rest, coded = _codes(tidy(f"{rest[:match.start()]} {rest[match.end():]}"))
            found += [(who, False) for who in coded]
    support = [who for who, beside in found if beside]
    return Adults(rest, ", ".join(dict.fromkeys(support or [who for who, _ in found])), bool(support))


def _in_brackets(text: str) -> tuple[list[tuple[str, bool]], str]:
    """Take adults, places and rooms in brackets out of a cell."""
    found: list[tuple[str, bool]] = []
    known = vocabulary("timetable_words")
    for match in BRACKETS.finditer(text):
        inside = match[1].strip()
        if (is_staff(inside) or _first_names(inside)) and inside not in known["schemes"]:
            head, colon, _ = inside.partition(":")
            who = tidy(AROUND.sub(" ", inside))
            beside = "class" in inside or (bool(colon) and plain(head) in known["support"])
            found.append((who, beside or (_is_role(who) and BESIDE.search(inside) is not None)))
        elif plain(inside) not in known["places"] and not ROOM.fullmatch(inside):
            continue
        text = text.replace(match[0], " ")
    return found, text


def _first_names(text: str) -> bool:
    """Whether words in brackets are first names, or adults of which one is called so: "Pat and Lee", "Mr Ray + Kay"."""
    parts = [part.strip() for part in re.split(r"[+&,]|\band\b", text)]
    return all(is_first_name(part) or is_staff(part) for part in parts)


def _codes(text: str) -> tuple[str, list[str]]:
    """Read the codes of a printed timetable: "En / JSM / E12", "Ma, JSM, E12", "English JSM E12", "Art Mr Dale A2"."""
    titled = TITLED_IN_ROOM.fullmatch(text)
    if titled:
        return titled[1], [titled[2]]
    parts = [part.strip() for part in re.split(r" / |, ", text)]
    if len(parts) < 3:
        parts = text.rsplit(None, 2)
    if len(parts) == 3 and ROOM.fullmatch(parts[2]) and re.fullmatch(r"[A-Z]{2,4}", parts[1]):
        return parts[0], [] if parts[1] in LESSONS else [parts[1]]
    return text, []


def _named(who: str) -> bool:
    """Whether every part of what stands where an adult may stand is one, and none a lesson."""
    parts = [part.strip() for part in re.split(r"[,&+]|\band\b", who)]
    return all(_is_role(part) or part not in LESSONS for part in parts)


def _is_role(staff: str) -> bool:
    return plain(staff) in vocabulary("timetable_words")["support"]


def tidy(text: str) -> str:
    """Fold what is left when words are taken out of a cell."""
    return " ".join(re.sub(r"\(\s*\)", " ", text).split()).strip(" ,;:-–/+")
