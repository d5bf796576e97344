/* The parameters of a filter's SQL. */
#include "filter_build.h"

#include <stdlib.h>

#include "base/mem.h"

static int filter_build_param(struct filter_build *b, int64_t num, char *text)
{
	size_t need = (size_t)b->nparams + 1;

	if (need > b->params_cap)
		b->params = mem_grow(b->params, &b->params_cap, need, sizeof(*b->params));
	b->params[b->nparams++] = (struct filter_param){num, text};
	return b->nparams;
}

int filter_build_num(struct filter_build *b, int64_t num)
{
	return filter_build_param(b, num, NULL);
}

int filter_build_text(struct filter_build *b, const char *text)
{
	return filter_build_param(b, 0, mem_strdup(text));
}

void filter_build_cut(struct filter_build *b, size_t len)
{
	b->sql.len = len;
	b->sql.data[len] = '\0';
}

void filter_build_bind(const struct filter_build *b, struct query *q)
{
	for (int i = 0; i < b->nparams; i++) {
		if (b->params[i].text)
			query_text(q, i + 1, b->params[i].text);
		else
			query_int(q, i + 1, b->params[i].num);
	}
}

void filter_build_release(struct filter_build *b)
{
	for (int i = 0; i < b->nparams; i++)
		free(b->params[i].text);
	free(b->params);
	buf_release(&b->sql);
	*b = (struct filter_build){0};
}
