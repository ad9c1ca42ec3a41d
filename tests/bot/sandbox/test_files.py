"""The external upload: three steps, and what each refuses."""

import httpx
import pytest
from slack_sdk import WebClient
from slack_sdk.errors import SlackApiError

from bot.sandbox import fixtures
from bot.sandbox.driver import SandboxDriver
from tests.bot.sandbox.support import refusal_of

CONTENT = b"\x89PNG picture"


def asked(slack: WebClient, length: int = len(CONTENT)) -> tuple[str, str]:
    answer = slack.files_getUploadURLExternal(filename="week.png", length=length)
    return answer["upload_url"], answer["file_id"]


def show(slack: WebClient, file_id: str) -> None:
    block = {"type": "image", "slack_file": {"id": file_id}, "alt_text": "صورة"}
    slack.chat_postMessage(channel=fixtures.OPS, text="x", blocks=[block])


class TestUpload:
    def test_completed_file_stands_in_an_image_block_and_in_no_channel(
        self, slack: WebClient, driver: SandboxDriver
    ) -> None:
        address, file_id = asked(slack)
        assert httpx.post(address, content=CONTENT).status_code == 200
        slack.files_completeUploadExternal(files=[{"id": file_id, "title": "الأسبوع"}])
        assert driver.messages(fixtures.OPS) == []
        show(slack, file_id)
        assert httpx.get(f"{driver.base_url}/files/{file_id}").content == CONTENT

    def test_length_zero_fails(self, slack: WebClient) -> None:
        with pytest.raises(SlackApiError) as error:
            asked(slack, length=0)
        assert refusal_of(error) == "invalid_arguments"

    def test_another_length_than_announced_is_not_taken(self, slack: WebClient) -> None:
        address, file_id = asked(slack)
        assert httpx.post(address, content=CONTENT[1:]).status_code == 400
        with pytest.raises(SlackApiError) as error:
            slack.files_completeUploadExternal(files=[{"id": file_id}])
        assert refusal_of(error) == "file_not_found"

    def test_file_that_is_not_complete_shows_nothing(self, slack: WebClient) -> None:
        address, file_id = asked(slack)
        httpx.post(address, content=CONTENT)
        with pytest.raises(SlackApiError) as error:
            show(slack, file_id)
        [message] = error.value.response["response_metadata"]["messages"]
        assert message == "[ERROR] invalid slack file [json-pointer:/blocks/0/slack_file]"
