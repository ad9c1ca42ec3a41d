"""How the weights of `dealix_ops.triage.model` come about: standard library only, same data, same bytes."""
