/* Keys, pastes and the mouse of the test terminal, in xterm's bytes. */
#include "vt_state.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "base/text.h"
#include "tui/keymap.h"

/* xterm's bytes for special keys; %d is the place of the modifier. */
static const struct {
	uint32_t key;
	const char *plain, *modified;
} vt_special[] = {
	{K_ENTER, "\r", NULL},
	{K_TAB, "\t", NULL},
	{K_ESC, "\033", NULL},
	{K_BACKSPACE, "\177", NULL},
	{K_UP, "\033[A", "\033[1;%dA"},
	{K_DOWN, "\033[B", "\033[1;%dB"},
	{K_RIGHT, "\033[C", "\033[1;%dC"},
	{K_LEFT, "\033[D", "\033[1;%dD"},
	{K_HOME, "\033[H", "\033[1;%dH"},
	{K_END, "\033[F", "\033[1;%dF"},
	{K_PGUP, "\033[5~", "\033[5;%d~"},
	{K_PGDN, "\033[6~", "\033[6;%d~"},
	{K_INSERT, "\033[2~", "\033[2;%d~"},
	{K_DELETE, "\033[3~", "\033[3;%d~"},
	{K_F(1), "\033OP", "\033[1;%dP"},
	{K_F(2), "\033OQ", "\033[1;%dQ"},
	{K_F(3), "\033OR", "\033[1;%dR"},
	{K_F(4), "\033OS", "\033[1;%dS"},
	{K_F(5), "\033[15~", "\033[15;%d~"},
	{K_F(6), "\033[17~", "\033[17;%d~"},
	{K_F(7), "\033[18~", "\033[18;%d~"},
	{K_F(8), "\033[19~", "\033[19;%d~"},
	{K_F(9), "\033[20~", "\033[20;%d~"},
	{K_F(10), "\033[21~", "\033[21;%d~"},
	{K_F(11), "\033[23~", "\033[23;%d~"},
	{K_F(12), "\033[24~", "\033[24;%d~"},
};

static void vt_special_bytes(struct vt *vt, struct key key, struct buf *out)
{
	int mod = 1 + (key.mods & MOD_SHIFT ? 1 : 0) + (key.mods & MOD_ALT ? 2 : 0) +
		  (key.mods & MOD_CTRL ? 4 : 0);

	if (key.code == K_TAB && key.mods == MOD_SHIFT) {
		buf_add(out, "\033[Z");
		return;
	}
	for (size_t i = 0; i < sizeof(vt_special) / sizeof(vt_special[0]); i++) {
		const char *m = vt_special[i].modified, *place;

		if (vt_special[i].key != key.code)
			continue;
		if (mod == 1 || m == NULL) {
			if (mod > 1)
				buf_add(out, "\033");
			buf_add(out, vt_special[i].plain);
			return;
		}
		place = strstr(m, "%d");
		buf_addn(out, m, (size_t)(place - m));
		buf_addf(out, "%d%s", mod, place + 2);
		return;
	}
	vt_fail(vt, "the harness has no bytes for a key");
}

static void vt_key(struct vt *vt, const char *name)
{
	struct buf bytes = BUF_INIT;
	struct key key;
	char one[4];

	if (!key_parse(name, &key))
		vt_fail(vt, "the harness does not know the key \"%s\"", name);
	if (key.code >= K_ENTER) {
		vt_special_bytes(vt, key, &bytes);
	} else {
		if (key.mods & MOD_ALT)
			buf_add(&bytes, "\033");
		if (key.mods & MOD_CTRL)
			buf_addch(&bytes, (char)(key.code & 0x1f));
		else
			buf_addn(&bytes, one, (size_t)text_encode(key.code, one));
	}
	vt_send_n(vt, bytes.data, bytes.len);
	buf_release(&bytes);
	vt_idle(vt);
}

void vt_keys(struct vt *vt, const char *names)
{
	while (*names != '\0') {
		size_t len = strcspn(names, " ");

		if (len > 0) {
			char *name = mem_strndup(names, len);

			vt_key(vt, name);
			free(name);
		}
		names += names[len] == ' ' ? len + 1 : len;
	}
}

void vt_paste(struct vt *vt, const char *text)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "\033[200~%s\033[201~", text);
	vt_send_n(vt, b.data, b.len);
	buf_release(&b);
	vt_idle(vt);
}

void vt_mouse(struct vt *vt, int button, int row, int col)
{
	struct buf b = BUF_INIT;

	buf_addf(&b, "\033[<%d;%d;%dM", button, col + 1, row + 1);
	if (button == 0)
		buf_addf(&b, "\033[<0;%d;%dm", col + 1, row + 1);
	vt_send_n(vt, b.data, b.len);
	buf_release(&b);
	vt_idle(vt);
}
