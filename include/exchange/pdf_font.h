/*
 * The fonts of printed pages, found through fontconfig: TrueType outlines (libharu reads no others), upright, with the letters
 * of the program's four languages. A family without a bold face prints bold text in the plain one.
 */
#ifndef EXCHANGE_PDF_FONT_H
#define EXCHANGE_PDF_FONT_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum pdf_face { PDF_PLAIN, PDF_BOLD, PDF_FACES };

struct pdf_font {
	char *file[PDF_FACES]; /* the same one twice when there is no bold face */
	int index[PDF_FACES];  /* of the face in a font collection */
	char *family;
	unsigned char covers[65536 / 8]; /* a bit for each code point that every face has */
};

/*
 * Choose a font. wanted: a font file to use for everything, NULL or "" finds one (DejaVu Sans, Liberation Sans, Noto Sans and the
 * like first). ST_IO with a sentence that names the package: no fontconfig, no fitting font; ST_BAD_DATA: wanted is no TrueType
 * font with Latin letters. Takes some 20 ms. Release with pdf_font_release() when ST_OK.
 */
enum status pdf_font_find(const char *wanted, struct pdf_font *out, struct err *err);
void pdf_font_release(struct pdf_font *f);
/* Has it a glyph for c? Characters above U+FFFF have none. */
bool pdf_font_covers(const struct pdf_font *f, uint32_t c);

#endif
