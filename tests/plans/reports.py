"""Reports of professionals as they are set in practice: each function draws one and says what it recommends."""

from io import BytesIO

import docx
from reportlab.lib.pagesizes import A4
from reportlab.pdfgen.canvas import Canvas
from reportlab.platypus import BaseDocTemplate, Frame, FrameBreak, PageBreak, PageTemplate, Spacer

from tests.plans.odd_pages import drawn, picture_of
from tests.plans.pdf_layouts import BOLD, TITLE, Story, b, built, grid, p

Made = tuple[str, bytes, tuple[tuple[str, int], ...]]
"""The kind of file, its bytes, and the first words of each recommendation with the page on which it stands."""
CHILD = "Rowan Ashby, born 4 May 2015"


def _opening(title: str, author: str) -> Story:
    return [p(title, TITLE), p(CHILD), p(f"{author}, report of 12 March 2025"), Spacer(0, 12)]


def speech_therapist() -> Made:
    """Numbered headings, numbered recommendations over a page end, a signature and an appendix of results."""
    story = [*_opening("Speech and language therapy report", "Delyth Marsh, HCPC registered"), p("1. Background", BOLD),
             p("Rowan currently receives a visit from the therapist once each half term, and a teaching assistant has "
               "worked with Rowan for 10 minutes each week since Year 1."), p("2. Assessment results", BOLD),
             p("CELF-5 was given in two sessions of 45 minutes. Receptive language: standard score 68."),
             p("Rowan should be able to follow three-part instructions by the end of Year 5."),
             p("3. Summary of needs", BOLD), p("Rowan has a severe receptive language disorder."),
             p("4. Recommendations", BOLD)]
    told = ["One 45-minute session of individual speech and language therapy each week in term time, delivered by an "
            "HCPC registered speech and language therapist.",
            "A language programme written by the therapist and carried out by a named teaching assistant for 15 "
            "minutes each day.",
            "A narrative group of no more than four pupils, twice a week for 30 minutes, led by a teaching assistant "
            "whom the therapist has trained.",
            "Six hours a year of the therapist's time for programme writing, training of staff and attending the "
            "annual review.",
            "All staff who teach Rowan should be trained in supporting receptive language for two hours each year."]
    story += [p(f"{number}. {text}") for number, text in enumerate(told[:3], 1)]
    story += [PageBreak(), *(p(f"{number}. {text}") for number, text in enumerate(told[3:], 4)), Spacer(0, 20),
              p("Signed: Delyth Marsh"), p("Appendix: tests used", BOLD), p("The CELF-5 takes 60 minutes.")]
    return "pdf", built(story), tuple((text, 1 if number < 3 else 2) for number, text in enumerate(told))


def occupational_therapist() -> Made:
    """A table of provision under its own heading, below a table of scores."""
    rows = [["Provision", "Delivered by", "Frequency and duration"],
            ["Direct occupational therapy to develop motor planning and hand function",
             "Qualified occupational therapist", "45 minutes weekly"],
            ["Sensory circuit to help Rowan to be ready to learn", "Trained teaching assistant", "15 minutes daily"],
            ["Programme writing, liaison and training of staff", "Occupational therapist", "3 hours per term"],
            ["Touch typing", "Teaching assistant", "20 minutes, three times a week"],
            ["Sloping board and moving seat cushion", "School", "In all written work"]]
    story = [*_opening("Occupational therapy assessment", "Imran Sethi"), p("Findings", BOLD),
             grid([["Test", "Score", "Time"], ["Movement ABC-2", "5th centile", "40 minutes"],
                   ["Beery VMI", "9th centile", "15 minutes"]], [200, 140, 100]), Spacer(0, 10),
             p("Current provision", BOLD), p("A teaching assistant gives 10 minutes of finger gym each week."),
             p("Provision required to meet need", BOLD), grid(rows, [230, 130, 130]), Spacer(0, 10),
             p("Outcomes", BOLD), p("Rowan will dress without help by July 2026.")]
    return "pdf", built(story), tuple((row[0], 1) for row in rows[1:])


def psychologist() -> Made:
    """Prose in paragraphs under areas of need, in a chapter of advice on provision."""
    told = {"Cognition and learning": [
        "It is recommended that Rowan has an individual literacy programme with a teaching assistant for 20 minutes "
        "each day, following the principles of precision teaching.",
        "Rowan would benefit from small group teaching of mathematics, in a group of no more than four, for 30 minutes "
        "three times a week."],
        "Social, emotional and mental health": [
            "Rowan should have one 40-minute session of emotional literacy support each week from an ELSA.",
            "An educational psychologist should meet with staff for one hour each term to review how the plan works."]}
    story = [*_opening("Psychological advice", "Dr Ffion Pryce"), p("Views of the parents", BOLD),
             p("Rowan's mother would like Rowan to have 30 hours of support every week."),
             p("Observation", BOLD), p("Rowan was seen for 50 minutes in a mathematics lesson."),
             p("Needs", BOLD), p("Rowan's reading is at the level of a child of six."),
             p("Advice on provision", BOLD)]
    for area, sentences in told.items():
        story += [p(area, BOLD), *(p(sentence) for sentence in sentences)]
    story += [p("Conclusion", BOLD), p("I was grateful for 20 minutes with Rowan's class teacher.")]
    return "pdf", built(story), tuple((text, 1) for sentences in told.values() for text in sentences)


