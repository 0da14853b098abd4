"""Who follows, works and talks with whom in the demonstration network."""

import random

from companies.actions.sections import save_section
from companies.choices import Category
from companies.models import Member
from connections.actions.follows import follow
from connections.actions.introductions import open_introduction, request_introduction
from connections.actions.relations import confirm_connection, propose_connection
from connections.choices import ConnectionKind, Purpose
from connections.messaging.actions.conversations import accept_introduction
from connections.messaging.actions.messages import send_message
from network.home.demo.texts import REFERENCE_SENTENCES, REPLIES, REQUESTS

FOLLOWS_EACH = 5
CLIENTS_EACH = 2
KIND_BY_CATEGORY = {Category.MEDIA: ConnectionKind.PRESS, Category.BRAND: ConnectionKind.PARTNER}


class RelationMaker:
    """Ties owners' companies together; all chance comes from one seeded source."""

    def __init__(self, chance: random.Random, buyers: list[Member], providers: list[Member]) -> None:
        self.chance, self.buyers, self.providers = chance, buyers, providers

    def make(self, story: tuple[Member, Member]) -> None:
        """Everything, beginning with one conversation that the accounts to try take part in: (buyer, provider)."""
        everybody = self.buyers + self.providers
        for member in everybody:
            others = [other for other in everybody if other.company_id != member.company_id]
            for other in self.chance.sample(others, FOLLOWS_EACH):
                follow(acting=member, company=other.company)
        for number, provider in enumerate(self.providers):
            self._clients_of(provider, number)
        self._talk(*story, replies=3)
        for buyer in self.buyers[:16]:
            provider = self.chance.choice([other for other in self.providers if other != story[1]])
            if buyer != story[0]:
                self._talk(buyer, provider, replies=self.chance.randint(0, 4))
        for buyer in self.buyers[16:20]:
            self._ask(buyer, story[1])

    def _clients_of(self, provider: Member, place: int) -> None:
        clients = self.chance.sample(self.buyers, CLIENTS_EACH)
        references = []
        for number, client in enumerate(clients):
            usual = ConnectionKind.PARTNER if (place + number) % 4 == 0 else ConnectionKind.CLIENT
            kind = KIND_BY_CATEGORY.get(client.company.category, usual)
            connection = propose_connection(acting=provider, company=client.company, kind=kind)
            confirm_connection(acting=client, connection=connection)
            sentence = self.chance.choice(REFERENCE_SENTENCES[provider.user.language])
            references.append(
                {
                    "client": client.company.name,
                    "years": str(self.chance.randint(2021, 2026)),
                    "sentence": sentence,
                    "page": client.company.slug,
                }
            )
        save_section(acting=provider, kind="references", content={"references": references}, base_version=0)

    def _ask(self, buyer: Member, provider: Member):
        purpose, benefit = self.chance.choice(REQUESTS[buyer.user.language])
        return request_introduction(
            acting=buyer, company=provider.company, purpose_kind=Purpose.BUY, purpose=purpose, benefit=benefit
        )

    def _talk(self, buyer: Member, provider: Member, replies: int) -> None:
        introduction = self._ask(buyer, provider)
        open_introduction(acting=provider, introduction=introduction)
        conversation = accept_introduction(acting=provider, introduction=introduction)
        for number in range(replies):
            writer = (provider, buyer)[number % 2]
            text = REPLIES[buyer.user.language][number]
            send_message(acting=writer, conversation=conversation, text=text)
