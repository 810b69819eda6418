"""Passphrases, and the keys that they lock.

A key never lies anywhere in the clear: it is a PKCS #8 file, as any tool reads it, encrypted with
a secret. For a person's key the secret is a passphrase that is kept nowhere.
"""

import os
import unicodedata

from asn1crypto import pem  # type: ignore[import-untyped]
from asn1crypto.algos import Pbkdf2Salt  # type: ignore[import-untyped]
from asn1crypto.keys import EncryptedPrivateKeyInfo  # type: ignore[import-untyped]
from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.kdf.pbkdf2 import PBKDF2HMAC
from cryptography.hazmat.primitives.padding import PKCS7

# What OWASP's Password Storage Cheat Sheet asks of PBKDF2 with HMAC-SHA-256. The library's own
# way to encrypt a PKCS #8 file has 2,048 rounds and no setting, so the file is put together here.
ROUNDS = 600_000
SHORTEST = 10
# fmt: off
_TRIVIAL = frozenset({
    "password", "passphrase", "rahasia", "kata", "sandi", "frasa", "tanda", "tangan", "saya",
    "admin", "administrator", "qwerty", "qwertyuiop", "asdfghjkl", "indonesia", "merdeka",
    "pancasila", "garuda", "bismillah", "lakip", "sakip", "inspektorat", "pemerintah", "bupati",
    "gubernur", "kepala", "dinas",
})
# fmt: on
_KEYBOARD = ("abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm", "qazwsxedcrfvtgbyhnujm")


class WrongPassphrase(Exception):
    """The key does not open with this passphrase."""


def weak(passphrase: str) -> str | None:
    """Why a passphrase is refused, as a sentence; None when it will do."""
    plain = unicodedata.normalize("NFKC", passphrase).strip().casefold()
    if len(plain) < SHORTEST:
        return f"Frasa sandi terlalu pendek. Pakai paling sedikit {SHORTEST} karakter."
    if plain.isdigit():
        return "Frasa sandi tidak boleh hanya angka, seperti NIP atau tanggal. Tambahkan kata."
    if _repeats(plain):
        return "Frasa sandi hanya mengulang huruf atau kata yang sama. Pakai beberapa kata."
    letters = "".join(c for c in plain if c.isalpha())
    ways = [way for row in _KEYBOARD for way in (row, row[::-1])]
    if _all_trivial(letters) or any(letters in way for way in ways):
        return "Frasa sandi terlalu mudah ditebak. Pakai beberapa kata yang hanya Anda ingat."
    return None


def lock_key(key: ec.EllipticCurvePrivateKey, secret: bytes) -> bytes:
    """The key as an encrypted PKCS #8 file: PBES2 of RFC 8018, with PBKDF2 and AES-256-CBC."""
    salt, start = os.urandom(16), os.urandom(16)
    stretched = PBKDF2HMAC(hashes.SHA256(), 32, salt, ROUNDS).derive(secret)
    plain = key.private_bytes(
        serialization.Encoding.DER,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    padder = PKCS7(128).padder()
    encryptor = Cipher(algorithms.AES(stretched), modes.CBC(start)).encryptor()
    locked = encryptor.update(padder.update(plain) + padder.finalize()) + encryptor.finalize()
    stretching = {
        "salt": Pbkdf2Salt(name="specified", value=salt),
        "iteration_count": ROUNDS,
        "prf": {"algorithm": "sha256"},
    }
    scheme = {
        "key_derivation_func": {"algorithm": "pbkdf2", "parameters": stretching},
        "encryption_scheme": {"algorithm": "aes256_cbc", "parameters": start},
    }
    file = {
        "encryption_algorithm": {"algorithm": "pbes2", "parameters": scheme},
        "encrypted_data": locked,
    }
    armored: bytes = pem.armor("ENCRYPTED PRIVATE KEY", EncryptedPrivateKeyInfo(file).dump())
    return armored


def open_key(locked_key: bytes, secret: bytes) -> ec.EllipticCurvePrivateKey:
    """The key in the clear, for as long as the caller holds it. Raises WrongPassphrase."""
    try:
        key = serialization.load_pem_private_key(locked_key, secret)
    except (ValueError, TypeError, UnsupportedAlgorithm):
        # A wrong secret and a damaged file cannot be told apart; nor does the cause help anybody.
        raise WrongPassphrase from None
    if not isinstance(key, ec.EllipticCurvePrivateKey):
        raise WrongPassphrase
    return key


def secret_of(passphrase: str) -> bytes:
    """The passphrase as bytes: the same letters typed on a phone and on a desktop are the same."""
    return unicodedata.normalize("NFKC", passphrase).encode()


def _repeats(text: str) -> bool:
    """True for a text that is one short piece, over and over."""
    bare = "".join(text.split())
    return any(
        (bare[:length] * len(bare)).startswith(bare) for length in range(1, len(bare) // 2 + 1)
    )


def _all_trivial(letters: str) -> bool:
    """True for letters that are nothing but words that everybody tries first."""
    reached = {0}
    for end in range(1, len(letters) + 1):
        if any(letters[start:end] in _TRIVIAL for start in reached):
            reached.add(end)
    return len(letters) in reached
