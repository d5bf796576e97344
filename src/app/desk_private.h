/*
 * The state of the desk, shared by its parts: the loop (desk.c), the stack and what screens wish for (desk_stack.c), actions
 * (desk_action.c), drawing (desk_draw.c), drafts, the editor, reminders, and the screens of the app room itself.
 */
#ifndef APP_DESK_PRIVATE_H
#define APP_DESK_PRIVATE_H

#include <stdbool.h>
#include <stdint.h>

#include "app/desk.h"
#include "app/screen_table.h"
#include "screens/screen.h"
#include "tui/fkeys.h"
#include "tui/message.h"
#include "tui/tabs.h"

enum { DESK_TABS = 6, DESK_DEPTH = 16, DESK_REMINDED = 64 };

struct frame {
	int id;
	const struct screen_ops *ops;
	void *state; /* NULL: not open (a tab that was not visited) */
	struct screen_arg arg;
	bool stale;      /* read again before it is drawn */
	int64_t tick_at; /* monotonic ms; -1 no tick is due */
};

struct desk {
	struct screen_env env; /* first: see desk_of() */
	const struct desk_setup *setup;
	struct canvas canvas;
	struct layout layout;
	struct message message;
	struct frame tabs[DESK_TABS];
	int tab;
	struct frame stack[DESK_DEPTH]; /* above the tab */
	int depth;
	bool quit;
	bool dirty;      /* something to show changed since the last frame */
	int64_t counter; /* db_change_counter() that the screens show */
	int recheck;     /* steps of looking again after a notice, see desk.c */
	int64_t key_at;  /* monotonic ms of the last key */
	bool idle_done;  /* nothing was left to do in idle moments */
	bool idle_wrote; /* idle steps changed the file since they began */
	int due_count;   /* badge: open tasks of mine due today or before */
	bool due_stale;
	int64_t minute;                  /* of the last look at reminders */
	int64_t reminded[DESK_REMINDED]; /* ring of "task id, minute due" hashes */
	int reminded_next;
};

/* The desk whose env a screen of the app room got. */
static inline struct desk *desk_of(const struct screen_env *env)
{
	return (struct desk *)(uintptr_t)env;
}

/* desk_stack.c */
struct frame *desk_top(struct desk *d);
struct frame *desk_frame(struct desk *d, int i); /* 0 the tab, 1.. the stack; up to d->depth */
bool desk_push(
	struct desk *d, int id, const struct screen_arg *arg); /* false: it could not load; said */
void desk_pop(struct desk *d, const struct screen_arg *arg);
void desk_go_tab(struct desk *d, int tab);
void desk_stale(struct desk *d);  /* everything is read again when it is shown next */
void desk_reload(struct desk *d); /* the visible frames that are stale */
int desk_first_visible(struct desk *d);
void desk_apply(struct desk *d, unsigned flags, struct nav *nav);
void desk_close_all(struct desk *d);

/* desk_action.c */
void desk_action(struct desk *d, int action);
void desk_event(struct desk *d, const struct event *ev);
bool desk_is_typing(struct desk *d);
unsigned desk_contexts(struct desk *d);
void desk_say(struct desk *d, enum message_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* desk_draw.c */
void desk_layout(struct desk *d); /* after a resize */
void desk_draw(struct desk *d);
void desk_tabs(const struct desk *d, struct tab out[DESK_TABS], struct buf *right);
const char *desk_tab_title(int tab);

/* desk_draft.c */
void desk_drafts_save(struct desk *d);
bool desk_draft_offer(struct desk *d); /* pushes the question for the first draft that is there */

/* desk_editor.c: the terminal is handed over; NULL when nothing came back (said in err). Caller frees. */
char *desk_edit_text(const struct desk *d, const char *text, struct err *err);

/* desk_reminder.c */
void desk_count_due(struct desk *d);
void desk_remind(struct desk *d, bool quiet);

#endif
