"""The figures of a posted message, read off its Arabic."""

import re


def figures(kind: str, lines: list[str]) -> dict[str, int | str]:
    """`lines[0]` is the notification."""
    push, text = lines[0], "\n".join(lines[1:])
    if kind == "morning":
        found: dict[str, int | str] = {
            "waiting": _count(_after(r"بانتظارك", lines[0]) or ""),
            "grave": int("الحالات الطارئة: لا يوجد" not in text),
        }
        if "صباح الخير" in text or "ملخص اليوم" in text:
            missed = re.search(r"^لم يُنفَّذ في موعده: (.*)$", text, re.M)
            news = re.search(r"^منذ [^:]+: (.*?) في (.*?)،", text, re.M)
            windows = re.search(r"^نوافذ واتساب تقفل .*?: (.*)$", text, re.M)
            found |= {
                "late": _count(_after("والمتأخر", push) or ""),
                "messages": _count(news[1]) if news else 0,
                "talks": _count(news[2]) if news else 0,
                "windows": _count(windows[1]) if windows else 0,
                "risky": _risky(text),
                "missed": 0 if missed is None or missed[1] == "لا شيء" else missed[1].count("(") or 1,
            }
        return found
    if kind == "notice":
        about = {"تقويم العمل": "confirm", "تنبيه الإجازة": "away"}
        return {"about": "drill" if "dealix drill p0" in push else about.get(push.split(":")[0], push)}
    if kind == "afternoon":
        return {"late": _count(push.split(":")[1])}
    if kind == "evening":
        return {"windows": _count(push.split(" تقفل ")[0])}
    if kind == "review":
        came = re.search(r"^الوارد: (.*?)(?: \(|،)", text, re.M)
        rate = re.search(r"^أول رد في موعده: (?:\d+% \()?(\d+) من (\d+)", text, re.M)
        late = re.search(r"^المتأخر: (.*?)،", text, re.M)
        return {
            "opened": _count(came[1]) if came else 0,
            "good": int(rate[1]) if rate else 0,
            "decided": int(rate[2]) if rate else 0,
            "late": _count(late[1]) if late else 0,
            "risky": _risky(text),
        }
    if kind == "check_ins":
        return {"met": _met(lines[1:])}
    if kind == "packs":
        missing = re.findall(r"^العميل \W*شركة (\d+)\W* · (.*)$", text, re.M)
        named = [f"{customer}:{_first_number(last)}" for customer, last in missing]
        return {"without": " ".join([f"{_count(push.split(':')[1])}", *named])}
    return {}


def _first_number(words: str) -> str:
    found = re.search(r"\d+", words)
    return found[0] if found else "0"


def _risky(text: str) -> str:
    """How many, and of the two that are named whose and why."""
    found = re.search(r"^في خطر:? (.*)$", text, re.M)
    said = found[1] if found else ""
    why = r"شركة (\d+)\W* \((?:(\d+) \S+ بلا نشاط|آخر Proof Pack قبل (\d+) )"
    named = [f"{one[0]} {'silent' if one[1] else 'pack'} {one[1] or one[2]}" for one in re.findall(why, said)]
    return ", ".join([f"{_count(said.split(':')[0])}", *named])


def _met(lines: list[str]) -> str:
    told = []
    for line in lines:
        head, _, names = line.partition(": ")
        customers = re.findall(r"شركة (\d+)", names)
        if not customers or line.startswith("["):
            continue
        day = "left" if "بلا يوم" in head else "written" if "ملخص مكتوب" in head else ""
        told.append(f"{day or _first_number(head)}:{','.join(customers)}")
    return " ".join(told)


def _after(word: str, text: str) -> str | None:
    found = re.search(rf"{word}:? ([^،.·]*)", text)
    return found[1] if found else None


def _count(words: str) -> int:
    """«لا يوجد»، «تذكرة»، «تذكرتان»، «3 تذاكر»."""
    words = words.strip()
    if not words or words.startswith(("لا يوجد", "لا شيء")):
        return 0
    if number := re.match(r"\d[\d,]*", words):
        return int(number[0].replace(",", ""))
    return 2 if re.match(r"\w+(?:ان|ين)\b", words) else 1
