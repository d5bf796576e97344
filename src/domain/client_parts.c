/* Parts of a client: further contact points and addresses, and how clients relate to each other. */
#include "domain/client.h"

#include <stddef.h>
#include <string.h>

static const struct choice point_kind_choices[] = {
	{"phone", N_("Phone"),
		"telephone|work|home|телефон|рабочий|домашний|служебен|telefon|stacjonarny"},
	{"mobile", N_("Mobile"),
		"mobile phone|cell|cell phone|мобильный|мобильный телефон|моб|моб. тел.|"
		"моб. телефон|сотовый|сотовый телефон|мобилен|мобилен телефон|gsm|komórka|"
		"komórkowy|telefon komórkowy"},
	{"fax", N_("Fax"), "факс|faks"},
	{"email", N_("E-mail"), "mail|почта|электронная почта|имейл|поща|poczta"},
	{"web", N_("Website"), "www|url|сайт|уебсайт|strona|strona www"},
	{"messenger", N_("Messenger"),
		"chat|telegram|whatsapp|viber|signal|skype|мессенджер|чат|"
		"месинджър|komunikator|czat"},
	{0},
};

static const struct choice address_kind_choices[] = {
	{"billing", N_("Billing"),
		"invoice|legal|registered|юридический|для счетов|за фактуриране|"
		"по регистрация|do faktury|rozliczeniowy|siedziba"},
	{"shipping", N_("Shipping"),
		"delivery|доставка|для доставки|за доставка|dostawa|do wysyłki"},
	{"visit", N_("Visit"),
		"office|physical|actual|фактический|офис|для визитов|за посещение|"
		"biuro|do odwiedzin"},
	{0},
};

static const struct choice relation_type_choices[] = {
	{"works_at", N_("Works at"),
		"employee of|работает в|сотрудник|работи в|служител на|pracuje w"},
	{"subsidiary_of", N_("Subsidiary of"),
		"daughter of|дочерняя компания|дъщерно дружество на|spółka zależna"},
	{"referred_by", N_("Referred by"),
		"introduced by|по рекомендации|препоръчан от|polecony przez"},
	{"customer_of", N_("Customer of"),
		"buys from|покупает у|покупатель|клиент на|купува от|klient firmy"},
	{"partner_of", N_("Partner of"), "партнёр|партньор на|partner firmy"},
	{"relative_of", N_("Relative of"), "family of|родственник|роднина на|krewny"},
	{"related_to", N_("Related to"),
		"linked to|other|связан с|другое|свързан с|друго|powiązany z|inne"},
	{"distinct_from", N_("Not the same as"), /* no duplicate: see duplicates.h */
		"different from|не то же, что|различен от|inny niż"},
	{0},
};

static const struct choice relation_reverse[] = {
	{"works_at", N_("Employs"), NULL},
	{"subsidiary_of", N_("Parent of"), NULL},
	{"referred_by", N_("Referred"), NULL},
	{"customer_of", N_("Supplier of"), NULL},
	{"partner_of", N_("Partner of"), NULL},
	{"relative_of", N_("Relative of"), NULL},
	{"related_to", N_("Related to"), NULL},
	{"distinct_from", N_("Not the same as"), NULL},
	{0},
};

const char *relation_reverse_title(const char *type)
{
	return choice_title(relation_reverse, type);
}

static const struct field contact_point_fields[] = {
	[CONTACT_POINT_CLIENT] = {.name = "client",
		.title = N_("Client"),
		.column = "client_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.flags = FF_REQUIRED | FF_COLUMN | FF_SORT,
		.width_cols = 24,
		.aliases = "company|account|customer|person|contact|компания|клиент|"
			   "контрагент|контакт|фирма|клиент име|firma|klient|kontrahent|"
			   "kontakt"},
	[CONTACT_POINT_KIND] = {.name = "kind",
		.title = N_("Kind"),
		.column = "kind",
		.type = FT_CHOICE,
		.initial = "phone",
		.choices = point_kind_choices,
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 10,
		.aliases = "type|channel|вид|тип|вид контакт|rodzaj|typ"},
	[CONTACT_POINT_LABEL] = {.name = "label",
		.title = N_("Label"),
		.column = "label",
		.type = FT_TEXT,
		.max_len = 60,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 14,
		.aliases = "description|метка|пояснение|описание|етикет|etykieta|opis"},
	[CONTACT_POINT_VALUE] = {.name = "value",
		.title = N_("Number or address"),
		.column = "value",
		.type = FT_TEXT,
		.flags = FF_REQUIRED | FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 24,
		.aliases = "number|phone|telephone|email|e-mail address|значение|номер|"
			   "телефон|почта|стойност|имейл|wartość|numer|telefon|adres e-mail"},
	[CONTACT_POINT_NORMALISED] = {.name = "normalised",
		.title = N_("Normalised"),
		.column = "normalised",
		.type = FT_TEXT,
		.flags = FF_READONLY | FF_HIDDEN | FF_PERSONAL},
	[CONTACT_POINT_INVALID] = {.name = "invalid",
		.title = N_("Invalid"),
		.column = "invalid",
		.type = FT_BOOL,
		.width_cols = 7,
		.aliases = "bounced|wrong|неверный|недействителен|невалиден|błędny|nieaktualny"},
	[CONTACT_POINT_OPT_OUT] = {.name = "opt_out",
		.title = N_("Opted out"),
		.column = "opt_out",
		.type = FT_BOOL,
		.width_cols = 7,
		.aliases = "unsubscribed|отказ|отписан|отказал се|rezygnacja|wypisany"},
	[CONTACT_POINT_COMMON] = FIELDS_COMMON,
};

