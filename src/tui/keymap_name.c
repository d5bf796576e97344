/* Names of keys: "Ctrl-R", "F10", "Alt-m", "Space", "<". */
#include "tui/keymap.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"

/* The first name of a code is the one that is printed. */
static const struct {
	const char *name;
	uint32_t code;
} key_names[] = {
	{"Enter", K_ENTER},
	{"Return", K_ENTER},
	{"Tab", K_TAB},
	{"Esc", K_ESC},
	{"Escape", K_ESC},
	{"Up", K_UP},
	{"Down", K_DOWN},
	{"Left", K_LEFT},
	{"Right", K_RIGHT},
	{"Home", K_HOME},
	{"End", K_END},
	{"PgUp", K_PGUP},
	{"PageUp", K_PGUP},
	{"PgDn", K_PGDN},
	{"PageDown", K_PGDN},
	{"Ins", K_INSERT},
	{"Insert", K_INSERT},
	{"Del", K_DELETE},
	{"Delete", K_DELETE},
	{"Backspace", K_BACKSPACE},
	{"Space", ' '},
	{"Comma", ','},
	{"Semicolon", ';'},
	{"Hash", '#'},
	{"Equals", '='},
	{"Minus", '-'},
};

static const struct {
	const char *name;
	unsigned mod;
} key_mods[] = {{"Ctrl-", MOD_CTRL}, {"Alt-", MOD_ALT}, {"Shift-", MOD_SHIFT}, {"C-", MOD_CTRL},
	{"M-", MOD_ALT}};

enum { KEY_NAMES = sizeof(key_names) / sizeof(key_names[0]) };

static bool key_parse_code(const char *name, uint32_t *out)
{
	const char *p = name, *end = name + strlen(name);
	char *rest;
	long n;

	for (size_t i = 0; i < KEY_NAMES; i++)
		if (strcasecmp(name, key_names[i].name) == 0) {
			*out = key_names[i].code;
			return true;
		}
	if ((name[0] == 'F' || name[0] == 'f') && name[1] >= '1' && name[1] <= '9') {
		n = strtol(name + 1, &rest, 10);
		*out = (uint32_t)K_F((uint32_t)n);
		return *rest == '\0' && n <= 20;
	}
	*out = text_decode(&p, end);
	return name[0] != '\0' && p == end && *out > ' ' && *out != 0x7f && *out != 0xfffd;
}

bool key_parse(const char *name, struct key *out)
{
	struct key key = {0, 0};

	for (size_t i = 0; i < sizeof(key_mods) / sizeof(key_mods[0]);) {
		size_t n = strlen(key_mods[i].name);

		if (strncasecmp(name, key_mods[i].name, n) == 0 && name[n] != '\0') {
			key.mods |= key_mods[i].mod;
			name += n;
			i = 0;
		} else {
			i++;
		}
	}
	if (!key_parse_code(name, &key.code))
		return false;
	if (key.mods & MOD_CTRL && key.code >= 'A' && key.code <= 'Z')
		key.code += 'a' - 'A';
	*out = key;
	return true;
}

static void key_print_code(uint32_t code, bool upper, struct buf *out)
{
	char bytes[4];

	if (code == ' ' || code == ',' || code >= K_ENTER)
		for (size_t i = 0; i < KEY_NAMES; i++)
			if (key_names[i].code == code) {
				buf_add(out, key_names[i].name);
				return;
			}
	if (code >= K_F1 && code <= K_F20) {
		buf_addf(out, "F%u", (unsigned)(code - K_F1 + 1));
		return;
	}
	if (upper && code >= 'a' && code <= 'z')
		code -= 'a' - 'A';
	buf_addn(out, bytes, (size_t)text_encode(code, bytes));
}

void key_print(struct key key, struct buf *out)
{
	if (key.mods & MOD_CTRL)
		buf_add(out, "Ctrl-");
	if (key.mods & MOD_ALT)
		buf_add(out, "Alt-");
	if (key.mods & MOD_SHIFT)
		buf_add(out, "Shift-");
	key_print_code(key.code, (key.mods & MOD_CTRL) != 0, out);
}