def physiotherapist() -> Made:
    """A Word report: headings of Word, a list with bullets, and a table without borders of its own heading row."""
    report = docx.Document()
    report.add_heading("Physiotherapy report", 0)
    report.add_paragraph(f"{CHILD}. Seen by Hana Novak, chartered physiotherapist.")
    report.add_heading("History", 1)
    report.add_paragraph("Rowan had a block of six sessions of 30 minutes in the summer of 2024.")
    report.add_heading("Recommendations for school", 1)
    told = ["A stretching programme of 15 minutes every day, carried out by two trained teaching assistants.",
            "Use of a standing frame for 45 minutes each day."]
    for text in told:
        report.add_paragraph(text, style="List Bullet")
    table = report.add_table(0, 3)
    table.style = "Table Grid"
    rows = [("Intervention", "Who", "How often"),
            ("Hydrotherapy", "Physiotherapist", "One 30-minute session each week"),
            ("Review of the standing frame and training of staff", "Physiotherapist", "Once each term, 1 hour")]
    for cells in rows:
        for cell, text in zip(table.add_row().cells, cells, strict=True):
            cell.text = text
    report.add_heading("Follow up", 1)
    report.add_paragraph("Rowan will be seen again in clinic in six months for 30 minutes.")
    out = BytesIO()
    report.save(out)
    return "docx", out.getvalue(), tuple((text, 1) for text in (*told, rows[1][0], rows[2][0]))


def teacher_of_the_deaf() -> Made:
    """Two columns of newsprint: audiogram and history left, recommendations right and over the page."""
    told = ["A Qualified Teacher of the Deaf should see Rowan for one hour each week for direct teaching.",
            "Pre-teaching of vocabulary with a teaching assistant for 20 minutes each day.",
            "Deaf awareness training for all staff for two hours each year, given by the Teacher of the Deaf.",
            "A radio aid to be provided and used in all lessons."]
    left = [p("Report of the Teacher of the Deaf", TITLE), p(CHILD), p("Hearing", BOLD),
            *(p("Rowan has a moderate hearing loss in both ears and wears two hearing aids, for about six hours a day.")
              for _ in range(14)), p("Current support", BOLD), p("A visit of 30 minutes each half term.")]
    right = [p("Recommendations", BOLD), *(b(text) for text in told), p("Signature", BOLD), p("Gwen Tully")]
    out = BytesIO()
    columns = [Frame(50, 50, 235, 740, id="left"), Frame(310, 50, 235, 740, id="right")]
    document = BaseDocTemplate(out, pagesize=A4, invariant=1)
    document.addPageTemplates(PageTemplate(frames=columns))
    document.build([*left, FrameBreak(), *right])
    return "pdf", out.getvalue(), tuple((text, 1) for text in told)


def paediatrician() -> Made:
    """A clinic letter: no heading but a plan of action, recommendations in running sentences."""
    told = ["I recommend that school provides one to one support from an adult trained in epilepsy for 25 hours each "
            "week.",
            "Rowan needs a rest break of 15 minutes twice a day in a quiet room.",
            "Staff should have training in giving rescue medication every year from the epilepsy nurse."]
    story = [p("Dr A. Quill, Consultant Paediatrician", TITLE), p("Dear Dr Okonjo"), p(CHILD),
             p("Diagnosis: epilepsy; fatigue."),
             p("I saw Rowan and his mother for 30 minutes in clinic. He sleeps for nine hours each night and takes "
               "medicine twice a day. He missed 12 days of school last term."),
             p("Recommendations for education", BOLD), *(p(text) for text in told),
             p("Plan", BOLD), p("1. Repeat EEG. 2. Review in clinic in six months for 20 minutes."),
             p("Yours sincerely"), p("Dr A. Quill")]
    return "pdf", built(story), tuple((text, 1) for text in told)


def for_section_f() -> Made:
    """Provision as the author would have it stand in Section F, beside needs and outcomes, in one table."""
    rows = [["Need (Section B)", "Outcome (Section E)", "Provision (Section F)"],
            ["Rowan cannot yet read words of one syllable", "Rowan will read 100 common words by July 2026",
             "An individual structured phonics programme with a specialist teacher for 30 minutes, three times a "
             "week."],
            ["Rowan finds friendships hard", "Rowan will have one friend",
             "A social communication group of no more than four pupils for 40 minutes each week, led by a teaching "
             "assistant."]]
    story = [*_opening("Specialist teacher's report", "Noor Halabi, AMBDA"), p("Background", BOLD),
             p("Rowan has had 15 minutes of reading with a volunteer each week."),
             p("Recommendations for Section F", BOLD), grid(rows, [150, 150, 190]), Spacer(0, 12),
             p("References", BOLD), p("Rose, J. (2009).")]
    return "pdf", built(story), tuple((row[2], 1) for row in rows[1:])


def partly_a_picture() -> Made:
    """Three pages, of which the second was put in as a picture that shows nothing that can be read."""
    told = ["One 30-minute session of individual occupational therapy each week from an occupational therapist."]

    def first(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "Occupational therapy report")
        canvas.drawString(60, 750, "Recommendations")
        canvas.drawString(60, 720, f"1. {told[0][:70]}")
        canvas.drawString(60, 705, told[0][70:])

    def blank(canvas: Canvas) -> None:
        canvas.drawImage(picture_of(drawn(lambda page: page.rect(60, 60, 400, 600, fill=1)), 60), 0, 0, *A4)

    def last(canvas: Canvas) -> None:
        canvas.drawString(60, 780, "Signed")

    return "pdf", drawn(first, blank, last), tuple((text, 1) for text in told)


REPORTS = {made.__name__: made for made in (
    speech_therapist, occupational_therapist, psychologist, physiotherapist, teacher_of_the_deaf, paediatrician,
    for_section_f, partly_a_picture)}
