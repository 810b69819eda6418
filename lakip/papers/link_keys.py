"""Keys of links that open one thing without an account.

Only the SHA-256 of a key is kept, so that a stolen database opens nothing.
"""

import hashlib
import secrets

BYTES = 24


def fresh_key() -> str:
    """A key that nobody can guess, as it stands in an address."""
    return secrets.token_urlsafe(BYTES)


def digest_of(key: str) -> str:
    """What is kept of a key."""
    return hashlib.sha256(key.encode()).hexdigest()
