/* The fields of the export dialog, and what is remembered of them. */
#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/date.h"
#include "base/mem.h"
#include "export_memory.h"
#include "export_state.h"

static const struct pick targets[] = {
	{"file", N_("a file"), NULL},
	{"clipboard", N_("the terminal's clipboard"), NULL},
};
static const struct pick formats[] = {
	{"csv", N_("CSV (spreadsheets, other programs)"), NULL},
	{"xlsx", N_("Excel workbook"), NULL},
	{"json", N_("JSON lines (programs)"), NULL},
	{"vcf", N_("vCard (phones, mail programs)"), NULL},
};
static const struct pick delimiters[] = {
	{",", N_("comma  ,"), NULL},
	{";", N_("semicolon  ;"), NULL},
	{"\t", N_("tab"), NULL},
	{"|", N_("bar  |"), NULL},
};
static const struct pick decimals[] = {
	{".", N_("point  0.5"), NULL},
	{",", N_("comma  0,5"), NULL},
};
static const struct pick date_styles[] = {
	{"iso", "2026-03-08", NULL},
	{"dmy", "08.03.2026", NULL},
	{"mdy", "03/08/2026", NULL},
};
static const struct pick column_sets[] = {
	{"list", N_("those of the list"), NULL},
	{"all", N_("all fields"), NULL},
	{"own", N_("chosen ones (F6)"), NULL},
};
static const struct pick headings[] = {
	{"titles", N_("as on the screen"), NULL},
	{"names", N_("short names (for programs)"), NULL},
};

/* The fields that are remembered, in the order of the form; "file" is not. */
static const char *const remembered[] = {
	"to", "format", "columns", "encoding", "delimiter", "decimal", "dates", "headings"};

const struct kind *export_kind(const struct export_dialog *s)
{
	return office_kind(s->quick.env->office, s->kind);
}

char *export_default_path(const struct export_dialog *s, const char *format)
{
	char day[DATE_LEN];

	if (s->id)
		return mem_printf("%s-%lld.%s", export_kind(s)->name, (long long)s->id, format);
	date_format_iso(clock_today(), day);
	return mem_printf("%s-%s.%s", export_kind(s)->name, day, format);
}

/* A pick field of a fixed table, translated into its slot. */
static int export_add_pick(struct export_dialog *s, int slot, const char *name, const char *label,
	const struct pick *table, size_t n, const char *hint)
{
	for (size_t i = 0; i < n; i++)
		s->picks[slot][i] = (struct pick){table[i].value, _(table[i].label), NULL};
	return quick_form_add(&s->quick, (struct form_field){.name = name,
						 .label = label,
						 .type = FORM_PICK,
						 .required = true,
						 .choices = s->picks[slot],
						 .choice_count = n,
						 .hint = hint});
}

static void export_add_charsets(struct export_dialog *s)
{
	s->charsets[0] = (struct pick){"bom", _("UTF-8 with a mark (Excel)"), NULL};
	for (int i = 0; i < CHARSET_COUNT; i++)
		s->charsets[i + 1] = (struct pick){
			charset_name((enum charset)i), charset_title((enum charset)i), NULL};
	quick_form_add(&s->quick, (struct form_field){.name = "encoding",
					  .label = _("Encoding"),
					  .type = FORM_PICK,
					  .required = true,
					  .choices = s->charsets,
					  .choice_count = EXPORT_CHARSETS,
					  .hint = _("Old programs want CP1251 or CP1250")});
}

static void export_add_fields(struct export_dialog *s)
{
	struct quick_form *q = &s->quick;

	export_add_pick(s, SLOT_TO, "to", _("Write to"), targets, 2, NULL);
	s->file = quick_form_add(
		q, (struct form_field){.name = "file",
			   .label = _("File"),
			   .type = FORM_TEXT,
			   .required = true,
			   .max_chars = EXPORT_PATH,
			   .hint = _("Where to write; a folder may stand before the name")});
	s->format = export_add_pick(s, SLOT_FORMAT, "format", _("Format"), formats,
		s->kind == KIND_CLIENT ? 4 : 3,
		_("What follows is for CSV files, columns also for Excel"));
	s->columns = export_add_pick(s, SLOT_COLUMNS, "columns", _("Columns"), column_sets, 3,
		_("F6: choose them and their order"));
	export_add_charsets(s);
	export_add_pick(s, SLOT_DELIMITER, "delimiter", _("Delimiter"), delimiters, 4,
		_("Russian, Bulgarian and Polish spreadsheets expect the semicolon"));
	export_add_pick(s, SLOT_DECIMAL, "decimal", _("Decimal sign"), decimals, 2,
		_("Russian, Bulgarian and Polish spreadsheets expect the comma"));
	export_add_pick(s, SLOT_DATES, "dates", _("Dates"), date_styles, 3,
		_("The first one is understood everywhere"));
	export_add_pick(s, SLOT_HEADINGS, "headings", _("Headings"), headings, 2,
		_("Either can be brought in again"));
}

