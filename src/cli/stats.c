/* stats: what is in the office file. */
#include <stdio.h>
#include <sys/stat.h>

#include "base/i18n.h"
#include "commands.h"
#include "domain/care.h"
#include "exchange/json_out.h"
#include "grid.h"
#include "say.h"
#include "session.h"

static int64_t file_size(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 ? (int64_t)st.st_size : 0;
}

static enum status print_counts(struct session *s, struct err *err)
{
	enum status st = ST_OK;
	struct grid g;
	char text[32];

	grid_init(&g, s);
	grid_column(&g, _("Records"), GRID_TEXT);
	grid_column(&g, _("live"), GRID_RIGHT);
	grid_column(&g, _("in the trash"), GRID_RIGHT);
	for (int k = 0; !st && k < KIND_COUNT; k++) {
		int64_t live, deleted;

		st = care_count(s->office, (enum kind_id)k, &live, &deleted, err);
		if (st)
			break;
		grid_cell(&g, _(office_kind(s->office, (enum kind_id)k)->plural));
		snprintf(text, sizeof(text), "%lld", (long long)live);
		grid_cell(&g, text);
		snprintf(text, sizeof(text), "%lld", (long long)deleted);
		grid_cell(&g, text);
		grid_end_row(&g, SAY_PLAIN);
	}
	grid_finish(&g);
	return st;
}

static enum status print(struct session *s, int64_t actions, struct err *err)
{
	say(s, _("File:     %s, %lld KiB%s\n"), s->env.db_path,
		(long long)(file_size(s->env.db_path) / 1024),
		care_is_read_only(s->office) ? _(", read-only") : "");
	say(s, _("Format:   %d\n"), care_format(s->office));
	say(s, _("Currency: %s\n"), office_currency(s->office));
	say(s, _("Actions:  %lld\n\n"), (long long)actions);
	return print_counts(s, err);
}

static enum status print_json(struct session *s, int64_t actions, struct err *err)
{
	struct json_out *j = json_out_new(s->env.out);
	enum status st = ST_OK, end;

	json_out_begin(j);
	json_out_string(j, "file", s->env.db_path);
	json_out_int(j, "bytes", file_size(s->env.db_path));
	json_out_bool(j, "read_only", care_is_read_only(s->office));
	json_out_int(j, "format", care_format(s->office));
	json_out_string(j, "currency", office_currency(s->office));
	json_out_int(j, "actions", actions);
	json_out_object(j, "records");
	for (int k = 0; !st && k < KIND_COUNT; k++) {
		int64_t live = 0, deleted = 0;

		st = care_count(s->office, (enum kind_id)k, &live, &deleted, err);
		json_out_object(j, office_kind(s->office, (enum kind_id)k)->name);
		json_out_int(j, "live", live);
		json_out_int(j, "deleted", deleted);
		json_out_end(j);
	}
	json_out_end(j);
	json_out_end(j);
	end = json_out_finish(j, st ? NULL : err);
	return st ? st : end;
}

static enum status run(struct session *s, struct err *err)
{
	int64_t actions;
	enum status st = session_open(s, DB_OPEN, err);

	if (!st)
		st = care_actions(s->office, &actions, err);
	if (st)
		return st;
	return session_flag(s, "json") ? print_json(s, actions, err) : print(s, actions, err);
}

static const struct cli_option options[] = {
	{"json", NULL, N_("as one JSON object")},
	{0},
};

const struct cli_command command_stats = {
	.name = "stats",
	.usage = "",
	.summary = N_("what is in the office file"),
	.options = options,
	.max_words = 0,
	.run = run,
};
