/* Pages and keys are a struct spool_record each, with its bytes behind it; ids are those of segment 0. */
#include "spool.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/mem.h"
#include "base/scratch.h"

enum { SPOOL_BLOCK = 256 << 10 };

struct spool_record {
	int64_t id; /* of a page; what a key says of its page */
	uint64_t len;
};

static bool spool_put_aside(struct spool *s)
{
	if (s->failed == 0 && !scratch_write(s->fd, s->len, buf_str(&s->out), s->out.len))
		s->failed = errno;
	s->len += s->out.len;
	buf_clear(&s->out);
	return s->failed == 0;
}

static void spool_add(struct buf *to, int64_t id, const void *data, size_t len)
{
	struct spool_record r = {id, len};

	buf_addn(to, (const char *)&r, sizeof r);
	buf_addn(to, data, len);
}

static bool spool_page(void *arg, int64_t id, const void *data, size_t len)
{
	struct spool *s = arg;

	spool_add(&s->out, id, data, len);
	return s->out.len < SPOOL_BLOCK || spool_put_aside(s);
}

static bool spool_key(void *arg, const void *term, size_t len, int64_t pgno)
{
	struct spool *s = arg;

	spool_add(&s->keys, pgno, term, len);
	return true;
}

void spool_make(struct spool *s, struct postings *p, size_t page_size)
{
	struct segment_sink sink = {s, spool_page, spool_key};
	struct segment *to = segment_new(0, page_size, &sink);

	s->fd = scratch_open();
	if (s->fd < 0 || !postings_write(p, to))
		s->failed = errno != 0 ? errno : EIO;
	if (s->failed == 0)
		s->pages = segment_finish(to);
	spool_put_aside(s);
	segment_free(to);
}

/* One record at *p; NULL when it is not whole. */
static const void *spool_next(const char **p, const char *end, struct spool_record *r)
{
	const char *data = *p + sizeof *r;

	if ((size_t)(end - *p) < sizeof *r)
		return NULL;
	memcpy(r, *p, sizeof *r);
	if ((size_t)(end - data) < r->len)
		return NULL;
	*p = data + r->len;
	return data;
}

static bool spool_give_pages(struct spool *s, int number, const struct segment_sink *sink)
{
	char *block = mem_alloc(SPOOL_BLOCK);
	uint64_t at = 0;
	bool ok = true;

	while (ok && at < s->len) {
		long got = scratch_read(s->fd, at, block, SPOOL_BLOCK);
		const char *p = block, *end = block + (got > 0 ? got : 0);
		struct spool_record r;
		const void *data;

		while (ok && (data = spool_next(&p, end, &r)) != NULL)
			ok = sink->page(
				sink->arg, segment_first_id(number) + r.id, data, (size_t)r.len);
		if (p == block) { /* a page is always smaller than a block */
			s->failed = got < 0 ? errno : EIO;
			ok = false;
		}
		at += (uint64_t)(p - block);
	}
	free(block);
	return ok;
}

bool spool_give(struct spool *s, int number, const struct segment_sink *sink)
{
	const char *p = buf_str(&s->keys), *end = p + s->keys.len;
	bool ok = s->failed == 0 && spool_give_pages(s, number, sink);
	struct spool_record r;
	const void *term;

	while (ok && (term = spool_next(&p, end, &r)) != NULL)
		ok = sink->key(sink->arg, term, (size_t)r.len, r.id);
	return ok;
}

void spool_release(struct spool *s)
{
	if (s->fd >= 0)
		close(s->fd);
	buf_release(&s->out);
	buf_release(&s->keys);
	*s = (struct spool)SPOOL_INIT;
}
