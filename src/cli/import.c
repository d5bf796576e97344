/* import: a delimited file into one kind of record. The work is done in a thread with its own office. */
#include "exchange/import_words.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/file.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "commands.h"
#include "dialect.h"
#include "exchange/source.h"
#include "import_tell.h"
#include "profile.h"
#include "import_trial.h"
#include "progress.h"
#include "say.h"
#include "session.h"
#include "target.h"

enum { VALUES_MAX = 4 * 1024 * 1024 };
enum {
	COMPARED_ROWS = 5000
}; /* of a dry run that was not told to look for look-alikes: some seconds */

struct import_job {
	struct session *s;
	const char *values; /* text of --values; NULL */
	bool failed;        /* rows failed */
	struct buf told;    /* the summary, made while the office is open */
	struct json_out *json;
};

/* Index of the word that an option names; -1 when it is none of them. */
static enum status read_word(const struct session *s, const char *option, const char *const *words,
	int n, int *out, struct err *err)
{
	const char *text = session_option(s, option);
	struct buf known = BUF_INIT;
	enum status st;

	if (!text)
		return ST_OK;
	for (int i = 0; i < n; i++) {
		if (!strcmp(text, words[i])) {
			*out = i;
			buf_release(&known);
			return ST_OK;
		}
		buf_addf(&known, "%s%s", i ? ", " : "", words[i]);
	}
	st = err_set(
		err, ST_USAGE, _("--%s: \"%.40s\" is none of %s"), option, text, buf_str(&known));
	buf_release(&known);
	return st;
}

/* How the file is written, where the guess is not to be followed. */
static enum status apply_dialect(
	const struct session *s, struct import *imp, struct office *o, struct err *err)
{
	static const char *const orders[] = {"dmy", "mdy", "ymd"};
	struct csv_dialect before = imp->sniff.dialect, *d = &imp->sniff.dialect;
	int order = -1;
	enum status st = dialect_encoding(s, &d->charset, NULL, err);

	if (!st)
		st = dialect_delimiter(s, &d->delimiter, err);
	if (!st && session_option(s, "sheet"))
		st = import_set_sheet(imp, o, session_option(s, "sheet"), err);
	if (session_flag(s, "no-header"))
		d->has_header = false;
	if (session_flag(s, "lenient"))
		d->lenient = true;
	if (!st && (before.charset != d->charset || before.delimiter != d->delimiter ||
			   before.has_header != d->has_header || before.lenient != d->lenient))
		st = import_reread(imp, o, err);
	if (!st && imp->fault && !imp->nsample)
		st = err_set(err, ST_BAD_DATA, "%s", imp->fault);
	if (!st)
		import_guess_formats(imp, o);
	if (!st)
		st = dialect_decimal(s, &imp->decimal, err);
	if (!st)
		st = read_word(s, "dates", orders, 3, &order, err);
	if (order >= 0) {
		imp->dates = (enum date_order)order;
		imp->dates_fixed = true;
	}
	return st;
}

/* Fields that are nearly right are named before anything is mapped. */
static enum status check_map(
	struct office *o, const struct kind *k, const char *map, struct err *err)
{
	char *copy = mem_strdup(map), *rest = copy, *entry;
	struct import_target target;
	enum status st = ST_OK;
	int field;

	while (!st && (entry = strsep(&rest, ","))) {
		char *equals = strchr(entry, '=');

		if (!equals)
			continue;
		while (equals > entry && equals[-1] == ' ')
			equals--;
		*equals = 0;
		entry += strspn(entry, " ");
		if (import_target_parse(o, k->id, entry, &target, NULL) != ST_OK)
			st = target_field(k, entry, true, &field, err);
		import_target_release(&target);
	}
	free(copy);
	return st;
}

/* LINE:COLUMN=TEXT, the column by its header or number. */
static enum status apply_correction(struct import *imp, const char *text, struct err *err)
{
	const char *colon = strchr(text, ':'), *equals = colon ? strchr(colon, '=') : NULL;
	char *end, *name;
	long long line = strtoll(text, &end, 10);
	int column;

