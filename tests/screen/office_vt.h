/* What the screen tests of the real program share: an office of their own in $TMPDIR, commands on it, the desk on it. */
#ifndef TESTS_SCREEN_OFFICE_VT_H
#define TESTS_SCREEN_OFFICE_VT_H

#include "vt.h"

/* Go to an empty folder of the test's own (HOME too), with the clock at 2026-03-02; cmocka's group set-up and its end. */
int office_folder(void **state);
int office_folder_end(void **state);

/* Run "kartoteka WORDS" in the folder through a shell; what it printed (both streams), at most 16,000 bytes. */
const char *office_ask(const char *words);
/* Run a shell command that must succeed. */
void office_do(const char *command);

/* The desk on office.db at a size, idle. env as in vt_start(), may be NULL. */
struct vt *office_desk(int rows, int cols, const char *const *env);
/* Leave by Ctrl-Q and its question; exit code 0, the terminal as it was. Frees. */
void office_leave(struct vt *vt);
/* The program has ended or ends with that code and left the terminal as it found it. Frees. */
void office_ended(struct vt *vt, int code);

#endif
