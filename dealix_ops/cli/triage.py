"""What triage says of a text, without storing anything."""

from typing import Annotated

import typer


def triage(
    text: Annotated[str, typer.Argument(help="The customer's message.")],
    as_json: Annotated[bool, typer.Option("--json", help="One JSON object.")] = False,
) -> None:
    """Priority, meaning and why."""
    import json

    from dealix_ops.language.masking import mask_secrets
    from dealix_ops.learnt_model import use_model
    from dealix_ops.settings import Settings
    from dealix_ops.triage.copy_ar import FORWARDED, RISK_NAMES
    from dealix_ops.triage.rules import classify
    from dealix_ops.triage.verdict import as_json as verdict_json

    use_model(Settings())
    masked, secret_found = mask_secrets(text)
    verdict = classify([masked], secret_found=secret_found)
    if as_json:
        typer.echo(json.dumps(verdict_json(verdict), ensure_ascii=False))
        return
    severity = f" · {verdict.severity}" if verdict.severity else ""
    typer.echo(f"{verdict.priority.name_ar} ({verdict.priority}){severity} · {verdict.meaning}")
    typer.echo("يحتاج نظرة" if verdict.needs_look else "واضح")
    for reason in verdict.reasons:
        typer.echo(f"السبب: {reason}")
    if verdict.risks:
        typer.echo(f"حساسية: {'، '.join(RISK_NAMES[risk] for risk in verdict.risks)}")
    if verdict.forwarded:
        typer.echo(FORWARDED)