	if (!equals || end != colon || line < 1)
		return err_set(err, ST_USAGE, _("\"%.80s\": write LINE:COLUMN=TEXT"), text);
	name = mem_strndup(colon + 1, (size_t)(equals - colon - 1));
	column = import_column_by_header(imp, name);
	if (column < 0)
		err_set(err, ST_USAGE, _("The file has no column \"%s\""), name);
	else
		import_correct(imp, line, column, equals + 1);
	free(name);
	return column < 0 ? ST_USAGE : ST_OK;
}

static enum status apply_corrections(const struct session *s, struct import *imp, struct err *err)
{
	const char *text;
	size_t at = 0;
	enum status st = ST_OK;

	while (!st && (text = args_next(&s->args, "correct", &at)))
		st = apply_correction(imp, text, err);
	return st;
}

/* What becomes of rows that resemble a client. A dry run tells of them without being asked. */
static enum status apply_similar(const struct session *s, struct import *imp, struct err *err)
{
	static const char *const words[] = {"off", "add", "skip", "update"};
	int similar = session_flag(s, "dry-run") ? SIMILAR_ADD : SIMILAR_OFF;
	enum status st = read_word(s, "duplicates", words, 4, &similar, err);

	imp->similar = (enum import_similar)similar;
	if (!session_option(s, "duplicates"))
		imp->similar_limit = COMPARED_ROWS;
	return st;
}

static enum status apply_mapping(
	const struct import_job *run, struct import *imp, struct office *o, struct err *err)
{
	static const char *const modes[] = {"add", "update", "both"};
	const struct session *s = run->s;
	const char *map, *match = session_option(s, "match");
	size_t at = 0;
	int mode = (int)imp->mode;
	enum status st = read_word(s, "mode", modes, 3, &mode, err);

	imp->mode = (enum import_mode)mode;
	while (!st && (map = args_next(&s->args, "map", &at))) {
		st = check_map(o, office_kind(o, imp->kind), map, err);
		if (!st)
			st = import_map(imp, o, map, err);
	}
	if (!st && run->values)
		st = import_values(imp, o, run->values, err);
	if (!st && match)
		st = import_set_match(imp, o, match, err);
	if (!st)
		st = apply_corrections(s, imp, err);
	if (!st)
		st = apply_similar(s, imp, err);
	imp->create_missing |= session_flag(s, "create-missing");
	imp->erase_empty |= session_flag(s, "erase-empty");
	return st;
}

static enum status run_import(struct import_job *run, struct import *imp, struct office *o,
	struct job *job, struct err *err)
{
	const struct session *s = run->s;
	struct import_result result;
	enum status st = import_run(imp, o, session_flag(s, "dry-run"), session_option(s, "reject"),
		session_flag(s, "force"), job, &result, err);

	if (!st && session_flag(s, "json"))
		import_tell_json(&result, run->json);
	else if (!st)
		import_tell(imp, o, &result, session_option(s, "reject"), &run->told);
	run->failed = result.counts[IMPORT_FAILED] > 0;
	import_result_release(&result);
	return st;
}

static enum status work(struct job *job, void *arg, struct err *err)
{
	struct import_job *run = arg;
	const struct session *s = run->s;
	struct import_trial trial = {NULL};
	struct office *o = NULL;
	struct import *imp = NULL;
	const char *preset;
	enum kind_id kind;
	enum status st = import_trial_open(s, session_flag(s, "dry-run"), &trial, &o, err);

	if (!st)
		st = target_kind(o, session_word(s, 0), &kind, &preset, err);
	if (!st)
		st = import_open(o, kind, preset, session_word(s, 1), &imp, err);
	if (!st)
		st = profile_apply(s, imp, o, err);
	if (!st)
		st = apply_dialect(s, imp, o, err);
	if (!st)
		st = apply_mapping(run, imp, o, err);
	if (!st)
		st = run_import(run, imp, o, job, err);
	import_free(imp);
	import_trial_close(&trial, o);
	return st;
}

/* The text of --values: a file, or - for standard input. */
static enum status read_values(struct session *s, char **own, const char **text, struct err *err)
{
	const char *path = session_option(s, "values");
	enum status st;
	size_t len;

	if (!path)
		return ST_OK;
	if (!strcmp(path, "-") && !strcmp(session_word(s, 1), "-"))
		return err_set(err, ST_USAGE,
			_("the file and the value map cannot both come from standard input"));
	if (!strcmp(path, "-"))
		return session_input(s, text, err);
	st = file_read(path, VALUES_MAX, own, &len, err);
	*text = *own;
	return st;
}

