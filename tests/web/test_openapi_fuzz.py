"""Whatever is sent to the API, by its own description or against it: no 5xx, no answer that is not described.

A few examples an operation here; `EXAMPLES=500 pytest tests/web/test_openapi_fuzz.py` looks longer, others each time.
"""

import asyncio
import os
from datetime import timedelta

import pytest
import schemathesis
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from hypothesis.errors import Unsatisfiable
from schemathesis import GenerationMode
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from syndicator.flows import admins, reprint_desk
from syndicator.flows.access import TOKEN_PREFIX, digest_of
from syndicator.model.partner import Partner, Token
from syndicator.model.reprint import Asked
from syndicator.model.rights import Reprint
from syndicator.store import partners
from syndicator.web.openapi import described

FEW = 3
EXAMPLES = int(os.environ.get("EXAMPLES", str(FEW)))
SECRET = TOKEN_PREFIX + "o" * 43
CHECKS = (
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
)
SETTINGS = settings(
    max_examples=EXAMPLES,
    deadline=None,
    database=None,
    derandomize=EXAMPLES == FEW,
    suppress_health_check=list(HealthCheck),
    print_blob=False,
)
# Waits for what changes, by design.
SLOW = {"/api/v1/articles": "wait"}


@pytest.fixture
async def settled(house):
    """A house with something of everything; returns real values that random ones are mixed with."""
    free, asked_for = await house.keep("one"), await house.keep("two", reprint=Reprint.PERMISSION)
    await house.release()
    outlet = Partner("rizhao-daily", "日照日报", feeds=("haichuan",))
    async with house.services.database.begin() as connection:
        await partners.save(connection, outlet, house.clock())
        await partners.add_token(connection, Token(digest_of(SECRET), outlet.name, "oooo"), house.clock())
    await house.services.access.refresh(house.services.database, house.clock())
    issued = await admins.add(house.services, "li", "")
    day = house.clock().date()
    real = {"name": ["haichuan"], "slug": [free.slug], "number": [], "secret": []}
    for article in (free, asked_for):
        wish = Asked((article.slug,), "某报", "转载", "web", day, day + timedelta(days=9), contact="a@b.example")
        receipt = await reprint_desk.ask(house.services, wish)
        real["number"].append(receipt.request.number)
        real["secret"].append(receipt.secret)
        if receipt.request.grant:
            real["number"].append(receipt.request.grant.number)
    real["Authorization"] = [f"Bearer {SECRET}", f"Bearer {issued.secret}", "Bearer wrong", ""]
    return real


def cases(operation, mode, real):
    """Cases of an operation, real values in some of them."""

    @st.composite
    def mixed(draw):
        case = draw(operation.as_strategy(generation_mode=mode))
        for values in (case.path_parameters, case.query):
            for name in values or ():
                if name in real and draw(st.booleans()):
                    values[name] = draw(st.sampled_from(real[name]))
        case.headers["Authorization"] = draw(st.sampled_from(real["Authorization"]))
        wait = SLOW.get(operation.path)
        if wait and case.query:
            case.query.pop(wait, None)
        return case

    return mixed()


async def test_no_answer_is_a_fault_of_ours_or_undescribed(house, site, settled):
    base = str(site.make_url("/")).rstrip("/")
    document = described(base)
    schema = schemathesis.openapi.from_dict(document)
    schema.config.update(base_url=base)
    operations = [one.ok() for one in schema.get_all_operations()]
    assert len(operations) > 30
    faults = []

    def hold(operation, mode):
        @SETTINGS
        @given(case=cases(operation, mode, settled))
        def holds(case):
            case.call_and_validate(checks=CHECKS, timeout=20)

        try:
            holds()
        except Unsatisfiable:
            # What takes a string alone and nothing else has no wrong value.
            assert mode is GenerationMode.NEGATIVE
        except BaseExceptionGroup as error:
            told = "; ".join(" ".join(str(one).split()) for one in error.exceptions)
            faults.append(f"{operation.method.upper()} {operation.path} ({mode.value}): {told}")
        except Exception as error:  # noqa: BLE001 - all of them are told together
            faults.append(f"{operation.method.upper()} {operation.path} ({mode.value}): {error}")

    for operation in operations:
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            await asyncio.to_thread(hold, operation, mode)
    assert not faults, "\n\n".join(faults)
