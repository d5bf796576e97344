/* The interaction's field table and its fixed choices. */
#include "domain/interaction.h"

#include <stddef.h>

static const struct choice channel_choices[] = {
	{"call", N_("Call"),
		"phone|telephone|phone call|звонок|телефон|телефонный звонок|"
		"обаждане|телефонен разговор|telefon|rozmowa|rozmowa telefoniczna|"
		"połączenie"},
	{"email", N_("E-mail"),
		"mail|почта|электронная почта|электронное письмо|имейл|поща|poczta|mejl"},
	{"meeting", N_("Meeting"), "appointment|встреча|совещание|среща|spotkanie"},
	{"visit", N_("Visit"), "визит|выезд|посещение|wizyta|odwiedziny"},
	{"letter", N_("Letter"), "post|письмо|писмо|list"},
	{"fax", N_("Fax"), "факс|faks"},
	{"sms", N_("SMS"), "text message|смс|текстово съобщение|wiadomość tekstowa"},
	{"messenger", N_("Messenger"),
		"chat|telegram|whatsapp|viber|signal|мессенджер|чат|месинджър|komunikator|czat"},
	{"form", N_("Web form"),
		"enquiry form|форма|форма на сайте|заявка|формуляр|запитване|formularz"},
	{"web", N_("Website"), "web|internet|сайт|интернет|уебсайт|strona|strona www"},
	{"note", N_("Note"),
		"comment|remark|заметка|комментарий|бележка|коментар|notatka|komentarz"},
	{"order", N_("Order"), "purchase|заказ|поръчка|zamówienie"},
	{"complaint", N_("Complaint"),
		"claim|жалоба|рекламация|претензия|оплакване|skarga|reklamacja"},
	{"referral", N_("Referral"),
		"recommendation|рекомендация|препоръка|polecenie|rekomendacja"},
	{0},
};

static const struct choice direction_choices[] = {
	{"in", N_("Incoming"),
		"inbound|received|входящий|входящее|входящая|входящ|входящо|"
		"przychodzące|przychodzący|przychodząca"},
	{"out", N_("Outgoing"),
		"outbound|sent|made|исходящий|исходящее|исходящая|изходящ|изходящо|"
		"wychodzące|wychodzący|wychodząca"},
	{0},
};

static const struct choice state_choices[] = {
	{"planned", N_("Planned"),
		"scheduled|not held|запланирован|запланировано|запланирована|"
		"планиран|планирано|zaplanowane|zaplanowany|planowane"},
	{"held", N_("Held"),
		"done|completed|took place|состоялся|состоялось|состоялась|"
		"проведён|проведено|завершено|проведен разговор|състоял се|odbyte|"
		"odbyło się|zakończone"},
	{"missed", N_("Missed"),
		"no show|cancelled|пропущен|пропущено|не состоялся|не состоялось|"
		"отменено|пропуснат|пропуснато|nieodebrane|nie odbyło się|odwołane"},
	{0},
};

