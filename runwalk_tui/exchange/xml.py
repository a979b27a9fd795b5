"""XML from elsewhere: no entities, no outside references, no unbounded size."""

from collections.abc import Iterator
from xml.etree.ElementTree import Element, ParseError

from defusedxml import DefusedXmlException
from defusedxml.ElementTree import fromstring

from runwalk_tui.exchange import sentences_of_workouts as texts

MOST_ELEMENTS = 20_000


def parse_xml(data: bytes) -> Element:
    """The root of a document.

    Raises:
        ValueError: If it is not well-formed, has a document type or entities, or too many elements.
    """
    try:
        root: Element = fromstring(data, forbid_dtd=True)
    except DefusedXmlException:
        raise ValueError(texts.HAS_ENTITIES) from None
    except ParseError as error:
        line, column = error.position
        raise ValueError(texts.BAD_XML.format(line=line, column=column + 1)) from None
    except (ValueError, LookupError):
        raise ValueError(texts.ENCODING) from None
    if sum(1 for _ in root.iter()) > MOST_ELEMENTS:
        raise ValueError(texts.TOO_MANY_ELEMENTS.format(most=MOST_ELEMENTS))
    return root


def children(element: Element) -> Iterator[tuple[str, dict[str, str], Element]]:
    """Each child's tag and attributes in lower case: writers do not agree on the case."""
    for child in element:
        if isinstance(child.tag, str):
            yield lower_tag(child), {key.lower(): value for key, value in child.items()}, child


def lower_tag(element: Element) -> str:
    """The tag without its namespace, in lower case."""
    return str(element.tag).rpartition("}")[2].lower()


def text_of(element: Element, tag: str) -> str:
    """The text of the first child of this lower-case tag, "" if there is none."""
    for name, _, child in children(element):
        if name == tag:
            return (child.text or "").strip()
    return ""
