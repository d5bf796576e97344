/* The block is a row of varints behind four bytes of cookie; segments are carried along as they were read. */
#include "structure.h"

#include <string.h>

#include "segment.h"

enum { STRUCTURE_SEGMENT_MAX = 2000 };

void structure_release(struct structure *s)
{
	for (int i = 0; i < STRUCTURE_LEVELS; i++)
		buf_release(&s->level[i]);
}

bool structure_number(const uint8_t **p, const uint8_t *end, uint64_t *v)
{
	size_t n = segment_get_varint(*p, (size_t)(end - *p), v);

	*p += n;
	return n > 0;
}

void structure_add_number(struct buf *b, uint64_t v)
{
	uint8_t bytes[SEGMENT_VARINT];

	buf_addn(b, (const char *)bytes, segment_put_varint(bytes, v));
}

static bool structure_read_level(
	struct structure *s, int level, const uint8_t **p, const uint8_t *end)
{
	uint64_t number, page;

	if (!structure_number(p, end, &s->merging[level]) ||
		!structure_number(p, end, &s->count[level]))
		return false;
	for (uint64_t i = 0; i < s->count[level]; i++) {
		const uint8_t *start = *p;

		if (!structure_number(p, end, &number) || !structure_number(p, end, &page) ||
			!structure_number(p, end, &page) || number < 1 ||
			number > STRUCTURE_SEGMENT_MAX)
			return false;
		if ((int)number > s->largest)
			s->largest = (int)number;
		buf_addn(&s->level[level], (const char *)start, (size_t)(*p - start));
	}
	return true;
}

bool structure_read(struct structure *s, const void *block, size_t len)
{
	const uint8_t *p = block, *end = p + len;
	uint64_t levels, segments;

	*s = (struct structure){0};
	if (len < 7 || p[4] == 0xFF) /* a later form begins so */
		return false;
	memcpy(s->cookie, p, 4);
	p += 4;
	if (!structure_number(&p, end, &levels) || levels >= STRUCTURE_LEVELS ||
		!structure_number(&p, end, &segments) || !structure_number(&p, end, &s->writes))
		return false;
	for (; s->levels < (int)levels; s->levels++)
		if (!structure_read_level(s, s->levels, &p, end))
			return false;
	return p == end;
}

void structure_write(const struct structure *s, struct buf *out)
{
	uint64_t segments = 0;

	for (int i = 0; i < s->levels; i++)
		segments += s->count[i];
	buf_addn(out, (const char *)s->cookie, sizeof s->cookie);
	structure_add_number(out, (uint64_t)s->levels);
	structure_add_number(out, segments);
	structure_add_number(out, s->writes);
	for (int i = 0; i < s->levels; i++) {
		structure_add_number(out, s->merging[i]);
		structure_add_number(out, s->count[i]);
		if (s->level[i].len > 0)
			buf_addn(out, s->level[i].data, s->level[i].len);
	}
}

void structure_add(struct structure *s, int number, int pages)
{
	int at;

	if (s->levels < 2)
		s->levels = 2;
	at = s->levels - 1;
	/* What the level below is being merged into must stay the last one of its level. */
	if (s->merging[at - 1] > 0)
		at = s->levels++;
	structure_add_number(&s->level[at], (uint64_t)number);
	structure_add_number(&s->level[at], 1);
	structure_add_number(&s->level[at], (uint64_t)pages);
	s->count[at]++;
}
