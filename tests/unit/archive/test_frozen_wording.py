"""The kept wordings: found by digest, and every damage is told at its file."""

from __future__ import annotations

from pathlib import Path

import pytest

from carbonpress.archive.frozen_wording import read_wordings, wording_file, wording_name
from carbonpress.record.canonical import digest_of
from carbonpress.record.wording import own_digest, own_wording
from carbonpress.source.finding import Finding

ABSENT = "sha256:" + "0" * 64


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """A data folder that keeps the wording of the theme."""
    file = tmp_path / wording_file(own_digest())
    file.parent.mkdir(parents=True)
    file.write_bytes(own_wording())
    return tmp_path


def test_a_wording_is_found_once(data: Path) -> None:
    """However often records name it, it is read once, with what it says."""
    findings: list[Finding] = []
    found = list(read_wordings(data, [own_digest()] * 3, findings))
    assert [own_digest()] == [digest for digest, _ in found]
    assert own_wording() == found[0][1].raw
    assert [] == findings


def test_a_wording_that_is_gone_is_told_and_others_are_read(data: Path) -> None:
    """What is missing is a finding at its file; it hides none of the others."""
    findings: list[Finding] = []
    assert [own_digest()] == [digest for digest, _ in read_wordings(data, [ABSENT, own_digest()], findings)]
    assert [wording_file(ABSENT)] == [finding.file for finding in findings]


@pytest.mark.parametrize("harm", [b"", b"{}", b"[]", b"{" * 100_000, b"\xff"])
def test_a_changed_wording_is_told(data: Path, harm: bytes) -> None:
    """Bytes that have not the digest are no wording, whatever they are."""
    file = data / wording_file(own_digest())
    file.write_bytes(harm)
    findings: list[Finding] = []
    assert [] == list(read_wordings(data, [own_digest()], findings))
    assert ["the file is not the wording that records were published with"] == [each.message for each in findings]


def test_bytes_of_the_right_digest_must_be_a_wording(data: Path) -> None:
    """A digest of something else vouches for no words."""
    other = b"[1, 2]"
    (data / wording_file(digest_of(other))).write_bytes(other)
    findings: list[Finding] = []
    assert [] == list(read_wordings(data, [digest_of(other)], findings))
    assert 1 == len(findings)


@pytest.mark.parametrize("digest", ["", "0" * 64, "sha256:0", "sha256:" + "0" * 64 + "/../x", "sha256:" + "G" * 64])
def test_only_a_digest_names_a_file(digest: str) -> None:
    """Nothing else becomes the name of a file, least of all a way out of the folder."""
    with pytest.raises(ValueError, match="is no digest"):
        wording_name(digest)
