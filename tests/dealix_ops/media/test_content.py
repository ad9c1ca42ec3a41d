"""What bytes are, whatever they are called."""

import io
import zipfile

import pytest

from bot.sandbox import media_files
from dealix_ops.media.content import of_mime, opus_seconds, recognised
from dealix_ops.media.rules import MediaKind
from tests.support.media import PICTURE, VOICE


def office(*names: str) -> bytes:
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in names:
            archive.writestr(name, "<x/>")
    return held.getvalue()


class TestRecognised:
    @pytest.mark.parametrize(
        ("kind", "content", "mime"),
        [
            (MediaKind.AUDIO, VOICE, "audio/ogg"),
            (MediaKind.AUDIO, b"#!AMR\nxxxx", "audio/amr"),
            (MediaKind.AUDIO, b"ID3\x04" + bytes(20), "audio/mpeg"),
            (MediaKind.AUDIO, b"\x00\x00\x00\x18ftypmp42" + bytes(20), "audio/mp4"),
            (MediaKind.IMAGE, PICTURE, "image/png"),
            (MediaKind.IMAGE, b"\xff\xd8\xff\xe0" + bytes(20), "image/jpeg"),
            (MediaKind.STICKER, media_files.sticker(), "image/webp"),
            (MediaKind.VIDEO, media_files.video(), "video/mp4"),
            (MediaKind.DOCUMENT, media_files.document(), "application/pdf"),
            (MediaKind.DOCUMENT, PICTURE, "image/png"),
            (MediaKind.DOCUMENT, "الاسم,الجوال\nنورة,05\n".encode(), "text/plain; charset=utf-8"),
            (MediaKind.DOCUMENT, b"\xef\xbb\xbfname\n", "text/plain; charset=utf-8"),
            (
                MediaKind.DOCUMENT,
                office("[Content_Types].xml", "xl/workbook.xml"),
                "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            ),
        ],
    )
    def test_allowed_content_has_its_own_name(self, kind: MediaKind, content: bytes, mime: str) -> None:
        found = recognised(content, kind)
        assert found is not None
        assert found.mime == mime
        assert of_mime(mime) is not None

    @pytest.mark.parametrize(
        ("kind", "content"),
        [
            (MediaKind.IMAGE, VOICE),
            (MediaKind.AUDIO, PICTURE),
            (MediaKind.VIDEO, b"MZ\x90\x00"),
            (MediaKind.IMAGE, b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            (MediaKind.DOCUMENT, b"<svg xmlns='http://www.w3.org/2000/svg'/>"),
            (MediaKind.DOCUMENT, b"\xef\xbb\xbf \n<!doctype html><script>1</script>"),
            (MediaKind.DOCUMENT, b"MZ\x90\x00\x03"),
            (MediaKind.DOCUMENT, b"\x7fELF\x02"),
            (MediaKind.DOCUMENT, office("classes.dex")),
            (MediaKind.DOCUMENT, office("[Content_Types].xml", "else.xml")),
            (MediaKind.DOCUMENT, b"words\x00more"),
            (MediaKind.DOCUMENT, b""),
        ],
    )
    def test_anything_else_is_refused(self, kind: MediaKind, content: bytes) -> None:
        assert recognised(content, kind) is None

    @pytest.mark.parametrize("mime", [None, "", "text/html", "image/svg+xml", "audio/ogg; codecs=opus"])
    def test_name_of_no_type_of_ours_is_none(self, mime: str | None) -> None:
        assert of_mime(mime) is None


class TestOpusSeconds:
    @pytest.mark.parametrize("seconds", [1, 42, 75, 600])
    def test_length_is_read_from_the_file(self, seconds: int) -> None:
        assert opus_seconds(media_files.voice(seconds)) == seconds

    @pytest.mark.parametrize(
        "content",
        [b"", b"OggS", PICTURE, VOICE[:20], VOICE.replace(b"OpusHead", b"VorbHead"), b"OggS" + bytes(60)],
    )
    def test_anything_else_has_no_length(self, content: bytes) -> None:
        assert opus_seconds(content) is None

    def test_length_of_years_is_none(self) -> None:
        last = VOICE.rfind(b"OggS")
        lying = VOICE[: last + 6] + b"\xff" * 7 + b"\x7f" + VOICE[last + 14 :]
        assert opus_seconds(lying) is None
