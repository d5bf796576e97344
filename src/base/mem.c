/*
 * Allocation that cannot fail. The hook is the one piece of state: the upper room sets it once, so
 * that the terminal is restored before the program goes.
 */
#include "base/mem.h"

#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static void (*mem_hook)(void);

static _Noreturn void mem_out(void)
{
	void (*hook)(void) = mem_hook;

	mem_hook = NULL; /* a hook that runs out of memory itself must not come back here */
	if (hook != NULL)
		hook();
	abort();
}

void *mem_alloc(size_t size)
{
	void *p = calloc(1, size > 0 ? size : 1);

	if (p == NULL)
		mem_out();
	return p;
}

void *mem_realloc(void *p, size_t size)
{
	void *q = realloc(p, size > 0 ? size : 1);

	if (q == NULL)
		mem_out();
	return q;
}

/* The first block is not so small that it must grow at once. */
#define MEM_GROW_MIN(item_size) ((size_t)((item_size) == 1 ? 48 : 8))

void *mem_grow(void *p, size_t *cap, size_t need, size_t item_size)
{
	size_t want, bytes;

	if (need <= *cap && p != NULL)
		return p;
	want = *cap <= SIZE_MAX / 2 ? *cap * 2 : SIZE_MAX;
	if (want < need)
		want = need;
	if (want < MEM_GROW_MIN(item_size))
		want = MEM_GROW_MIN(item_size);
	if (__builtin_mul_overflow(want, item_size, &bytes))
		mem_out();
	p = mem_realloc(p, bytes);
	*cap = want;
	return p;
}

char *mem_strdup(const char *s)
{
	return s != NULL ? mem_strndup(s, strlen(s)) : NULL;
}

char *mem_strndup(const char *s, size_t len)
{
	char *p;

	if (len == SIZE_MAX)
		mem_out();
	p = mem_realloc(NULL, len + 1);
	if (len > 0)
		memcpy(p, s, len);
	p[len] = '\0';
	return p;
}

char *mem_printf(const char *fmt, ...)
{
	va_list ap;
	char *p = NULL;

	va_start(ap, fmt);
	if (vasprintf(&p, fmt, ap) < 0)
		mem_out();
	va_end(ap);
	return p;
}

void mem_set_hook(void (*hook)(void))
{
	mem_hook = hook;
}
