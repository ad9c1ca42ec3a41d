"""How the weights of `dealix_ops.triage.model` come about: same data and machine, same bytes."""
