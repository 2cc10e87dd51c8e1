"""What docs/deploy.md tells people to run is there and is as safe as it says; it is not started here."""

import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
import yaml
from jsonschema import Draft7Validator

from tests.house.source import HOUSE

DEPLOY = HOUSE / "docs" / "deploy"
PAGE = (HOUSE / "docs" / "deploy.md").read_text("utf-8")
COMPOSE = yaml.safe_load((DEPLOY / "compose.yaml").read_text("utf-8"))
SERVICES = COMPOSE["services"]
UNITS = sorted(path.name for path in DEPLOY.glob("*.service"))
OURS = ("sectionf", "prefect", "dask", "python")
ONE_SHOT = "register"


def test_the_compose_file_is_well_formed():
    schema = json.loads((HOUSE / "tests/house/vendored/compose-spec.json").read_text("utf-8"))
    Draft7Validator(schema).validate(COMPOSE)


def test_nothing_but_the_proxy_can_be_reached_from_outside():
    assert {name for name, service in SERVICES.items() if "ports" in service} == {"proxy"}
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    on = {name: service.get("networks") for name, service in SERVICES.items()}
    assert {name for name, networks in on.items() if networks and "outside" in networks} == {"proxy"}
    assert SERVICES["app"]["network_mode"] == "service:proxy"


def test_secrets_come_by_files_and_stand_nowhere_else():
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())
    used = {name for service in SERVICES.values() for name in service.get("secrets", [])}
    assert used == set(COMPOSE["secrets"])
    assert all(f"secrets/{Path(secret['file']).name}" in PAGE for secret in COMPOSE["secrets"].values())
    words = [(name, key) for name, service in SERVICES.items() for key in service.get("environment", {})
             if re.search("PASSW|AUTH|DATABASE|PASSPHRASE", key) and not key.endswith("_FILE")]
    assert not words


@pytest.mark.parametrize("name", SERVICES)
def test_every_service_has_its_limits_and_may_do_nothing_else(name):
    service = SERVICES[name]
    assert set(service["deploy"]["resources"]["limits"]) == {"cpus", "memory"}
    assert service["read_only"] and service["cap_drop"] == ["ALL"] and not service.get("privileged")
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert "healthcheck" in service or name in (ONE_SHOT, "proxy")


def commands():
    """Every command of ours that a unit, the compose file or the page tells people to run."""
    told = [service["command"] for service in SERVICES.values() if "command" in service]
    for unit in UNITS:
        (line,) = re.findall(r"^ExecStart=(.*)$", (DEPLOY / unit).read_text("utf-8"), re.MULTILINE)
        told.append(line.replace("/opt/sectionf/docs/deploy/entrypoint.sh ", "").split())
    for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL):
        lines = block.replace("\\\n", " ").splitlines()
        told += [re.sub(r"^\w+=\S+ ", "", line).partition("#")[0].split() for line in lines]
    named = [[Path(command[0]).name, *command[1:]] for command in told if command]
    return sorted({tuple(command) for command in named if command[0] in OURS})


@pytest.mark.parametrize("command", commands(), ids=" ".join)
def test_every_command_exists_with_its_options(command):
    if command[:3] in (("python", "-m", "flows"), ("python", "-m", "venv")):
        assert (HOUSE / "flows" / "__main__.py").is_file()
        return
    words = [word for word in command[1:] if re.fullmatch(r"[a-z][a-z-]*", word)]
    depth = {"prefect": 2, "dask": 1}.get(command[0], 2 if words[0] in ("nightly", "keys") else 1)
    module = {"sectionf": "app"}.get(command[0], command[0])
    done = subprocess.run([sys.executable, "-m", module, *words[:depth], "--help"], capture_output=True, text=True,
                          check=False, env={**os.environ, "COLUMNS": "200", "NO_COLOR": "1"}, timeout=120)
    assert done.returncode == 0, done.stderr
    said = re.sub(r"\x1b\[[0-9;]*m", "", done.stdout)
    assert not [option for option in command if option.startswith("--") and option not in said]


@pytest.mark.parametrize("name", ["SECTIONF_DATABASE", "PREFECT_API_AUTH_STRING", "PREFECT_SERVER_API_AUTH_STRING",
                                  "PREFECT_API_DATABASE_CONNECTION_URL"])
def test_the_entrypoint_reads_a_secret_from_its_file(name, tmp_path):
    (tmp_path / "secret").write_text("it's $HOME \"quoted\"\n", "utf-8")
    code = f"import os; print(os.environ[{name!r}], '{name}_FILE' in os.environ)"
    done = subprocess.run([DEPLOY / "entrypoint.sh", sys.executable, "-c", code], capture_output=True, text=True,
                          check=True, env={**os.environ, f"{name}_FILE": str(tmp_path / "secret")})
    assert done.stdout == "it's $HOME \"quoted\" False\n"


def test_a_secret_that_is_not_there_stops_the_start(tmp_path):
    done = subprocess.run([DEPLOY / "entrypoint.sh", "true"], capture_output=True, text=True, check=False,
                          env={**os.environ, "SECTIONF_DATABASE_FILE": str(tmp_path / "none")})
    assert done.returncode != 0


def test_systemd_takes_the_units(tmp_path):
    analyze = shutil.which("systemd-analyze")
    if analyze is None:
        pytest.skip("there is no systemd here: apt-get install systemd")
    for path in (*DEPLOY.glob("*.service"), *DEPLOY.glob("*.timer")):
        words = path.read_text("utf-8").replace("/opt/sectionf/docs/deploy/entrypoint.sh", "/bin/true")
        (tmp_path / path.name).write_text(words.replace("/opt/sectionf/.venv/bin/sectionf", "/bin/true"), "utf-8")
    done = subprocess.run([analyze, "verify", "--man=no", *sorted(map(str, tmp_path.iterdir()))], capture_output=True,
                          text=True, check=False, timeout=60)
    assert not [line for line in done.stderr.splitlines() if "sectionf" in line], done.stderr


def test_what_goes_to_the_builder_is_enough_for_the_wheel_and_no_more(tmp_path):
    lines = (DEPLOY / "Dockerfile.dockerignore").read_text("utf-8").splitlines()
    assert lines[1] == "*", "all that is not named stays here"
    for name in (line[1:] for line in lines if line.startswith("!")):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        copy = shutil.copytree if (HOUSE / name).is_dir() else shutil.copy
        copy(HOUSE / name, tmp_path / name)
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", "wheels", "."]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False, timeout=120)
    assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((tmp_path / "wheels").iterdir())) == 1


def test_the_image_is_built_from_the_lock_files_alone():
    lines = (DEPLOY / "Dockerfile").read_text("utf-8").replace("\\\n", " ").splitlines()
    installs = [line for line in lines if "pip install" in line]
    assert installs and all("--require-hashes" in line or "--no-index" in line for line in installs)
    assert not [line for line in lines if "://" in line]
    assert [line for line in lines if line.startswith("FROM ")][-1] == "FROM ${BASE}"
    assert any(line.startswith("USER ") for line in lines)
