/*
 * Lines of text out of chunks of bytes. Invariant: behind window lies what `ahead` says; everything before
 * it is good text. So a fault is told only after all rows before it were given.
 */
#include "text_lines.h"

#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"

#define CHUNK (256 * 1024)

enum status text_lines_open(struct text_lines *t, const struct source *source, enum charset charset,
	bool replace_bad, struct err *err)
{
	*t = (struct text_lines){.source = source, .ahead_err = ERR_INIT, .line_ended = true};
	if (source_format(source) == SOURCE_XLSX)
		return err_set(err, ST_BAD_DATA, "%s %s.", source_name(source),
			_("is an Excel workbook (.xlsx); open it and save the sheet as CSV"));
	/* One byte more than a small file has, so that the first reading sees its end. */
	t->chunk_size = source_size(source) < CHUNK ? (size_t)source_size(source) + 1 : CHUNK;
	t->chunk = mem_alloc(t->chunk_size);
	if (charset == TEXT_LINES_BYTES)
		return ST_OK;
	return charset_in_new(charset, replace_bad, &t->decoder, err);
}

void text_lines_release(struct text_lines *t)
{
	charset_in_free(t->decoder);
	buf_release(&t->window);
	free(t->chunk);
}

/* Where c is next, from `from` on; the window's length when nowhere. */
static size_t text_lines_find(const struct text_lines *t, char c, size_t from)
{
	const char *hit = memchr(t->window.data + from, c, t->window.len - from);

	return hit ? (size_t)(hit - t->window.data) : t->window.len;
}

/* Decode one more chunk behind what is left of the window. */
static void text_lines_fill(struct text_lines *t)
{
	size_t got, left = t->window.len - t->pos;
	const char *nul;

	if (t->pos > 0 && left > 0)
		memmove(t->window.data, t->window.data + t->pos, left);
	t->window.len = left;
	t->pos = 0;
	if (source_read(t->source, t->read, t->chunk, t->chunk_size, &got, &t->ahead_err) !=
		ST_OK) {
		t->ahead = TEXT_LINES_READ;
		return;
	}
	t->read += got;
	if (!t->decoder)
		buf_addn(&t->window, t->chunk, got);
	else if (charset_in_feed(t->decoder, t->chunk, got, got < t->chunk_size, &t->window,
			 &t->ahead_err) != ST_OK)
		t->ahead = TEXT_LINES_BAD_BYTES;
	if (!t->ahead && got < t->chunk_size)
		t->ahead = TEXT_LINES_END;
	if (t->window.len == 0)
		return;
	nul = memchr(t->window.data + left, '\0', t->window.len - left);
	if (nul) {
		t->window.len = (size_t)(nul - t->window.data);
		t->ahead = TEXT_LINES_NUL;
	}
	t->next_lf = text_lines_find(t, '\n', 0);
	t->next_cr = text_lines_find(t, '\r', 0);
}

/* Length of the next piece; *ends tells that a line end closes it. 0: fill the window first. */
static size_t text_lines_measure(struct text_lines *t, bool *ends)
{
	size_t lf, cr, len = t->window.len;

	if (t->next_lf < t->pos)
		t->next_lf = text_lines_find(t, '\n', t->pos);
	if (t->next_cr < t->pos)
		t->next_cr = text_lines_find(t, '\r', t->pos);
	lf = t->next_lf;
	cr = t->next_cr;
	*ends = true;
	if (cr < lf) {
		if (cr + 1 < len)
			return cr + 1 + (cr + 1 == lf) - t->pos;
		/* The line feed of this carriage return may be in the next chunk. */
		if (t->ahead != TEXT_LINES_MORE)
			return cr + 1 - t->pos;
		*ends = false;
		return cr - t->pos;
	}
	if (lf < len)
		return lf + 1 - t->pos;
	*ends = false;
	return len - t->pos;
}

bool text_lines_next(struct text_lines *t)
{
	bool ends;
	size_t len;

	if (!t->line_ended)
		for (size_t i = 0; i < t->len; i++)
			t->column += ((unsigned char)t->piece[i] & 0xC0) != 0x80;
	while (t->pos >= t->window.len || (len = text_lines_measure(t, &ends)) == 0) {
		if (t->ahead != TEXT_LINES_MORE) {
			t->len = 0;
			return false;
		}
		text_lines_fill(t);
	}
	if (t->line_ended) {
		t->line++;
		t->column = 0;
	}
	t->line_ended = ends;
	t->piece = t->window.data + t->pos;
	t->len = len;
	t->pos += len;
	return true;
}

uint64_t text_lines_consumed(const struct text_lines *t)
{
	size_t left = t->window.len - t->pos;

	return t->read > left ? t->read - left : 0;
}
