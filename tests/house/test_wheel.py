"""What is built is what is used: a wheel, installed by itself, works from any directory."""

import subprocess
import sys
import sysconfig
import zipfile

import pytest

from tests.house.source import HOUSE


def run(*command, cwd):
    done = subprocess.run(command, cwd=cwd, capture_output=True, text=True, check=False, timeout=240)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="session")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    run(sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder), cwd=HOUSE)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="session")
def installed(wheel, tmp_path_factory):
    """An environment with the wheel in it; a path file lends it our dependencies, but not our source."""
    home = tmp_path_factory.mktemp("installed")
    python = home / "bin" / "python"
    run(sys.executable, "-m", "venv", "--without-pip", str(home), cwd=home)
    options = ["--quiet", "--no-deps", "--no-index", "--no-compile"]
    run(sys.executable, "-m", "pip", "--python", str(python), "install", *options, str(wheel), cwd=home)
    site = run(str(python), "-c", "import sysconfig; print(sysconfig.get_path('purelib'), end='')", cwd=home)
    (home / "borrowed.pth").write_text(sysconfig.get_path("purelib") + "\n", "utf-8")
    (home / "borrowed.pth").rename(f"{site}/borrowed.pth")
    return home


def test_the_wheel_holds_every_file_that_the_packages_need(wheel):
    inside = set(zipfile.ZipFile(wheel).namelist())
    rooms = ("models", "extractors", "pipeline", "templates", "flows", "app")
    needed = {
        path.relative_to(HOUSE).as_posix()
        for room in rooms
        for path in (HOUSE / room).rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    samples = {
        f"app/samples/{path.relative_to(HOUSE / 'data/samples').as_posix()}"
        for path in (HOUSE / "data/samples").rglob("*")
        if path.is_file()
    }
    assert not (needed | samples) - inside


def test_the_installed_samples_are_found(installed, tmp_path):
    code = "from app.samples_folder import samples_folder as f; print(f() / 'README.md', (f() / 'README.md').is_file())"
    said = run(str(installed / "bin" / "python"), "-c", code, cwd=tmp_path)
    assert said.startswith(str(installed)), "the source was used, not the wheel"
    assert said.endswith("True\n")


def test_the_installed_command_says_what_it_can_do(installed, tmp_path):
    assert "extract" in run(str(installed / "bin" / "sectionf"), "--help", cwd=tmp_path)


def test_the_installed_command_runs_the_demo(installed, tmp_path):
    said = run(str(installed / "bin" / "sectionf"), "demo", cwd=tmp_path)
    assert "report.docx" in said
