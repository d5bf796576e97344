/* The task's field table and its fixed choices. */
#include "domain/task.h"

#include <stddef.h>

static const struct choice kind_choices[] = {
	{"call", N_("Call"),
		"phone|phone call|звонок|позвонить|обаждане|обади се|telefon|zadzwonić|rozmowa"},
	{"meeting", N_("Meeting"), "appointment|встреча|совещание|среща|spotkanie"},
	{"email", N_("E-mail"), "mail|почта|электронное письмо|имейл|поща|mejl|poczta"},
	{"visit", N_("Visit"), "визит|выезд|посещение|wizyta"},
	{"letter", N_("Letter"), "post|письмо|писмо|list"},
	{"todo", N_("To do"),
		"task|other|дело|задача|прочее|за правене|друго|zadanie|do zrobienia|inne"},
	{0},
};

static const struct choice priority_choices[] = {
	{"low", N_("Low"), "3|низкий|низкая|нисък|нисък приоритет|niski|niska"},
	{"normal", N_("Normal"),
		"2|medium|средний|средняя|обычный|нормальный|нормален|среден|normalny|średni"},
	{"high", N_("High"), "1|important|высокий|высокая|важно|висок|wysoki|wysoka|ważne"},
	{"urgent", N_("Urgent"),
		"0|critical|срочный|срочная|срочно|спешен|спешно|спешна|pilny|pilne"},
	{0},
};

static const struct choice state_choices[] = {
	{"open", N_("Open"),
		"new|not started|in progress|pending|waiting|открыта|открыто|"
		"открытая|новая|в работе|не начата|отворена|нова|в процес|otwarte|"
		"nowe|w toku|nierozpoczęte"},
	{"done", N_("Done"),
		"completed|complete|closed|finished|выполнена|выполнено|завершена|"
		"завершено|закрыта|сделано|изпълнена|завършена|готово|приключена|"
		"zakończone|wykonane|zrobione|ukończone"},
	{"cancelled", N_("Cancelled"),
		"canceled|deferred|отменена|отменено|снята|отказана|отпаднала|anulowane|odwołane"},
	{0},
};

