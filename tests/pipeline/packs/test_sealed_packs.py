"""A pack that was finished by hand is sealed as it is: what was changed is told, on the index page, too."""

import io
import json
import shutil
import subprocess
import sys

import pytest
from docx import Document

from models.errors import UnreadableFile
from pipeline.packs.sealing import sealed, write_sealed
from pipeline.proof import verify
from tests.doors.commands import sectionf
from tests.pack_cases import drafted

LETTER, ADDED = "R4_section_42.docx", "8-how it was & is for us.docx"


@pytest.fixture
def pack(tmp_path):
    """The folder of a pack, as it was made."""
    for file, content in drafted("nell")["R4"].items():
        path = tmp_path / "R4" / file
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return tmp_path / "R4"


def by_hand(path, words):
    """Open a Word file, take its text away and write something else: what a person does in Word."""
    document = Document(io.BytesIO(path.read_bytes())) if path.exists() else Document()
    for paragraph in document.paragraphs:
        paragraph.clear()
    document.add_paragraph(words)
    document.save(path)


def content_of(folder):
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_a_letter_finished_by_hand_and_something_added_are_told_and_the_new_pack_is_whole(pack):
    by_hand(pack / LETTER, "Dear Ms Oduya, my son had 3 sessions.")
    by_hand(pack / ADDED, "He cries on Sundays.")
    gone = next(path.name for path in pack.iterdir() if path.name.endswith("-method.docx"))
    (pack / gone).unlink()
    before = content_of(pack)
    told = sectionf("seal", pack)
    assert told.returncode == 0, told.stderr
    assert content_of(pack) == before
    there = pack.with_name("R4-sealed")
    command = [sys.executable, "-I", "-S", str(there / "verify.py"), str(there)]
    checked = subprocess.run(command, capture_output=True, text=True, check=False)
    assert checked.stdout.startswith("ALL IS AS IT WAS SEALED.\nSEALED AGAIN AFTER WORK BY HAND.")
    for given in (there, pack.with_name("R4-sealed.zip")):
        wrong, seal, hand = verify.problems(given)
        assert wrong == []
        assert hand == sorted([f"{LETTER} was changed.", f"{ADDED} was added.", f"{gone} was taken out."])
        assert seal in told.stdout
    assert seal != verify.problems(pack)[1]
    index = verify.words_of((there / verify.INDEX).read_bytes())
    assert f"{seal}; sealed anew after work by hand: changed {LETTER}; added {ADDED}; taken out {gone}." in index
    for words in (f"Changed since the pack was made: {LETTER}", f"Added since: {ADDED}",
                  f"Taken out since: {gone}", "no longer compared"):
        assert words in told.stdout


def test_figures_of_a_changed_letter_are_vouched_for_no_longer_and_all_others_are(pack):
    by_hand(pack / LETTER, "Dear Ms Oduya")
    was = json.loads((pack / verify.FIGURES).read_bytes())
    said = json.loads(sealed(pack).files[verify.FIGURES])
    assert {one["file"] for one in was["named"]} - {one["file"] for one in said["named"]} == {LETTER}
    assert {**said, "named": 0} == {**was, "named": 0}


def test_a_pack_as_it_was_made_keeps_its_seal_and_its_figures(pack):
    again = sealed(pack)
    assert again.seal == verify.problems(pack)[1]
    assert not any(again.changes)
    made = {name: content for name, content in content_of(pack).items() if name != verify.SENDERS}
    assert {name for name, content in made.items() if again.files[name] != content} == {verify.MANIFEST}


def test_what_is_for_the_sender_and_what_systems_leave_stays_out(pack):
    (pack / ".DS_Store").write_bytes(b"x")
    (pack / "4-evidence" / "Thumbs.db").write_bytes(b"x")
    assert not {verify.SENDERS, ".DS_Store", "4-evidence/Thumbs.db"} & sealed(pack).files.keys()
    assert sealed(pack).changes.added == ()


def test_a_second_seal_takes_the_place_of_the_first(pack):
    by_hand(pack / ADDED, "First")
    there, archive = write_sealed(sealed(pack), pack)
    (pack / ADDED).unlink()
    by_hand(pack / LETTER, "Second")
    write_sealed(sealed(pack), pack)
    assert not (there / ADDED).exists()
    assert [verify.problems(one)[0] for one in (there, archive)] == [[], []]


def test_an_index_that_has_no_place_for_the_seal_is_said(pack):
    by_hand(pack / verify.INDEX, "Papers")
    told = sectionf("seal", pack)
    assert "could not be put on the index page" in told.stdout
    (pack / verify.INDEX).unlink()
    assert sectionf("seal", pack).returncode == 0
    assert verify.problems(pack.with_name("R4-sealed"))[0] == []


@pytest.mark.parametrize("name", [verify.FIGURES, "verify.py"])
def test_figures_whose_proof_was_touched_are_not_sealed(pack, name):
    (pack / name).write_bytes((pack / name).read_bytes().replace(b"1", b"2"))
    with pytest.raises(UnreadableFile, match=name):
        sealed(pack)
    (pack / name).unlink()
    with pytest.raises(UnreadableFile, match=name):
        sealed(pack)


def test_a_letter_that_is_open_in_word_and_a_folder_that_is_no_pack_are_refused(pack):
    (pack / f"~${LETTER}").write_bytes(b"x")
    with pytest.raises(UnreadableFile, match="close it"):
        sealed(pack)
    shutil.rmtree(pack)
    pack.mkdir()
    assert "not the folder of a pack" in sectionf("seal", pack).stderr
