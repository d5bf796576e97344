/*
 * Text on its way to a terminal: what each code point is shown as, how wide that is, cutting,
 * padding and wrapping. Everything here goes through show_step(), so that what is measured is what
 * is drawn. Invariant: no byte that show_step() gives out is a control, an invisible format
 * character or a mark without a base.
 */
#include "base/text.h"

#include <assert.h>
#include <stdio.h>
#include <string.h>
#include <utf8proc.h>
#include <wchar.h>

enum { SHOW_MARKS_MAX = 2 };

struct show {
	int marks;     /* combining marks in the current cell */
	bool has_base; /* a mark has something to stand on */
	bool multiline;
	char bytes[16];
	int len, cols;
};

struct show_range {
	uint32_t first, last;
};

/*
 * Steers, hides or reorders: soft hyphen, fillers, bidirectional marks and overrides, zero widths,
 * line and paragraph separators, annotations, private use, noncharacters, tags. Sorted.
 */
static const struct show_range SHOW_HIDDEN[] = {
	{0x00AD, 0x00AD},
	{0x034F, 0x034F},
	{0x061C, 0x061C},
	{0x115F, 0x1160},
	{0x17B4, 0x17B5},
	{0x180B, 0x180F},
	{0x200B, 0x200F},
	{0x2028, 0x202E},
	{0x2060, 0x206F},
	{0x3164, 0x3164},
	{0xD800, 0xF8FF},
	{0xFDD0, 0xFDEF},
	{0xFEFF, 0xFEFF},
	{0xFFA0, 0xFFA0},
	{0xFFF0, 0xFFFB},
	{0xFFFE, 0xFFFF},
	{0x1BCA0, 0x1BCA3},
	{0x1D173, 0x1D17A},
	{0xE0000, 0xE0FFF},
	{0xF0000, 0x10FFFF},
};

static bool show_is_hidden(uint32_t c)
{
	size_t low = 0, high = sizeof SHOW_HIDDEN / sizeof *SHOW_HIDDEN;

	if (c < 0xAD || (c > 0xAD && c < 0x34F) || (c >= 0x400 && c < 0x530))
		return c < 0x20 || (c >= 0x7F && c < 0xA0);
	while (low < high) {
		size_t mid = (low + high) / 2;

		if (c > SHOW_HIDDEN[mid].last)
			low = mid + 1;
		else if (c < SHOW_HIDDEN[mid].first)
			high = mid;
		else
			return true;
	}
	return (c & 0xFFFE) == 0xFFFE ||
	       utf8proc_category((utf8proc_int32_t)c) == UTF8PROC_CATEGORY_CN;
}

/* Columns of a character that is shown as itself. */
static int show_cols(uint32_t c)
{
	int cols = wcwidth((wchar_t)c);

	if (cols < 0) /* not in this locale's charset, or newer than the C library */
		cols = utf8proc_charwidth((utf8proc_int32_t)c);
	return cols < 0 ? 1 : cols > 2 ? 2 : cols;
}

/* What c, a hidden character, is shown as; returns its length. */
static int show_substitute(uint32_t c, char out[16])
{
	if (c == '\n' || c == '\t')
		return snprintf(out, 16, " ");
	if (c < 0x20)
		return snprintf(out, 16, "^%c", (char)(c + 64));
	if (c == 0x7F)
		return snprintf(out, 16, "^?");
	return snprintf(out, 16, "<U+%04X>", (unsigned)c);
}

static void show_start(struct show *s, bool multiline)
{
	*s = (struct show){.multiline = multiline};
}

/* Show the next character: s->bytes, s->len and s->cols (len 0 for a mark too many). */
static void show_step(struct show *s, uint32_t c)
{
	bool hidden = show_is_hidden(c);

	if (s->multiline && (c == '\n' || c == '\t')) {
		s->bytes[0] = (char)c;
		s->len = 1;
		s->cols = c == '\t';
		s->has_base = c == '\t';
		s->marks = 0;
		return;
	}
	s->cols = hidden ? 0 : c < 0x80 ? 1 : show_cols(c);
	if (!hidden && s->cols == 0 && s->has_base) {
		s->len = ++s->marks <= SHOW_MARKS_MAX ? text_encode(c, s->bytes) : 0;
		return;
	}
	s->marks = 0;
	s->has_base = true;
	if (hidden || s->cols == 0)
		s->len = s->cols = show_substitute(c, s->bytes);
	else
		s->len = text_encode(c, s->bytes);
}

