/*
 * The terminal's clipboard by OSC 52: a control string that carries text in base64 (xterm's "Operating System Commands"). Nobody
 * can know whether a terminal took it: say "sent to the terminal".
 */
#ifndef BASE_CLIPBOARD_H
#define BASE_CLIPBOARD_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

#define CLIPBOARD_MAX 74994 /* bytes of text that the usual terminals take */

/*
 * Append the control string for len bytes of text to b. Inside tmux it is also sent wrapped for the terminal outside
 * (tmux hands on one of the two, as its settings are). False, and nothing appended, for more than CLIPBOARD_MAX bytes.
 */
bool clipboard_sequence(struct buf *b, const char *text, size_t len, bool inside_tmux);
/* Does this process run inside tmux? */
bool clipboard_in_tmux(void);

#endif
