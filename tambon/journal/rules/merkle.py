"""Merkle trees as RFC 9162 (Certificate Transparency 2.0), section 2.1, defines them, with SHA-256.

A tree is fed leaf by leaf and keeps one hash for each full subtree to the left: a batch of any size is
sealed in the memory of about twenty hashes.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from hashlib import sha256


def leaf_hash(data: bytes) -> bytes:
    """``SHA-256(0x00 || data)``, RFC 9162 section 2.1.1."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """``SHA-256(0x01 || left || right)``, RFC 9162 section 2.1.1."""
    return sha256(b"\x01" + left + right).digest()


@dataclass
class _Node:
    size: int
    hash: bytes
    holds_target: bool


@dataclass
class Tree:
    """A tree under construction. ``target`` is the index of the leaf whose audit path is wanted, if any."""

    target: int | None = None
    size: int = 0
    path: list[bytes] = field(default_factory=list)
    _stack: list[_Node] = field(default_factory=list)

    def add(self, leaf: bytes) -> None:
        """Appends a leaf's hash."""
        node = _Node(1, leaf, self.size == self.target)
        self.size += 1
        while self._stack and self._stack[-1].size == node.size:
            node = self._join(self._stack.pop(), node)
        self._stack.append(node)

    def root(self) -> bytes:
        """The root over all leaves; of none, ``SHA-256("")``. Nothing may be added afterwards."""
        if not self._stack:
            return sha256(b"").digest()
        node = self._stack.pop()
        while self._stack:
            node = self._join(self._stack.pop(), node)
        self._stack.append(node)
        return node.hash

    def _join(self, left: _Node, right: _Node) -> _Node:
        if left.holds_target:
            self.path.append(right.hash)
        elif right.holds_target:
            self.path.append(left.hash)
        return _Node(
            left.size + right.size,
            node_hash(left.hash, right.hash),
            left.holds_target or right.holds_target,
        )


def merkle_root(leaves: Iterable[bytes]) -> bytes:
    """The 32-byte root over leaf hashes in their order."""
    tree = Tree()
    for leaf in leaves:
        tree.add(leaf)
    return tree.root()


def inclusion_proof(leaves: Iterable[bytes], index: int) -> tuple[bytes, ...]:
    """The audit path of the leaf at ``index``, from the leaf upward (RFC 9162 section 2.1.3.1).

    Raises IndexError when there is no such leaf.
    """
    tree = Tree(target=index)
    for leaf in leaves:
        tree.add(leaf)
    if not 0 <= index < tree.size:
        raise IndexError(f"leaf {index} of a tree of {tree.size}")
    tree.root()
    return tuple(tree.path)


def check_inclusion(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Whether the leaf hash stands at ``index`` of the tree of ``size`` leaves with that root.

    The algorithm of RFC 9162 section 2.1.3.2, step by step.
    """
    if not 0 <= index < size:
        return False
    at, last, found = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            found = node_hash(sibling, found)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            found = node_hash(found, sibling)
        at, last = at >> 1, last >> 1
    return last == 0 and found == root
