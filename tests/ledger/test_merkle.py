"""The tree against the vectors of Certificate Transparency, pymerkle, and chance."""

from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pymerkle import InmemoryTree

from lakip.ledger.merkle import (
    EMPTY_ROOT,
    Frontier,
    consistency_proof,
    inclusion_proof,
    leaf_hash,
    root_of,
    verify_consistency,
    verify_inclusion,
)

# The eight entries, their roots and their proofs are those of the tests of
# google/certificate-transparency (merkle_tree_test.cc).
ENTRIES = [
    bytes.fromhex(entry)
    for entry in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
ROOTS = [
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LOW = "bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b"
MIDDLE = "ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0"
PAIR = "5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e"
SECOND = "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7"
UPPER = "6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4"
FIFTH_PAIR = "0ebc5d3437fbe2db158b9f126a1d118e308181031d0a949f8dededebc558ef6a"

hashes = st.binary(min_size=32, max_size=32)
many_leaves = st.lists(hashes, min_size=1, max_size=70)


def made_of(count: int) -> list[bytes]:
    return [leaf_hash(b"%d" % number) for number in range(count)]


@pytest.mark.parametrize("size", range(9))
def test_roots_are_those_of_certificate_transparency(size: int) -> None:
    assert root_of(LEAVES[:size]).hex() == ROOTS[size]


def test_a_leaf_and_a_node_are_told_apart_by_their_prefix() -> None:
    assert LEAVES[0] == sha256(b"\x00").digest()
    assert root_of(LEAVES[:2]) == sha256(b"\x01" + LEAVES[0] + LEAVES[1]).digest()


@pytest.mark.parametrize(
    ("index", "size", "path"),
    [
        (0, 1, []),
        (0, 8, [SECOND, PAIR, UPPER]),
        (5, 8, [LOW, MIDDLE, ROOTS[4]]),
        (2, 3, [ROOTS[2]]),
        (1, 5, [ROOTS[1], PAIR, LOW]),
    ],
)
def test_inclusion_proofs_are_those_of_certificate_transparency(
    index: int, size: int, path: list[str]
) -> None:
    assert [step.hex() for step in inclusion_proof(LEAVES[:size], index=index)] == path


@pytest.mark.parametrize(
    ("old_size", "size", "path"),
    [
        (1, 1, []),
        (1, 8, [SECOND, PAIR, UPPER]),
        (6, 8, [FIFTH_PAIR, MIDDLE, ROOTS[4]]),
        (2, 5, [PAIR, LOW]),
    ],
)
def test_consistency_proofs_are_those_of_certificate_transparency(
    old_size: int, size: int, path: list[str]
) -> None:
    assert [step.hex() for step in consistency_proof(LEAVES[:size], old_size=old_size)] == path


def test_pymerkle_finds_the_same_roots_and_paths_up_to_130_leaves() -> None:
    oracle = InmemoryTree()
    frontier = Frontier()
    leaves = made_of(130)
    for size, leaf in enumerate(leaves, start=1):
        oracle.append_entry(b"%d" % (size - 1))
        frontier = frontier.append(leaf)
        assert frontier.root() == oracle.get_root()
        for index in {0, size // 3, size // 2, size - 1}:
            theirs = oracle.prove_inclusion(index + 1).path
            assert [
                leaves[index],
                *inclusion_proof(leaves[:size], index=index),
            ] == theirs


def test_every_proof_of_small_trees_holds_and_only_where_it_belongs() -> None:
    leaves = made_of(18)
    roots = [root_of(leaves[:size]) for size in range(19)]
    for size in range(1, 19):
        for index in range(size):
            proof = inclusion_proof(leaves[:size], index=index)
            holds = [
                (at, of)
                for of in range(19)
                for at in range(-1, 19)
                if verify_inclusion(
                    leaf=leaves[index], index=at, size=of, proof=proof, root=roots[of]
                )
            ]
            assert holds == [(index, size)]
        for old_size in range(size + 1):
            proof = consistency_proof(leaves[:size], old_size=old_size)
            assert verify_consistency(
                old_size=old_size,
                old_root=roots[old_size],
                new_size=size,
                new_root=roots[size],
                proof=proof,
            )


@given(many_leaves)
def test_growing_gives_the_root_of_the_recursive_definition(
    leaves: list[bytes],
) -> None:
    def tree_hash(part: list[bytes]) -> bytes:
        if len(part) == 1:
            return part[0]
        half = 1
        while half * 2 < len(part):
            half *= 2
        return sha256(b"\x01" + tree_hash(part[:half]) + tree_hash(part[half:])).digest()

    frontier = Frontier()
    for leaf in leaves:
        frontier = frontier.append(leaf)
    assert frontier.root() == root_of(leaves) == tree_hash(leaves)
    assert frontier == Frontier().extend(leaves)


@given(many_leaves, st.data())
def test_a_changed_bit_breaks_every_inclusion_proof(
    leaves: list[bytes], data: st.DataObject
) -> None:
    index = data.draw(st.integers(0, len(leaves) - 1))
    proof = inclusion_proof(leaves, index=index)
    parts = [leaves[index], root_of(leaves), *proof]
    which = data.draw(st.integers(0, len(parts) - 1))
    bit = data.draw(st.integers(0, 255))
    for changed in (False, True):
        if changed:
            number = int.from_bytes(parts[which], "big") ^ (1 << bit)
            parts[which] = number.to_bytes(32, "big")
        leaf, root, *path = parts
        assert changed != verify_inclusion(
            leaf=leaf, index=index, size=len(leaves), proof=path, root=root
        )
    assert not verify_inclusion(
        leaf=leaves[index],
        index=index,
        size=len(leaves),
        proof=[*proof, proof[-1] if proof else leaves[0]],
        root=root_of(leaves),
    )


@given(many_leaves, st.data())
def test_a_rewritten_past_has_no_consistency_proof(
    leaves: list[bytes], data: st.DataObject
) -> None:
    old_size = data.draw(st.integers(1, len(leaves)))
    old_root = root_of(leaves[:old_size])
    changed = data.draw(st.integers(0, old_size - 1))
    rewritten = [*leaves]
    rewritten[changed] = leaf_hash(leaves[changed])
    for tree, honest in ((leaves, True), (rewritten, False)):
        assert honest == verify_consistency(
            old_size=old_size,
            old_root=old_root,
            new_size=len(tree),
            new_root=root_of(tree),
            proof=consistency_proof(tree, old_size=old_size),
        )


@given(st.integers(0, 9), st.integers(0, 9), hashes, hashes, st.lists(hashes, max_size=5))
def test_a_made_up_consistency_proof_is_refused(
    old_size: int, new_size: int, old_root: bytes, new_root: bytes, proof: list[bytes]
) -> None:
    same = old_size == new_size > 0 and old_root == new_root and not proof
    nothing_yet = old_size == 0 and old_root == EMPTY_ROOT and not proof
    verdict = verify_consistency(
        old_size=old_size,
        old_root=old_root,
        new_size=new_size,
        new_root=new_root,
        proof=proof,
    )
    assert verdict == (same or nothing_yet)


@given(st.lists(hashes, max_size=70))
def test_a_stored_frontier_comes_back_whole(leaves: list[bytes]) -> None:
    frontier = Frontier().extend(leaves)
    assert Frontier.from_bytes(frontier.to_bytes()) == frontier
    assert [last - first + 1 for first, last in frontier.spans()] == [
        1 << height for height in reversed(range(7)) if len(leaves) >> height & 1
    ]
    for (first, last), peak in zip(frontier.spans(), frontier.peaks, strict=True):
        assert root_of(leaves[first : last + 1]) == peak


def test_a_stored_frontier_is_these_bytes() -> None:
    assert Frontier().to_bytes() == bytes(8)
    assert Frontier().append(LEAVES[0]).to_bytes().hex() == "0000000000000001" + ROOTS[1]
    assert len(Frontier().extend(LEAVES[:7]).to_bytes()) == 8 + 3 * 32


@pytest.mark.parametrize("stored", [b"", b"\0" * 7, b"\0" * 7 + b"\1", b"\0" * 8 + b"x"])
def test_bytes_that_are_no_frontier_are_refused(stored: bytes) -> None:
    with pytest.raises(ValueError, match="frontier"):
        Frontier.from_bytes(stored)


def test_only_hashes_are_leaves() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        Frontier().append(b"data")


def test_what_was_never_there_cannot_be_proven() -> None:
    for index in (-1, 8):
        with pytest.raises(ValueError, match="no leaf"):
            inclusion_proof(LEAVES, index=index)
    for old_size in (-1, 9):
        with pytest.raises(ValueError, match="size"):
            consistency_proof(LEAVES, old_size=old_size)
