/*
 * Key tables. Sources: xterm's ctlseqs (modifiers, modifyOtherKeys, application keypad), PuTTY
 * (ESC [ 1 ~ Home, ESC [ 11 ~ F1), rxvt (7 ~ and 8 ~, finals ^ $ @ for Ctrl, Shift, both, small
 * letters for modified arrows), the Linux console.
 */
#include "input_keys.h"

#include <stddef.h>

#include "tui/event.h"

/* ESC [ number ~ */
static const struct {
	int number;
	uint32_t key;
} input_keys_tilde[] = {
	{1, K_HOME},
	{2, K_INSERT},
	{3, K_DELETE},
	{4, K_END},
	{5, K_PGUP},
	{6, K_PGDN},
	{7, K_HOME},
	{8, K_END},
	{11, K_F(1)},
	{12, K_F(2)},
	{13, K_F(3)},
	{14, K_F(4)},
	{15, K_F(5)},
	{17, K_F(6)},
	{18, K_F(7)},
	{19, K_F(8)},
	{20, K_F(9)},
	{21, K_F(10)},
	{23, K_F(11)},
	{24, K_F(12)},
	{25, K_F(13)},
	{26, K_F(14)},
	{28, K_F(15)},
	{29, K_F(16)},
	{31, K_F(17)},
	{32, K_F(18)},
	{33, K_F(19)},
	{34, K_F(20)},
};

/* xterm counts modifiers from 1: bits shift, alt, ctrl, meta. */
static unsigned input_keys_mods(int n)
{
	unsigned bits = n > 1 ? (unsigned)(n - 1) : 0;

	return (bits & 1 ? MOD_SHIFT : 0) | (bits & 10 ? MOD_ALT : 0) | (bits & 4 ? MOD_CTRL : 0);
}

/* Arrows, Home and End by their final letter; 0 when it is none. */
static uint32_t input_keys_move(char final)
{
	switch (final) {
	case 'A': return K_UP;
	case 'B': return K_DOWN;
	case 'C': return K_RIGHT;
	case 'D': return K_LEFT;
	case 'H': return K_HOME;
	case 'F': return K_END;
	default: return 0;
	}
}

/* A code point with modifiers as other keys send it: Ctrl-I and Tab, Ctrl-a and so on. */
static bool input_keys_code(int code, int mod, struct key_seq *out)
{
	if (code <= 0 || code >= K_ENTER)
		return false;
	if (code < 32 || code == 127)
		*out = input_keys_control((unsigned char)code);
	else
		*out = (struct key_seq){(uint32_t)code, 0};
	out->mods |= input_keys_mods(mod);
	if (code > 32 && code < K_ENTER && code != 127)
		out->mods &= ~(unsigned)MOD_SHIFT; /* the character says it */
	return true;
}

static bool input_keys_by_number(const int n[3], char final, struct key_seq *out)
{
	unsigned mods = input_keys_mods(n[1]);

	if (n[0] == 27 && n[2] != 0)
		return input_keys_code(n[2], n[1], out);
	if (final == '^' || final == '@')
		mods |= MOD_CTRL;
	if (final == '$' || final == '@')
		mods |= MOD_SHIFT;
	for (size_t i = 0; i < sizeof(input_keys_tilde) / sizeof(input_keys_tilde[0]); i++)
		if (input_keys_tilde[i].number == n[0]) {
			*out = (struct key_seq){input_keys_tilde[i].key, mods};
			return true;
		}
	return false;
}

bool input_keys_csi(const int n[3], bool given, char final, struct key_seq *out)
{
	unsigned mods = input_keys_mods(n[1]);

	switch (final) {
	case '~':
	case '^':
	case '$':
	case '@': return input_keys_by_number(n, final, out);
	case 'u': return input_keys_code(n[0], n[1], out);
	case 'Z': *out = (struct key_seq){K_TAB, MOD_SHIFT}; return true;
	case 'P':
	case 'Q':
	case 'R':
	case 'S':
		*out = (struct key_seq){(uint32_t)(K_F1 + final - 'P'), mods};
		return given; /* alone, ESC [ P is the Pause key of the Linux console */
	case 'a':
	case 'b':
	case 'c':
	case 'd':
		*out = (struct key_seq){input_keys_move((char)(final - 32)), MOD_SHIFT};
		return !given;
	default: *out = (struct key_seq){input_keys_move(final), mods}; return out->key != 0;
	}
}

bool input_keys_ss3(char final, int mod, struct key_seq *out)
{
	static const char keypad[] = "*+,-./0123456789"; /* of j..y */
	unsigned mods = input_keys_mods(mod);
	uint32_t move = input_keys_move(final);

	if (move != 0)
		*out = (struct key_seq){move, mods};
	else if (final >= 'P' && final <= 'S')
		*out = (struct key_seq){(uint32_t)(K_F1 + final - 'P'), mods};
	else if (final == 'M')
		*out = (struct key_seq){K_ENTER, 0};
	else if (final >= 'j' && final <= 'y')
		*out = (struct key_seq){(uint32_t)keypad[final - 'j'], 0};
	else if (final == 'X')
		*out = (struct key_seq){'=', 0};
	else if (final >= 'a' && final <= 'd')
		*out = (struct key_seq){input_keys_move((char)(final - 32)), MOD_CTRL};
	else
		return false;
	return true;
}

struct key_seq input_keys_control(unsigned char byte)
{
	switch (byte) {
	case 0: return (struct key_seq){' ', MOD_CTRL};
	case '\b':
	case 0x7f: return (struct key_seq){K_BACKSPACE, 0};
	case '\t': return (struct key_seq){K_TAB, 0};
	case '\n':
	case '\r': return (struct key_seq){K_ENTER, 0};
	case 0x1b: return (struct key_seq){K_ESC, 0};
	default:
		return (struct key_seq){
			byte < 27 ? (uint32_t)('a' + byte - 1) : (uint32_t)(byte + '@'), MOD_CTRL};
	}
}
