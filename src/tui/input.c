/*
 * The decoder. Waiting bytes lie in `bytes`; each step looks at their start and either takes an event
 * off, takes something meaningless off, or asks for more. An escape sequence is taken by its grammar
 * (CSI: parameters, intermediates, final byte), so unknown ones vanish whole and never act as keys.
 */
#include "tui/input.h"

#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"
#include "input_keys.h"

enum { INPUT_DOUBLE_MS = 400, INPUT_CSI_MAX = 64 };

enum input_step { STEP_MORE, STEP_EVENT, STEP_SKIP };

struct input_seq {
	char *seq;
	struct key_seq to;
};

struct input {
	struct buf bytes;
	bool eight_bit;
	uint32_t high[128];
	struct input_seq *seqs;
	size_t seq_count, seq_cap;
	bool pasting;
	struct buf paste;
	int click_row, click_col; /* the last press */
	int64_t click_ms;
};

static const char input_paste_end[] = "\033[201~";

struct input *input_new(const uint32_t *high)
{
	struct input *in = mem_alloc(sizeof(*in));

	in->eight_bit = high != NULL;
	if (high != NULL)
		memcpy(in->high, high, sizeof(in->high));
	in->click_ms = -INPUT_DOUBLE_MS - 1;
	return in;
}

void input_free(struct input *in)
{
	if (in == NULL)
		return;
	for (size_t i = 0; i < in->seq_count; i++)
		free(in->seqs[i].seq);
	free(in->seqs);
	buf_release(&in->bytes);
	buf_release(&in->paste);
	free(in);
}

void input_define(struct input *in, const char *seq, uint32_t key, unsigned mods)
{
	/* A lone byte or ESC is what it is: some terminfo entries name Enter or Backspace so. */
	if (seq == NULL || strlen(seq) < 2 || seq[0] != '\033')
		return;
	in->seqs = mem_grow(in->seqs, &in->seq_cap, in->seq_count + 1, sizeof(*in->seqs));
	in->seqs[in->seq_count++] = (struct input_seq){mem_strdup(seq), {key, mods}};
}

void input_feed(struct input *in, const char *bytes, size_t len)
{
	buf_addn(&in->bytes, bytes, len);
}

static void input_take(struct input *in, size_t n)
{
	memmove(in->bytes.data, in->bytes.data + n, in->bytes.len - n);
	in->bytes.len -= n;
	in->bytes.data[in->bytes.len] = '\0';
}

static enum input_step input_key(struct event *out, uint32_t key, unsigned mods)
{
	*out = (struct event){.kind = EVENT_KEY, .key = key, .mods = mods};
	return STEP_EVENT;
}

/* Sequences from terminfo. *len is set when one is complete; STEP_MORE when one has begun. */
static enum input_step input_defined(const struct input *in, size_t *len, struct event *out)
{
	bool begun = false;

	for (size_t i = 0; i < in->seq_count; i++) {
		const struct input_seq *s = &in->seqs[i];
		size_t n = strlen(s->seq);

		if (in->bytes.len >= n && memcmp(in->bytes.data, s->seq, n) == 0) {
			*len = n;
			return input_key(out, s->to.key, s->to.mods);
		}
		if (in->bytes.len < n && memcmp(in->bytes.data, s->seq, in->bytes.len) == 0)
			begun = true;
	}
	return begun ? STEP_MORE : STEP_SKIP;
}

/* A mouse report: button bits as in xterm's protocol, col and row from 1. */
static enum input_step input_mouse(struct input *in, int button, int col, int row, bool release,
	int64_t now_ms, struct event *out)
{
	bool twice;

	*out = (struct event){.kind = EVENT_MOUSE, .row = row - 1, .col = col - 1};
	out->mods = (button & 4 ? MOD_SHIFT : 0) | (button & 8 ? MOD_ALT : 0) |
		    (button & 16 ? MOD_CTRL : 0);
	if (row < 1 || col < 1)
		return STEP_SKIP;
	if (button & 64) {
		if (release || (button & 3) > 1)
			return STEP_SKIP;
		out->mouse = (button & 3) == 0 ? MOUSE_WHEEL_UP : MOUSE_WHEEL_DOWN;
		return STEP_EVENT;
	}
	if (button & 32) {
		out->mouse = MOUSE_DRAG;
		return STEP_EVENT;
	}
	if (release || (button & 3) == 3) {
		out->mouse = MOUSE_RELEASE;
		return STEP_EVENT;
	}
	if ((button & 3) != 0) {
		out->mouse = MOUSE_RIGHT;
		return STEP_EVENT;
	}
	twice = row == in->click_row && col == in->click_col &&
		now_ms - in->click_ms <= INPUT_DOUBLE_MS;
	out->mouse = twice ? MOUSE_DOUBLE : MOUSE_PRESS;
	in->click_row = row;
	in->click_col = col;
	in->click_ms = twice ? now_ms - INPUT_DOUBLE_MS - 1 : now_ms;
	return STEP_EVENT;
}

