/* Printing beside the event loop. */
#include "print_work.h"

#include <stdlib.h>
#include <string.h>

#include "base/clock.h"
#include "base/i18n.h"
#include "base/job.h"
#include "base/mem.h"
#include "domain/setup.h"
#include "report/report.h"
#include "report/sheet.h"

/* What the thread works with; the screen leaves it alone meanwhile. */
struct print_work {
	struct job *job;
	const char *db_path;
	const struct office_options *options;
	struct print_settings settings;
	struct print_wish wish;
	char *preset, *path;
	struct print_request req;
	struct print_target to;
	struct print_result result;
};

char *print_preset_value(const char *preset, const char *key)
{
	size_t len = strlen(key);

	while (*preset) {
		bool rest = !strncmp(preset, "filter=", 7);
		size_t line = rest ? strlen(preset) : strcspn(preset, "\n");

		if (!strncmp(preset, key, len) && preset[len] == '=')
			return mem_strndup(preset + len + 1, line - len - 1);
		preset += line + (preset[line] == '\n');
	}
	return mem_strdup("");
}

static enum status work_list(
	struct print_work *w, struct office *o, struct job *job, struct err *err)
{
	char *filter = print_preset_value(w->preset, "filter");
	char *order = print_preset_value(w->preset, "order");
	char *descending = print_preset_value(w->preset, "descending");
	struct filter *compiled = NULL;
	enum status st = filter_compile(o, w->wish.kind, filter, &compiled, err);

	w->req.what = w->wish.labels ? PRINT_LABELS : PRINT_LIST;
	w->req.format = w->wish.labels;
	w->req.skip = w->wish.skip;
	w->req.condition = filter;
	w->req.list = (struct list_request){.kind = w->wish.kind,
		.filter = compiled,
		.order_field = *order ? atoi(order) : LIST_ORDER_DEFAULT,
		.descending = *descending == '1'};
	if (!st)
		st = print_document(o, &w->settings, &w->req, &w->to, job, &w->result, err);
	w->req.condition = NULL;
	filter_free(compiled);
	free(filter);
	free(order);
	free(descending);
	return st;
}

static enum status work_grid(struct print_work *w, struct office *o,
	const struct report_table *table, struct job *job, struct err *err)
{
	struct report_sheet sheet;
	struct print_grid grid;

	report_sheet_init(&sheet, table, office_currency(o), office_options(o)->decimal);
	grid = (struct print_grid){.title = table->title,
		.subtitle = table->subtitle,
		.ncolumns = sheet.ncolumns,
		.nrows = table->nrows,
		.ntotals = table->ntotals,
		.column = report_sheet_column,
		.cell = report_sheet_cell,
		.arg = &sheet};
	w->req.what = PRINT_GRID;
	w->req.grid = &grid;
	return print_document(o, &w->settings, &w->req, &w->to, job, &w->result, err);
}

static enum status work_report(
	struct print_work *w, struct office *o, struct job *job, struct err *err)
{
	char *name = print_preset_value(w->preset, "report");
	char *period = print_preset_value(w->preset, "period");
	char *cut = print_preset_value(w->preset, "cut");
	char *filter = print_preset_value(w->preset, "filter");
	struct report_request report = {.name = name, .cut = cut, .filter = filter};
	struct report_table table;
	enum status st = ST_OK;

	if (*period)
		st = period_parse(period, clock_today(), &report.period, err);
	if (!st)
		st = report_run(o, &report, &table, err);
	if (!st) {
		st = work_grid(w, o, &table, job, err);
		report_table_release(&table);
	}
	free(name);
	free(period);
	free(cut);
	free(filter);
	return st;
}

static enum status work_do(struct job *job, void *arg, struct err *err)
{
	struct print_work *w = arg;
	struct office *o;
	enum status st = office_start(w->db_path, w->options, &o, err);

	if (st)
		return st;
	if (w->wish.kind == KIND_NONE) {
		st = work_report(w, o, job, err);
	} else if (!w->wish.id) {
		st = work_list(w, o, job, err);
	} else {
		w->req = (struct print_request){
			.what = PRINT_RECORD, .kind = w->wish.kind, .id = w->wish.id};
		st = print_document(o, &w->settings, &w->req, &w->to, job, &w->result, err);
	}
	office_close(o);
	return st;
}

struct print_work *print_work_start(const struct screen_env *env, const struct print_wish *wish)
{
	struct print_work *w = mem_alloc(sizeof *w);

	w->db_path = env->db_path;
	w->options = env->options;
	w->settings = env->print;
	w->wish = *wish;
	w->preset = mem_strdup(wish->preset);
	w->path = mem_strdup(wish->path);
	w->to = (struct print_target){
		.path = w->path, .force = wish->force, .printer = !wish->path};
	w->job = job_start(work_do, w);
	return w;
}

bool print_work_is_done(const struct print_work *w, int64_t *rows)
{
	int64_t total, elapsed;

	job_state(w->job, rows, &total, &elapsed);
	return job_is_done(w->job);
}

void print_work_cancel(struct print_work *w)
{
	job_cancel(w->job);
}

static void work_free(struct print_work *w)
{
	free(w->preset);
	free(w->path);
	free(w);
}

enum status print_work_finish(struct print_work *w, struct buf *told, bool *odd, struct err *err)
{
	enum status st = job_finish(w->job, err);

	if (!st) {
		if (w->path)
			buf_addf(told, "%s: ", w->path);
		print_tell(&w->req, &w->to, &w->result, told, odd);
	}
	work_free(w);
	return st;
}

void print_work_stop(struct print_work *w)
{
	job_cancel(w->job);
	job_finish(w->job, NULL);
	work_free(w);
}
