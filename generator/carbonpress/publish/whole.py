"""What belongs to the site as a whole: the pages over all declarations, and the files that machines read."""

from __future__ import annotations

from collections.abc import Iterator

from carbonpress.press.page import Page, Site, Version
from carbonpress.publish.project import Project
from carbonpress.publish.work import Job

OWN_PAGES = ("", "rules/", "factors/", "method/")
"""Addresses of our own pages that the navigation shows, in its order: the catalogue comes first."""

STATES = {"draft": "draft", "published": "current", "withdrawn": "withdrawn"}


def versions(project: Project) -> list[Version]:
    """The version of each declaration, in the order of their ids."""
    return [Version(record, STATES[record["status"]], reason=record["withdrawn_because"]) for record in project.records]


def jobs(project: Project) -> Iterator[Job]:
    """The unit of work of each declaration."""
    for version in versions(project):
        yield Job(version)


def site_pages(project: Project, site: Site) -> list[Page]:
    """The pages that are not of one declaration version."""
    return []


def site_files(project: Project, site: Site) -> dict[str, bytes]:
    """The files that are not of one declaration version."""
    return {}