/* Numbers of a parameter string "1;5"; missing ones are 0. */
static void input_params(const char *p, const char *end, int out[3])
{
	int n = 0;

	out[0] = out[1] = out[2] = 0;
	for (; p < end && n < 3; p++) {
		if (*p >= '0' && *p <= '9' && out[n] < 100000000)
			out[n] = out[n] * 10 + (*p - '0');
		else if (*p == ';')
			n++;
	}
}

/* ESC [ params final: what it means. */
static enum input_step input_csi_mean(
	struct input *in, const char *p, const char *last, int64_t now_ms, struct event *out)
{
	struct key_seq key;
	int n[3];

	input_params(p, last, n);
	if (*p == '<' && (*last == 'M' || *last == 'm')) {
		input_params(p + 1, last, n);
		return input_mouse(in, n[0], n[1], n[2], *last == 'm', now_ms, out);
	}
	if (p < last && *p >= '<' && *p <= '?')
		return STEP_SKIP; /* an answer of the terminal, not a key */
	if (p == last && (*last == 'I' || *last == 'O')) {
		*out = (struct event){.kind = EVENT_FOCUS, .key = *last == 'I'};
		return STEP_EVENT;
	}
	if (*last == '~' && n[0] == 200) {
		in->pasting = true;
		buf_clear(&in->paste);
		return STEP_SKIP;
	}
	if (!input_keys_csi(n, p < last, *last, &key))
		return STEP_SKIP;
	return input_key(out, key.key, key.mods);
}

/* The old mouse report, ESC [ M and three bytes. */
static enum input_step input_csi_x10(
	struct input *in, size_t at, int64_t now_ms, size_t *len, struct event *out)
{
	const unsigned char *p = (const unsigned char *)in->bytes.data + at;

	if (in->bytes.len < at + 3)
		return STEP_MORE;
	*len = at + 3;
	return input_mouse(in, p[0] - 32, p[1] - 32, p[2] - 32, false, now_ms, out);
}

/* rxvt ends shifted keys with '$' behind one number ("23$"); anywhere else '$' is an intermediate byte. */
static bool input_is_rxvt_shift(const char *from, const char *at)
{
	if (*at != '$' || from == at)
		return false;
	while (from < at && *from >= '0' && *from <= '9')
		from++;
	return from == at;
}

/* bytes[at..] follow an ESC [. */
static enum input_step input_csi(
	struct input *in, size_t at, int64_t now_ms, size_t *len, struct event *out)
{
	const char *s = in->bytes.data;
	size_t i = at;

	if (i < in->bytes.len && s[i] == '[') { /* Linux console: ESC [ [ A is F1 */
		if (i + 1 >= in->bytes.len)
			return STEP_MORE;
		*len = i + 2;
		if (s[i + 1] < 'A' || s[i + 1] > 'E')
			return STEP_SKIP;
		return input_key(out, (uint32_t)(K_F1 + s[i + 1] - 'A'), 0);
	}
	if (i < in->bytes.len && s[i] == 'M')
		return input_csi_x10(in, at + 1, now_ms, len, out);
	while (i < in->bytes.len && s[i] >= 0x20 && s[i] < 0x40 &&
		!input_is_rxvt_shift(s + at, s + i))
		i++;
	if (i >= in->bytes.len && i - at < INPUT_CSI_MAX)
		return STEP_MORE;
	if (i >= in->bytes.len || (s[i] != '$' && (s[i] < 0x40 || s[i] > 0x7e))) {
		*len = i; /* broken off by a control byte, which is read next */
		return STEP_SKIP;
	}
	*len = i + 1;
	return input_csi_mean(in, s + at, s + i, now_ms, out);
}

/* bytes[at..] follow an ESC O. */
static enum input_step input_ss3(const struct input *in, size_t at, size_t *len, struct event *out)
{
	const char *s = in->bytes.data;
	struct key_seq key;
	int mod = 0;

	if (at < in->bytes.len && s[at] >= '1' && s[at] <= '8')
		mod = s[at++] - '0';
	if (at >= in->bytes.len)
		return STEP_MORE;
	*len = at + 1;
	if (!input_keys_ss3(s[at], mod, &key))
		return STEP_SKIP;
	return input_key(out, key.key, key.mods);
}

/* A character at bytes[at..]; *len is where it ends. */
static enum input_step input_char(const struct input *in, size_t at, size_t *len, struct event *out)
{
	static const unsigned char need[16] = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 2, 2, 3, 4};
	const char *p = in->bytes.data + at, *end = in->bytes.data + in->bytes.len;
	unsigned char b = (unsigned char)*p;
	uint32_t ch;

	*len = at + 1;
	if (b < 0x20 || b == 0x7f) {
		struct key_seq key = input_keys_control(b);

		return input_key(out, key.key, key.mods);
	}
	if (in->eight_bit && b >= 0x80)
		return in->high[b - 0x80] != 0 ? input_key(out, in->high[b - 0x80], 0) : STEP_SKIP;
	if ((size_t)(end - p) < need[b >> 4]) {
		bool whole = true; /* of what is there: only then more may come */

		for (const char *q = p + 1; q < end; q++)
			whole = whole && ((unsigned char)*q & 0xc0) == 0x80;
		if (whole)
			return STEP_MORE;
	}
	ch = text_decode(&p, end);
	*len = (size_t)(p - in->bytes.data);
	return ch == 0xfffd ? STEP_SKIP : input_key(out, ch, 0);
}

