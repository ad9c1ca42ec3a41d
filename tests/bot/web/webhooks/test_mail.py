"""The mail's door from the outside, on both databases."""

from sqlalchemy import select

from dealix_ops.intake.models import Inbound
from tests.bot.edge import MAIL_SECRET, Edge
from tests.bot.web.webhooks.door import knock, send, stored
from tests.bot.web.webhooks.mail_cases import CASES, PATH, QUESTION, posted
from tests.bot.web.webhooks.sent import Case, Sent
from tests.support.letters import CUSTOMER, letter, signed
from tests.support.only import table


class TestReceive:
    @table(CASES)
    async def test_input_gives_status_rows_priority_and_card(self, edge: Edge, case: Case) -> None:
        await knock(edge, case, absent=(CUSTOMER,))

    async def test_every_signed_header_counts(self, desk_edge: Edge) -> None:
        raw, at = letter(QUESTION, at=desk_edge.clock()), desk_edge.clock()
        headers = signed(raw, at=at, secret=MAIL_SECRET)
        for name, other in (("webhook-id", "msg_2"), ("webhook-timestamp", str(int(at.timestamp()) + 1))):
            assert (
                await send(desk_edge, Sent(raw, path=PATH, headers=headers | {name: other}))
            ).status == 401

    async def test_id_with_a_dot_could_move_bytes_and_is_refused(self, desk_edge: Edge) -> None:
        raw, at = letter(QUESTION, at=desk_edge.clock()), desk_edge.clock()
        headers = signed(raw, at=at, secret=MAIL_SECRET, message_id="msg.1")
        assert (await send(desk_edge, Sent(raw, path=PATH, headers=headers))).status == 401

    async def test_one_of_several_signatures_is_enough(self, desk_edge: Edge) -> None:
        raw, at = letter(QUESTION, at=desk_edge.clock()), desk_edge.clock()
        headers = signed(raw, at=at, secret=MAIL_SECRET)
        headers["webhook-signature"] = f"v1,AAAA v1a,BBBB {headers['webhook-signature']}"
        assert (await send(desk_edge, Sent(raw, path=PATH, headers=headers))).status == 200

    async def test_lateness_is_noted(self, desk_edge: Edge) -> None:
        late = next(case for case in CASES if case.name == "late")
        for sent in late.sent(desk_edge.clock()):
            await send(desk_edge, sent)
        with desk_edge.database.reading() as session:
            assert session.scalars(select(Inbound)).one().body["late_s"] == 3 * 3600

    async def test_another_sender_cannot_use_up_an_id(self, desk_edge: Edge) -> None:
        for sender in ("evil@b.example", CUSTOMER):
            raw = letter(QUESTION, at=desk_edge.clock(), sender=sender, message_id="<next@ofuq.example>")
            await send(desk_edge, posted(raw, desk_edge.clock()))
        assert stored(desk_edge) == {"message": 2}
