"""The Merkle tree of RFC 6962: roots, and proofs that one root belongs to a list of leaves.

Every function speaks of *leaves* as the 32-byte hashes that `leaf_hash` makes, never of data, so
that nobody can mistake an inner node for a leaf. Proofs are those of RFC 6962 section 2.1; they
are checked as RFC 9162 sections 2.1.3.2 and 2.1.4.2 say, with numbers alone and no tree.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256
from typing import Self

HASH_SIZE = 32
EMPTY_ROOT = sha256(b"").digest()

# The size comes first in a stored frontier, as eight bytes with the largest first.
_SIZE_BYTES = 8


def leaf_hash(data: bytes) -> bytes:
    """The hash of one entry: SHA-256 over a zero byte and the data (RFC 6962, 2.1)."""
    return sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """The hash of an inner node: SHA-256 over a one byte and both children (RFC 6962, 2.1)."""
    return sha256(b"\x01" + left + right).digest()


@dataclass(frozen=True, slots=True)
class Frontier:
    """All that a tree must remember in order to grow: its size and its peaks.

    The peaks are the roots of the complete subtrees the tree falls into, largest first: one for
    each bit that is set in the size. A million leaves have at most twenty.
    """

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def append(self, leaf: bytes) -> Self:
        """The frontier of the tree with one more leaf."""
        return self.extend((leaf,))

    def extend(self, leaves: Iterable[bytes]) -> Self:
        """The frontier of the tree with more leaves, taken one at a time."""
        size, peaks = self.size, list(self.peaks)
        for leaf in leaves:
            if len(leaf) != HASH_SIZE:
                raise ValueError(f"a leaf is a hash of {HASH_SIZE} bytes, not {len(leaf)} bytes")
            node = leaf
            # Two complete trees of one height become one, as ones carry when adding to a number.
            carry = size
            while carry & 1:
                node = node_hash(peaks.pop(), node)
                carry >>= 1
            peaks.append(node)
            size += 1
        return type(self)(size, tuple(peaks))

    def root(self) -> bytes:
        """The Merkle tree hash of all leaves so far (RFC 6962, 2.1)."""
        if not self.peaks:
            return EMPTY_ROOT
        node = self.peaks[-1]
        for peak in reversed(self.peaks[:-1]):
            node = node_hash(peak, node)
        return node

    def spans(self) -> list[tuple[int, int]]:
        """What each peak covers: the numbers of its first and of its last leaf."""
        spans, first = [], 0
        for height in reversed(range(self.size.bit_length())):
            if self.size >> height & 1:
                spans.append((first, first + (1 << height) - 1))
                first += 1 << height
        return spans

    def to_bytes(self) -> bytes:
        """The frontier as it is stored: size, then peaks, without separators."""
        return self.size.to_bytes(_SIZE_BYTES, "big") + b"".join(self.peaks)

    @classmethod
    def from_bytes(cls, stored: bytes) -> Self:
        """The frontier that `to_bytes` wrote; ValueError if these bytes cannot be one."""
        size = int.from_bytes(stored[:_SIZE_BYTES], "big")
        if len(stored) != _SIZE_BYTES + HASH_SIZE * size.bit_count():
            raise ValueError("these bytes are not a frontier: their length does not fit its size")
        starts = range(_SIZE_BYTES, len(stored), HASH_SIZE)
        return cls(size, tuple(stored[start : start + HASH_SIZE] for start in starts))


def root_of(leaves: Iterable[bytes]) -> bytes:
    """The Merkle tree hash of these leaves (RFC 6962, 2.1)."""
    return Frontier().extend(leaves).root()


def inclusion_proof(leaves: Sequence[bytes], *, index: int) -> list[bytes]:
    """The hashes that lead from one leaf up to the root of all leaves (RFC 6962, 2.1.1)."""
    if not 0 <= index < len(leaves):
        raise ValueError(f"there is no leaf {index} among {len(leaves)}")
    if len(leaves) == 1:
        return []
    half = _left_half(len(leaves))
    if index < half:
        return [*inclusion_proof(leaves[:half], index=index), root_of(leaves[half:])]
    return [*inclusion_proof(leaves[half:], index=index - half), root_of(leaves[:half])]


def verify_inclusion(
    *, leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes
) -> bool:
    """Whether the leaf stands at this index in the tree of this size and root (RFC 9162)."""
    if not 0 <= index < size:
        return False
    place, last, node = index, size - 1, leaf
    for sibling in proof:
        if last == 0:
            return False
        if place & 1 or place == last:
            node = node_hash(sibling, node)
            # A last node without a right neighbour rises unchanged until it has a left one.
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            node = node_hash(node, sibling)
        place, last = place >> 1, last >> 1
    return last == 0 and node == root


def consistency_proof(leaves: Sequence[bytes], *, old_size: int) -> list[bytes]:
    """The hashes that show the first leaves to be the start of all leaves (RFC 6962, 2.1.2)."""
    if not 0 <= old_size <= len(leaves):
        raise ValueError(f"a tree of {len(leaves)} leaves has never had the size {old_size}")
    if old_size in (0, len(leaves)):
        return []
    return _subproof(leaves, old_size, known=True)


def verify_consistency(
    *,
    old_size: int,
    old_root: bytes,
    new_size: int,
    new_root: bytes,
    proof: Sequence[bytes],
) -> bool:
    """Whether the new tree begins with the whole old tree, nothing changed (RFC 9162)."""
    if not 0 <= old_size <= new_size:
        return False
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT
    if old_size == new_size:
        return not proof and old_root == new_root
    # The old root of a complete tree is itself a node of the new tree, so proofs leave it out.
    path = [old_root, *proof] if old_size.bit_count() == 1 else list(proof)
    if not path:
        return False
    old, new = _climb(path, old_size, new_size)
    return old == old_root and new == new_root


def _left_half(size: int) -> int:
    """The largest power of two that is smaller than the size."""
    return 1 << (size - 1).bit_length() - 1


def _subproof(leaves: Sequence[bytes], old_size: int, *, known: bool) -> list[bytes]:
    """SUBPROOF of RFC 6962; `known` while the old tree's root is what the reader already holds."""
    if old_size == len(leaves):
        return [] if known else [root_of(leaves)]
    half = _left_half(len(leaves))
    if old_size <= half:
        return [
            *_subproof(leaves[:half], old_size, known=known),
            root_of(leaves[half:]),
        ]
    right = _subproof(leaves[half:], old_size - half, known=False)
    return [*right, root_of(leaves[:half])]


def _climb(path: list[bytes], old_size: int, new_size: int) -> tuple[bytes | None, bytes | None]:
    """The old and the new root to which a consistency path leads; nothing if it ends early."""
    place, last = old_size - 1, new_size - 1
    while place & 1:
        place, last = place >> 1, last >> 1
    old = new = path[0]
    for sibling in path[1:]:
        if last == 0:
            return None, None
        if place & 1 or place == last:
            old, new = node_hash(sibling, old), node_hash(sibling, new)
            while not place & 1 and place:
                place, last = place >> 1, last >> 1
        else:
            new = node_hash(new, sibling)
        place, last = place >> 1, last >> 1
    return (old, new) if last == 0 else (None, None)
