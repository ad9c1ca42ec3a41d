"""Files a customer might send, made in code: small, real, and of the type that they say."""

import math
import struct
import zlib

OPUS_HERTZ = 48_000
SILENCE = b"\xf8\xff\xfe"
"""One Opus packet of 20 ms without a sound."""
PACKET_SAMPLES = 960
PAGE_PACKETS = 50
_CRC = []
for _byte in range(256):
    _value = _byte << 24
    for _ in range(8):
        _value = (_value << 1) ^ (0x04C11DB7 if _value & 0x80000000 else 0)
    _CRC.append(_value & 0xFFFFFFFF)


def voice(seconds: float) -> bytes:
    """An Opus voice note in Ogg, silent, that players play for so long."""
    head = b"OpusHead" + struct.pack("<BBHIhB", 1, 1, 0, OPUS_HERTZ, 0, 0)
    tags = b"OpusTags" + struct.pack("<I", 7) + b"sandbox" + struct.pack("<I", 0)
    packets = max(1, round(seconds * OPUS_HERTZ / PACKET_SAMPLES))
    pages = [_page([head], 0, number=0, flags=2), _page([tags], 0, number=1)]
    done = 0
    while done < packets:
        now = min(PAGE_PACKETS, packets - done)
        done += now
        last = 4 if done == packets else 0
        pages.append(_page([SILENCE] * now, done * PACKET_SAMPLES, number=len(pages), flags=last))
    return b"".join(pages)


def picture(width: int = 320, height: int = 200) -> bytes:
    """A PNG with a slope of colours."""
    rows = b"".join(
        b"\x00" + bytes(value for x in range(width) for value in (x * 255 // width, y * 255 // height, 140))
        for y in range(height)
    )
    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = (_chunk(b"IHDR", size), _chunk(b"IDAT", zlib.compress(rows)), _chunk(b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(parts)


def document() -> bytes:
    """A PDF of one empty page."""
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 200 200] >>",
    ]
    body, places = b"%PDF-1.4\n", []
    for number, part in enumerate(parts, start=1):
        places.append(len(body))
        body += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(body)
    body += b"xref\n0 %d\n0000000000 65535 f \n%s" % (len(parts) + 1, table)
    return body + b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (len(parts) + 1, start)


def video(seconds: float = 3.0) -> bytes:
    """The head of an MP4: brand and length, no picture; enough for whoever stores it."""
    brand = _box(b"ftyp", b"isom\x00\x00\x02\x00isomiso2mp41")
    length = struct.pack(">IIIII", 0, 0, 0, 1000, math.ceil(seconds * 1000))
    return brand + _box(b"moov", _box(b"mvhd", length + b"\x00" * 80)) + _box(b"mdat", b"\x00" * 64)


def sticker() -> bytes:
    """A WebP of one pixel."""
    data = bytes.fromhex("2f00000000888888fe07000000")
    chunk = b"WEBPVP8L" + struct.pack("<I", len(data)) + data + b"\x00" * (len(data) % 2)
    return b"RIFF" + struct.pack("<I", len(chunk)) + chunk


def _page(packets: list[bytes], samples: int, *, number: int, flags: int = 0) -> bytes:
    lengths = b"".join(b"\xff" * (len(packet) // 255) + bytes([len(packet) % 255]) for packet in packets)
    head = struct.pack("<4sBBqIII", b"OggS", 0, flags, samples, 1, number, 0)
    page = bytearray(head + bytes([len(lengths)]) + lengths + b"".join(packets))
    checksum = 0
    for byte in page:
        checksum = ((checksum << 8) & 0xFFFFFFFF) ^ _CRC[((checksum >> 24) & 0xFF) ^ byte]
    page[22:26] = struct.pack("<I", checksum)
    return bytes(page)


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


def _box(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data) + 8) + kind + data