static const struct field fields[] = {
	[INTERACTION_SUBJECT] = {.name = "subject",
		.title = N_("Subject"),
		.column = "subject",
		.type = FT_TEXT,
		.flags = FF_REQUIRED | FF_SEARCH | FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 28,
		.aliases = "title|topic|summary|call subject|тема|заголовок|название|относно|"
			   "заглавие|temat|tytuł|nazwa"},
	[INTERACTION_CHANNEL] = {.name = "channel",
		.title = N_("Channel"),
		.column = "channel",
		.type = FT_CHOICE,
		.initial = "call",
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 10,
		.choices = channel_choices,
		.aliases = "type|kind|activity type|канал|вид|тип|вид контакта|тип активности|"
			   "тип контакт|канал за връзка|kanał|rodzaj|typ|typ kontaktu"},
	[INTERACTION_DIRECTION] = {.name = "direction",
		.title = N_("Direction"),
		.column = "direction",
		.type = FT_CHOICE,
		.initial = "out",
		.flags = FF_MAIN,
		.width_cols = 9,
		.choices = direction_choices,
		.aliases = "call type|in/out|направление|вх/исх|посока|kierunek"},
	[INTERACTION_STATE] = {.name = "state",
		.title = N_("State"),
		.column = "state",
		.type = FT_CHOICE,
		.initial = "held",
		.width_cols = 9,
		.choices = state_choices,
		.aliases = "status|состояние|статус|състояние|stan|status kontaktu"},
	[INTERACTION_RESULT] = {.name = "result",
		.title = N_("Result"),
		.column = "result",
		.type = FT_PICK,
		.list = "result",
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 14,
		.aliases = "outcome|call result|disposition|результат|итог|результат звонка|"
			   "резултат|изход|wynik|rezultat"},
	[INTERACTION_STARTED_AT] = {.name = "started_at",
		.title = N_("When"),
		.column = "started_at",
		.type = FT_INSTANT,
		.initial = "@now",
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN | FF_SORT,
		.width_cols = 16,
		.aliases = "date|time|date and time|start|started|start date|start time|"
			   "activity date|sent|received|дата|время|когда|начало|дата и время|"
			   "дата звонка|кога|час|дата и час|data|data i godzina|kiedy|"
			   "początek|godzina|data kontaktu"},
	[INTERACTION_DURATION_S] = {.name = "duration_s",
		.title = N_("Duration, s"),
		.column = "duration_s",
		.type = FT_INT,
		.width_cols = 8,
		.aliases = "duration|call duration|length|seconds|длительность|"
			   "продолжительность|длительность, сек|продължителност|времетраене|"
			   "czas trwania|długość"},
	[INTERACTION_CLIENT] = {.name = "client",
		.title = N_("Client"),
		.column = "client_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 22,
		.aliases = "company|company name|account|account name|customer|organization|"
			   "related to|компания|клиент|контрагент|фирма|организация|заказчик|"
			   "име на клиента|firma|klient|kontrahent|nazwa klienta"},
	[INTERACTION_PERSON] = {.name = "person",
		.title = N_("Person"),
		.column = "person_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.flags = FF_MAIN,
		.width_cols = 20,
		.aliases = "contact|contact name|contact person|with whom|контакт|"
			   "контактное лицо|с кем|персона|лице за контакт|лице|с кого|osoba|"
			   "kontakt|osoba kontaktowa|z kim"},
	[INTERACTION_DEAL] = {.name = "deal",
		.title = N_("Deal"),
		.column = "deal_id",
		.type = FT_LINK,
		.link = KIND_DEAL,
		.width_cols = 22,
		.aliases = "opportunity|opportunity name|deal name|сделка|название сделки|"
			   "возможность|сделка име|szansa|transakcja|szansa sprzedaży"},
	[INTERACTION_USER] = {.name = "user",
		.title = N_("By"),
		.column = "user_id",
		.type = FT_LINK,
		.initial = "@me",
		.link = KIND_USER,
		.flags = FF_COLUMN,
		.width_cols = 12,
		.aliases = "owner|agent|sales_agent|rep|assigned to|assigned user|manager|"
			   "employee|who|менеджер|ответственный|сотрудник|кто|пользователь|"
			   "служител|отговорник|потребител|мениджър|pracownik|handlowiec|"
			   "użytkownik|odpowiedzialny|opiekun"},
	[INTERACTION_BODY] = {.name = "body",
		.title = N_("Note"),
		.column = "body",
		.type = FT_NOTE,
		.flags = FF_SEARCH | FF_PERSONAL | FF_MAIN,
		.width_cols = 28,
		.aliases = "notes|text|comment|comments|description|content|message|details|"
			   "заметка|заметки|текст|комментарий|описание|содержание|примечание|"
			   "сообщение|бележка|бележки|коментар|съдържание|съобщение|notatka|"
			   "notatki|treść|opis|komentarz|uwagi"},
	[INTERACTION_MESSAGE_ID] = {.name = "message_id",
		.title = N_("Message ID"),
		.column = "message_id",
		.type = FT_TEXT,
		.max_len = 998,
		.flags = FF_READONLY | FF_UNIQUE,
		.width_cols = 20,
		.aliases = "internet message id"},
	[INTERACTION_EXTERNAL_ID] = {.name = "external_id",
		.title = N_("External ID"),
		.column = "external_id",
		.type = FT_TEXT,
		.flags = FF_SEARCH,
		.width_cols = 12,
		.aliases = "external key|record id|activity id|call id|guid|uuid|код|номер|"
			   "внешний код|външен код|kod|numer|identyfikator"},
	[INTERACTION_COMMON] = FIELDS_COMMON,
};

const struct kind interaction_kind = {
	.id = KIND_INTERACTION,
	.name = "interaction",
	.title = N_("Interaction"),
	.plural = N_("Interactions"),
	.table = "interaction",
	.fields = fields,
	.nfields = INTERACTION_COMMON + FIELDS_COMMON_COUNT,
	.title_field = INTERACTION_SUBJECT,
	.order_field = INTERACTION_STARTED_AT,
	.order_desc = true,
	.searchable = true,
};
