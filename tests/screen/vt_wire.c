/*
 * What the program may send to a terminal, and nothing else: text that text_visible() would not change, a few controls, and
 * the sequences that ncurses' descriptions of xterm, its kin and the VT100 hold, with the modes and titles that are ours.
 */
#include "vt_state.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/text.h"

static const char *const wire_modes[] = {"1", "3", "5", "7", "12", "25", "34", "1000", "1002",
	"1006", "1049", "2004", "4", "3;4", "1;3;4;6", NULL};
/* Window titles are kept and given back, nothing else is asked of the window. */
static const char *const wire_window[] = {"22;2", "23;2", "22;0;0", "23;0;0", NULL};
/* 104: ncurses gives the palette back when it leaves. */
static const char *const wire_strings[] = {
	"]104", "]2;Kartoteka", "]2;Картотека", "]52;c;", "]7777;idle", NULL};

static bool wire_is_in(const char *const *list, const char *s, size_t len)
{
	for (; *list != NULL; list++)
		if (strlen(*list) == len && memcmp(*list, s, len) == 0)
			return true;
	return false;
}

/* Length of the control sequence behind "ESC [", 0 when it is none of ours. */
static size_t wire_csi(const char *s, size_t len)
{
	size_t n = 0, from = 0;

	if (n < len && strchr("?>!", s[n]))
		from = ++n;
	while (n < len && ((s[n] >= '0' && s[n] <= '9') || s[n] == ';'))
		n++;
	if (n == len || s[n] == '\0')
		return 0;
	if (strchr("hl", s[n]))
		return wire_is_in(wire_modes, s + from, n - from) ? n + 1 : 0;
	if (s[n] == 't')
		return wire_is_in(wire_window, s + from, n - from) ? n + 1 : 0;
	if (from > 0) /* a soft reset, and the shape of the Linux console's cursor */
		return (s[0] == '!' && s[n] == 'p') || (s[0] == '?' && s[n] == 'c' && n == 2)
			       ? n + 1
			       : 0;
	return strchr("ABCDGHJKLMPSTX@bdgmr", s[n]) ? n + 1 : 0;
}

/* Length of what follows "ESC" up to BEL or "ESC \", 0 when it is none of ours. */
static size_t wire_string(const char *s, size_t len)
{
	size_t n = 0, known = 0;

	for (size_t i = 0; wire_strings[i] != NULL && known == 0; i++)
		if (len > strlen(wire_strings[i]) &&
			memcmp(s, wire_strings[i], strlen(wire_strings[i])) == 0)
			known = strlen(wire_strings[i]);
	if (known == 0)
		return 0;
	for (n = known; n < len; n++) {
		if (s[n] == '\a')
			return n + 1;
		if (s[n] == '\033')
			return n + 1 < len && s[n + 1] == '\\' ? n + 2 : 0;
	}
	return 0;
}

static size_t wire_escape(const char *s, size_t len)
{
	size_t n;

	if (len < 2)
		return 0;
	switch (s[1]) {
	case '[': n = wire_csi(s + 2, len - 2); return n > 0 ? n + 2 : 0;
	case ']': n = wire_string(s + 1, len - 1); return n > 0 ? n + 1 : 0;
	case '(':
	case ')': return len > 2 && (s[2] == 'B' || s[2] == '0') ? 3 : 0;
	default: return strchr("=>78MHc", s[1]) && s[1] != '\0' ? 2 : 0;
	}
}

/* Is the character at *p one that is shown as itself? Moves *p behind it. */
static bool wire_is_shown(const char **p, const char *end)
{
	const char *from = *p;
	uint32_t c = text_decode(p, end);
	char one[5] = {0};
	struct buf visible = BUF_INIT;
	bool same;

	memcpy(one, from, (size_t)(*p - from));
	if (c == 0xFFFD)
		return memcmp(one, "\xEF\xBF\xBD", 3) == 0;
	if (text_char_cols(c) == 0)
		return true; /* a mark; that it has a base is seen on the screen */
	text_visible(&visible, one, false);
	same = strcmp(buf_str(&visible), one) == 0;
	buf_release(&visible);
	return same;
}

const char *vt_foreign(struct vt *vt, size_t from)
{
	const char *p = vt->out.data + from, *end = vt->out.data + vt->out.len;

	while (p < end) {
		const char *at = p;
		size_t n = 1;

		if (*p == '\033')
			n = wire_escape(p, (size_t)(end - p));
		else if ((unsigned char)*p >= 0x80)
			n = wire_is_shown(&p, end) ? (size_t)(p - at) : 0;
		else if ((unsigned char)*p < 0x20 || *p == 0x7F)
			n = strchr("\a\b\t\n\r\016\017", *p) && *p != '\0';
		if (n == 0) {
			buf_clear(&vt->text);
			for (const char *s = at; s < end && s < at + 40; s++)
				buf_addf(&vt->text, *s >= 0x20 && *s < 0x7F ? "%c" : "\\x%02x",
					(unsigned char)*s);
			return buf_str(&vt->text);
		}
		p = at + n;
	}
	return NULL;
}
