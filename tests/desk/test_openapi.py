"""The API as its own description has it: whatever is asked, it answers as described and never breaks (schemathesis)."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from benchmarks.serving import Served
from sayso.desk.filters import Filters
from tests.desk.asking import ask, get

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
]
EXAMPLES = 25
MEANT = {"/api/events", "/api/claims", "/api/map", "/api/timeline", "/api/facets", "/api/decisions", "/api/control"}


@pytest.fixture(scope="module")
def description(tried: Served) -> Any:
    return schemathesis.openapi.from_url(f"{tried.address}/api/openapi.json")


def test_whatever_is_asked_it_answers_as_described(description: Any, subtests: pytest.Subtests) -> None:
    for found in description.get_all_operations():
        operation = found.ok()
        with subtests.test(operation.label):
            _try(operation)


def _try(operation: Any) -> None:
    # It takes prefixItems, how OpenAPI 3.1 describes rows of unlike values, for an error of the description.
    left_out = [response_schema_conformance] if "prefixItems" in str(operation.definition.raw) else []

    @given(case=operation.as_strategy())
    @settings(
        max_examples=EXAMPLES,
        deadline=None,
        derandomize=True,
        database=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    def trying(case: Any) -> None:
        case.call_and_validate(checks=[check for check in CHECKS if check not in left_out])

    trying()


def test_the_description_is_of_all_that_pages_ask(desk: Served) -> None:
    described = get(desk, "/api/openapi.json")
    assert described["openapi"].startswith("3.")
    assert described["paths"].keys() >= MEANT
    for path, methods in described["paths"].items():
        for method, operation in methods.items():
            assert operation.get("summary"), f"{method} {path} has no summary"
            for parameter in operation.get("parameters", ()):
                assert parameter.get("description"), f"{parameter['name']} of {method} {path} has no description"


def test_the_examples_of_filters_are_answered_and_stand_on_the_page(desk: Served) -> None:
    parameters = get(desk, "/api/openapi.json")["paths"]["/api/claims"]["get"]["parameters"]
    examples = {one["name"]: one["schema"]["examples"][0] for one in parameters if "examples" in one["schema"]}
    assert len(examples) == len(fields(Filters))
    page = ask(desk, "/api").text
    for name, example in examples.items():
        value = example if isinstance(example, str) else example[0]
        assert get(desk, "/api/claims", **{name: value})["page"] == 1
        assert f"<code>{name}={value}</code>" in page
