"""At which level (county, township, village …) a case or a node stands."""

from __future__ import annotations

from functools import cache

from monitoring.records import Catalogue


class Levels:
    """Levels by the catalogue; '' where nothing tells."""

    def __init__(self, catalogue: Catalogue) -> None:
        self._catalogue = catalogue
        self.of_case = cache(self._of_case)
        self.of_node = cache(self._of_node)

    def _of_case(self, item_code: str | None, unit_id: str | None, region_code: str | None) -> str:
        """Of the item's first fixed node, else of the accepting unit, else of the place."""
        item = self._catalogue.items.get(item_code) if item_code is not None else None
        first = item.nodes[0].level if item is not None and item.nodes else None
        return first or self._unit(unit_id) or self._region(region_code)

    def _of_node(self, item_code: str | None, node_seq: int, unit_id: str | None) -> str:
        """Of the fixed node, else of the unit that has it."""
        item = self._catalogue.items.get(item_code) if item_code is not None else None
        node = item.node(node_seq) if item is not None else None
        return (node.level if node is not None else None) or self._unit(unit_id)

    def _unit(self, unit_id: str | None) -> str:
        unit = self._catalogue.units.get(unit_id) if unit_id is not None else None
        return self._region(unit.region_code) if unit is not None else ""

    def _region(self, code: str | None) -> str:
        region = self._catalogue.regions.get(code) if code is not None else None
        return (region.level or "") if region is not None else ""
