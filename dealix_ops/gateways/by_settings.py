"""Which gateway stands for each port, by the settings."""

from dealix_ops.gateways.console import ConsoleRooms, ConsoleSlack
from dealix_ops.gateways.reader import ReaderGateway
from dealix_ops.gateways.slack import SlackGateway
from dealix_ops.gateways.slack_channels import SlackRooms
from dealix_ops.ports.reader import SecondReader
from dealix_ops.ports.slack import RoomsPort, SlackPort
from dealix_ops.settings import Settings


def slack_port(settings: Settings) -> SlackPort:
    """Real where a token is set, else the console."""
    if settings.slack_bot_token is None:
        return ConsoleSlack()
    token = settings.slack_bot_token.get_secret_value()
    return SlackGateway(token=token, base_url=settings.slack_api_base_url)


def rooms_port(settings: Settings) -> RoomsPort:
    """As `slack_port`, for the channels that the product makes."""
    if settings.slack_bot_token is None:
        return ConsoleRooms()
    token = settings.slack_bot_token.get_secret_value()
    return SlackRooms(token=token, base_url=settings.slack_api_base_url)


def second_reader(settings: Settings) -> SecondReader | None:
    """None where it is off, which is the default."""
    url, kind, model, key = (
        settings.reader_url,
        settings.reader_kind,
        settings.reader_model,
        settings.reader_key,
    )
    if url is None or kind is None or model is None or key is None:
        return None
    return ReaderGateway(url=url, kind=kind, model=model, key=key.get_secret_value())
