"""Renews the catalogues from the sources and compiles them: `python -m tests.language`."""

from tests.language.catalogues import (
    TRANSLATED,
    compiled,
    messages,
    mo_file,
    po_file,
    renewed,
    written,
)


def main() -> None:
    """Prints the share of texts that each language has."""
    for language in TRANSLATED:
        catalogue = renewed(language)
        po_file(language).write_bytes(written(catalogue))
        mo_file(language).write_bytes(compiled(language))
        texts = list(messages(catalogue))
        done = sum(bool(message.string and all(message.string)) for message in texts)
        print(f"{language}: {done} of {len(texts)} texts")


if __name__ == "__main__":
    main()
