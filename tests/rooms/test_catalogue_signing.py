"""Signatures: what holds, whose word counts, and readers while a file and its signature change."""

from __future__ import annotations

import concurrent.futures
import json
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given, settings
from hypothesis import strategies as st
from pytest_django import Settings

from tambon.catalogue import signing
from tambon.catalogue.signing import BadSignature, Signature, beside, check, parse, sign, write
from tambon.catalogue.trusting import Replacement, Trust, read_signed, trust_of
from tambon.host.home import Home
from tambon.lib.problem import Problem
from tambon.releases.signing import own_key, put_signed, sign_file

SEEDS = st.binary(min_size=32, max_size=32)
KEY = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))
STRANGER = Ed25519PrivateKey.from_private_bytes(bytes(32))


def print_of(key: Ed25519PrivateKey) -> str:
    return signing.fingerprint_of(signing.public_of(key))


def ours(catalogue: Path) -> Trust:
    return Trust(frozenset({print_of(own_key())}), catalogue)


@given(SEEDS, st.binary(max_size=200))
def test_what_a_key_signed_holds_and_nothing_else(seed: bytes, body: bytes) -> None:
    key = Ed25519PrivateKey.from_private_bytes(seed)
    content = write(sign(key, body))
    assert parse(content) == [sign(key, body)] and write(sign(key, body)) == content, "the same bytes"
    assert check("f", body, content, [print_of(key)]).holds(body)
    with pytest.raises(BadSignature, match="f: changed"):
        check("f", body + b"\0", content, [print_of(key)])
    with pytest.raises(BadSignature, match=f"not trusted .{print_of(key)}"):
        check("f", body, content, [print_of(STRANGER)] if seed != bytes(32) else [])


@given(st.binary(min_size=1, max_size=60), st.data())
@settings(max_examples=200)
def test_no_changed_byte_of_a_signature_or_of_a_file_passes(body: bytes, data: st.DataObject) -> None:
    content = write(sign(KEY, body))
    at = data.draw(st.integers(0, len(content) - 1))
    wrong = bytearray(content)
    wrong[at] ^= data.draw(st.integers(1, 255))
    try:
        signatures = parse(bytes(wrong))
    except (ValueError, RecursionError):
        pass
    else:
        assert signatures == parse(content) or not any(
            one.holds(body) and one.fingerprint == print_of(KEY) for one in signatures
        ), "white space alone may differ"
    place = data.draw(st.integers(0, len(body) - 1))
    other = bytearray(body)
    other[place] ^= data.draw(st.integers(1, 255))
    assert not sign(KEY, body).holds(bytes(other))


@given(st.binary(max_size=300) | st.text(max_size=300).map(str.encode))
def test_hostile_bytes_are_no_signature(content: bytes) -> None:
    with pytest.raises(BadSignature):
        check("f", b"", content, [print_of(KEY)])


@pytest.mark.parametrize(
    "change",
    [
        {"algorithm": "none"}, {"key": ""}, {"fingerprint": "0" * 64}, {"signature": None}, {"more": 1},
        {"key": "A" * 43}, {"former": {}}, {"former": None},
    ],
)  # fmt: skip
def test_a_signature_of_another_shape_is_none(change: dict[str, object]) -> None:
    told = {**sign(KEY, b"body").as_dict(), **change}
    with pytest.raises(ValueError):
        parse(json.dumps(told).encode())


def test_a_field_that_stands_twice_is_refused() -> None:
    text = write(sign(KEY, b"body")).decode().replace("{", '{"algorithm": "ed25519",', 1)
    with pytest.raises(ValueError, match="twice"):
        parse(text.encode())


def test_trust_is_told_in_fingerprints(tmp_path: Path) -> None:
    assert trust_of(["unsigned"], tmp_path) is None
    spelled = ":".join([print_of(KEY)[:32].upper(), print_of(KEY)[32:]])
    assert trust_of([spelled, " "], tmp_path) == Trust(frozenset({print_of(KEY)}), tmp_path)
    for wrong in ([], [""], ["abc"], ["unsigned", print_of(KEY)], ["g" * 64]):
        with pytest.raises(ValueError, match="fingerprint"):
            trust_of(wrong, tmp_path)


