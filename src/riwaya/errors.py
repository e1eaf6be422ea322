"""The errors that riwaya raises; every message says what is wrong, where, and what to do next."""


class RiwayaError(Exception):
    """Base of every error that riwaya raises on purpose; a face turns it into exit status 2."""


class BadInput(RiwayaError):
    """A file or line that cannot be taken in at all (missing, unreadable, not JSON lines)."""


class BadLexicon(RiwayaError):
    """A lexicon file that breaks the rules of `lexicon.schema`; names file, line and key."""


class MissingExtra(RiwayaError):
    """A feature whose optional packages are not installed; names the extra to install."""


class ArchiveError(RiwayaError):
    """An archive that cannot be written, is in use, or is not whole."""
