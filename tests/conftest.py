"""What holds for every test: in CI a skip is a failure, and hypothesis repeats itself."""

import os
import signal

import pytest
from hypothesis import settings

IN_CI = os.environ.get("CI", "").lower() in {"1", "true"}

settings.register_profile("here", deadline=None)
settings.register_profile("ci", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ci" if IN_CI else "here")


def _a_skip_is_a_failure(report):
    if IN_CI and report.skipped and not hasattr(report, "wasxfail"):
        report.outcome = "failed"
        report.longrepr = f"{report.nodeid} was skipped, and in CI every test runs: {report.longrepr}"
    return report


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport():
    """Turn a skipped test into a failed one."""
    return _a_skip_is_a_failure((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report():
    """Turn a file that skips itself whole into a failed one."""
    return _a_skip_is_a_failure((yield))


@pytest.fixture(scope="session", autouse=True)
def a_home_of_their_own(tmp_path_factory):
    """No test has anything to do with the cases, the keys or the keyring of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("SECTIONF_HOME", str(tmp_path_factory.mktemp("home")))
        patch.setenv("PYTHON_KEYRING_BACKEND", "keyring.backends.fail.Keyring")
        yield


def pytest_configure():
    """Refuse to rewrite the expected answers where they are what is being checked; start nothing deaf."""
    if IN_CI and os.environ.get("UPDATE_GOLDEN"):
        raise pytest.UsageError("UPDATE_GOLDEN rewrites the expected answers: CI never does that.")
    # `nohup`, and `&` in a script, have us ignore these, and all that we start with us: what has a handler, it hears.
    for sign in (signal.SIGINT, signal.SIGHUP):
        if signal.getsignal(sign) is signal.SIG_IGN:
            signal.signal(sign, lambda *_: None)
