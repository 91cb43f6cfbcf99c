"""Translations as files: XLIFF 2.0 out, XLIFF 2.x and 1.2 in, and CSV with one column a language."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as Tree

from defusedxml.common import DefusedXmlException
from defusedxml.ElementTree import ParseError, fromstring

from guides.definition import Guide
from server.errors import FieldProblem, Invalid
from server.studio.translation.texts import texts_of
from server.words import N_

XLIFF = "urn:oasis:names:tc:xliff:document:2.0"
_TAG = re.compile(r"^[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$")
_FORMULA = re.compile(r"^'*[=+\-@\t\r]")
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MOST_BYTES = 5_000_000


@dataclass(frozen=True)
class Given:
    """One translation of a file. `row`: the line of a CSV, the number of a unit in an XLIFF."""

    row: int
    id: str
    language: str
    source: str | None
    target: str


def as_xliff(guide: Guide, language: str) -> bytes:
    """XLIFF 2.0 with one unit a text; untranslated ones are `initial`."""
    Tree.register_namespace("", XLIFF)
    root = Tree.Element(f"{{{XLIFF}}}xliff", {"version": "2.0", "srcLang": guide.language, "trgLang": language})
    file = Tree.SubElement(root, f"{{{XLIFF}}}file", {"id": guide.key, "original": guide.key})
    for text in texts_of(guide, language):
        unit = Tree.SubElement(file, f"{{{XLIFF}}}unit", {"id": text.id, "name": text.id})
        if text.where:
            notes = Tree.SubElement(unit, f"{{{XLIFF}}}notes")
            Tree.SubElement(notes, f"{{{XLIFF}}}note").text = _NOT_XML.sub("", text.where)
        state = "translated" if text.target else "initial"
        segment = Tree.SubElement(unit, f"{{{XLIFF}}}segment", {"state": state})
        for name, words in (("source", text.source), ("target", text.target)):
            one = Tree.SubElement(segment, f"{{{XLIFF}}}{name}")
            one.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
            one.text = _NOT_XML.sub("", words)
    Tree.indent(root)
    return bytes(Tree.tostring(root, encoding="utf-8", xml_declaration=True))


def read_xliff(data: bytes, key: str, language: str = "") -> list[Given]:
    """The translations of an XLIFF file for this guide. Raises `Invalid` with what is wrong."""
    try:
        root = fromstring(data, forbid_dtd=True)
    except (ParseError, DefusedXmlException, ValueError) as error:
        raise _refused(N_("This is not an XLIFF file."), str(error)) from error
    if _name(root) != "xliff":
        raise _refused(N_("This is not an XLIFF file."), f"<{_name(root)}>")
    given: list[Given] = []
    for file in (node for node in root.iter() if _name(node) == "file"):
        original = file.get("original") or file.get("id") or key
        if original != key:
            raise _refused(N_("This file belongs to another guide."), original)
        tag = root.get("trgLang") or file.get("target-language") or language
        if not _TAG.match(tag):
            raise _refused(N_("The file does not say which language it is in."), tag)
        units = [node for node in file.iter() if _name(node) in ("unit", "trans-unit")]
        given += [_unit(number, unit, tag) for number, unit in enumerate(units, len(given) + 1)]
    return given


def _unit(number: int, unit: Tree.Element, language: str) -> Given:
    """A unit's segments together; marks inside are taken as their words."""
    words = {
        name: "".join("".join(node.itertext()) for node in unit.iter() if _name(node) == name)
        for name in ("source", "target")
    }
    return Given(number, unit.get("id") or "", language, words["source"], words["target"])


def _name(node: Tree.Element) -> str:
    return str(node.tag).rpartition("}")[2]


def as_csv(guide: Guide, languages: Sequence[str]) -> str:
    """One row a text: id, where, the original, one column for each language."""
    by_language = [{text.id: text.target for text in texts_of(guide, language)} for language in languages]
    written = io.StringIO()
    writer = csv.writer(written)
    writer.writerow(["id", "where", guide.language, *languages])
    for text in texts_of(guide, ""):
        row = [text.where, text.source, *[targets.get(text.id, "") for targets in by_language]]
        writer.writerow([text.id, *[_cell(cell) for cell in row]])
    # The mark at the start is how spreadsheets know that the file is UTF-8.
    return "\ufeff" + written.getvalue()


def _cell(text: str) -> str:
    """What a spreadsheet would run as a formula is kept text; reading takes the sign off again."""
    return "'" + text if _FORMULA.match(text) else text


def _uncelled(text: str) -> str:
    return text[1:] if text.startswith("'") and _FORMULA.match(text) else text


def read_csv(data: bytes, original: str) -> list[Given]:
    """The translations of a CSV file; `original` is the guide's own language, whose column is not read as one."""
    text = _decoded(data)
    first = text.split("\n", 1)[0]
    delimiter = max(",;\t", key=first.count)
    try:
        rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True))
    except csv.Error as error:
        raise _refused(N_("This is not a CSV file."), str(error)) from error
    head = [name.strip() for name in rows[0]] if rows else []
    languages = [
        (place, name) for place, name in enumerate(head) if name not in ("id", "where", original) and _TAG.match(name)
    ]
    if "id" not in head or not languages:
        raise _refused(
            N_("The first row needs a column “id” and one column for each language, such as “ja”."),
            ", ".join(head),
        )
    at, own = head.index("id"), head.index(original) if original in head else None
    return [
        Given(
            number,
            row[at].strip(),
            language,
            _uncelled(row[own]) if own is not None and own < len(row) else None,
            _uncelled(row[place]),
        )
        for number, row in enumerate(rows[1:], 2)
        for place, language in languages
        if len(row) > max(at, place) and any(row)
    ]


def _decoded(data: bytes) -> str:
    """UTF-8, UTF-16 with its mark, or what spreadsheets in Japan write."""
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return data.decode("utf-16", "replace")
    for encoding in ("utf-8-sig", "cp932"):
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise _refused(N_("The file's letters cannot be read: save it as UTF-8."), "")


def _refused(message: str, found: str) -> Invalid:
    """`where` of its problem is what was found instead."""
    return Invalid(message, fields=[FieldProblem(found, message)])


def by_language(given: Iterable[Given]) -> Mapping[str, list[Given]]:
    found: dict[str, list[Given]] = {}
    for one in given:
        found.setdefault(one.language, []).append(one)
    return found
