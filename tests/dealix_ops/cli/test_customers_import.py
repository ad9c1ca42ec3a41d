"""`dealix customers import`: the report, what is written, and every file that is none."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from typer.testing import CliRunner, Result

from dealix_ops.cli import app
from dealix_ops.contacts import customers, import_file, opt_ins, persons, suppression
from dealix_ops.contacts import service as contacts
from dealix_ops.contacts.models import Contact, Customer
from dealix_ops.contacts.service import Sender
from dealix_ops.database import Database
from dealix_ops.durable.engine import Engine
from tests.bot.tables import rows
from tests.dealix_ops.matters.test_promises import until_somebody_waits
from tests.support import deliveries
from tests.support.clock import MovingClock
from tests.support.customers import told
from tests.support.house import House
from tests.support.only import ON_POSTGRES

HEAD = "الرمز;العميل;الباقة;القيمة الشهرية;بداية العقد;التجديد;المسؤول;جهة الاتصال;الجوال;البريد"
OFUQ = (
    "C1;الأفق;Growth Starter;٢٬٩٩٩ ر.س;2026-04-20;13/12/2026;U0123ABCD;نورة القحطاني;"
    "٠٥٥١٢٣٤٥٦٧;Noura@ofuq.example"
)
SALEM = ";الافق;;;;;;سالم;0501234567 / 0551112223;"
TABLES = ("customer", "contact", "same_person", "opt_in", "ledger_entry")


class Office:
    """A person at the command line, with a file."""

    def __init__(self, url: str, folder: Path) -> None:
        self.url = url
        self.database = Database(url)
        self._file = folder / "customers.csv"

    def runs(self, *lines: str, apply: bool = True, raw: bytes | None = None) -> Result:
        content = "\n".join(lines).encode() if raw is None else raw
        self._file.write_bytes(content)
        words = ["customers", "import", str(self._file), *(["--apply"] if apply else [])]
        return CliRunner().invoke(app, words, env={"DEALIX_DATABASE_URL": self.url})

    def stands(self) -> dict[str, object]:
        held = rows(self.database)
        return {name: held[name] for name in TABLES}


@pytest.fixture
def office(database_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(database_url, tmp_path)
    yield made
    made.database.close()


@pytest.fixture
def desk(sqlite_url: str, tmp_path: Path) -> Iterator[Office]:
    made = Office(sqlite_url, tmp_path)
    yield made
    made.database.close()


class TestReport:
    def test_dry_run_says_everything_and_writes_nothing(self, office: Office) -> None:
        before = office.stands()
        result = office.runs(HEAD, OFUQ, SALEM, apply=False)
        assert result.exit_code == 0, result.output
        assert "سطر 2: الأفق · نورة القحطاني: الباقة: Growth Starter، القيمة الشهرية: 2,999" in result.output
        assert "بداية العقد: 2026-04-20" in result.output
        assert "المجموع: جديد 2 · تغيّر 0 · كما هو 0 · لم نقبله 0" in result.output
        assert result.output.rstrip().endswith("--apply")
        assert office.stands() == before

    def test_written_once_and_the_second_run_changes_nothing(self, office: Office) -> None:
        assert office.runs(HEAD, OFUQ, SALEM).exit_code == 0
        with office.database.reading() as session:
            (ofuq,) = session.scalars(select(Customer)).all()
            assert (ofuq.code, ofuq.name, ofuq.bundle_id) == ("C1", "الأفق", "growth_starter")
            assert (ofuq.monthly_sar, ofuq.contract_on) == (2_999, date(2026, 4, 20))
            assert (ofuq.renews_on, ofuq.owner) == (date(2026, 12, 13), "U0123ABCD")
            noura, salem, second = session.scalars(select(Contact).order_by(Contact.id)).all()
            assert (noura.wa_id, noura.phone) == ("966551234567", "+966551234567")
            assert (noura.key, noura.email) == ("mail:noura@ofuq.example", "noura@ofuq.example")
            assert persons.of(session, salem.id) == {salem.id, second.id}
            assert {one.customer_id for one in (noura, salem, second)} == {ofuq.id}
        before = office.stands()
        again = office.runs(HEAD, OFUQ, SALEM)
        assert "المجموع: جديد 0 · تغيّر 0 · كما هو 2 · لم نقبله 0" in again.output
        assert "كل شيء كما هو" in again.output
        assert office.stands() == before

    def test_change_is_told_from_old_to_new_and_an_empty_cell_takes_nothing_away(self, desk: Office) -> None:
        desk.runs(HEAD, OFUQ)
        result = desk.runs("code,customer,monthly_sar,renewal", "C1,أفق نجد,3500,")
        assert "العميل: الأفق ← أفق نجد" in result.output
        assert "القيمة الشهرية: 2,999 ← 3,500" in result.output
        with desk.database.reading() as session:
            (ofuq,) = session.scalars(select(Customer)).all()
            assert (ofuq.name, ofuq.monthly_sar, ofuq.renews_on) == ("أفق نجد", 3_500, date(2026, 12, 13))
        changed = [facts["changed"] for event, facts in told(desk.database) if event == "customer.changed"]
        assert changed[-1] == {"monthly_sar": [2_999, 3_500]}

    def test_opt_in_is_kept_for_the_first_address_only_and_the_ledger_holds_no_words(
        self, desk: Office
    ) -> None:
        head = "customer,contact,phone,email,opt_in,opt_in_date"
        line = "الأفق,نورة,0551234567,noura@ofuq.example,وقّعت النموذج,1/5/2026"
        desk.runs(head, line)
        with desk.database.reading() as session:
            (given,) = opt_ins.standing(session, [1])
            assert (given.channel, given.address, given.evidence) == (
                "whatsapp",
                "+966551234567",
                "وقّعت النموذج",
            )
            assert (given.given_on, given.recorded_by) == (date(2026, 5, 1), "import")
        story = str(told(desk.database))
        assert "وقّعت" not in story
        assert "551234567" not in story

    @pytest.mark.parametrize(
        ("line", "why"),
        [
            (";;;;;;;نورة;0551234567;", "لا اسم للعميل في الصف"),
            (";=cmd|' /C calc'!A0;;;;;;;;", "«العميل» يبدأ بعلامة معادلة (=)"),
            (";رواد;;;;;;@SUM(A1);0551234567;", "«جهة الاتصال» يبدأ بعلامة معادلة (@)"),
            (";+رواد;;;;;;;;", "«العميل» يبدأ بعلامة معادلة (+)"),
            (";رواد;Growth Startr;;;;;;;", "لا نعرف الباقة «Growth Startr»"),
            (";رواد;;ألفين;;;;;;", "«ألفين» ليس مبلغاً بالريالات الصحيحة"),
            (";رواد;;2999.50;;;;;;", "«2999.50» ليس مبلغاً"),
            (";رواد;;1.000;;;;;;", "«1.000» ليس مبلغاً"),
            (";رواد;;;1447-05-01;;;;;", "تاريخ هجري، اكتبه ميلادياً"),
            (";رواد;;;2026-13-01;;;;;", "«2026-13-01» ليس تاريخاً"),
            (";رواد;;;2026-05-01;2026-04-01;;;;", "التجديد 2026-04-01 قبل بداية العقد 2026-05-01"),
            (";رواد;;;;;سالم;;;", "«سالم» ليس معرّف شخص في سلاك"),
            (";رواد;;;;;;نورة;;", "بلا جوال ولا بريد"),
            (";رواد;;;;;;نورة;9.66551E+11;", "رقم شوّهه إكسل"),
            (";رواد;;;;;;نورة;0112345678;", "«0112345678» ليس رقم جوال صحيحاً"),
            (";رواد;;;;;;نورة;;nora at rowad", "«nora at rowad» بريد غير مكتمل"),
            (f";{'ع' * 121};;;;;;;;", "أطول من 120 حرفاً"),
            (";رواد;;;;;;;;;زائد", "عدد الخلايا أكثر من الأعمدة"),
        ],
    )
    def test_refused_line_has_its_number_and_reason_and_the_others_go_on(
        self, desk: Office, line: str, why: str
    ) -> None:
        result = desk.runs(HEAD, line, OFUQ)
        assert result.exit_code == 1
        (refused,) = [one for one in result.output.splitlines() if one.startswith("  سطر 2:")]
        assert why in refused
        with desk.database.reading() as session:
            assert [one.name for one in session.scalars(select(Customer))] == ["الأفق"]

    def test_lines_that_repeat_or_contradict_each_other(self, desk: Office) -> None:
        result = desk.runs(HEAD, OFUQ, OFUQ, ";الأفق;;3000;;;;;;", "C2;الافق;;;;;;;;", "C1;رواد;;;;;;;;")
        assert "سطر 3: الأفق · نورة القحطاني: مكرر: نفس السطر 2" in result.output
        assert "يخالف السطر 2 في «القيمة الشهرية»: هناك «2,999» وهنا «3,000»" in result.output
        assert "سطر 5: الافق: للعميل رمز آخر: «C1»" in result.output
        assert "سطر 6: رواد: يخالف السطر 2 في «العميل»: هناك «الأفق» وهنا «رواد»" in result.output

    def test_number_that_two_share_is_the_first_one_s_and_no_run_renames_anybody(self, desk: Office) -> None:
        head = "customer,contact,phone,email"
        lines = (
            "الأفق,نورة,0551234567,",
            "الأفق,سارة,٠٥٥١٢٣٤٥٦٧,",
            "الأفق,نوره,0551234567,noura@ofuq.example",
        )
        result = desk.runs(head, *lines)
        (refused,) = [one for one in result.output.splitlines() if one.startswith("  سطر 3:")]
        assert "في السطر 2 باسم «نورة». اكتبه لواحد منهما فقط" in refused
        assert "551234567" not in result.output
        before = desk.stands()
        assert "المجموع: جديد 0 · تغيّر 0 · كما هو 2 · لم نقبله 1" in desk.runs(head, *lines).output
        assert desk.stands() == before

    def test_opt_in_belongs_to_the_contact_whose_address_it_names(self, desk: Office) -> None:
        desk.runs("customer,contact,email", "الأفق,نورة,noura@ofuq.example")
        head = "customer,contact,phone,email,opt_in,opt_in_date"
        desk.runs(head, "الأفق,نورة,0551234567,noura@ofuq.example,وقّعت النموذج,1/5/2026")
        with desk.database.reading() as session:
            (given,) = opt_ins.standing(session, [1, 2])
            assert session.get_one(Contact, given.contact_id).wa_id == "966551234567"

    def test_person_of_another_customer_is_never_moved(self, desk: Office) -> None:
        desk.runs(HEAD, OFUQ)
        result = desk.runs(HEAD, ";رواد;;;;;;نورة;0551234567;")
        assert "مربوط بعميل آخر: الأفق" in result.output
        assert "551234567" not in result.output
        with desk.database.reading() as session:
            assert session.get_one(Contact, 1).customer_id == 1
            assert session.scalars(select(Customer)).all()[1:] == []

    def test_people_that_somebody_held_apart_are_not_joined_by_a_file(self, desk: Office) -> None:
        head = "customer,contact,phone,email"
        desk.runs(head, "الأفق,نورة,0551234567,", "الأفق,نورة,,noura@ofuq.example")
        with desk.database.transaction() as session:
            one, other = session.get_one(Contact, 1), session.get_one(Contact, 2)
            persons.judge(session, one, other, is_same=False, actor="U1", now=MovingClock()())
        result = desk.runs(head, "الأفق,نورة,0551234567,noura@ofuq.example")
        assert "ليس هو صاحب العنوان الآخر" in result.output

    @pytest.mark.parametrize("address", ["٠٥٥١٢٣٤٥٦٧,", ",Noura@ofuq.example"])
    def test_old_file_does_not_bring_back_whom_we_were_asked_to_forget(
        self, desk: Office, address: str
    ) -> None:
        with desk.database.transaction() as session:
            for told in ("+966551234567", "noura@ofuq.example"):
                suppression.suppress(session, told, now=MovingClock()())
        result = desk.runs("customer,contact,phone,email", f"الأفق,نورة,{address}", "رواد,سالم,0551112223,")
        (refused,) = [one for one in result.output.splitlines() if one.startswith("  سطر 2:")]
        assert "طلب صاحب" in refused
        assert "551234567" not in result.output
        with desk.database.reading() as session:
            assert [one.known_name for one in session.scalars(select(Contact))] == ["سالم"]

    def test_forgotten_person_who_wrote_since_is_linked_again(self, desk: Office) -> None:
        with desk.database.transaction() as session:
            suppression.suppress(session, "966551234567", now=MovingClock()())
            sender = Sender(name="نورة", wa_id="966551234567")
            contacts.find_or_create(session, sender, now=MovingClock()())
        assert desk.runs("customer,contact,phone", "الأفق,نورة,0551234567").exit_code == 0
        with desk.database.reading() as session:
            assert session.get_one(Contact, 1).customer_id == 1


class TestBesidePeople:
    @ON_POSTGRES
    def test_what_a_founder_changes_meanwhile_is_known_before_the_file_is_read(self, office: Office) -> None:
        office.runs("customer,monthly_sar", "الأفق,2999")
        with ThreadPoolExecutor() as pool:
            with office.database.transaction() as session:
                ofuq = customers.locked(session, 1)
                terms = replace(customers.terms_of(ofuq), monthly_sar=3_500)
                customers.change(session, ofuq, terms, actor="U1", now=MovingClock()())
                importing = pool.submit(office.runs, "customer,monthly_sar", "الأفق,4000")
                until_somebody_waits(session)
            assert "القيمة الشهرية: 3,500 ← 4,000" in importing.result().output


class TestFile:
    @pytest.mark.parametrize(
        ("raw", "why"),
        [
            (b"", "الملف فارغ"),
            (b"\xef\xbb\xbf\n\n", "الملف فارغ"),
            ("العميل\nالأفق".encode("cp1256"), "ترميز الملف ليس UTF-8"),
            ("العميل\nالأفق".encode("utf-16"), "ترميز الملف ليس UTF-8"),
            ("العميل\nالأ\x00فق".encode(), "(NUL)"),
            ("الاسم,الجوال\nنورة,0551234567".encode(), "لا يوجد عمود «العميل»"),
            ("العميل,customer\nأ,ب".encode(), "العمود «العميل» مكرر"),
            ('العميل\n"الأفق'.encode(), "علامة اقتباس لم تُغلق"),
            (b"x" * (import_file.LARGEST_BYTES + 1), "الملف أكبر من 2,000"),
        ],
    )
    def test_file_that_is_none_is_one_line(self, desk: Office, raw: bytes, why: str) -> None:
        result = desk.runs(raw=raw)
        assert result.exit_code == 2
        assert why in result.output
        assert "Traceback" not in result.output

    def test_too_many_rows(self, desk: Office) -> None:
        result = desk.runs("customer", *["x"] * (import_file.MOST_ROWS + 1))
        assert result.exit_code == 2
        assert "أكثر من 5,000 صف" in result.output

    @pytest.mark.parametrize("delimiter", [",", ";", "\t"])
    @pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
    def test_whatever_excel_makes_of_it(self, desk: Office, delimiter: str, bom: bytes) -> None:
        lines = [["Customer Name", "Mobile", "ملاحظة"], ["الأفق", "٠٥٥ ١٢٣ ٤٥٦٧", "x"]]
        text = "\r\n".join(delimiter.join(line) for line in lines)
        for head in ("", f"sep={delimiter}\r\n"):
            result = desk.runs(raw=bom + f"{head}{text}".encode(), apply=False)
            assert "المجموع: جديد 1" in result.output
        assert "أعمدة لم نعرفها فلم نقرأها: ملاحظة" in result.output


class TestAfterwards:
    def test_whatsapp_of_an_imported_person_lands_on_the_customer(
        self, office: Office, database: Database, engine: Engine
    ) -> None:
        office.runs(HEAD, OFUQ, SALEM)
        house = House(database, engine, MovingClock())
        house.customer_writes("كيف أضيف مستخدماً؟", wa_id="966551234567", user_id="SA.77", name="🌸 نون")
        house.run_all()
        who = house.card().who
        assert (who.customer, who.name) == ("الأفق", "نورة القحطاني")
        with database.reading() as session:
            assert session.get_one(Contact, 1).wa_user_id == "SA.77"
            assert len(session.scalars(select(Contact)).all()) == 3

    def test_person_who_wrote_before_is_linked_and_keeps_the_conversation(self, desk: Office) -> None:
        database = desk.database
        engine = Engine(database.url)
        engine.register_queues()
        house = House(database, engine, MovingClock())
        house.customer_writes("مرحبا", wa_id=deliveries.CUSTOMER)
        house.run_all()
        result = desk.runs("customer,contact,phone", f"الأفق,نورة,+{deliveries.CUSTOMER}")
        assert "رُبط" not in result.output.split("جديد (1)")[0]
        assert house.card().who.customer == "الأفق"
        house.run_all()
        assert "الأفق" in house.slack.posted[-1].text
        house.customer_writes("وش صار؟", wa_id=deliveries.CUSTOMER)
        house.clock.move(hours=24 * 5)
        house.run_all()
        engine.close()
        with database.reading() as session:
            (person,) = session.scalars(select(Contact)).all()
            assert (person.customer_id, person.profile_name) == (1, "نورة")
        assert ("contact.linked_to_customer", {"contact": 1, "customer": 1}) in told(database)
