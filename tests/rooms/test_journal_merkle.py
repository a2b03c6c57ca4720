"""The Merkle tree against the definition in RFC 9162, written down a second time as the document has it."""

from __future__ import annotations

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tambon.journal.rules import Tree, check_inclusion, inclusion_proof, leaf_hash, merkle_root

data = st.lists(st.binary(max_size=8), max_size=70)
some_data = st.lists(st.binary(max_size=8), min_size=1, max_size=70)


def defined_root(entries: list[bytes]) -> bytes:
    """Section 2.1.1: MTH({}) = HASH(), MTH({d0}) = HASH(0x00 || d0), else split at a power of two."""
    if not entries:
        return sha256().digest()
    if len(entries) == 1:
        return sha256(b"\x00" + entries[0]).digest()
    k = 1 << (len(entries) - 1).bit_length() - 1
    return sha256(b"\x01" + defined_root(entries[:k]) + defined_root(entries[k:])).digest()


def defined_path(index: int, entries: list[bytes]) -> list[bytes]:
    """Section 2.1.3.1: PATH(m, D[n])."""
    if len(entries) == 1:
        return []
    k = 1 << (len(entries) - 1).bit_length() - 1
    if index < k:
        return [*defined_path(index, entries[:k]), defined_root(entries[k:])]
    return [*defined_path(index - k, entries[k:]), defined_root(entries[:k])]


@given(data)
def test_the_streamed_root_is_the_defined_root(entries: list[bytes]) -> None:
    assert merkle_root(map(leaf_hash, entries)) == defined_root(entries)


@given(some_data, st.data())
def test_every_leaf_is_proven_by_the_defined_path(entries: list[bytes], pick: st.DataObject) -> None:
    index = pick.draw(st.integers(0, len(entries) - 1))
    leaves = [leaf_hash(e) for e in entries]
    proof = inclusion_proof(leaves, index)
    assert list(proof) == defined_path(index, entries)
    assert check_inclusion(leaves[index], index, len(leaves), proof, merkle_root(leaves))


@given(some_data, st.data())
def test_a_proof_serves_no_other_leaf_place_path_or_root(entries: list[bytes], pick: st.DataObject) -> None:
    index = pick.draw(st.integers(0, len(entries) - 1))
    leaves = [leaf_hash(e) for e in entries]
    root, size = merkle_root(leaves), len(leaves)
    proof = inclusion_proof(leaves, index)
    other = leaf_hash(b"not among them")
    assert not check_inclusion(other, index, size, proof, root)
    assert not check_inclusion(leaves[index], index, size, (*proof, other), root)
    assert not check_inclusion(leaves[index], index, size, proof, other)
    assert not check_inclusion(leaves[index], size, size, proof, root)
    if proof:
        assert not check_inclusion(leaves[index], index, size, proof[:-1], root)
        assert not check_inclusion(leaves[index], index, size, (other, *proof[1:]), root)


def test_a_tree_of_ten_thousand_leaves_keeps_few_hashes() -> None:
    tree = Tree()
    for number in range(10_000):
        tree.add(leaf_hash(number.to_bytes(4, "big")))
    assert len(tree._stack) <= 14


def test_there_is_no_proof_of_a_leaf_that_is_not_there() -> None:
    with pytest.raises(IndexError):
        inclusion_proof([leaf_hash(b"a")], 1)
