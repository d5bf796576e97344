/* The client's field table and its fixed choices. Parts of a client (phones, addresses, relations): client_parts.c. */
#include "domain/client.h"

#include <stddef.h>

static const struct choice kind_choices[] = {
	{"company", N_("Company"),
		"organization|organisation|legal entity|firm|business|компания|"
		"организация|юридическое лицо|юр. лицо|юрлицо|фирма|"
		"юридическо лице|дружество|firma|spółka|osoba prawna|"
		"przedsiębiorstwo"},
	{"person", N_("Person"),
		"individual|contact|human|человек|персона|контакт|физическое лицо|"
		"физ. лицо|физлицо|лице|физическо лице|osoba|kontakt|osoba fizyczna"},
	{0},
};

static const struct choice type_choices[] = {
	{"prospect", N_("Prospect"),
		"potential customer|lead|потенциальный клиент|перспективный|лид|"
		"потенциален клиент|potencjalny klient|potencjalny"},
	{"customer", N_("Customer"),
		"client|buyer|клиент|покупатель|заказчик|купувач|klient|odbiorca|nabywca"},
	{"supplier", N_("Supplier"), "vendor|поставщик|доставчик|dostawca"},
	{"partner", N_("Partner"), "reseller|партнёр|партньор|partner handlowy"},
	{"competitor", N_("Competitor"), "конкурент|konkurent|konkurencja"},
	{"other", N_("Other"), "другое|другой|прочее|друг|друго|inny|inne|pozostałe"},
	{0},
};

static const struct choice status_choices[] = {
	{"potential", N_("Potential"),
		"prospective|prospect|new|потенциальный|перспективный|новый|"
		"потенциален|нов|potencjalny|nowy"},
	{"active", N_("Active"),
		"current|customer|активный|действующий|активен|действащ|aktywny|bieżący"},
	{"dormant", N_("Dormant"),
		"inactive|sleeping|спящий|неактивный|неактивен|спящ|uśpiony|nieaktywny"},
	{"lost", N_("Lost client"),
		"former|churned|потерянный|потерян|бывший|изгубен|бивш|utracony|stracony|były"},
	{0},
};

static const struct choice rank_choices[] = {
	{"A", N_("A"), "а"},
	{"B", N_("B"), "б|в"},
	{"C", N_("C"), "с|ц"},
	{0},
};