const struct kind contact_point_kind = {
	.id = KIND_CONTACT_POINT,
	.name = "contact_point",
	.title = N_("Phone or e-mail"),
	.plural = N_("Phones and e-mails"),
	.table = "contact_point",
	.fields = contact_point_fields,
	.nfields = CONTACT_POINT_COMMON + FIELDS_COMMON_COUNT,
	.title_field = CONTACT_POINT_VALUE,
	.order_field = CONTACT_POINT_CLIENT,
};

static const struct field address_fields[] = {
	[ADDRESS_CLIENT] = {.name = "client",
		.title = N_("Client"),
		.column = "client_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.flags = FF_REQUIRED | FF_COLUMN | FF_SORT,
		.width_cols = 24,
		.aliases = "company|account|customer|person|contact|компания|клиент|"
			   "контрагент|контакт|фирма|клиент име|firma|klient|kontrahent|"
			   "kontakt"},
	[ADDRESS_KIND] = {.name = "kind",
		.title = N_("Kind"),
		.column = "kind",
		.type = FT_CHOICE,
		.initial = "billing",
		.choices = address_kind_choices,
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 10,
		.aliases = "type|address type|вид|тип|вид адреса|тип адреса|вид адрес|rodzaj|"
			   "typ|rodzaj adresu"},
	[ADDRESS_STREET] = {.name = "street",
		.title = N_("Street"),
		.column = "street",
		.type = FT_TEXT,
		.flags = FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 28,
		.aliases = "address|street address|address line 1|улица|адрес|ulica|adres"},
	[ADDRESS_CITY] = {.name = "city",
		.title = N_("City"),
		.column = "city",
		.type = FT_TEXT,
		.flags = FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 14,
		.aliases = "town|locality|город|населённый пункт|град|населено място|miasto|"
			   "miejscowość"},
	[ADDRESS_REGION] = {.name = "region",
		.title = N_("Region"),
		.column = "region",
		.type = FT_TEXT,
		.flags = FF_PERSONAL | FF_MAIN,
		.width_cols = 14,
		.aliases = "state|province|county|регион|область|край|община|województwo"},
	[ADDRESS_POSTCODE] = {.name = "postcode",
		.title = N_("Postcode"),
		.column = "postcode",
		.type = FT_TEXT,
		.max_len = 20,
		.flags = FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 9,
		.aliases = "zip|zip code|postal code|индекс|почтовый индекс|пощенски код|"
			   "kod pocztowy"},
	[ADDRESS_COUNTRY] = {.name = "country",
		.title = N_("Country"),
		.column = "country",
		.type = FT_TEXT,
		.flags = FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 14,
		.aliases = "страна|държава|kraj|państwo"},
	[ADDRESS_COMMON] = FIELDS_COMMON,
};

const struct kind address_kind = {
	.id = KIND_ADDRESS,
	.name = "address",
	.title = N_("Address"),
	.plural = N_("Addresses"),
	.table = "address",
	.fields = address_fields,
	.nfields = ADDRESS_COMMON + FIELDS_COMMON_COUNT,
	.title_field = ADDRESS_STREET,
	.order_field = ADDRESS_CLIENT,
};

static const struct field relation_fields[] = {
	[RELATION_A] = {.name = "a",
		.title = N_("Who"),
		.column = "a_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN | FF_SORT,
		.width_cols = 24,
		.aliases = "person|contact|from|employee|человек|контакт|сотрудник|кто|лице|"
			   "служител|кой|osoba|kontakt|pracownik|kto"},
	[RELATION_TYPE] = {.name = "type",
		.title = N_("Relation"),
		.column = "type",
		.type = FT_CHOICE,
		.initial = "works_at",
		.choices = relation_type_choices,
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 16,
		.aliases = "kind|relation type|relationship|связь|отношение|вид связи|тип|"
			   "връзка|вид връзка|relacja|powiązanie|rodzaj|typ"},
	[RELATION_B] = {.name = "b",
		.title = N_("To whom"),
		.column = "b_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 24,
		.aliases = "company|account|to|employer|организация|компания|с кем|"
			   "работодатель|фирма|с кого|работодател|firma|pracodawca|z kim"},
	[RELATION_ROLE] = {.name = "role",
		.title = N_("Role"),
		.column = "role",
		.type = FT_TEXT,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 18,
		.aliases = "position|job title|title|function|должность|роль|длъжност|позиция|"
			   "stanowisko|rola|funkcja"},
	[RELATION_ACTIVE] = {.name = "active",
		.title = N_("Active"),
		.column = "active",
		.type = FT_BOOL,
		.initial = "1",
		.width_cols = 6,
		.aliases = "current|активна|активен|действует|действаща|aktywna|aktualna"},
	[RELATION_COMMON] = FIELDS_COMMON,
};

const struct kind relation_kind = {
	.id = KIND_RELATION,
	.name = "relation",
	.title = N_("Relation"),
	.plural = N_("Relations"),
	.table = "relation",
	.fields = relation_fields,
	.nfields = RELATION_COMMON + FIELDS_COMMON_COUNT,
	.title_field = RELATION_ROLE,
	.order_field = RELATION_A,
};
