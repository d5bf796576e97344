/* Line breaking: greedy, with the last place where the line may end kept beside the width so far. */
#include "exchange/pdf_wrap.h"

#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"

/* Room for the rounding of the widths that columns were measured with. */
static const double slack = 0.01;

static void wrap_add(struct pdf_lines *out, size_t from, size_t to)
{
	out->line = mem_grow(out->line, &out->cap, out->n + 1, sizeof *out->line);
	out->line[out->n++] = (struct pdf_line){from, to - from};
}

static bool wrap_may_break_behind(const char *s, size_t at, size_t start)
{
	return strchr("-/@", s[at]) && at > start && s[at + 1] && s[at + 1] != ' ' &&
	       s[at + 1] != '\n';
}

/* One line from start; returns where the next begins. *end is where this one ends. */
static size_t wrap_line(struct pdf_out *p, enum pdf_face face, double size, const char *s,
	size_t start, double width, size_t *end)
{
	size_t at = start, stop = 0, next = 0; /* the last place to break: stop..next is left out */
	double used = 0;

	while (s[at] && s[at] != '\n') {
		size_t then = text_next(s, at);

		used += pdf_out_measure(p, face, size, s + at, then - at);
		if (s[at] == ' ') {
			if (at > start && s[at - 1] != ' ')
				stop = at;
			next = then;
		} else if (used > width + slack && at > start) {
			*end = next && stop ? stop : at;
			return next && stop ? next : at;
		} else if (wrap_may_break_behind(s, at, start)) {
			stop = next = then;
		}
		at = then;
	}
	*end = at;
	while (*end > start && s[*end - 1] == ' ')
		--*end;
	return at;
}

void pdf_wrap(struct pdf_out *p, enum pdf_face face, double size, const char *s, double width,
	struct pdf_lines *out)
{
	size_t at = 0, end;

	out->n = 0;
	for (;;) {
		size_t start = at;

		at = wrap_line(p, face, size, s, start, width, &end);
		wrap_add(out, start, end);
		if (s[at] == '\n')
			at++;
		else if (!s[at])
			return;
	}
}

void pdf_lines_release(struct pdf_lines *l)
{
	free(l->line);
	*l = (struct pdf_lines){0};
}