def test_a_reader_always_finds_a_pair_while_a_writer_replaces_it(home: Home, tmp_path: Path) -> None:
    """File and signature take two renames; whoever comes between them is not turned away."""
    path = tmp_path / "latest.json"
    put_signed(path, b"0")
    trust, stop = ours(tmp_path), False

    def read() -> int:
        seen = 0
        while not stop:
            body = read_signed(path, trust)
            assert body.isdigit()
            seen += 1
        return seen

    with concurrent.futures.ThreadPoolExecutor(4) as pool:
        readers = [pool.submit(read) for _ in range(3)]
        try:
            for number in range(1, 100):
                put_signed(path, str(number).encode())
                assert parse(beside(path).read_bytes())[0].holds(path.read_bytes())
        finally:
            stop = True
        assert all(reader.result() > 0 for reader in readers)


def test_a_pair_fits_at_every_single_moment(
    home: Home, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Looked at after each of the writer's two renames, and after a kill between them."""
    from tambon.releases import signing as writer

    path, renamed = tmp_path / "releases.json", writer.write_file
    put_signed(path, b"one")

    class Killed(Exception): ...

    def killed(target: Path, content: bytes) -> None:
        if target == path:
            raise Killed
        renamed(target, content)

    monkeypatch.setattr(writer, "write_file", killed)
    for body in (b"two", b"three", b"three"):  # killed again and again
        with pytest.raises(Killed):
            put_signed(path, body)
        assert read_signed(path, ours(tmp_path)) == b"one"
    monkeypatch.setattr(writer, "write_file", renamed)
    put_signed(path, b"four")
    assert read_signed(path, ours(tmp_path)) == b"four"
    assert len(parse(beside(path).read_bytes())) == 2


def test_a_writer_never_vouches_for_what_it_found_changed(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "releases.json"
    put_signed(path, b"ours")
    path.write_bytes(b"a stranger's")
    put_signed(path, b"new")
    assert not any(one.holds(b"a stranger's") for one in parse(beside(path).read_bytes()))


def test_a_key_that_another_replaced_is_followed(tmp_path: Path, home: Home) -> None:
    """Whoever trusts the first finds the third; a statement that its own key did not sign leads nowhere."""
    second = Ed25519PrivateKey.generate()
    third = Ed25519PrivateKey.generate()
    path = tmp_path / "latest.json"
    path.write_bytes(b"{}")
    beside(path).write_bytes(write(sign(third, b"{}")))

    def state(*pairs: tuple[Ed25519PrivateKey, Ed25519PrivateKey, Ed25519PrivateKey]) -> None:
        lines = []
        for former, new, signer in pairs:
            line = Replacement(print_of(former), print_of(new), "2026-12-01T00:00:00+00:00")
            lines.append(line.signed(sign(signer, line.body())))
        (tmp_path / "keys.json").write_text(json.dumps({"replacements": lines}))

    trust = Trust(frozenset({print_of(KEY)}), tmp_path)
    state((KEY, second, KEY), (second, third, second))
    assert read_signed(path, trust) == b"{}" and len(trust.keys()) == 3
    for wrong in (
        [(KEY, third, STRANGER)], [(STRANGER, third, STRANGER)], [(KEY, second, KEY), (second, third, KEY)],
    ):  # fmt: skip
        state(*wrong)
        with pytest.raises(BadSignature, match="not trusted"):
            read_signed(path, trust)
    (tmp_path / "keys.json").write_text("[]")
    assert trust.keys() == {print_of(KEY)}


def test_signing_again_gives_the_same_bytes(home: Home, tmp_path: Path) -> None:
    path = tmp_path / "manifest.json"
    path.write_bytes(b"{}")
    assert sign_file(path) and not sign_file(path)
    (signature,) = parse((tmp_path / "manifest.sig").read_bytes())
    assert isinstance(signature, Signature) and signature == sign(own_key(), b"{}")


def test_the_key_is_made_once_and_is_its_owners_alone(
    home: Home, monkeypatch: pytest.MonkeyPatch, settings: Settings
) -> None:
    monkeypatch.delenv("TAMBON_SIGNING_KEY")
    first = own_key()
    path = home.root / "signing-key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert signing.public_of(own_key()) == signing.public_of(first)
    assert (home.root / "signing-key.fingerprint").read_text().strip() == print_of(first)
    path.write_text("nonsense that must not be told")
    with pytest.raises(Problem, match="503-signing-key-unusable") as told:
        own_key()
    assert "nonsense" not in str(told.value) + told.value.say("th")
