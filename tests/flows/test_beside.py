"""The Prefect server beside a flow: what is said when it is lost."""

import httpx
import pytest

from flows.beside import ServerMissing, told_if_lost


@pytest.mark.parametrize("cause", [httpx.ConnectError("refused"), httpx.ReadTimeout("late")])
@pytest.mark.parametrize("wrapped", [False, True])
def test_a_server_that_is_lost_on_the_way_is_told_in_our_words(cause, wrapped):
    with pytest.raises(ServerMissing, match="lost on the way"), told_if_lost():
        if wrapped:
            raise RuntimeError("Failed to reach API") from cause
        raise cause


def test_a_fault_of_another_kind_stays_what_it_is():
    with pytest.raises(RuntimeError, match="our own"), told_if_lost():
        raise RuntimeError("our own")
