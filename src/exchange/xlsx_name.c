/* Names of sheets. */
#include "xlsx_name.h"

#include <string.h>
#include <strings.h>

#include "base/i18n.h"
#include "base/text.h"

size_t xlsx_units(const char *s, size_t len)
{
	size_t n = 0;

	/* Every byte that starts a character is a unit, one that starts four bytes two. */
	for (size_t i = 0; i < len; i++)
		n += ((s[i] & 0xC0) != 0x80) + ((unsigned char)s[i] >= 0xF0);
	return n;
}

/* How many bytes of s, whole characters, have at most so many units. */
static size_t name_cut(const char *s, size_t units)
{
	const char *p = s, *end = s + strlen(s);

	while (p < end) {
		const char *next = p;
		size_t more = text_decode(&next, end) > 0xFFFF ? 2 : 1;

		if (more > units)
			break;
		units -= more;
		p = next;
	}
	return (size_t)(p - s);
}

void xlsx_name(struct buf *b, const char *name)
{
	struct buf clean = BUF_INIT;
	const char *p = name ? name : "", *end = p + strlen(p);
	size_t start = 0;

	while (p < end) {
		char bytes[4];
		uint32_t c = text_decode(&p, end);

		if (c >= 0x20 && c != 0x7F && c != 0xFFFE && c != 0xFFFF &&
			!(c < 0x7F && strchr("[]:*?/\\", (int)c)))
			buf_addn(&clean, bytes, (size_t)text_encode(c, bytes));
	}
	buf_str(&clean);
	while (start < clean.len && strchr("' ", clean.data[start]))
		start++;
	if (clean.data)
		clean.len = start + name_cut(clean.data + start, XLSX_NAME_UNITS);
	while (clean.len > start && strchr("' ", clean.data[clean.len - 1]))
		clean.len--;
	if (clean.len == start)
		buf_add(b, _("Sheet"));
	else
		buf_addn(b, clean.data + start, clean.len - start);
	if (clean.len - start == 7 && strncasecmp(clean.data + start, "History", 7) == 0)
		buf_addch(b, '_'); /* Excel keeps that name for itself */
	buf_release(&clean);
}

void xlsx_name_continued(struct buf *b, const char *base, int n)
{
	struct buf number = BUF_INIT;

	buf_addf(&number, " %d", n);
	buf_addn(b, base, name_cut(base, XLSX_NAME_UNITS - number.len));
	buf_add(b, number.data);
	buf_release(&number);
}