static const struct field fields[] = {
	[TASK_SUBJECT] = {.name = "subject",
		.title = N_("Subject"),
		.column = "subject",
		.type = FT_TEXT,
		.flags = FF_REQUIRED | FF_SEARCH | FF_PERSONAL | FF_COLUMN | FF_MAIN,
		.width_cols = 28,
		.aliases = "title|task|task name|name|summary|what|тема|задача|название|"
			   "что сделать|заголовок|относно|заглавие|temat|zadanie|tytuł|nazwa|"
			   "nazwa zadania"},
	[TASK_KIND] = {.name = "kind",
		.title = N_("Kind"),
		.column = "kind",
		.type = FT_CHOICE,
		.initial = "call",
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 8,
		.choices = kind_choices,
		.aliases = "type|task type|activity type|вид|тип|тип задачи|вид задачи|"
			   "вид задача|rodzaj|typ|typ zadania"},
	[TASK_DUE_DAY] = {.name = "due_day",
		.title = N_("Due"),
		.column = "due_day",
		.type = FT_DATE,
		.flags = FF_COLUMN | FF_MAIN | FF_SORT,
		.width_cols = 10,
		.aliases = "due date|date|deadline|when|срок|дата|крайний срок|"
			   "дата исполнения|выполнить до|дедлайн|краен срок|падеж|termin|data|"
			   "termin wykonania|data wykonania"},
	[TASK_DUE_TIME] = {.name = "due_time",
		.title = N_("Time"),
		.column = "due_time",
		.type = FT_TIME,
		.flags = FF_MAIN,
		.width_cols = 5,
		.aliases = "due at|время|час|godzina|czas"},
	[TASK_REMIND_BEFORE_MIN] = {.name = "remind_before_min",
		.title = N_("Remind before, min"),
		.column = "remind_before_min",
		.type = FT_INT,
		.width_cols = 6,
		.aliases = "reminder|remind|reminder minutes|напоминание|напомнить за, мин|"
			   "напомняне|напомни преди|przypomnienie|przypomnij przed"},
	[TASK_PRIORITY] = {.name = "priority",
		.title = N_("Priority"),
		.column = "priority",
		.type = FT_CHOICE,
		.initial = "normal",
		.flags = FF_REQUIRED | FF_COLUMN | FF_MAIN,
		.width_cols = 8,
		.choices = priority_choices,
		.aliases = "importance|приоритет|важность|важност|priorytet|ważność"},
	[TASK_STATE] = {.name = "state",
		.title = N_("State"),
		.column = "state",
		.type = FT_CHOICE,
		.initial = "open",
		.flags = FF_REQUIRED | FF_COLUMN,
		.width_cols = 9,
		.choices = state_choices,
		.aliases = "status|task status|состояние|статус|състояние|stan|status zadania"},
	[TASK_ASSIGNEE] = {.name = "assignee",
		.title = N_("Assignee"),
		.column = "assignee_id",
		.type = FT_LINK,
		.initial = "@me",
		.link = KIND_USER,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 12,
		.aliases = "assigned to|assigned user|owner|agent|sales_agent|responsible|rep|"
			   "user|исполнитель|ответственный|менеджер|кому|изпълнител|"
			   "отговорник|на кого|wykonawca|odpowiedzialny|przypisane do|"
			   "handlowiec|opiekun"},
	[TASK_CLIENT] = {.name = "client",
		.title = N_("Client"),
		.column = "client_id",
		.type = FT_LINK,
		.link = KIND_CLIENT,
		.flags = FF_COLUMN | FF_MAIN,
		.width_cols = 22,
		.aliases = "company|company name|account|account name|customer|contact|"
			   "contact name|related to|компания|клиент|контрагент|контакт|фирма|"
			   "организация|име на клиента|firma|klient|kontrahent|kontakt|"
			   "nazwa klienta"},
	[TASK_DEAL] = {.name = "deal",
		.title = N_("Deal"),
		.column = "deal_id",
		.type = FT_LINK,
		.link = KIND_DEAL,
		.flags = FF_MAIN,
		.width_cols = 22,
		.aliases = "opportunity|opportunity name|deal name|сделка|название сделки|"
			   "сделка име|szansa|transakcja|szansa sprzedaży"},
	[TASK_RESULT] = {.name = "result",
		.title = N_("Result"),
		.column = "result",
		.type = FT_PICK,
		.list = "result",
		.width_cols = 14,
		.aliases = "outcome|результат|итог|резултат|изход|wynik|rezultat"},
	[TASK_COMPLETED_AT] = {.name = "completed_at",
		.title = N_("Completed"),
		.column = "completed_at",
		.type = FT_INSTANT,
		.flags = FF_READONLY,
		.width_cols = 16,
		.aliases = "completed date|date completed|finished at|дата завершения|"
			   "завершена в|дата на приключване|data zakończenia"},
	[TASK_NOTES] = {.name = "notes",
		.title = N_("Notes"),
		.column = "notes",
		.type = FT_NOTE,
		.flags = FF_SEARCH | FF_PERSONAL | FF_MAIN,
		.width_cols = 28,
		.aliases = "note|comment|comments|description|details|body|заметки|заметка|"
			   "примечание|комментарий|описание|подробности|бележки|бележка|"
			   "коментар|notatki|notatka|opis|uwagi|komentarz"},
	[TASK_EXTERNAL_ID] = {.name = "external_id",
		.title = N_("External ID"),
		.column = "external_id",
		.type = FT_TEXT,
		.flags = FF_SEARCH,
		.width_cols = 12,
		.aliases = "external key|record id|task id|guid|uuid|код|номер|внешний код|"
			   "външен код|kod|numer|identyfikator"},
	[TASK_COMMON] = FIELDS_COMMON,
};

const struct kind task_kind = {
	.id = KIND_TASK,
	.name = "task",
	.title = N_("Task"),
	.plural = N_("Tasks"),
	.table = "task",
	.fields = fields,
	.nfields = TASK_COMMON + FIELDS_COMMON_COUNT,
	.title_field = TASK_SUBJECT,
	.order_field = TASK_DUE_DAY,
	.searchable = true,
	.of_client = true,
};
