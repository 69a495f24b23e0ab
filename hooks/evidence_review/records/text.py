"""The kinds of text a record may hold. All of them are refused or kept as typed, never mended."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Annotated

from babel import Locale
from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    StringConstraints,
)
from pydantic_core import CoreSchema, PydanticCustomError
from stdnum.exceptions import ValidationError as WrongCheckCharacter
from stdnum.iso7064 import mod_37_36

# Characters that hide or reorder text, or that everybody sees otherwise.
FORBIDDEN = re.compile(
    "["
    # Controls, line separators, surrogates; what stands for something that is not there.
    "\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufff9-\uffff"
    # Default_Ignorable_Code_Point of Unicode 16, DerivedCoreProperties.txt: what is drawn as
    # nothing. Bidirectional marks among them (Unicode TR 36, "Trojan Source"), soft hyphens,
    # fillers, joiners, variation selectors and tags.
    "\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
    # The blank of Braille; private use; noncharacters.
    "\u2800\ue000-\uf8ff\ufdd0-\ufdef\U000f0000-\U0010ffff"
    + "".join(
        f"{chr(plane + 0xFFFE)}{chr(plane + 0xFFFF)}" for plane in range(0x10000, 0xF0000, 0x10000)
    )
    + "]"
)

# Crockford's base 32 leaves out i, l, o and u, which are misread or spell words.
CROCKFORD = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 6

# What a template of a new record writes where a contributor is to write.
BLANK = "TODO"
_BLANKS = frozenset({BLANK, "TBC", "TBD"})

# What the Unicode CLDR lists beside ISO 3166-1: unions, islands that are only reserved, tests. XK,
# Kosovo, is kept: ISO leaves it to users, and everybody uses it so.
_NO_COUNTRY = {"AC", "CP", "CQ", "DG", "EA", "EU", "EZ", "IC", "QO", "TA", "UN", "XA", "XB", "ZZ"}
TERRITORIES: dict[str, str] = {
    code: str(name)
    for code, name in Locale("en", "GB").territories.items()
    if len(code) == 2 and code.isalpha() and code not in _NO_COUNTRY
}


def unseen(character: str) -> str:
    """What is wrong with a character that ``FORBIDDEN`` found, and what would be right."""
    return f"character U+{ord(character):04X} cannot be seen, or reorders the text; take it out"


class Frozen(BaseModel):
    """The base of every model: unknown fields are refused, nothing changes after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True, use_attribute_docstrings=True)


def _one_line(text: str) -> str:
    if "\n" in text:
        raise PydanticCustomError("one-line", "this stands on one line; take out the line break")
    return _plain(text)


def _plain(text: str) -> str:
    text = text.strip()
    if not text:
        raise PydanticCustomError("empty", "there is nothing here; write it or leave the field out")
    if text.strip(" .:").upper() in _BLANKS:
        raise PydanticCustomError("blank", "this is still to be filled in")
    if found := FORBIDDEN.search(text):
        raise PydanticCustomError("characters", "{message}", {"message": unseen(found[0])})
    return text


def _https(address: str) -> str:
    if not re.fullmatch(r"https://[A-Za-z0-9.-]+(:\d+)?(/[^\s<>\"'`\\^{|}]*)?", address):
        raise PydanticCustomError("address", "write a whole address that begins with https://")
    return address


def _finding_id(text: str) -> str:
    if len(text) != ID_LENGTH or set(text) - set(CROCKFORD):
        raise PydanticCustomError(
            "id",
            "an id is {length} characters of {alphabet}; `evidence new finding` mints one",
            {"length": ID_LENGTH, "alphabet": CROCKFORD},
        )
    try:
        mod_37_36.validate(text.upper())
    except WrongCheckCharacter:
        raise PydanticCustomError(
            "id",
            "'{id}' is mistyped: its check character (ISO 7064 MOD 37,36) does not match",
            {"id": text},
        ) from None
    return text


def _country(code: str) -> str:
    if code not in TERRITORIES:
        raise PydanticCustomError(
            "country",
            "'{code}' is not a country code of ISO 3166-1, such as GB or US",
            {"code": code},
        )
    return code


def _calendar_date(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value):
        raise PydanticCustomError("date", "write a date as year-month-day, such as 2026-11-22")
    return value


def _decimal(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch(r"[-\u2212]?[0-9]+(\.[0-9]+)?", value):
        raise PydanticCustomError("type", "a number is wanted here, such as 1.32 or -4")
    return value.replace("\u2212", "-") if isinstance(value, str) else value


def _whole_number(value: object) -> object:
    if isinstance(value, str) and not re.fullmatch("0|[1-9][0-9]*", value):
        raise PydanticCustomError("type", "a whole number is wanted here, in digits only")
    return value


@dataclass(frozen=True, eq=False)
class _Schema:
    """What the JSON Schema says of a field beside its type; the validator says it in full."""

    says: Mapping[str, object]

    def __get_pydantic_json_schema__(
        self, schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> dict[str, object]:
        return {**handler(schema), **self.says}


def _like(pattern: str) -> _Schema:
    return _Schema({"pattern": pattern})


WORDS = "words"
MOST_LINE = 2_000
Line = Annotated[
    str,
    StringConstraints(max_length=MOST_LINE),
    AfterValidator(_one_line),
    _like(r"^[^\n]*\S[^\n]*$"),
    WORDS,
]
"""Plain text on one line."""

MOST_TEXT = 20_000
Text = Annotated[
    str, StringConstraints(max_length=MOST_TEXT), AfterValidator(_plain), _like(r"\S"), WORDS
]
"""Plain text; line breaks are kept."""

MARKDOWN = "markdown"
MOST_PROSE = 10_000
Prose = Annotated[
    str,
    StringConstraints(max_length=MOST_PROSE),
    AfterValidator(_plain),
    _like(r"\S"),
    WORDS,
    MARKDOWN,
]
"""Markdown: paragraphs, emphasis, lists and links to https addresses or finding ids."""

Name = Annotated[str, StringConstraints(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=80)]
"""A name in lower case with hyphens: file names, keys and vocabulary ids."""

FindingId = Annotated[str, AfterValidator(_finding_id), _like(f"^[{CROCKFORD}]{{{ID_LENGTH}}}$")]
"""Five characters of Crockford's base 32 and a check character by ISO 7064 MOD 37,36."""

Address = Annotated[str, AfterValidator(_https), _like("^https://")]
"""A web address, https only."""

Country = Annotated[str, AfterValidator(_country), _Schema({"enum": sorted(TERRITORIES)})]
"""A country code of ISO 3166-1 alpha-2."""

Day = Annotated[date, BeforeValidator(_calendar_date)]
"""A calendar day, written year-month-day."""

Count = Annotated[int, Field(ge=1, le=9_999_999_999), BeforeValidator(_whole_number)]
"""A whole number from 1 to more than all people there are, written in digits."""

Number = Annotated[float, Field(ge=-1e9, le=1e9, allow_inf_nan=False), BeforeValidator(_decimal)]
"""A number, written in digits with a point before decimals."""

Confidence = Annotated[float, Field(gt=50, lt=100, allow_inf_nan=False), BeforeValidator(_decimal)]
"""Of how many in a hundred an interval is."""

Tally = Annotated[int, Field(ge=0, le=9_999_999_999), BeforeValidator(_whole_number)]
"""A whole number from 0, written in digits."""

VersionNumber = Annotated[int, Field(ge=1, le=9999), BeforeValidator(_whole_number)]
"""A whole number counted from 1, written in digits."""
