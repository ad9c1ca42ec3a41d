"""Standard Webhooks by its published example, and the forwarder that the documents print."""

import base64
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from bot.web import signatures

EXAMPLE = {
    "message_id": "msg_p5jXN8AQM9LWM0D4loKWxJek",
    "timestamp": "1614265330",
    "signature": "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
}
KEY = base64.b64decode("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")
OPERATIONS = Path(__file__).parents[3] / "docs" / "operations.md"


class TestStandardWebhook:
    def test_published_example(self) -> None:
        raw = b'{"test": 2432232314}'
        assert signatures.standard_webhook(raw, **EXAMPLE, keys=(b"another key", KEY))
        assert not signatures.standard_webhook(raw + b" ", **EXAMPLE, keys=(KEY,))
        assert not signatures.standard_webhook(raw, **EXAMPLE, keys=())

    @pytest.mark.skipif(shutil.which("openssl") is None, reason="no openssl on this machine")
    def test_printed_forwarder_signs_as_we_verify(self, tmp_path: Path) -> None:
        printed = re.search(r"```sh\n(#!/bin/bash.*?)```", OPERATIONS.read_text(encoding="utf-8"), re.DOTALL)
        assert printed is not None
        script, curl, said = tmp_path / "to-dealix", tmp_path / "curl", tmp_path / "said"
        script.write_text(printed[1])
        curl.write_text(f'#!/bin/bash\nprintf "%s\\n" "$@" > {said}\n')
        curl.chmod(0o755)
        mail = b"From: a@b.example\r\n\r\n\xff\x00 hello\n\n"
        secret = "whsec_" + base64.b64encode(KEY).decode()
        subprocess.run(
            ["bash", str(script)],
            input=mail,
            check=True,
            env={
                "PATH": f"{tmp_path}:/usr/bin:/bin",
                "DEALIX_URL": "https://x",
                "DEALIX_MAIL_SECRET": secret,
            },
        )
        headers = dict(line.split(": ", 1) for line in said.read_text().splitlines() if ": " in line)
        assert headers["content-type"] == "message/rfc822"
        assert signatures.standard_webhook(
            mail,
            message_id=headers["webhook-id"],
            timestamp=headers["webhook-timestamp"],
            signature=headers["webhook-signature"],
            keys=(KEY,),
        )
