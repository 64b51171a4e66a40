"""Filters and saved views as text for the window's memory, and back. What makes no sense is left out."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from typing import Any, Final

from desktop.window.cases.columns import Columns, as_plain, from_plain
from desktop.window.cases.facets import Facet
from desktop.window.cases.query import CaseColumn, CaseQuery
from desktop.window.page_tools import CaseFilter
from monitoring.codes import Light

MOST_VIEWS: Final = 50
LONGEST_NAME: Final = 40


@dataclass(frozen=True, slots=True)
class SavedView:
    """A name for what is shown, in what order, in which columns."""

    name: str
    query: CaseQuery = CaseQuery()
    columns: Columns = field(default_factory=Columns)


def query_as_plain(query: CaseQuery) -> dict[str, Any]:
    """What of a query is worth keeping: cases by number and the words of another page are not."""
    plain: dict[str, Any] = {facet.value: sorted(query.chosen(facet)) for facet in Facet if query.chosen(facet)}
    if query.text.strip():
        plain["text"] = query.text
    if query.sort_by is not None:
        plain |= {"sort_by": query.sort_by.name.lower(), "descending": query.descending}
    return plain


def query_from_plain(kept: Any) -> CaseQuery:
    """The opposite of ``query_as_plain``."""
    kept = kept if isinstance(kept, dict) else {}
    columns = {column.name.lower(): column for column in CaseColumn}
    text, sort_by = kept.get("text"), kept.get("sort_by")
    query = CaseQuery(
        text=text if isinstance(text, str) else "",
        sort_by=columns.get(sort_by) if isinstance(sort_by, str) else None,
        descending=kept.get("descending") is True,
    )
    for facet in Facet:
        listed = kept.get(facet.value)
        if isinstance(listed, list):
            query = narrowed(query, facet, frozenset(key for key in listed if isinstance(key, str)))
    return query


def narrowed(query: CaseQuery, facet: Facet, keys: Iterable[str]) -> CaseQuery:
    """A query with other choices in one facet."""
    if facet is Facet.LIGHT:
        wanted = set(keys)
        return replace(query, lights=frozenset(light for light in Light if light.code in wanted))
    chosen: dict[str, Any] = {facet.value: frozenset(keys)}
    return replace(query, **chosen)


def of_filter(wanted: CaseFilter, before: CaseQuery) -> CaseQuery:
    """What another page wants to see, in the order that the list has."""
    parts = {name: getattr(wanted, name) for name in CaseFilter.__slots__}
    return CaseQuery(**parts, sort_by=before.sort_by, descending=before.descending)


def views_written(views: Iterable[SavedView]) -> str:
    return json.dumps(
        [{"name": view.name, "query": query_as_plain(view.query), "columns": as_plain(view.columns)} for view in views],
        ensure_ascii=False,
    )


def views_read(text: str) -> list[SavedView] | None:
    """The views that were kept; None where none ever were."""
    try:
        kept = json.loads(text) if text else None
    except ValueError:
        return None
    if not isinstance(kept, list):
        return None
    found = {str(one["name"])[:LONGEST_NAME]: one for one in kept if isinstance(one, dict) and one.get("name")}
    return [
        SavedView(name, query_from_plain(one.get("query")), from_plain(one.get("columns")))
        for name, one in list(found.items())[:MOST_VIEWS]
    ]


def query_written(query: CaseQuery) -> str:
    return json.dumps(query_as_plain(query), ensure_ascii=False)


def query_read(text: str) -> CaseQuery:
    try:
        return query_from_plain(json.loads(text or "{}"))
    except ValueError:
        return CaseQuery()


def labels_read(text: str) -> dict[str, dict[str, str]]:
    """Names of what was chosen, by facet and key (``FilterBar.labels``); what makes no sense is left out."""
    try:
        kept = json.loads(text or "{}")
    except ValueError:
        return {}
    facets = kept.items() if isinstance(kept, dict) else ()
    return {
        str(facet): {str(key): str(label) for key, label in labels.items()}
        for facet, labels in facets
        if isinstance(labels, dict)
    }
