"""The catalogues of translations: what they hold, renewed from the sources, and compiled."""

from collections.abc import Iterator
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from runwalk_tui.language.catalogues import DOMAIN, LANGUAGES, LOCALE
from runwalk_tui.language.text import ENGLISH
from tests.language.texts import ROOT, all_texts

_NO_DATE = datetime(2000, 1, 1, tzinfo=UTC)
"""A compiled catalogue has dates; they must not differ from one compilation to the next."""

TRANSLATED = tuple(language for language in LANGUAGES if language != ENGLISH)


def po_file(language: str) -> Path:
    """The translations as people write them."""
    return LOCALE / language / "LC_MESSAGES" / f"{DOMAIN}.po"


def mo_file(language: str) -> Path:
    """The translations as the program reads them."""
    return po_file(language).with_suffix(".mo")


def read(language: str) -> Catalog:
    """The translations of a language."""
    with po_file(language).open("rb") as file:
        return read_po(file, locale=language, domain=DOMAIN)


def messages(catalogue: Catalog) -> Iterator[Message]:
    """The texts of a catalogue, without its header."""
    return (message for message in catalogue if message.id)


def renewed(language: str) -> Catalog:
    """The translations with every text of the sources; those that left them are gone."""
    old = read(language)
    new = Catalog(locale=language, domain=DOMAIN, header_comment=f"# {LANGUAGES[language]}")
    for found in all_texts():
        context = found.context or None
        before = old.get(found.text, context)
        new.add(
            (found.text, found.many) if found.many else found.text,
            None if before is None else before.string,
            [(found.file.relative_to(ROOT).as_posix(), 0)],
            context=context,
        )
    return new


def written(catalogue: Catalog) -> bytes:
    """A catalogue as its file has it: by places, without dates, so that nothing but texts changes.

    A text without a translation is left out: it is shown in English.
    """
    octets = BytesIO()
    write_po(octets, catalogue, width=100, omit_header=True, include_lineno=False)
    header = (
        f"# {LANGUAGES[str(catalogue.locale)]}: see docs/how-to/translate.md\n"
        'msgid ""\nmsgstr ""\n'
        '"Content-Type: text/plain; charset=utf-8\\n"\n'
        f'"Language: {catalogue.locale}\\n"\n'
        f'"Plural-Forms: {catalogue.plural_forms}\\n"\n\n'
    )
    return header.encode() + octets.getvalue()


def compiled(language: str) -> bytes:
    """The translations of a language as the program reads them."""
    octets, catalogue = BytesIO(), read(language)
    catalogue.creation_date = catalogue.revision_date = _NO_DATE
    write_mo(octets, catalogue)
    return octets.getvalue()
