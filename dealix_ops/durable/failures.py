"""A failure as it may be written down: what kind, and where."""

from sqlalchemy.exc import DBAPIError

NO_MARKUP = str.maketrans("", "", "<>")


def describe(error: Exception) -> str:
    """The kind of failure without what it was about: messages of libraries quote personal data.

    It is read in Slack too, where `<lambda>` would be a link.
    """
    return _kind_and_place(error).translate(NO_MARKUP)


def _kind_and_place(error: Exception) -> str:
    if isinstance(error, DBAPIError):
        return type(error).__name__
    if type(error).__module__.startswith("dealix_ops"):
        return f"{type(error).__name__}: {error}"
    frames = error.__traceback__
    where = ""
    while frames is not None:
        code = frames.tb_frame.f_code
        if "dealix_ops" in code.co_filename or "/bot/" in code.co_filename:
            where = f" in {code.co_name}"
        frames = frames.tb_next
    return f"{type(error).__name__}{where}"
