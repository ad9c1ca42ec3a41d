"""Where a person may be answered, as they typed it: kept only in the form that works."""

import phonenumbers

COUNTRY = "SA"
LONGEST_EMAIL = 254
LONGEST_TYPED = 80


MOBILE = (phonenumbers.PhoneNumberType.MOBILE, phonenumbers.PhoneNumberType.FIXED_LINE_OR_MOBILE)


def mobile(typed: str) -> str | None:
    """The number with its country (`+966551234567`), Saudi where none is said.

    None for no valid number, and for a landline or a 9200 number: nobody reads WhatsApp there.
    """
    if len(typed) > LONGEST_TYPED:
        return None
    try:
        number = phonenumbers.parse(typed, COUNTRY)
    except phonenumbers.NumberParseException:
        return None
    if not phonenumbers.is_valid_number(number) or phonenumbers.number_type(number) not in MOBILE:
        return None
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)


def email(typed: str) -> str | None:
    """The address where it can be one: a name, one @, a host with a dot; None else."""
    address = typed.strip()
    name, _, host = address.partition("@")
    plain = address.isascii() and address.isprintable() and " " not in address and "@" not in host
    right = bool(name) and "." in host.strip(".") and len(address) <= LONGEST_EMAIL
    return address if plain and right and not set("<>,;\"'()\\") & set(address) else None


def whatsapp_id(typed: str) -> str | None:
    """The digits by which WhatsApp knows this mobile number."""
    number = mobile(typed)
    return number.removeprefix("+") if number else None


def mail_key(address: str) -> str:
    """What a mail's sender is known by; capitals make no other person."""
    return f"mail:{address.lower()}"
