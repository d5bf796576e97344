/* Progress of a long job. */
#include "tui/progress.h"

#include <stdlib.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { PROGRESS_COLS = 60, PROGRESS_RATE_MS = 500, PROGRESS_FULL = 8 };

void progress_init(
	struct progress *p, const char *title, const char *unit, int64_t total, int64_t now_ms)
{
	*p = (struct progress){.total = total, .start_ms = now_ms, .now_ms = now_ms};
	p->title = mem_strdup(title);
	p->unit = mem_strdup(unit);
}

void progress_release(struct progress *p)
{
	free(p->title);
	free(p->unit);
	*p = (struct progress){0};
}

void progress_update(struct progress *p, int64_t done, int64_t now_ms)
{
	p->done = done;
	p->now_ms = now_ms;
}

double progress_rate(const struct progress *p)
{
	int64_t ms = p->now_ms - p->start_ms;

	return ms < PROGRESS_RATE_MS || p->done <= 0 ? 0 : (double)p->done * 1000 / (double)ms;
}

int progress_left_s(const struct progress *p)
{
	double rate = progress_rate(p);

	if (rate <= 0 || p->total <= 0 || p->done > p->total)
		return -1;
	return (int)((double)(p->total - p->done) / rate + 0.999);
}

bool progress_handle(struct progress *p, const struct event *ev)
{
	if (!event_is(ev, K_ESC, 0) && !event_is(ev, 'c', MOD_CTRL))
		return false;
	p->cancelled = true;
	return true;
}

/* Parts of `parts` that are done; total may be unknown. */
static int progress_part(int64_t done, int64_t total, int parts)
{
	if (total <= 0 || done <= 0)
		return 0;
	return done >= total ? parts : (int)((double)done / (double)total * parts);
}

void progress_draw_bar(struct canvas *c, int row, int col, int cols, int64_t done, int64_t total)
{
	int room = cols - 6, eighths = progress_part(done, total, room * PROGRESS_FULL);

	if (room < 1)
		return;
	if (c->utf8) {
		canvas_put(c, row, col, eighths / PROGRESS_FULL, ROLE_CHART, 0x2588);
		if (eighths % PROGRESS_FULL != 0)
			canvas_put(c, row, col + eighths / PROGRESS_FULL, 1, ROLE_CHART,
				(uint32_t)(0x2590 - eighths % PROGRESS_FULL));
	} else {
		canvas_put(c, row, col, eighths / PROGRESS_FULL, ROLE_CHART, '#');
	}
	if (total > 0)
		canvas_textf(c, row, col + room, 6, ROLE_POPUP, " %3d %%",
			progress_part(done, total, 100));
}

static void progress_draw_numbers(
	const struct progress *p, struct canvas *c, int row, int col, int cols)
{
	int used = 0, left = progress_left_s(p);
	double rate = progress_rate(p);

	if (p->total > 0)
		used = canvas_textf(c, row, col, cols, ROLE_POPUP, _("%lld of %lld %s"),
			(long long)p->done, (long long)p->total, p->unit);
	else
		used = canvas_textf(
			c, row, col, cols, ROLE_POPUP, "%lld %s", (long long)p->done, p->unit);
	if (rate > 0)
		used += canvas_textf(
			c, row, col + used, cols - used, ROLE_POPUP, _("   %.0f a second"), rate);
	if (left >= 0)
		canvas_textf(c, row, col + used, cols - used, ROLE_POPUP, _("   %d:%02d left"),
			left / 60, left % 60);
}

void progress_draw(const struct progress *p, struct canvas *c, struct rect inside)
{
	int cols = inside.cols - 4 < PROGRESS_COLS ? inside.cols - 4 : PROGRESS_COLS;
	struct rect r = rect_center(inside, 7, cols), in = rect_inset(r, 1, 2);
	struct rect old = canvas_clip(c, r);

	canvas_fill(c, r, ROLE_POPUP);
	canvas_box(c, r, p->title);
	progress_draw_bar(c, in.row + 1, in.col, in.cols, p->done, p->total);
	progress_draw_numbers(p, c, in.row + 2, in.col, in.cols);
	canvas_text(c, in.row + 4, in.col, in.cols, ROLE_HINT,
		p->cancelled ? _("Stopping…") : _("Esc stops"));
	canvas_cursor(c, in.row + 2, in.col);
	canvas_unclip(c, old);
}
