/*
 * Allocation that cannot fail: out of memory runs the hook (which restores the terminal) and
 * aborts. Nothing acknowledged is lost by that, the database rolls an open write back.
 */
#ifndef BASE_MEM_H
#define BASE_MEM_H

#include <stddef.h>

void *mem_alloc(size_t size);                                        /* zeroed */
void *mem_realloc(void *p, size_t size);                             /* size > 0 */
void *mem_grow(void *p, size_t *cap, size_t need, size_t item_size); /* at least doubles *cap */
char *mem_strdup(const char *s);                                     /* NULL gives NULL */
char *mem_strndup(const char *s, size_t len);
char *mem_printf(const char *fmt, ...) __attribute__((format(printf, 1, 2)));
void mem_set_hook(void (*hook)(void));

#endif