static const struct field fields[] = {
	[CLIENT_NAME] = {.name = "name",
		.title = N_("Name"),
		.column = "name",
		.type = FT_TEXT,
		.flags = FF_REQUIRED | FF_SEARCH | FF_PERSONAL | FF_COLUMN | FF_MAIN | FF_SORT,
		.width_cols = 28,
		.aliases = "company|company name|account|account name|organization|"
			   "organisation|organization name|organization 1 name|customer|"
			   "customer name|client|client name|business name|full name|"
			   "display name|file as|компания|название компании|название|"
			   "наименование|полное наименование|наименование клиента|клиент|"
			   "контрагент|фирма|организация|заказчик|покупатель|фио|полное имя|"
			   "име|име на фирмата|име на фирма|пълно име|наименование на фирмата|"
			   "име на клиента|имена|nazwa|nazwa firmy|firma|klient|nazwa klienta|"
			   "kontrahent|nazwa kontrahenta|pełna nazwa|nazwa pełna|"
			   "imię i nazwisko"},
	[CLIENT_KIND] = {.name = "kind",
		.title = N_("Kind"),
		.column = "kind",
		.type = FT_CHOICE,
		.initial = "company",
		.flags = FF_REQUIRED | FF_MAIN,
		.width_cols = 8,
		.choices = kind_choices,
		.aliases = "client kind|company or person|вид|вид клиента|вид контрагента|"
			   "юр/физ лицо|вид на клиента|rodzaj|rodzaj klienta|"
			   "rodzaj kontrahenta"},
	[CLIENT_SALUTATION] = {.name = "salutation",
		.title = N_("Salutation"),
		.column = "salutation",
		.type = FT_TEXT,
		.max_len = 40,
		.flags = FF_PERSONAL,
		.width_cols = 8,
		.aliases = "prefix|name prefix|honorific|обращение|приветствие|обръщение|"
			   "zwrot|zwrot grzecznościowy|tytuł"},
	[CLIENT_FIRST_NAME] = {.name = "first_name",
		.title = N_("First name"),
		.column = "first_name",
		.type = FT_TEXT,
		.flags = FF_SEARCH | FF_PERSONAL,
		.width_cols = 14,
		.aliases = "given name|forename|имя|собствено име|първо име|imię|pierwsze imię"},
	[CLIENT_MIDDLE_NAME] = {.name = "middle_name",
		.title = N_("Middle name"),
		.column = "middle_name",
		.type = FT_TEXT,
		.flags = FF_SEARCH | FF_PERSONAL,
		.width_cols = 14,
		.aliases = "additional name|patronymic|второе имя|отчество|презиме|бащино име|"
			   "drugie imię"},
	[CLIENT_LAST_NAME] = {.name = "last_name",
		.title = N_("Last name"),
		.column = "last_name",
		.type = FT_TEXT,
		.flags = FF_SEARCH | FF_PERSONAL,
		.width_cols = 16,
		.aliases = "family name|surname|фамилия|фамилно име|nazwisko"},
	[CLIENT_PHONE] = {.name = "phone",
		.title = N_("Phone"),
		.column = "phone",
		.type = FT_PHONE,
		.flags = FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 17,
		.aliases = "telephone|tel|phone number|telephone number|business phone|"
			   "work phone|office phone|primary phone|main phone|"
			   "company main phone|mobile|mobile phone|cell|cell phone|"
			   "phone 1 value|phones|телефон|тел|номер телефона|рабочий телефон|"
			   "мобильный|мобильный телефон|сотовый|телефоны|основной телефон|"
			   "телефонен номер|служебен телефон|мобилен|мобилен телефон|gsm|"
			   "телефони|telefon|numer telefonu|nr telefonu|telefon służbowy|"
			   "telefon komórkowy|komórka|telefon główny"},
	[CLIENT_EMAIL] = {.name = "email",
		.title = N_("E-mail"),
		.column = "email",
		.type = FT_EMAIL,
		.flags = FF_SEARCH | FF_PERSONAL | FF_MAIN,
		.width_cols = 24,
		.aliases = "mail|email address|e-mail 1 value|primary email|work email|"
			   "business email|электронная почта|эл. почта|почта|"
			   "адрес электронной почты|адрес эл. почты|емейл|имейл|и-мейл|"
			   "електронна поща|имейл адрес|поща|adres e-mail|poczta|"
			   "poczta elektroniczna"},
	[CLIENT_WEBSITE] = {.name = "website",
		.title = N_("Website"),
		.column = "website",
		.type = FT_URL,
		.width_cols = 24,
		.aliases = "web|www|url|web page|web site|homepage|home page|site|"
			   "website 1 value|domain|company domain name|сайт|веб-сайт|"
			   "веб-страница|адрес сайта|интернет страница|уебсайт|уеб сайт|"
			   "уеб страница|strona|strona www|strona internetowa|witryna"},
	[CLIENT_STREET] = {.name = "street",
		.title = N_("Street"),
		.column = "street",
		.type = FT_TEXT,
		.flags = FF_PERSONAL,
		.width_cols = 24,
		.aliases = "address|street address|address line 1|address 1|address 1 street|"
			   "business street|billing street|billing address street|"
			   "mailing street|home street|улица|адрес|юридический адрес|"
			   "фактический адрес|почтовый адрес|улица и дом|улица и номер|"
			   "адрес на фирмата|ulica|adres|ulica i numer|adres siedziby"},
	[CLIENT_CITY] = {.name = "city",
		.title = N_("City"),
		.column = "city",
		.type = FT_TEXT,
		.flags = FF_SEARCH | FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 13,
		.aliases = "town|locality|business city|billing city|billing address city|"
			   "mailing city|home city|address 1 city|город|населённый пункт|град|"
			   "населено място|miasto|miejscowość"},
	[CLIENT_REGION] = {.name = "region",
		.title = N_("Region"),
		.column = "region",
		.type = FT_TEXT,
		.flags = FF_PERSONAL,
		.width_cols = 14,
		.aliases = "state|province|county|state or province|state/region|"
			   "business state|billing state|billing address state|mailing state|"
			   "address 1 region|регион|область|край|субъект рф|община|"
			   "województwo|rejon"},
	[CLIENT_POSTCODE] = {.name = "postcode",
		.title = N_("Postcode"),
		.column = "postcode",
		.type = FT_TEXT,
		.max_len = 20,
		.flags = FF_PERSONAL,
		.width_cols = 9,
		.aliases = "zip|zip code|postal code|zip/postal code|business postal code|"
			   "billing zip|billing postal code|billing address postal code|"
			   "mailing zip|address 1 postal code|индекс|почтовый индекс|"
			   "пощенски код|пк|kod pocztowy"},
	[CLIENT_COUNTRY] = {.name = "country",
		.title = N_("Country"),
		.column = "country",
		.type = FT_TEXT,
		.flags = FF_PERSONAL,
		.width_cols = 14,
		.aliases = "office_location|country/region|business country|"
			   "business country/region|billing country|billing address country|"
			   "mailing country|home country|address 1 country|страна|държава|"
			   "kraj|państwo"},
	[CLIENT_TYPES] = {.name = "types",
		.title = N_("Types"),
		.column = "types",
		.type = FT_SET,
		.choices = type_choices,
		.width_cols = 14,
		.aliases = "type|account type|client type|customer type|company type|"
			   "relationship|тип|типы|тип клиента|тип контрагента|тип компании|"
			   "типове|тип на клиента|typ|typy|typ klienta|typ kontrahenta"},
	[CLIENT_STATUS] = {.name = "status",
		.title = N_("Status"),
		.column = "status",
		.type = FT_CHOICE,
		.initial = "potential",
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 10,
		.choices = status_choices,
		.aliases = "client status|account status|lifecycle stage|статус|состояние|"
			   "статус клиента|статус на клиента|stan|status klienta"},
	[CLIENT_RANK] = {.name = "rank",
		.title = N_("Rank"),
		.column = "rank",
		.type = FT_CHOICE,
		.width_cols = 4,
		.choices = rank_choices,
		.aliases = "rating|abc|abc class|priority|ранг|категория|категория клиента|"
			   "класс|рейтинг|приоритет|клас|ранг клиента|ranga|kategoria|"
			   "priorytet|klasa"},
	[CLIENT_INDUSTRY] = {.name = "industry",
		.title = N_("Industry"),
		.column = "industry",
		.type = FT_PICK,
		.list = "industry",
		.width_cols = 14,
		.aliases = "sector|branch|line of business|vertical|отрасль|"
			   "сфера деятельности|вид деятельности|сектор|отрасъл|бранш|дейност|"
			   "branża|sektor|przemysł"},
	[CLIENT_SOURCE] = {.name = "source",
		.title = N_("Source"),
		.column = "source",
		.type = FT_PICK,
		.list = "source",
		.width_cols = 12,
		.aliases = "lead source|origin|original source|found us by|источник|"
			   "источник клиента|откуда узнал|рекламный источник|източник|"
			   "източник на клиента|źródło|źródło kontaktu|źródło pozyskania"},
	[CLIENT_OWNER] = {.name = "owner",
		.title = N_("Owner"),
		.column = "owner_id",
		.type = FT_LINK,
		.initial = "@me",
		.link = KIND_USER,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 12,
		.aliases = "agent|sales_agent|account owner|account manager|assigned to|"
			   "assigned user|responsible|salesperson|sales rep|rep|manager|"
			   "company owner|contact owner|ответственный|менеджер|"
			   "основной менеджер|ответственный менеджер|продавец|владелец|"
			   "отговорник|отговорен|мениджър|търговец|собственик|opiekun|"
			   "handlowiec|właściciel|odpowiedzialny|przedstawiciel"},
	[CLIENT_PARENT] = {.name = "parent",
		.title = N_("Parent company"),
		.column = "parent_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.width_cols = 20,
		.aliases = "subsidiary_of|parent account|parent client|member of|holding|"
			   "головная компания|головной контрагент|материнская компания|"
			   "холдинг|родительская компания|компания майка|фирма майка|"
			   "холдингова компания|spółka matka|firma nadrzędna|"
			   "jednostka nadrzędna"},
	[CLIENT_SIZE] = {.name = "size",
		.title = N_("Employees"),
		.column = "size",
		.type = FT_INT,
		.width_cols = 8,
		.aliases = "number of employees|no. of employees|employee count|headcount|"
			   "company size|staff|сотрудники|число сотрудников|"
			   "количество сотрудников|кол-во сотрудников|численность|размер|"
			   "служители|брой служители|персонал|pracownicy|liczba pracowników|"
			   "zatrudnienie|wielkość"},
	[CLIENT_REVENUE] = {.name = "revenue",
		.title = N_("Revenue"),
		.column = "revenue",
		.type = FT_MONEY,
		.width_cols = 14,
		.aliases = "annual revenue|turnover|yearly revenue|выручка|годовая выручка|"
			   "оборот|годовой оборот|приходи|годишен оборот|przychód|przychody|"
			   "obrót|roczny obrót"},
	[CLIENT_LEGAL_FORM] = {.name = "legal_form",
		.title = N_("Legal form"),
		.column = "legal_form",
		.type = FT_TEXT,
		.max_len = 60,
		.width_cols = 10,
		.aliases = "form of ownership|правовая форма|опф|"
			   "организационно-правовая форма|форма собственности|правна форма|"
			   "forma prawna"},
	[CLIENT_TAX_ID] = {.name = "tax_id",
		.title = N_("Tax ID"),
		.column = "tax_id",
		.type = FT_TEXT,
		.max_len = 40,
		.flags = FF_SEARCH | FF_PERSONAL,
		.width_cols = 14,
		.aliases = "vat|vat id|vat number|vat no|tax number|tin|инн|инн/кпп|унп|"
			   "идентификационный номер|ддс номер|идентификационен номер по ддс|"
			   "данъчен номер|nip|numer nip|numer identyfikacji podatkowej"},
	[CLIENT_REGISTRATION_NO] = {.name = "registration_no",
		.title = N_("Registration no."),
		.column = "registration_no",
		.type = FT_TEXT,
		.max_len = 40,
		.flags = FF_PERSONAL,
		.width_cols = 14,
		.aliases = "registration number|company number|company registration number|"
			   "огрн|огрнип|окпо|регистрационный номер|еик|булстат|еик/булстат|"
			   "регистрационен номер|krs|regon|numer krs|numer regon|"
			   "numer rejestrowy"},
	[CLIENT_CURRENCY] = {.name = "currency",
		.title = N_("Currency"),
		.column = "currency",
		.type = FT_CURRENCY,
		.width_cols = 4,
		.aliases = "currency code|валюта|код валюты|waluta|kod waluty"},
	[CLIENT_PRICE_LEVEL] = {.name = "price_level",
		.title = N_("Price level"),
		.column = "price_level",
		.type = FT_TEXT,
		.max_len = 60,
		.width_cols = 10,
		.aliases = "price list|price book|тип цен|прайс-лист|вид цены|колонка цен|"
			   "ценова листа|ценово ниво|cennik|poziom cen"},
	[CLIENT_DISCOUNT] = {.name = "discount",
		.title = N_("Discount"),
		.column = "discount",
		.type = FT_PERCENT,
		.width_cols = 7,
		.aliases = "default discount|discount percent|скидка|процент скидки|отстъпка|"
			   "процент отстъпка|rabat|upust"},
	[CLIENT_PAYMENT_TERM] = {.name = "payment_term",
		.title = N_("Payment term, days"),
		.column = "payment_term",
		.type = FT_INT,
		.width_cols = 7,
		.aliases = "payment term|payment terms|credit days|отсрочка|отсрочка платежа|"
			   "срок оплаты|срок платежа|срок на плащане|дни за плащане|"
			   "termin płatności"},
	[CLIENT_CREDIT_LIMIT] = {.name = "credit_limit",
		.title = N_("Credit limit"),
		.column = "credit_limit",
		.type = FT_MONEY,
		.width_cols = 12,
		.aliases = "кредитный лимит|лимит|кредитен лимит|limit kredytowy|"
			   "limit kredytu kupieckiego"},
	[CLIENT_LANGUAGE] = {.name = "language",
		.title = N_("Language"),
		.column = "language",
		.type = FT_TEXT,
		.max_len = 40,
		.width_cols = 8,
		.aliases = "preferred language|язык|език|język"},
	[CLIENT_BIRTHDAY] = {.name = "birthday",
		.title = N_("Birthday or founded"),
		.column = "birthday",
		.type = FT_DATE,
		.flags = FF_PERSONAL,
		.width_cols = 10,
		.aliases = "birth date|date of birth|dob|founded|founded on|date founded|"
			   "established|день рождения|дата рождения|дата основания|"
			   "дата регистрации|рожден ден|дата на раждане|основана|"
			   "дата на основаване|urodziny|data urodzenia|data założenia|"
			   "rok założenia"},
	[CLIENT_DO_NOT_CALL] = {.name = "do_not_call",
		.title = N_("Do not call"),
		.column = "do_not_call",
		.type = FT_BOOL,
		.width_cols = 5,
		.aliases = "no calls|phone opt out|не звонить|не беспокоить|не се обаждай|"
			   "да не се звъни|nie dzwonić"},
	[CLIENT_DO_NOT_MAIL] = {.name = "do_not_mail",
		.title = N_("Do not mail"),
		.column = "do_not_mail",
		.type = FT_BOOL,
		.width_cols = 5,
		.aliases = "do not email|email opt out|no mail|unsubscribed|не писать|"
			   "отказ от рассылки|не присылать письма|без имейли|да не се пише|"
			   "nie wysyłać|bez mailingu"},
	[CLIENT_TAGS] = {.name = "tags",
		.title = N_("Tags"),
		.column = "tags",
		.type = FT_SET,
		.list = "tag",
		.flags = FF_SEARCH | FF_MAIN,
		.width_cols = 14,
		.aliases = "tag|labels|label|categories|group|groups|group membership|"
			   "keywords|теги|тег|метки|метка|группа|группы|тагове|таг|етикети|"
			   "етикет|групи|tagi|etykiety|etykieta|grupa|grupy"},
	[CLIENT_NOTES] = {.name = "notes",
		.title = N_("Notes"),
		.column = "notes",
		.type = FT_NOTE,
		.flags = FF_PERSONAL | FF_MAIN,
		.width_cols = 24,
		.aliases = "note|comment|comments|description|remarks|memo|заметки|заметка|"
			   "примечание|примечания|комментарий|комментарии|описание|"
			   "дополнительная информация|бележки|бележка|забележка|коментар|"
			   "notatki|notatka|uwagi|opis|komentarz"},
	[CLIENT_EXTERNAL_ID] = {.name = "external_id",
		.title = N_("External ID"),
		.column = "external_id",
		.type = FT_TEXT,
		.flags = FF_SEARCH,
		.width_cols = 12,
		.aliases = "external key|record id|account id|client id|customer id|"
			   "company id|account number|customer number|guid|uuid|код|"
			   "код клиента|код контрагента|номер клиента|внешний код|"
			   "внешний идентификатор|код на клиента|клиентски номер|външен код|"
			   "kod|kod klienta|kod kontrahenta|numer klienta|identyfikator|"
			   "akronim"},
	[CLIENT_LAST_CONTACT_AT] = {.name = "last_contact_at",
		.title = N_("Last contact"),
		.column = "last_contact_at",
		.type = FT_INSTANT,
		.flags = FF_READONLY | FF_COLUMN | FF_SORT,
		.width_cols = 10,
		.help = N_("The latest call, meeting or letter that took place")},
	[CLIENT_NEXT_TASK_DAY] = {.name = "next_task_day",
		.title = N_("Next task"),
		.column = "next_task_day",
		.type = FT_DATE,
		.flags = FF_READONLY | FF_COLUMN,
		.width_cols = 10,
		.help = N_("The day of the earliest open task")},
	[CLIENT_DIGITS] = {.name = "digits",
		.title = N_("Phone digits"),
		.column = "digits",
		.type = FT_TEXT,
		.max_len = 2000,
		.flags = FF_READONLY | FF_HIDDEN | FF_PERSONAL},
	[CLIENT_COMMON] = FIELDS_COMMON,
};

const struct kind client_kind = {
	.id = KIND_CLIENT,
	.name = "client",
	.title = N_("Client"),
	.plural = N_("Clients"),
	.table = "client",
	.fields = fields,
	.nfields = CLIENT_COMMON + FIELDS_COMMON_COUNT,
	.title_field = CLIENT_NAME,
	.order_field = -1,
	.searchable = true,
	.has_digits = true,
};
