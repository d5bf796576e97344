/* A growing byte string, always terminated by NUL (buf.data is never NULL after an add). */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stddef.h>

struct buf {
	char *data;
	size_t len, cap;
};

/* clang-format off */
#define BUF_INIT {0}
/* clang-format on */

void buf_add(struct buf *b, const char *s);
void buf_addn(struct buf *b, const char *s, size_t len);
void buf_addch(struct buf *b, char c);
void buf_addf(struct buf *b, const char *fmt, ...) __attribute__((format(printf, 2, 3)));
void buf_clear(struct buf *b);      /* keeps the memory */
const char *buf_str(struct buf *b); /* "" when nothing was added; borrowed until the next call */
char *buf_take(struct buf *b);      /* the caller owns it; *b is empty again */
void buf_release(struct buf *b);

#endif