/* Standard input, and pipes that have a name: their text comes once, and one may have to wait for it. */
static bool is_pipe(const struct session *s)
{
	const char *path = session_word(s, 1);
	struct stat info;

	return !strcmp(path, "-") || (stat(path, &info) == 0 && S_ISFIFO(info.st_mode));
}

/* A file that cannot be read shall not leave a new, empty office behind. */
static enum status check_file(const struct session *s, struct err *err)
{
	const char *path = session_word(s, 1);
	struct source *source;
	enum status st;

	if (is_pipe(s))
		return ST_OK;
	st = source_open(path, &source, err);
	if (!st)
		source_free(source);
	return st;
}

static enum status run(struct session *s, struct err *err)
{
	struct import_job job = {.s = s};
	char *values = NULL;
	enum status st = check_file(s, err), end = ST_OK;

	if (!st)
		st = read_values(s, &values, &job.values, err);

	if (!st && session_flag(s, "json"))
		job.json = json_out_new(s->env.out);
	if (!st)
		st = progress_run(s, _("Importing"), is_pipe(s), work, &job, err);
	if (job.json)
		end = json_out_finish(job.json, st ? NULL : err);
	if (!st && job.told.len)
		say(s, "%s", job.told.data);
	buf_release(&job.told);
	free(values);
	if (st || end)
		return st ? st : end;
	return job.failed ? ST_BAD_DATA : ST_OK;
}

static const struct cli_option options[] = {
	{"dry-run", NULL, N_("count and report exactly what would happen, and do nothing")},
	{"mode", "add|update|both",
		N_("new records only (when it is not said), known ones only, or both")},
	{"match", "FIELD", N_("what tells that a record is known: a field, id, row or none")},
	{"duplicates", "add|skip|update|off",
		N_("look for clients that a new row resembles, and make it, leave it out, or "
		   "take it for theirs")},
	{"map", "FIELD=COLUMN,...",
		N_("what columns mean; FIELD==VALUE sets all, FIELD=COLUMN*N multiplies, FIELD= "
		   "nothing")},
	{"correct", "LINE:COLUMN=TEXT", N_("read that cell as TEXT")},
	{"values", "FILE", N_("a value map: lines FIELD: FROM = TO")},
	{"sheet", "NAME|N", N_("the sheet of a workbook, by name or number")},
	{"profile", "NAME",
		N_("a saved or ready mapping (kartoteka list import_profile); none: not even one "
		   "that the header is known by")},
	{"save-profile", "NAME", N_("save the mapping under this name")},
	{"encoding", "E", dialect_help_encoding},
	{"delimiter", "C", dialect_help_delimiter},
	{"dates", "dmy|mdy|ymd", N_("the order of day, month and year")},
	{"decimal", "C", dialect_help_decimal},
	{"no-header", NULL, N_("the first row is data already; columns are called 1, 2 ...")},
	{"lenient", NULL, N_("take stray quotes as they stand")},
	{"create-missing", NULL, N_("make the records that links name and that do not exist")},
	{"erase-empty", NULL, N_("an empty cell empties the field of a known record")},
	{"reject", "FILE", N_("write the failed rows there, as they were, with the reason")},
	{"force", NULL, N_("replace the file of --reject when it is there")},
	{"json", NULL, N_("the counts as one JSON object")},
	{0},
};

const struct cli_command command_import = {
	.name = "import",
	.usage = "KIND FILE",
	.summary = N_("bring in a CSV, XLSX or vCard file"),
	.text = N_(
		"FILE may be - for standard input. Encoding, delimiter, header, dates and the "
		"meaning\n"
		"of columns are guessed; --dry-run shows the guess. Beside fields a column may "
		"be\n"
		"phone.2, mobile, email.2, address.billing.city, full_name, employer, job_title\n"
		"or custom:Title, a new field. One bad row never stops the "
		"run;\n"
		"when rows failed the exit code is 3. A run is one action: undo takes it back "
		"whole.\n"),
	.options = options,
	.min_words = 2,
	.max_words = 2,
	.run = run,
};
