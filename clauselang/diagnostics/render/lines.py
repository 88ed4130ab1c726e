"""Findings → JSON Lines: what `json` says of each, one object a line."""

from __future__ import annotations

import json

from clauselang.diagnostics.render.finding import Findings
from clauselang.diagnostics.render.json import as_dict


def render(findings: Findings, suppressed: Findings = ()) -> str:
    """All findings, one a line."""
    return "".join(json.dumps(as_dict(finding), ensure_ascii=False) + "\n" for finding in findings)
