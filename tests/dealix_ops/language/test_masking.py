import pytest
from hypothesis import given
from hypothesis import strategies as st

from dealix_ops.language.masking import SECRET_MASK, mask_identifiers, mask_secrets

RANDOM = "a8Fk29LmQz71Xw" + "4Tn6Rb0Vc3"
HEX = "9f8a7b6c5d4e3f2a" + "1b0c9d8e7f6a5b4c"
PEM_HEAD = "-----BEGIN RSA " + "PRIVATE KEY-----"
PEM_TAIL = "-----END RSA " + "PRIVATE KEY-----"
SECRETS = [
    "sk_" + "live_" + RANDOM,
    "sk_" + "test_" + RANDOM,
    "pk_" + "live_" + RANDOM,
    "sk" + "-proj-" + RANDOM,
    "sk" + "-ant-" + RANDOM,
    "xo" + "xb-1234567890-" + RANDOM,
    "AK" + "IA" + "QWERTY12ASDFGH34",
    "gh" + "p_" + RANDOM + RANDOM,
    "github" + "_pat_" + RANDOM,
    "EA" + "AG" + RANDOM,
    "ey" + "JhbGciOiJIUzI1NiJ9" + ".eyJzdWIiOiIxMjM0In0." + RANDOM,
    "AI" + "za" + RANDOM + RANDOM,
    "whsec" + "_" + RANDOM,
]


class TestMaskSecrets:
    @pytest.mark.parametrize("secret", SECRETS)
    @pytest.mark.parametrize("around", ["{}", "المفتاح هو {} شكراً", "مفتاح{}", "({})", "key={}\nok", "«{}»"])
    def test_known_shapes_go_wherever_they_stand(self, secret: str, around: str) -> None:
        masked, found = mask_secrets(around.format(secret))
        assert found
        assert secret not in masked
        assert SECRET_MASK in masked

    @pytest.mark.parametrize("hidden", ["\u200b", "\u202e", "\u00ad", "\ufeff"])
    def test_invisible_characters_do_not_hide_a_secret(self, hidden: str) -> None:
        masked, found = mask_secrets(f"هذا {hidden.join(SECRETS[0])} تمام")
        assert (masked, found) == (f"هذا {SECRET_MASK} تمام", True)

    @pytest.mark.parametrize(
        ("text", "masked"),
        [
            ("password: hunter2x", f"password: {SECRET_MASK}"),
            ("Password = Tulip", f"Password = {SECRET_MASK}"),
            ("كلمة المرور هي Riyadh@12 وشكراً", f"كلمة المرور هي {SECRET_MASK} وشكراً"),
            ("كلمة السر: حصان٤٥", f"كلمة السر: {SECRET_MASK}"),
            ("الرقم السري ٤٨٢١", f"الرقم السري {SECRET_MASK}"),
            ("الباسورد حقنا Aa123456", f"الباسورد حقنا {SECRET_MASK}"),
            (f"التوكن حقنا الجديد هو {HEX}", f"التوكن حقنا الجديد هو {SECRET_MASK}"),
            (f"Authorization: Bearer {RANDOM}", f"Authorization: Bearer {SECRET_MASK}"),
            ("https://a.sa/x?access_token=abcd1234ef&y=1", f"https://a.sa/x?access_token={SECRET_MASK}&y=1"),
            ("postgres://app:s3cr3tpw@db/x", f"postgres://app:{SECRET_MASK}@db/x"),
            (f"قبل\n{PEM_HEAD}\nMIIabc\nxyz\n{PEM_TAIL}\nبعد", f"قبل\n{SECRET_MASK}\nبعد"),
            (f"{PEM_HEAD}\nMIIabc", SECRET_MASK),
        ],
    )
    def test_only_the_value_goes(self, text: str, masked: str) -> None:
        assert mask_secrets(text) == (masked, True)

    @pytest.mark.parametrize(
        "text",
        [
            "كلمة المرور غلط وأنا متأكد منها",
            "Password: please reset it",
            "نسيت الرقم السري",
            "the token expired and needs reconnecting",
            "key accounts need outreach",
            "طلب رقم ORD-2024-00512345",
            "جوالي 0551234567",
            "رقم المعاملة 550e8400-e29b-41d4-a716-446655440000",
            "https://dealix.sa/pricing?plan=growth",
            "sk_live_xxxxxxxxxxxx",
            "مفتاح النجاح التواصل المستمر مع العملاء",
            "Bearer of good news from the team",
            "",
        ],
    )
    def test_ordinary_talk_stays_letter_for_letter(self, text: str) -> None:
        assert mask_secrets(text) == (text, False)

    @given(st.text())
    def test_masking_again_changes_nothing(self, text: str) -> None:
        masked, _ = mask_secrets(text)
        assert mask_secrets(masked)[0] == masked

    @pytest.mark.parametrize(
        "unit",
        [
            "a@",
            "password ",
            "ey" + "J",
            PEM_HEAD,
            "\u200b",
            "token ",
            "sk" + "-",
            "://a:",
            "1",
            "key a1",
            "eyJa.",
            "AKIA",
        ],
    )
    def test_hostile_length_is_survived(self, unit: str) -> None:
        text = unit * (100_000 // len(unit))
        assert len(mask_secrets(text)[0]) <= len(text) + len(SECRET_MASK) * len(text)


class TestMaskIdentifiers:
    @pytest.mark.parametrize(
        ("text", "masked"),
        [
            ("0551234678", "+9665•••••678"),
            ("+966 55 123 4678", "+9665•••••678"),
            ("00966551234678", "+9665•••••678"),
            ("‎+9665\u200b51234678", "‎+9665•••••678"),
            ("٠٥٥١٢٣٤٦٧٨", "+9665•••••678"),
            ("055-123-4678 و 0559876543", "+9665•••••678 و +9665•••••543"),
            ("0551234678 0559876543", "+9665•••••678 +9665•••••543"),
            ("+1 415 555 2671", "+141•••••671"),
            ("SA03 8000 0000 6080 1016 7519", "SA••••••7519"),
            ("sa0380000000608010167519", "SA••••••7519"),
            ("هويتي 1012345678", "هويتي ••••••5678"),
            ("إقامة ٢٠١٢٣٤٥٦٧٨", "إقامة ••••••5678"),
            ("4111 1111 1111 1111", "•••• 1111"),
            ("sara.k@alofuq.com.sa", "s•••@alofuq.com.sa"),
        ],
    )
    def test_identifiers_keep_only_their_tail(self, text: str, masked: str) -> None:
        assert mask_identifiers(text) == masked

    @pytest.mark.parametrize(
        "text",
        [
            "2024-05-12 10:30",
            "فاتورة 20240512",
            "طلب 55123",
            "٢٬٩٩٠ ريال",
            "920012345",
            "عندي ٤٠٠ عميل",
            "1111 2222 3333 4445",
        ],
    )
    def test_dates_amounts_and_orders_stay(self, text: str) -> None:
        assert mask_identifiers(text) == text

    @given(st.text(alphabet="0123456789٠٥+- ()a@.SA", max_size=80))
    def test_no_saudi_mobile_survives(self, text: str) -> None:
        assert "0551234678" not in mask_identifiers(text + " 0551234678")

    @pytest.mark.parametrize("unit", ["a@", "1 ", "12345678-", "SA1 ", "5", "- ", "+", "a.", "a@a."])
    def test_hostile_length_is_survived(self, unit: str) -> None:
        assert mask_identifiers(unit * (100_000 // len(unit))) is not None
