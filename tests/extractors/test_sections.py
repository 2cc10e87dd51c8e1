"""Which stretches of a plan are Section F: named again, in parts by area, and in the reports behind the plan."""

from extractors.plan import read_plan

ONE, TWO = "- Daily reading for 10 minutes.", "- Weekly counselling for 45 minutes."
THREE = "- A TA for 5 hours a week."
NEEDS = ("Section B: Special educational needs", "He finds reading hard.")
PROVISION = "Section F: Special educational provision"
ADVICE = ("Section K: Advice", "Educational psychologist, 3 March 2025")
HEALTH = ("Section G: Health provision", "None.")


def read(tmp_path, *lines):
    path = tmp_path / "plan.txt"
    path.write_text("\n\n".join(lines), "utf-8")
    reading = read_plan(path)
    return [p.text for p in reading.provisions], [warning.code for warning in reading.warnings]


def stripped(*items):
    return [item.removeprefix("- ") for item in items]


def test_provision_in_parts_with_a_list_of_advice_in_each_is_read_whole(tmp_path):
    parts = [(*NEEDS, *ADVICE, PROVISION, item) for item in (ONE, TWO, THREE)]
    assert read(tmp_path, *(line for part in parts for line in part)) == (stripped(ONE, TWO, THREE), [])
    parts = [(*NEEDS, PROVISION, item, *ADVICE) for item in (ONE, TWO, THREE)]
    assert read(tmp_path, *(line for part in parts for line in part)) == (stripped(ONE, TWO, THREE), [])


def test_section_f_named_again_behind_another_section_is_read(tmp_path):
    told = read(tmp_path, *NEEDS, PROVISION, ONE, *HEALTH, PROVISION, TWO, *ADVICE)
    assert told == (stripped(ONE, TWO), [])


def test_section_f_of_an_appended_report_stays_out(tmp_path):
    for parts in ((), (*NEEDS, PROVISION, TWO, *ADVICE)):
        plan = (*NEEDS, PROVISION, ONE, *ADVICE, *parts)
        report = ("APPENDIX 1: SPEECH AND LANGUAGE THERAPY REPORT", "Recommendations.", PROVISION, THREE)
        assert read(tmp_path, *plan, *report) == (stripped(ONE, TWO)[: 1 + bool(parts)], [])


def test_section_f_behind_the_advice_without_the_heading_of_a_report_is_asked_about(tmp_path):
    assert read(tmp_path, *NEEDS, PROVISION, ONE, *ADVICE, PROVISION, TWO) == (stripped(ONE), ["behind_advice"])


def test_a_little_provision_before_the_views_is_not_taken_for_a_guide(tmp_path):
    views = ("Section A: Views", "He likes trains.")
    told, _ = read(tmp_path, PROVISION, ONE, *views, PROVISION, TWO, THREE, TWO, THREE, TWO, THREE, *ADVICE)
    assert told[0] == stripped(ONE)[0]
