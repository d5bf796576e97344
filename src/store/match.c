/*
 * Matching with GLOB: each letter becomes the set of letters that fold to it ("е" is [еЕёЁ]). Everything else stands for itself.
 * Texts in the file are composed (NFC), so one letter is one code point.
 */
#include "store/match.h"

#include <stdint.h>
#include <string.h>

#include "base/fold.h"
#include "base/text.h"

static const struct match_block {
	uint32_t first, last;
} match_blocks[] = {
	{0x00A0, 0x017F}, /* Latin with marks, « » */
	{0x0370, 0x03FF}, /* Greek */
	{0x0400, 0x04FF}, /* Cyrillic */
	{0x2010, 0x203A}, /* typographic dashes and quotation marks */
};

void match_sql(struct buf *sql, const char *expr, int param)
{
	buf_addf(sql, "%s GLOB ?%d", expr, param);
}

/* The code points of one block that fold to the character. */
static void match_add_block(struct buf *set, const struct match_block *block, const char *folded,
	size_t len, struct buf *scratch)
{
	for (uint32_t c = block->first; c <= block->last; c++) {
		char one[5] = {0};

		text_encode(c, one);
		buf_clear(scratch);
		fold_text(scratch, one);
		if (scratch->len == len && memcmp(buf_str(scratch), folded, len) == 0 &&
			strncmp(one, folded, len) != 0)
			buf_add(set, one);
	}
}

/* The folded character itself, its capital in ASCII, and whatever else folds to it. */
static void match_add_set(struct buf *set, const char *folded, size_t len, struct buf *scratch)
{
	const char *p = folded;
	uint32_t c = text_decode(&p, folded + len);

	buf_addn(set, folded, len);
	if (c >= 'a' && c <= 'z')
		buf_addch(set, (char)(c - 'a' + 'A'));
	for (size_t i = 0; i < sizeof(match_blocks) / sizeof(match_blocks[0]); i++) {
		const struct match_block *b = &match_blocks[i];

		if (c < 0x80 || (c >= b->first && c <= b->last))
			match_add_block(set, b, folded, len, scratch);
	}
}

char *match_term(const char *text, bool whole)
{
	struct buf folded = BUF_INIT, term = BUF_INIT, set = BUF_INIT, scratch = BUF_INIT;
	const char *p, *end;

	fold_text(&folded, text);
	buf_add(&term, whole ? "" : "*");
	p = buf_str(&folded);
	end = p + folded.len;
	while (p < end) {
		const char *start = p;
		size_t len;

		text_decode(&p, end);
		len = (size_t)(p - start);
		buf_clear(&set);
		match_add_set(&set, start, len, &scratch);
		if (set.len == len && !strchr("*?[", *start))
			buf_addn(&term, start, len);
		else {
			buf_addch(&term, '[');
			buf_addn(&term, buf_str(&set), set.len);
			buf_addch(&term, ']');
		}
	}
	buf_add(&term, whole ? "" : "*");
	buf_release(&folded);
	buf_release(&set);
	buf_release(&scratch);
	return buf_take(&term);
}
