"""axe-core finds no serious fault on any page, light or dark, on a desktop or a phone (WCAG 2.1 A and AA)."""

from __future__ import annotations

from pathlib import Path
from typing import Any, Literal

import pytest
from playwright.sync_api import Browser

from benchmarks.serving import Served
from tests.desk.conftest import WIDTHS
from tests.desk.watching import watched

AXE = Path(__file__).parents[2] / "frontend" / "node_modules" / "axe-core" / "axe.min.js"
RUN = "() => axe.run(document, {resultTypes: ['violations']})"
SERIOUS = ("serious", "critical")


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", WIDTHS)
def test_no_page_has_a_serious_fault(
    browser: Browser,
    desk: Served,
    addresses: dict[str, str],
    width: str,
    scheme: Literal["light", "dark"],
    subtests: pytest.Subtests,
) -> None:
    if not AXE.is_file():
        pytest.skip("no axe-core here: run npm ci --ignore-scripts in frontend/")
    with watched(browser, desk.address, WIDTHS[width], scheme=scheme) as opened:
        for name, address in addresses.items():
            with subtests.test(name):
                opened.page.goto(address, wait_until="networkidle")
                opened.page.evaluate(AXE.read_text(encoding="utf-8"))
                found = opened.page.evaluate(RUN)["violations"]
                assert not [_told(fault) for fault in found if fault["impact"] in SERIOUS]


def _told(fault: dict[str, Any]) -> str:
    return f"{fault['id']}: {fault['help']} at {[node['target'] for node in fault['nodes'][:5]]}"
