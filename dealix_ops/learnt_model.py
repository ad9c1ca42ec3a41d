"""Which weights a process reads with: chosen once, at its start, by server and command line alike."""

from pathlib import Path

from dealix_ops.errors import SettingsInvalid
from dealix_ops.settings import Settings


def use_model(settings: Settings) -> None:
    """What `dealix triage-learn` wrote, from the first reading on; the shipped one until it wrote something.

    Raises:
        SettingsInvalid: the file is there and cannot be read.
    """
    if settings.triage_model is None:
        return
    from dealix_ops.triage.model import weights  # with numpy: only who reads a text needs them

    try:
        weights.choose(Path(settings.triage_model))
    except FileNotFoundError:
        return
    except (OSError, weights.WeightsUnreadable) as error:
        raise SettingsInvalid(f"DEALIX_TRIAGE_MODEL: {type(error).__name__}, not a model of ours") from error
