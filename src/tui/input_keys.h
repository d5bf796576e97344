/* What the parts of key sequences mean; used by the decoder only. */
#ifndef TUI_INPUT_KEYS_H
#define TUI_INPUT_KEYS_H

#include <stdbool.h>
#include <stdint.h>

struct key_seq {
	uint32_t key;
	unsigned mods;
};

/* ESC [ n;n;n final. given: were there parameters? False when it is no key that we know. */
bool input_keys_csi(const int n[3], bool given, char final, struct key_seq *out);
/* ESC O final, with xterm's modifier number (0 = none). */
bool input_keys_ss3(char final, int mod, struct key_seq *out);
/* A control byte (0..31, 127). */
struct key_seq input_keys_control(unsigned char byte);

#endif
