/* The control string of OSC 52. */
#include "base/clipboard.h"

#include <stdlib.h>

/* RFC 4648, section 4. */
static void add_base64(struct buf *b, const char *text, size_t len)
{
	static const char digits[] =
		"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const unsigned char *s = (const unsigned char *)text;

	for (size_t i = 0; i < len; i += 3) {
		unsigned n = (unsigned)s[i] << 16 | (i + 1 < len ? (unsigned)s[i + 1] << 8 : 0) |
			     (i + 2 < len ? s[i + 2] : 0);

		buf_addch(b, digits[n >> 18]);
		buf_addch(b, digits[n >> 12 & 63]);
		buf_addch(b, i + 1 < len ? digits[n >> 6 & 63] : '=');
		buf_addch(b, i + 2 < len ? digits[n & 63] : '=');
	}
}

static void add_plain(struct buf *b, const char *text, size_t len)
{
	buf_add(b, "\033]52;c;");
	add_base64(b, text, len);
	buf_addch(b, '\a');
}

/* tmux hands on what stands in its own device control string, each escape doubled. */
static void add_wrapped(struct buf *b, const char *text, size_t len)
{
	buf_add(b, "\033Ptmux;\033");
	add_plain(b, text, len);
	buf_add(b, "\033\\");
}

bool clipboard_sequence(struct buf *b, const char *text, size_t len, bool inside_tmux)
{
	if (len > CLIPBOARD_MAX)
		return false;
	add_plain(b, text, len);
	if (inside_tmux)
		add_wrapped(b, text, len);
	return true;
}

bool clipboard_in_tmux(void)
{
	const char *tmux = getenv("TMUX");

	return tmux && *tmux;
}
