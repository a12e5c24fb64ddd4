"""The JSON Schema of the record is a schema, says whose it is, and refuses what is no record."""

from __future__ import annotations

import jsonschema
import pytest

from carbonpress.record.schema import ADDRESS, record_schema
from carbonpress.record.shape import FORMAT


def test_it_is_a_schema() -> None:
    """The meta-schema of its draft accepts it; the title names the format."""
    schema = record_schema()
    jsonschema.Draft202012Validator.check_schema(schema)
    assert FORMAT in schema["title"]


def test_it_has_an_id_where_a_site_publishes_it() -> None:
    """Below the site's address; without a site it has none."""
    assert f"https://pcf.example.com/{ADDRESS}" == record_schema("https://pcf.example.com/")["$id"]
    assert "$id" not in record_schema()


@pytest.mark.parametrize("given", [None, [], {}, {"format": "carbonpress-declaration/1"}, "text"])
def test_what_is_no_record(given: object) -> None:
    """An empty mapping, another format and other types are refused."""
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(given, record_schema())
