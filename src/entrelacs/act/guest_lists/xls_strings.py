"""Texts of an .xls workbook, which may be cut anywhere between two records."""

from collections.abc import Sequence

WIDE, EXTENDED, RICH = 1, 4, 8


class Pieces:
    """Bytes spread over several records, read from one end to the other."""

    def __init__(self, parts: Sequence[bytes], place: int = 0) -> None:
        self.parts = list(parts)
        self.part = 0
        self.place = place
        self._move_on()

    @property
    def is_over(self) -> bool:
        return self.part >= len(self.parts)

    @property
    def left(self) -> int:
        """What this record still holds."""
        return 0 if self.is_over else len(self.parts[self.part]) - self.place

    def take(self, size: int) -> bytes:
        """The next bytes, from several records if needed; fewer at the end of the last."""
        taken = b""
        while size > len(taken) and not self.is_over:
            piece = self.parts[self.part][self.place : self.place + size - len(taken)]
            taken += piece
            self.place += len(piece)
            self._move_on()
        return taken

    def _move_on(self) -> None:
        while not self.is_over and self.place >= len(self.parts[self.part]):
            self.place -= len(self.parts[self.part])
            self.part += 1


def read_text(pieces: Pieces, *, encoding: str | None, short: bool = False) -> str:
    """A text with its length before it, on one byte when `short`; `encoding` is that of old files."""
    length = _number(pieces, 1 if short else 2)
    if encoding is not None:
        return pieces.take(length).decode(encoding, errors="replace")
    flags = _number(pieces, 1)
    runs = _number(pieces, 2) if flags & RICH else 0
    extended = _number(pieces, 4) if flags & EXTENDED else 0
    text = _letters(pieces, length, is_wide=bool(flags & WIDE))
    pieces.take(runs * 4)
    pieces.take(extended)
    return text


def _letters(pieces: Pieces, length: int, *, is_wide: bool) -> str:
    """The letters of a text; where a record takes it up, it says anew how wide they are."""
    text = ""
    while length > 0 and not pieces.is_over:
        size = 2 if is_wide else 1
        part, count = pieces.part, min(length, pieces.left // size)
        written = pieces.take(count * size)
        text += written.decode("utf-16-le" if is_wide else "latin-1", errors="replace")
        length -= count
        if length > 0 and not pieces.is_over:
            if pieces.part == part and count == 0:
                pieces.take(1)
            else:
                is_wide = bool(_number(pieces, 1) & WIDE)
    return text


def _number(pieces: Pieces, size: int) -> int:
    written = pieces.take(size)
    return int.from_bytes(written.ljust(size, b"\0"), "little")
