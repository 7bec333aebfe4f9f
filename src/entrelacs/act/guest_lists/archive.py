"""A zipped spreadsheet opened with care: its directory may lie, and a small file may hold gigabytes."""

import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from typing import Any
from xml.parsers import expat

from entrelacs.act.guest_lists.errors import FileLocked, FileUnfoldsTooBig, FileUnreadable

MEGABYTE = 1024 * 1024
MOST_UNFOLDED = 60 * MEGABYTE
CHUNK = 64 * 1024
BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError)


class Archive:
    """The parts of a zipped file, read by pieces and never beyond `MOST_UNFOLDED` in all."""

    def __init__(self, content: bytes, *, name: str) -> None:
        self.name = name
        self._left = MOST_UNFOLDED
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(content))
            self.parts = {member.filename for member in self._zip.infolist()}
        except BROKEN as fault:
            raise FileUnreadable(name=name) from fault

    def pieces(self, part: str) -> Iterator[bytes]:
        """A part, unfolded piece by piece. Raises `FileUnfoldsTooBig`, `FileLocked`, `FileUnreadable`."""
        try:
            with self._zip.open(part) as opened:
                while piece := opened.read(CHUNK):
                    self._left -= len(piece)
                    if self._left < 0:
                        raise FileUnfoldsTooBig(name=self.name, most=MOST_UNFOLDED // MEGABYTE)
                    yield piece
        except RuntimeError as fault:
            if isinstance(fault, NotImplementedError):
                raise FileUnreadable(name=self.name) from fault
            # zipfile's way to say that a password is asked for.
            raise FileLocked(name=self.name) from fault
        except (KeyError, *BROKEN) as fault:
            raise FileUnreadable(name=self.name) from fault

    def parse(
        self,
        part: str,
        *,
        start: Callable[[str, dict[str, str]], Any],
        end: Callable[[str], Any] | None = None,
        text: Callable[[str], Any] | None = None,
    ) -> None:
        """Read a part as XML; names come without their namespace. Raises as `pieces` does."""
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        # No spreadsheet declares entities: those of "billion laughs" are refused with the rest.
        parser.StartDoctypeDeclHandler = self._refuse
        bare = _BareNames()
        parser.StartElementHandler = lambda name, attributes: start(bare[name], attributes)
        if end is not None:
            parser.EndElementHandler = lambda name: end(bare[name])
        if text is not None:
            parser.CharacterDataHandler = text
        try:
            for piece in self.pieces(part):
                parser.Parse(piece, False)
            parser.Parse(b"", True)
        except expat.ExpatError as fault:
            raise FileUnreadable(name=self.name) from fault

    def _refuse(self, *_declared: Any) -> None:
        raise FileUnreadable(name=self.name)


class _BareNames(dict[str, str]):
    """Names without their namespace, each taken apart once."""

    def __missing__(self, name: str) -> str:
        self[name] = name.rpartition(" ")[2]
        return self[name]
