"""The first tag of a file, whatever stands before it, and what counts as white space."""

from __future__ import annotations

import pytest

from twicetold.ingest.xml import collapse, root_name

FIRST_TAGS = [
    pytest.param(b"<TEI/>", "TEI", id="nothing before it"),
    pytest.param(b"\xef\xbb\xbf \n<TEI xmlns='x'>", "TEI", id="a byte order mark and white space"),
    pytest.param(b"<?xml version='1.0'?><!-- <html> --><t:TEI>", "TEI", id="a declaration, a comment, a prefix"),
    pytest.param(b"<!DOCTYPE TEI SYSTEM 'a.dtd'><TEI.2>", "TEI.2", id="a document type"),
    pytest.param(b"<!DOCTYPE TEI [<!ENTITY a '>]<b>'> ]><TEI>", "TEI", id="a document type with an inner part"),
    pytest.param("<?xml version='1.0'?><TEI>".encode("utf-16"), "TEI", id="two bytes a letter"),
    pytest.param(b"The ferry <TEI> stays.", "", id="a text"),
    pytest.param(b"<!-- never closed <TEI>", "", id="a comment that never ends"),
    pytest.param(b"<!DOCTYPE TEI [", "", id="a document type that never ends"),
    pytest.param(b"", "", id="nothing"),
]


@pytest.mark.parametrize(("data", "name"), FIRST_TAGS)
def test_the_first_tag_is_found(data, name):
    assert root_name(data) == name


def test_white_space_is_one_space_and_a_space_that_holds_words_together_is_a_letter():
    assert collapse(" a\n\t b\u00a0 c") == " a b\u00a0 c"
