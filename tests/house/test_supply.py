"""What the program is made with is known: a bill of materials, licences and reasons, an audit that can fail."""

import json
import re
import subprocess
import sys
import threading
from hashlib import sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator

from tests.house.source import HOUSE
from tools import audit
from tools.dependencies import PAGE, licence, may_be_in_the_core
from tools.locked import HTMX, asked, extras, pins
from tools.sbom import main, sbom


def test_the_bill_is_valid_and_the_same_each_time(tmp_path):
    for name in ("one", "two"):
        main(tmp_path / name)
    text = (tmp_path / "one").read_text("utf-8")
    assert text == (tmp_path / "two").read_text("utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(text) is None


def test_the_bill_has_all_that_is_locked_with_its_hashes():
    told = {one["name"]: one for one in sbom()["components"]}
    for lock in ("run", *extras()):
        for pin in pins(lock):
            assert told[pin.name]["hashes"], pin.name
    assert all(told[pin.name]["scope"] == "required" for pin in pins("run"))
    assert len({one["bom-ref"] for one in told.values()}) == len(sbom()["components"])


def test_what_is_carried_along_for_the_browser_is_in_the_bill_and_on_the_page():
    htmx = next(one for one in sbom()["components"] if one["name"] == "htmx.org")
    assert htmx["hashes"][0]["content"] == sha256(HTMX.read_bytes()).hexdigest()
    assert f"| htmx.org {htmx['version']} |" in PAGE.read_text("utf-8")
    assert {path.name for path in HTMX.parent.glob("*.min.js")} == {HTMX.name}


def test_the_bill_names_no_registry_no_machine_and_no_moment():
    text = json.dumps(sbom())
    assert set(re.findall(r"https?://[^\"/]+", text)) == {"http://cyclonedx.org"}
    assert not re.search(r"timestamp|/home/|/tmp/|\b20\d\d-\d\d-\d\dT", text)


def test_the_page_of_dependencies_has_everything_with_its_reason_and_licence():
    rows = {cells[1].strip(): cells[2:-1] for line in PAGE.read_text("utf-8").splitlines()
            if len(cells := line.split("|")) > 3}
    names = {one.name for one in asked()} | {pin.name for pin in pins("run")}
    assert not names - rows.keys(), "run `python -m tools.dependencies`"
    assert not {name for name in names if not all(cell.strip() for cell in rows[name])}
    assert {one.name: rows[one.name][-2].strip() for one in asked()} == {one.name: one.why for one in asked()}


def test_nothing_under_the_agpl_or_the_gpl_alone_is_needed_to_run():
    told = {pin.name: licence(pin.name) for pin in pins("run")}
    assert not {name: one for name, one in told.items() if not may_be_in_the_core(one)}


class Osv(BaseHTTPRequestHandler):
    """A server that knows of one vulnerability."""

    status = 200

    def do_POST(self):
        asked_for = json.loads(self.rfile.read(int(self.headers["Content-Length"])))["package"]["name"]
        hole = {"id": "PYSEC-2026-1", "summary": "made up", "modified": "2026-01-01T00:00:00Z", "affected": [
            {"package": {"name": asked_for, "ecosystem": "PyPI"},
             "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "99"}]}]}]}
        answer = json.dumps({"vulns": [hole]} if asked_for == "jinja2" else {}).encode()
        self.send_response(self.status)
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_words):
        """Say nothing."""


@pytest.fixture
def osv():
    """Start such a server on this machine."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), Osv)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}/v1/query"
    server.shutdown()
    server.server_close()


def audited(url):
    done = subprocess.run([sys.executable, "-m", "tools.audit", "--osv-url", url], cwd=HOUSE, check=False,
                          capture_output=True, text=True)
    return done.returncode, done.stdout


def test_a_known_vulnerability_fails_the_audit(osv, monkeypatch):
    monkeypatch.setattr(audit, "extras", lambda: ())
    status, words = audit.audit(["--vulnerability-service", "osv", "--osv-url", osv])
    assert status == 1
    assert re.search(r"^run: jinja2 [\d.]+: PYSEC-2026-1; mended in 99$", words, re.MULTILINE)


def test_an_audit_without_data_says_so_and_fails_nobody(osv, monkeypatch):
    assert audited("http://127.0.0.1:9/v1/query") == (0, audit.NO_DATA)
    monkeypatch.setattr(Osv, "status", 503)
    assert audited(osv) == (0, audit.NO_DATA)
