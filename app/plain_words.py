"""A reading in plain English, for a person who must say whether it is right."""

from models.amounts import Contact, Schedule
from models.provision import Reading
from pipeline.report.words import schedule_words
from pipeline.wording import phrase
from templates.words import hours_and_minutes

CONTACT = {Contact.INDIRECT: ", not with the child", Contact.UNSPLIT: ", with the child and for the child together"}


def reading_words(reading: Reading) -> list[str]:
    """Say how a statement is read, a fact a line, and name what the words leave out.

    >>> reading_words(Reading(text="Support as needed.", vague_terms=("as needed",)))[-2:]
    ['Vague words: “as needed”', 'Standing: vague']
    """
    if not reading.provision:
        return ["Not read as provision: an outcome, a need, history or a price."]
    group = f", {reading.max_group_size} at most" if reading.max_group_size else ""
    mode = phrase("modes", reading.mode) if reading.mode else "not stated"
    facts = [
        f"What: {phrase('services', reading.service)}",
        f"Who: {reading.deliverer.text if reading.deliverer else 'not stated'}",
        f"How: {mode}{group}{f', ratio {reading.ratio}' if reading.ratio else ''}",
    ]
    facts += [f"How much: {amount_words(schedule)}" for schedule in reading.schedules] or ["How much: not stated"]
    vague = ", ".join(f"“{term}”" for term in reading.vague_terms)
    return [*facts, *([f"Vague words: {vague}"] if vague else []), f"Standing: {reading.status}"]


def amount_words(schedule: Schedule) -> str:
    """Say what a schedule states, with whom the time is, and what it does not say.

    >>> amount_words(Schedule(total_minutes=60, contact=Contact.INDIRECT))
    '1 hour, not said per what, not with the child'
    >>> amount_words(Schedule(interval_minutes=45))
    'every 45 minutes'
    """
    if schedule.interval_minutes and not schedule.measurable:
        return f"every {hours_and_minutes(schedule.interval_minutes)}"
    if schedule.session_minutes and schedule.sessions is None and schedule.total_minutes is None:
        return f"{hours_and_minutes(schedule.session_minutes)} each time, not said how often"
    per = "" if schedule.per or schedule.full_time else ", not said per what"
    when = f", {schedule.when}" if schedule.when else ""
    contact = CONTACT.get(schedule.contact, "") if schedule.contact else ""
    return f"{schedule_words(schedule)}{per}{when}{contact}"
