"""What is sealed comes out the same for its key, and for nothing else; a byte changed, cut or moved is found."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.errors import NotAsSealed
from pipeline.store.sealed import sealing
from pipeline.store.sealed.sealing import new_key, seal, seal_file, unseal, unseal_file

KEY = new_key()
HEAD = len(sealing.HEAD) + sealing.ID_BYTES


@pytest.fixture(autouse=True)
def small_pieces(monkeypatch):
    monkeypatch.setattr(sealing, "PIECE", 64)


WHOLE = sealing.NONCE + 64 + sealing.TAG


@given(st.binary(max_size=300), st.text(max_size=20))
def test_it_comes_out_the_same(content, about):
    sealed = seal(KEY, content, about)
    assert sealed.startswith(sealing.HEAD)
    assert unseal(KEY, sealed, about) == content


@given(st.binary(min_size=16, max_size=300))
def test_it_says_nothing_and_never_the_same_twice(content):
    one, other = seal(KEY, content, "plan"), seal(KEY, content, "plan")
    assert one != other
    assert content not in one


@given(st.data())
@settings(max_examples=200)
def test_every_change_of_a_byte_is_found(data):
    sealed = bytearray(seal(KEY, data.draw(st.binary(max_size=200)), "plan"))
    place = data.draw(st.integers(0, len(sealed) - 1))
    sealed[place] ^= data.draw(st.integers(1, 255))
    with pytest.raises(NotAsSealed):
        unseal(KEY, bytes(sealed), "plan")


@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 128, 200])
def test_every_cut_is_found(length):
    sealed = seal(KEY, bytes(length), "plan")
    for end in range(len(sealed)):
        with pytest.raises(NotAsSealed):
            unseal(KEY, sealed[:end], "plan")
    with pytest.raises(NotAsSealed):
        unseal(KEY, sealed + b"\0", "plan")


def test_pieces_cannot_change_places_be_left_out_or_come_from_another_sealing():
    content = bytes(range(64)) * 3
    sealed, again = seal(KEY, content, "plan"), seal(KEY, content, "plan")
    head, pieces = sealed[:HEAD], [sealed[HEAD + WHOLE * number:HEAD + WHOLE * (number + 1)] for number in range(3)]
    other = again[HEAD:HEAD + WHOLE]
    assert unseal(KEY, head + b"".join(pieces), "plan") == content
    for changed in ([pieces[1], pieces[0], pieces[2]], [pieces[0], pieces[2]], pieces[:2], [*pieces, pieces[2]],
                    [other, *pieces[1:]]):
        with pytest.raises(NotAsSealed):
            unseal(KEY, head + b"".join(changed), "plan")


def test_another_key_or_another_place_opens_nothing():
    sealed = seal(KEY, b"Speech therapy", "case 1, plan")
    for key, about in ((new_key(), "case 1, plan"), (KEY, "case 2, plan"), (KEY, "")):
        with pytest.raises(NotAsSealed, match="not as it was sealed"):
            unseal(key, sealed, about)


@pytest.mark.parametrize("length", [0, 64, 1000])
def test_a_file_is_the_same_as_its_content(tmp_path, length):
    clear, sealed, back = (tmp_path / name for name in ("clear", "sealed", "back"))
    clear.write_bytes(bytes(length))
    seal_file(KEY, clear, sealed, "plan")
    assert unseal(KEY, sealed.read_bytes(), "plan") == bytes(length)
    unseal_file(KEY, sealed, back, "plan")
    assert back.read_bytes() == bytes(length)


def test_of_a_file_that_cannot_be_opened_nothing_is_left(tmp_path):
    clear, sealed = tmp_path / "clear", tmp_path / "sealed"
    sealed.write_bytes(seal(KEY, bytes(1000), "plan")[:-1])
    with pytest.raises(NotAsSealed):
        unseal_file(KEY, sealed, clear, "plan")
    assert not clear.exists()
