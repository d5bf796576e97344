/* The deal's field table. Pipelines, stages, the stage log and product lines: deal_parts.c. */
#include "domain/deal.h"

#include <stddef.h>

/* What the class of the stage makes of an amount: lost nothing, won all of it, else the share by probability, half to even. */
#define WEIGHTED_SQL                                                                               \
	"(SELECT CASE WHEN w.class = 'lost' THEN w.amount * 0 WHEN w.class = 'won' THEN w.amount " \
	"ELSE w.x / 10000 + CASE WHEN abs(w.x % 10000) > 5000 OR (abs(w.x % 10000) = 5000 AND "    \
	"w.x / 10000 % 2 <> 0) "                                                                   \
	"THEN CASE WHEN w.x < 0 THEN -1 ELSE 1 END ELSE 0 END END "                                \
	"FROM (SELECT s.class AS class, t.amount AS amount, "                                      \
	"t.amount * COALESCE(t.probability, s.probability, 0) AS x FROM stage s WHERE s.id = "     \
	"t.stage_id) w)"

const struct choice deal_class_choices[] = {
	{"open", N_("Open"), "new|открыта|открытая|новая|отворена|нова|otwarta|nowa"},
	{"ongoing", N_("Ongoing"),
		"in progress|в работе|в процессе|в процес|в ход|w toku|w trakcie"},
	{"hold", N_("On hold"),
		"paused|waiting|отложена|на паузе|задържана|изчакване|wstrzymana|oczekuje"},
	{"won", N_("Won"),
		"closed won|выиграна|успешно|успешная|сделка успешна|"
		"успешно реализовано|спечелена|wygrana"},
	{"lost", N_("Lost"),
		"closed lost|проиграна|потеряна|неуспешная|сделка провалена|закрыто и не "
		"реализовано|изгубена|загубена|przegrana|utracona"},
	{0},
};

