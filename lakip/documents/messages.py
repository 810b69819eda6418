"""Messages through a pipe: the length (eight bytes, big-endian) and then that many bytes."""

import struct
from typing import IO

LENGTH = struct.Struct(">Q")


def receive(stream: IO[bytes]) -> bytes | None:
    """The next message, or None when the other side has ended."""
    head = _exactly(stream, LENGTH.size)
    return None if head is None else _exactly(stream, LENGTH.unpack(head)[0])


def send(stream: IO[bytes], message: bytes) -> None:
    """Write one message, all of it: a pipe may take only a part at a time."""
    rest = memoryview(LENGTH.pack(len(message)) + message)
    while rest:
        rest = rest[stream.write(rest) or 0 :]
    stream.flush()


def _exactly(stream: IO[bytes], size: int) -> bytes | None:
    parts = []
    while size:
        part = stream.read(size)
        if not part:
            return None
        parts.append(part)
        size -= len(part)
    return b"".join(parts)
