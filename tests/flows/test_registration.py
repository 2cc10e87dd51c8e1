"""The standing service is registered with a server that is named, or it is said why not."""

import pytest
from prefect.settings import PREFECT_API_URL, temporary_settings

from flows.registration import register
from flows.workers import ServiceMissing

pytestmark = pytest.mark.flow


def test_a_server_that_does_not_answer_is_named():
    with temporary_settings({PREFECT_API_URL: "http://127.0.0.1:9/api"}), \
            pytest.raises(ServiceMissing, match=r"^http://127\.0\.0\.1:9/api: No Prefect server answers there\."):
        register()


def test_no_server_of_prefects_own_making_stands_in_for_one_that_was_not_named():
    with temporary_settings(restore_defaults={PREFECT_API_URL}), \
            pytest.raises(ServiceMissing, match=r"^PREFECT_API_URL is not set"):
        register()