static const struct field fields[] = {
	[DEAL_TITLE] = {.name = "title",
		.title = N_("Title"),
		.column = "title",
		.type = FT_TEXT,
		.flags = FF_REQUIRED | FF_SEARCH | FF_PERSONAL | FF_COLUMN | FF_MAIN | FF_SORT,
		.width_cols = 26,
		.aliases = "name|deal|deal name|deal title|opportunity|opportunity name|"
			   "subject|название|название сделки|сделка|наименование|тема|"
			   "заголовок|име|име на сделката|заглавие|наименование на сделката|"
			   "nazwa|nazwa szansy|tytuł|temat|szansa|szansa sprzedaży|transakcja"},
	[DEAL_CLIENT] = {.name = "client",
		.title = N_("Client"),
		.column = "client_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 22,
		.aliases = "account|account name|company|company name|associated company|"
			   "organization|customer|клиент|компания|контрагент|организация|"
			   "заказчик|фирма|име на клиента|klient|firma|kontrahent|"
			   "nazwa klienta"},
	[DEAL_STAGE] = {.name = "stage",
		.title = N_("Stage"),
		.column = "stage_id",
		.type = FT_LINK,
		.link = KIND_STAGE,
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 13,
		.aliases = "deal_stage|sales stage|stage name|status|phase|step|этап|"
			   "этап сделки|стадия|стадия сделки|статус|статус сделки|етап|фаза|"
			   "етап на сделката|etap|faza|etap sprzedaży|status szansy"},
	[DEAL_AMOUNT] = {.name = "amount",
		.title = N_("Amount"),
		.column = "amount",
		.type = FT_MONEY,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 14,
		.aliases = "close_value|value|deal value|deal amount|total|sum|price|budget|"
			   "сумма|сумма сделки|бюджет|стоимость|цена|сума|стойност|"
			   "сума на сделката|kwota|wartość|wartość szansy|suma"},
	[DEAL_CURRENCY] = {.name = "currency",
		.title = N_("Currency"),
		.column = "currency",
		.type = FT_CURRENCY,
		.initial = "@currency",
		.flags = FF_REQUIRED | FF_MAIN,
		.width_cols = 4,
		.aliases = "currency code|deal currency|валюта|код валюты|waluta|kod waluty"},
	[DEAL_PROBABILITY] = {.name = "probability",
		.title = N_("Probability"),
		.column = "probability",
		.type = FT_PERCENT,
		.width_cols = 7,
		.aliases = "deal probability|chance|win probability|вероятность|"
			   "вероятность сделки|шанс|вероятност|prawdopodobieństwo|szanse"},
	[DEAL_PROBABILITY_SET] = {.name = "probability_set",
		.title = N_("Probability set by hand"),
		.column = "probability_set",
		.type = FT_BOOL,
		.flags = FF_READONLY,
		.width_cols = 5,
		.help = N_("A probability set by hand stays when the deal moves to another stage")},
	[DEAL_EXPECTED_CLOSE] = {.name = "expected_close",
		.title = N_("Expected close"),
		.column = "expected_close",
		.type = FT_DATE,
		.flags = FF_COLUMN | FF_MAIN | FF_SORT,
		.width_cols = 10,
		.aliases = "expected close date|expected closing|estimated close date|"
			   "forecast date|ожидаемая дата закрытия|ожидаемое закрытие|"
			   "плановая дата закрытия|планируемая дата|очаквано приключване|"
			   "очаквана дата|очаквана дата на приключване|"
			   "przewidywane zamknięcie|planowane zamknięcie|"
			   "przewidywana data zamknięcia|oczekiwana data zamknięcia"},
	[DEAL_OWNER] = {.name = "owner",
		.title = N_("Owner"),
		.column = "owner_id",
		.type = FT_LINK,
		.initial = "@me",
		.link = KIND_USER,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 12,
		.aliases = "sales_agent|agent|deal owner|opportunity owner|assigned to|"
			   "assigned user|responsible|salesperson|sales rep|rep|user|manager|"
			   "ответственный|менеджер|продавец|владелец|отговорник|отговорен|"
			   "търговец|мениджър|собственик|handlowiec|właściciel|opiekun|"
			   "odpowiedzialny|przedstawiciel"},
	[DEAL_PRODUCT] = {.name = "product",
		.title = N_("Product"),
		.column = "product_id",
		.type = FT_LINK,
		.link = KIND_PRODUCT,
		.flags = FF_MAIN,
		.width_cols = 16,
		.aliases = "product name|item|goods|service|товар|продукт|услуга|номенклатура|"
			   "стока|артикул|produkt|towar|usługa"},
	[DEAL_PERSON] = {.name = "person",
		.title = N_("Person"),
		.column = "person_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.width_cols = 20,
		.aliases = "contact|contact name|contact person|associated contact|"
			   "primary contact|контакт|контактное лицо|персона|лице за контакт|"
			   "лице|osoba|kontakt|osoba kontaktowa"},
	[DEAL_PIPELINE] = {.name = "pipeline",
		.title = N_("Pipeline"),
		.column = "pipeline_id",
		.type = FT_LINK,
		.link = KIND_PIPELINE,
		.flags = FF_REQUIRED,
		.width_cols = 12,
		.aliases = "sales process|funnel|воронка|воронка продаж|фуния|фуния продажби|"
			   "lejek|lejek sprzedaży|proces sprzedaży"},
	[DEAL_SOURCE] = {.name = "source",
		.title = N_("Source"),
		.column = "source",
		.type = FT_PICK,
		.list = "source",
		.flags = FF_MAIN,
		.width_cols = 12,
		.aliases = "lead source|deal source|origin|источник|источник сделки|източник|"
			   "източник на сделката|źródło|źródło szansy"},
	[DEAL_NEXT_STEP] = {.name = "next_step",
		.title = N_("Next step"),
		.column = "next_step",
		.type = FT_TEXT,
		.flags = FF_SEARCH | FF_MAIN,
		.width_cols = 20,
		.aliases = "next action|следующий шаг|следующее действие|следваща стъпка|"
			   "следващо действие|następny krok|kolejny krok"},
	[DEAL_NEXT_STEP_DAY] = {.name = "next_step_day",
		.title = N_("Next step on"),
		.column = "next_step_day",
		.type = FT_DATE,
		.flags = FF_MAIN,
		.width_cols = 10,
		.aliases = "next step date|next activity date|дата следующего шага|"
			   "дата на следващата стъпка|data następnego kroku"},
	[DEAL_OPENED_AT] = {.name = "opened_at",
		.title = N_("Opened"),
		.column = "opened_at",
		.type = FT_DATE,
		.initial = "@today",
		.width_cols = 10,
		.aliases = "engage_date|engaged on|open date|opened on|start date|create date|"
			   "date|дата|дата открытия|дата начала|открыта|начало|"
			   "дата на откриване|дата на започване|открита|data otwarcia|"
			   "data rozpoczęcia|otwarta|data"},
	[DEAL_CLOSED_AT] = {.name = "closed_at",
		.title = N_("Closed"),
		.column = "closed_at",
		.type = FT_DATE,
		.flags = FF_SORT,
		.width_cols = 10,
		.aliases = "close_date|closed on|closed date|closing date|actual close date|"
			   "won date|дата закрытия|закрыта|дата завершения|"
			   "дата на приключване|приключена|дата на затваряне|data zamknięcia|"
			   "zamknięta|data zakończenia"},
	[DEAL_LOST_REASON] = {.name = "lost_reason",
		.title = N_("Lost reason"),
		.column = "lost_reason",
		.type = FT_PICK,
		.list = "lost_reason",
		.width_cols = 14,
		.aliases = "loss reason|reason lost|closed lost reason|причина отказа|"
			   "причина проигрыша|причина потери|причина за загуба|"
			   "причина за отказ|powód utraty|powód przegranej|przyczyna utraty"},
	[DEAL_LOST_NOTE] = {.name = "lost_note",
		.title = N_("Lost note"),
		.column = "lost_note",
		.type = FT_TEXT,
		.max_len = 2000,
		.width_cols = 20,
		.aliases = "loss note|loss description|пояснение к отказу|"
			   "комментарий к отказу|бележка за загубата|opis utraty|"
			   "uwagi do utraty"},
	[DEAL_CAMPAIGN] = {.name = "campaign",
		.title = N_("Campaign"),
		.column = "campaign",
		.type = FT_TEXT,
		.width_cols = 16,
		.aliases = "utm_campaign|campaign name|primary campaign source|кампания|"
			   "рекламная кампания|рекламна кампания|kampania"},
	[DEAL_KEYWORD] = {.name = "keyword",
		.title = N_("Keyword"),
		.column = "keyword",
		.type = FT_TEXT,
		.width_cols = 16,
		.aliases = "utm_term|search term|ключевое слово|поисковый запрос|ключова дума|"
			   "słowo kluczowe|fraza"},
	[DEAL_REFERRER] = {.name = "referrer",
		.title = N_("Referrer"),
		.column = "referrer_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.width_cols = 20,
		.aliases = "referred by|рекомендатель|кто рекомендовал|препоръчал|"
			   "препоръчан от|polecający|polecony przez"},
	[DEAL_PARTNER] = {.name = "partner",
		.title = N_("Partner"),
		.column = "partner_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.width_cols = 20,
		.aliases = "partner account|reseller|партнёр|дилер|партньор|дистрибутор|"
			   "partner handlowy|pośrednik"},
	[DEAL_RECURRING_AMOUNT] = {.name = "recurring_amount",
		.title = N_("Recurring amount"),
		.column = "recurring_amount",
		.type = FT_MONEY,
		.width_cols = 14,
		.aliases = "mrr|recurring revenue|monthly amount|регулярный платёж|"
			   "ежемесячная сумма|периодична сума|месечна сума|kwota cykliczna|"
			   "kwota miesięczna|abonament"},
	[DEAL_RECURRING_MONTHS] = {.name = "recurring_months",
		.title = N_("Recurring months"),
		.column = "recurring_months",
		.type = FT_INT,
		.width_cols = 7,
		.aliases = "contract months|recurring period|число месяцев|месяцев|"
			   "брой месеци|месеци|liczba miesięcy|miesięcy"},
	[DEAL_NOTES] = {.name = "notes",
		.title = N_("Notes"),
		.column = "notes",
		.type = FT_NOTE,
		.flags = FF_SEARCH | FF_PERSONAL | FF_MAIN,
		.width_cols = 24,
		.aliases = "note|comment|comments|description|remarks|details|"
			   "deal description|заметки|заметка|примечание|комментарий|описание|"
			   "бележки|бележка|забележка|коментар|notatki|notatka|opis|uwagi|"
			   "komentarz"},
	[DEAL_EXTERNAL_ID] = {.name = "external_id",
		.title = N_("External ID"),
		.column = "external_id",
		.type = FT_TEXT,
		.flags = FF_SEARCH,
		.width_cols = 12,
		.aliases = "opportunity_id|external key|record id|deal id|deal number|"
			   "opportunity number|guid|uuid|код|номер|номер сделки|код сделки|"
			   "внешний код|номер на сделката|външен код|kod|numer|numer szansy|"
			   "identyfikator"},
	[DEAL_STAGE_SINCE] = {.name = "stage_since",
		.title = N_("In stage since"),
		.column = "stage_since",
		.type = FT_INSTANT,
		.flags = FF_READONLY,
		.width_cols = 10,
		.aliases = "last stage change|last stage change date"},
	[DEAL_CLASS] = {.name = "class",
		.title = N_("Class"),
		.type = FT_CHOICE,
		.flags = FF_READONLY,
		.width_cols = 9,
		.choices = deal_class_choices,
		.sql = "(SELECT s.class FROM stage s WHERE s.id = t.stage_id)",
		.help = N_("What the stage counts as: open, ongoing, on hold, won or lost")},
	[DEAL_WEIGHTED] = {.name = "weighted",
		.title = N_("Weighted"),
		.type = FT_MONEY,
		.flags = FF_READONLY,
		.width_cols = 14,
		.sql = WEIGHTED_SQL,
		.help = N_("Amount × probability; a won deal counts whole, a lost one nothing")},
	[DEAL_COMMON] = FIELDS_COMMON,
};

const struct kind deal_kind = {
	.id = KIND_DEAL,
	.name = "deal",
	.title = N_("Deal"),
	.plural = N_("Deals"),
	.table = "deal",
	.fields = fields,
	.nfields = DEAL_COMMON + FIELDS_COMMON_COUNT,
	.title_field = DEAL_TITLE,
	.order_field = -1,
	.searchable = true,
	.of_client = true,
};
