"""What endpoints were found able to do, kept."""

from assistant.engine.probing import Findings
from assistant.llm import Endpoint
from assistant.models import EndpointCheck


def store_check(*, endpoint: Endpoint, findings: Findings, offline: bool) -> EndpointCheck:
    """Keep the findings of one run of `check_model`."""
    return EndpointCheck.objects.create(
        base_url=endpoint.base_url,
        model=endpoint.model,
        offline=offline,
        capabilities=[
            {"name": probe.name, "outcome": verdict.outcome, "note": verdict.note}
            for probe, verdict in findings.capabilities
        ],
        cases=[
            {
                "name": case.name,
                "widget": case.widget,
                # What the endpoint failed to answer says nothing of the format.
                "passed": None if verdict.outcome == "unclear" else verdict.outcome == "yes",
                "note": verdict.note,
            }
            for case, verdict in findings.cases
        ],
        first_token=findings.first_token,
        took=findings.took,
    )
