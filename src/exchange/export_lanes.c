/*
 * Reading and formatting in several threads: stepping through the engine's rows is most of an export's time. A lane takes the
 * next run of ids, makes CSV of it in memory and is given another one while this thread writes what it made. The lanes take
 * turns, so the file has the order of the ids; memory is a few runs' worth however long the table is.
 */
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "export_run.h"
#include "store/scan.h"

enum { LANES_MAX = 4, LANE_IDS = 2048, LANE_IDS_MIN = 4 * LANE_IDS };

struct lane {
	struct office *o;
	struct export_run run;
	struct csv_out *csv;
	struct buf made; /* memory that csv and the writer change about */
	int64_t beyond, upto;
	struct job *job; /* NULL: at rest */
};

static bool lane_record(void *arg, const struct record *r)
{
	struct lane *lane = arg;

	export_csv_record(&lane->run, lane->csv, r);
	lane->run.rows++;
	return true;
}

static enum status lane_work(struct job *job, void *arg, struct err *err)
{
	struct lane *lane = arg;

	(void)job;
	lane->run.rows = 0;
	return list_each_between(lane->o, &lane->run.req->list, lane->beyond, lane->upto,
		lane->run.fields, lane->run.nfields, lane_record, lane, err);
}

static bool lane_open(struct lane *lane, const struct export_run *run)
{
	struct csv_out_options csv = run->req->csv;
	struct office_options options = *office_options(run->o);

	options.mode = DB_READ_ONLY;
	if (office_open(db_path(office_db(run->o)), &options, &lane->o, NULL))
		return false;
	if (office_kind(lane->o, run->kind->id)->nfields != run->kind->nfields) {
		office_close(lane->o);
		return false;
	}
	csv.charset = CHARSET_UTF8; /* the writer encodes */
	csv.bom = false;
	db_scan_begin(office_db(lane->o));
	export_run_init(&lane->run, lane->o, run->req, run->fields, run->nfields);
	return csv_out_new(NULL, &csv, &lane->csv, NULL) == ST_OK;
}

static void lane_close(struct lane *lane)
{
	csv_out_finish(lane->csv, NULL);
	buf_release(&lane->made);
	export_run_release(&lane->run);
	office_close(lane->o);
}

static void lane_start(struct lane *lane, int64_t *next, int64_t last)
{
	if (*next >= last)
		return;
	lane->beyond = *next;
	lane->upto = *next = *next + LANE_IDS;
	lane->job = job_start(lane_work, lane);
}

/* Wait for a lane, send it on and write what it made. */
static enum status lane_take(struct lane *lane, struct export_run *run, struct csv_out *out,
	int64_t *next, int64_t last, struct err *err)
{
	enum status st = job_finish(lane->job, err);
	int64_t rows = lane->run.rows;

	lane->job = NULL;
	if (st)
		return st;
	csv_out_swap(lane->csv, &lane->made);
	if (!run->stopped)
		lane_start(lane, next, last);
	csv_out_rows(out, lane->made.data, lane->made.len);
	run->stopped |= !export_count(run, rows);
	return ST_OK;
}

static int lanes_open(struct lane *lanes, const struct export_run *run)
{
	long cores = sysconf(_SC_NPROCESSORS_ONLN);
	int n = 0, wanted = cores < 2 ? 0 : cores < LANES_MAX ? (int)cores : LANES_MAX;

	while (n < wanted && lane_open(&lanes[n], run))
		n++;
	return n;
}

bool export_lanes(struct export_run *run, struct csv_out *out, enum status *st, struct err *err)
{
	struct lane lanes[LANES_MAX] = {0};
	int64_t last = 0, next = 0;
	int n;

	if (list_last_id(run->o, run->kind->id, &last, NULL) || last < LANE_IDS_MIN)
		return false;
	n = lanes_open(lanes, run);
	*st = ST_OK;
	for (int i = 0; i < n; i++)
		lane_start(&lanes[i], &next, last);
	for (int i = 0; n && lanes[i].job && !*st; i = (i + 1) % n)
		*st = lane_take(&lanes[i], run, out, &next, last, err);
	for (int i = 0; i < n; i++) {
		if (lanes[i].job)
			job_finish(lanes[i].job, NULL);
		lane_close(&lanes[i]);
	}
	return n > 0;
}