/* ESC and something: a sequence, or Alt with a key. */
static enum input_step input_escape(
	struct input *in, int64_t now_ms, size_t *len, struct event *out)
{
	const char *s = in->bytes.data;
	size_t at = 1;
	enum input_step step;

	step = input_defined(in, len, out);
	if (step != STEP_SKIP)
		return step;
	if (in->bytes.len == 1)
		return STEP_MORE;
	if (s[1] == '\033') { /* Alt with a sequence (rxvt), or Esc twice */
		if (in->bytes.len == 2)
			return STEP_MORE;
		if (s[2] != '[' && s[2] != 'O') {
			*len = 1;
			return input_key(out, K_ESC, 0);
		}
		at = 2;
	}
	if (s[at] == '[' || s[at] == 'O') {
		step = s[at] == '[' ? input_csi(in, at + 1, now_ms, len, out)
				    : input_ss3(in, at + 1, len, out);
		if (step == STEP_EVENT && at == 2 && out->kind == EVENT_KEY)
			out->mods |= MOD_ALT;
		return step;
	}
	if (s[1] >= '0' && s[1] <= '9') {
		*len = 2;
		return input_key(out, (uint32_t)(s[1] == '0' ? K_F(10) : K_F(s[1] - '0')), 0);
	}
	step = input_char(in, 1, len, out);
	if (step == STEP_EVENT)
		out->mods |= MOD_ALT;
	return step;
}

/* What to make of a start that never went on. */
static enum input_step input_give_up(const struct input *in, size_t *len, struct event *out)
{
	const char *s = in->bytes.data;

	*len = 1;
	if (s[0] != '\033')
		return STEP_SKIP; /* half a character */
	if (in->bytes.len == 2 && s[1] >= ' ' && s[1] < 0x7f) {
		*len = 2;
		return input_key(out, (uint32_t)s[1], MOD_ALT);
	}
	if (in->bytes.len > 2 && s[1] != '\033') {
		*len = in->bytes.len; /* half a sequence: better nothing than a wrong key */
		return STEP_SKIP;
	}
	return input_key(out, K_ESC, 0);
}

/* Pasted bytes go aside until the end mark; a part of the mark may be at the end of what is there. */
static bool input_paste(struct input *in, struct event *out)
{
	size_t mark = sizeof(input_paste_end) - 1;
	const char *end = in->bytes.len == 0
				  ? NULL
				  : memmem(in->bytes.data, in->bytes.len, input_paste_end, mark);
	size_t take = end != NULL            ? (size_t)(end - in->bytes.data)
		      : in->bytes.len < mark ? 0
					     : in->bytes.len - mark + 1;

	for (size_t i = 0; i < take; i++) {
		unsigned char b = (unsigned char)in->bytes.data[i];
		char utf8[4];

		if (in->eight_bit && b >= 0x80) {
			uint32_t ch = in->high[b - 0x80] != 0 ? in->high[b - 0x80] : 0xfffd;

			buf_addn(&in->paste, utf8, (size_t)text_encode(ch, utf8));
		} else if (b == '\n' && in->paste.len > 0 &&
			   in->paste.data[in->paste.len - 1] == '\r') {
			in->paste.data[in->paste.len - 1] = '\n';
		} else {
			buf_addch(&in->paste, (char)b);
		}
	}
	input_take(in, end != NULL ? take + mark : take);
	if (end == NULL)
		return false;
	in->pasting = false;
	for (size_t i = 0; i < in->paste.len; i++)
		if (in->paste.data[i] == '\r')
			in->paste.data[i] = '\n';
	*out = (struct event){.kind = EVENT_PASTE, .text = buf_str(&in->paste)};
	return true;
}

bool input_next(struct input *in, bool expired, int64_t now_ms, struct event *out)
{
	while (in->bytes.len > 0) {
		enum input_step step;
		size_t len = 0;

		if (in->pasting)
			return input_paste(in, out);
		if (in->bytes.data[0] == '\033')
			step = input_escape(in, now_ms, &len, out);
		else
			step = input_char(in, 0, &len, out);
		if (step == STEP_MORE && expired)
			step = input_give_up(in, &len, out);
		if (step == STEP_MORE)
			return false;
		input_take(in, len);
		if (step == STEP_EVENT)
			return true;
	}
	return false;
}

bool input_is_waiting(const struct input *in)
{
	return in->bytes.len > 0 && !in->pasting;
}