static void export_set(struct export_dialog *s, const char *name, const char *value)
{
	form_set(s->quick.form, form_find(s->quick.form, name), value, NULL);
}

bool export_is(const struct export_dialog *s, const char *field, const char *value)
{
	return strcmp(form_get_name(s->quick.form, field), value) == 0;
}

/* --- What is remembered ----------------------------------------------------------------------- */

/* Only what the pick still offers. */
static void export_remember_one(struct export_dialog *s, const char *lines, const char *name)
{
	int at = form_find(s->quick.form, name);
	char *value = export_memory_value(lines, name);

	for (size_t i = 0; value && i < s->quick.fields[at].choice_count; i++)
		if (!strcmp(s->quick.fields[at].choices[i].value, value))
			form_set(s->quick.form, at, value, NULL);
	free(value);
}

/* The chosen columns: of the last time, else those of the list, else those that lists begin with. */
static void export_start_columns(struct export_dialog *s, const char *lines)
{
	char *own = export_memory_value(lines, "fields");

	export_columns_init(&s->own, export_kind(s));
	if (!own)
		own = export_memory_value(s->preset, "fields");
	if (own && *own) {
		export_columns_read(&s->own, own);
	} else {
		for (int i = 0; i < s->own.n; i++)
			s->own.taken[i] =
				export_kind(s)->fields[s->own.fields[i]].flags & FF_COLUMN;
	}
	free(own);
}

static void export_remember(struct export_dialog *s)
{
	char *lines = export_memory_load(s->quick.env, export_kind(s)->name);
	char *path;

	export_start_columns(s, lines);
	for (size_t i = 0; i < sizeof remembered / sizeof remembered[0]; i++)
		export_remember_one(s, lines, remembered[i]);
	if (s->id && s->kind == KIND_CLIENT) { /* what one client is wanted for */
		export_set(s, "format", "vcf");
		export_set(s, "columns", "all");
	}
	path = export_default_path(s, form_get_name(s->quick.form, "format"));
	export_set(s, "file", path);
	free(path);
	free(lines);
}

void export_form_keep(const struct export_dialog *s)
{
	struct buf lines = BUF_INIT;

	for (size_t i = 0; i < sizeof remembered / sizeof remembered[0]; i++)
		buf_addf(&lines, "%s=%s\n", remembered[i],
			form_get_name(s->quick.form, remembered[i]));
	if (export_is(s, "columns", "own")) {
		buf_add(&lines, "fields=");
		export_columns_name(&s->own, &lines);
		buf_add(&lines, "\n");
	}
	export_memory_save(s->quick.env, export_kind(s)->name, buf_str(&lines));
	buf_release(&lines);
}

void export_follow_format(struct export_dialog *s)
{
	char *now = export_default_path(s, form_get_name(s->quick.form, "format"));
	bool proposed = false;

	for (size_t i = 0; i < sizeof formats / sizeof formats[0]; i++) {
		char *was = export_default_path(s, formats[i].value);

		proposed |= strcmp(form_get(s->quick.form, s->file), was) == 0;
		free(was);
	}
	if (proposed)
		form_set(s->quick.form, s->file, now, NULL);
	free(now);
}

void export_form_start(struct export_dialog *s)
{
	const struct screen_env *env = s->quick.env;
	struct quick_form *q = &s->quick;

	export_add_fields(s);
	quick_form_start(q);
	export_set(s, "to", "file");
	export_set(s, "format", "csv");
	export_set(s, "columns", "list");
	export_set(s, "encoding", "bom");
	export_set(s, "delimiter", env->decimal == ',' ? ";" : ",");
	export_set(s, "decimal", env->decimal == ',' ? "," : ".");
	export_set(s, "dates", "iso");
	export_set(s, "headings", "titles");
	export_remember(s);
	form_set_focus(q->form, s->file);
}
