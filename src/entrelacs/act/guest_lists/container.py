"""A compound file, in which old workbooks and those behind a password are kept."""

import struct

from entrelacs.act.guest_lists.errors import FileLocked, FileUnreadable

# Where a chain of sectors ends, or a sector is not of one.
LAST_SECTOR = 0xFFFFFFFA
SECTOR, SMALL_SECTOR = 512, 64
STREAMS = ("Workbook", "Book")
LOCKED = {"EncryptedPackage", "EncryptionInfo"}


def read_workbook_stream(content: bytes, *, name: str) -> bytes:
    """The stream that holds the workbook. Raises `FileLocked` or `FileUnreadable`."""
    try:
        return _Container(content).stream(name)
    except (struct.error, IndexError) as fault:
        raise FileUnreadable(name=name) from fault


class _Container:
    """A compound file: sectors of 512 bytes (or 4,096) in chains, and a directory."""

    def __init__(self, content: bytes) -> None:
        self.content = content
        shift = struct.unpack_from("<H", content, 30)[0]
        self.size = 1 << shift if shift in {9, 12} else SECTOR
        (self.directory,) = struct.unpack_from("<I", content, 48)
        (self.smallest,) = struct.unpack_from("<I", content, 56)
        self.mini_first, _mini_count, extra, _extra_count = struct.unpack_from("<IIII", content, 60)
        places = list(struct.unpack_from("<109I", content, 76))
        most = len(content) // self.size + 1
        while extra < LAST_SECTOR and len(places) < most + 109:
            *more, extra = self._numbers(extra)
            places += more
        self.next = [
            number for place in places if place < LAST_SECTOR for number in self._numbers(place)
        ]

    def stream(self, name: str) -> bytes:
        entries = self._entries()
        if LOCKED & entries.keys():
            raise FileLocked(name=name)
        found = next((entries[each] for each in STREAMS if each in entries), None)
        if found is None:
            raise FileUnreadable(name=name)
        start, size = found
        if size >= self.smallest:
            return self._whole(self._chain(start), size)
        small = self._chain(entries["Root Entry"][0]) if "Root Entry" in entries else b""
        tables = self._chain(self.mini_first)
        links = struct.unpack(f"<{len(tables) // 4}I", tables[: len(tables) // 4 * 4])
        pieces: list[bytes] = []
        while start < LAST_SECTOR and len(pieces) <= len(links):
            pieces.append(small[start * SMALL_SECTOR : (start + 1) * SMALL_SECTOR])
            start = links[start]
        return self._whole(b"".join(pieces), size)

    def _whole(self, stream: bytes, size: int) -> bytes:
        if len(stream) < size:
            raise IndexError(size)
        return stream[:size]

    def _entries(self) -> dict[str, tuple[int, int]]:
        directory = self._chain(self.directory)
        entries = {}
        for place in range(0, len(directory) - 127, 128):
            (length,) = struct.unpack_from("<H", directory, place + 64)
            written = directory[place : place + min(max(length - 2, 0), 62)]
            start, size = struct.unpack_from("<II", directory, place + 116)
            entries[written.decode("utf-16-le", errors="replace")] = (start, size)
        return entries

    def _chain(self, number: int) -> bytes:
        pieces: list[bytes] = []
        while number < LAST_SECTOR and len(pieces) <= len(self.next):
            pieces.append(self._sector(number))
            number = self.next[number]
        return b"".join(pieces)

    def _sector(self, number: int) -> bytes:
        begins = (number + 1) * self.size
        if begins >= len(self.content):
            # Half a list is worse than none.
            raise IndexError(number)
        return self.content[begins : begins + self.size]

    def _numbers(self, sector: int) -> tuple[int, ...]:
        return struct.unpack(f"<{self.size // 4}I", self._sector(sector))