int text_char_cols(uint32_t c)
{
	char bytes[16];

	if (c >= 0x20 && c < 0x7F)
		return 1;
	if (show_is_hidden(c))
		return show_substitute(c, bytes);
	return show_cols(c);
}

/* Bytes of printable ASCII at s. */
static size_t show_plain(const char *s)
{
	size_t len = 0;

	while (s[len] >= 0x20 && s[len] < 0x7F)
		len++;
	return len;
}

int text_cols(const char *s)
{
	const char *end = s + strlen(s);
	struct show show;
	int cols = 0;

	show_start(&show, false);
	while (s < end) {
		size_t plain = show_plain(s);

		if (plain > 0) {
			cols += (int)plain;
			s += plain;
			show.has_base = true;
			show.marks = 0;
			continue;
		}
		show_step(&show, text_decode(&s, end));
		cols += show.cols;
	}
	return cols;
}

void text_visible(struct buf *b, const char *s, bool multiline)
{
	const char *end = s + strlen(s);
	struct show show;

	show_start(&show, multiline);
	buf_addn(b, "", 0);
	while (s < end) {
		size_t plain = show_plain(s);

		if (plain > 0) {
			buf_addn(b, s, plain);
			s += plain;
			show.has_base = true;
			show.marks = 0;
			continue;
		}
		show_step(&show, text_decode(&s, end));
		buf_addn(b, show.bytes, (size_t)show.len);
	}
}

/* Append the visible form of s, cut to cols columns; returns the columns used. */
static int show_fit(struct buf *b, const char *s, int cols)
{
	const char *end = s + strlen(s);
	size_t keep = b->len; /* where the last prefix ends that leaves a column for the "…" */
	struct show show;
	int used = 0, keep_cols = 0;

	buf_addn(b, "", 0);
	if (cols <= 0)
		return 0;
	show_start(&show, false);
	while (s < end) {
		show_step(&show, text_decode(&s, end));
		if (used + show.cols > cols) {
			b->len = keep;
			buf_add(b, "…");
			return keep_cols + 1;
		}
		buf_addn(b, show.bytes, (size_t)show.len);
		used += show.cols;
		if (used < cols) {
			keep = b->len;
			keep_cols = used;
		}
	}
	return used;
}

void text_fit(struct buf *b, const char *s, int cols)
{
	show_fit(b, s, cols);
}

static void show_spaces(struct buf *b, int count)
{
	while (count-- > 0)
		buf_addch(b, ' ');
}

void text_pad(struct buf *b, const char *s, int cols, bool right)
{
	struct buf cut = BUF_INIT;
	int used;

	if (!right) {
		used = show_fit(b, s, cols);
		show_spaces(b, cols - used);
		return;
	}
	used = show_fit(&cut, s, cols);
	show_spaces(b, cols - used);
	buf_addn(b, cut.data, cut.len);
	buf_release(&cut);
}

/*
 * Length of the first line of s (len bytes, no newline inside) at most cols columns wide; *skip is
 * set to the blanks behind it that the break swallows. Always takes at least one character.
 */
static size_t show_line(const char *s, size_t len, int cols, size_t *skip)
{
	const char *p = s, *end = s + len;
	size_t word_end = 0, next_word = 0;
	bool in_word = false;
	struct show show;
	int used = 0;

	show_start(&show, false);
	while (p < end) {
		const char *at = p;
		uint32_t c = text_decode(&p, end);
		bool blank = c == ' ' || c == '\t';

		if (blank && in_word)
			word_end = (size_t)(at - s);
		if (!blank && !in_word && word_end > 0)
			next_word = (size_t)(at - s);
		in_word = !blank;
		show_step(&show, c);
		used += show.cols;
		if (used <= cols || (blank && word_end > 0) || at == s)
			continue;
		if (word_end > 0) {
			*skip = (next_word > word_end ? next_word : word_end) - word_end;
			return word_end;
		}
		*skip = 0;
		return (size_t)(at - s);
	}
	*skip = used > cols && word_end > 0 && !in_word ? len - word_end : 0;
	return len - *skip;
}

void text_wrap(
	const char *s, int cols, void (*line)(void *arg, const char *s, size_t len), void *arg)
{
	assert(line != NULL);
	if (cols < 1)
		cols = 1;
	for (;;) {
		size_t len = strcspn(s, "\n");

		do {
			size_t skip;
			size_t used = show_line(s, len, cols, &skip);

			line(arg, s, used);
			s += used + skip;
			len -= used + skip;
		} while (len > 0);
		if (*s == '\0')
			return;
		s++;
	}
}
