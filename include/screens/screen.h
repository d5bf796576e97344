/*
 * What a screen is, and how it talks to the loop. A screen is state plus a few functions; it never opens another screen or waits
 * itself: it returns flags and, in nav, a wish, and the loop (app) does it. Events go to event() while typing(); else through the
 * keymap to handle(), keys without an action to event(). Then flags: reload, push, pop; then everything is drawn and flushed once.
 *
 * handle() is offered every action first; what it leaves alone the loop does when it knows how (tabs, help, undo, back ...).
 * While typing, keys that event() leaves alone and that type no character (F1, Ctrl-P) reach the loop; Ctrl-C arrives as Esc.
 * A screen never sees ACT_CLOSE (q, F10): tabs are left by the loop, other screens get ACT_BACK for it.
 */
#ifndef SCREENS_SCREEN_H
#define SCREENS_SCREEN_H

#include <stdbool.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "domain/kind.h"
#include "screens/env.h"
#include "tui/canvas.h"
#include "tui/event.h"
#include "tui/layout.h"
#include "tui/message.h"

/* Result of handle() and event(). */
enum screen_flag {
	SCREEN_HANDLED = 1, /* else the loop says that the key does nothing here */
	SCREEN_REDRAW = 2,
	SCREEN_RELOAD = 4,  /* this screen reads its data again */
	SCREEN_CHANGED = 8, /* data was written: every open screen reloads when it is shown next */
	SCREEN_CLOSE = 16,  /* leave this screen; nav->arg goes to returned() of the one below */
	SCREEN_QUIT = 32,
};

enum screen_id {
	SCREEN_NONE,
	/* the tabs, in order */
	SCREEN_TODAY,
	SCREEN_CLIENTS,
	SCREEN_DEALS,
	SCREEN_TASKS,
	SCREEN_REPORTS,
	SCREEN_MORE,
	/* opened from others */
	SCREEN_CARD, /* arg.id = client */
	SCREEN_DEAL, /* arg.id = deal */
	SCREEN_FORM, /* arg.kind, arg.id (0 = new), arg.preset "field=value\n..." ; overlay */
	SCREEN_LOG, /* log a call: arg.id = client, arg.other = deal or 0, arg.preset channel ; overlay */
	SCREEN_FINISH, /* complete task arg.id: result and next step ; overlay */
	SCREEN_LOST,   /* move deal arg.id to stage arg.other of class lost: reason ; overlay */
	SCREEN_DATE,   /* reschedule task arg.id ; overlay */
	SCREEN_IMPORT, /* arg.kind (0 = ask), arg.preset = file */
	SCREEN_EXPORT, /* see export_dialog.h ; overlay */
	SCREEN_PRINT,  /* see print_dialog.h ; overlay */
	SCREEN_HISTORY, /* undo list of actions; arg.id = client or 0; arg.other = the action to begin at or 0 */
	SCREEN_TRASH,
	SCREEN_IMPORTS, /* what was imported */
	SCREEN_RECORDS, /* plain list of any kind: arg.kind, arg.preset = filter always in force */
	SCREEN_FIND,    /* find anything ; overlay */
	SCREEN_DUPLICATES, /* arg.kind; KIND_NONE clients */
	SCREEN_MERGE,      /* arg.kind, arg.preset = ids, the one that stays first: "12,15" */
	SCREEN_COUNT
};

struct screen_arg {
	enum kind_id kind;
	int64_t id, other;
	char *preset; /* owned by the arg; freed by the loop after open() */
};

enum nav_kind {
	NAV_NONE,
	NAV_OPEN,    /* push screen with arg */
	NAV_REPLACE, /* close this one, then push */
	NAV_TAB,     /* to the tab `screen` */
	NAV_EDITOR,  /* run $EDITOR on `text` (a note); the screen's edited() gets the result */
	NAV_ACTION,  /* do `action`, as if its key had been pressed on the loop */
	NAV_STEP, /* arg.other -1/+1: the screen below steps its cursor and this one is opened again on that record with arg.preset */
};

struct nav {
	enum nav_kind kind;
	enum screen_id screen;
	struct screen_arg arg;
	int action;
	char *text; /* NAV_EDITOR: owned by nav */
	enum message_kind message_kind;
	char message[256]; /* a sentence for the message line, "" for none */
};

/* Fill a wish. preset may be NULL; it is copied. Each returns HANDLED, so that handlers can return it. */
unsigned nav_open(struct nav *nav, enum screen_id, enum kind_id, int64_t id, const char *preset);
unsigned nav_open_other(
	struct nav *nav, enum screen_id, int64_t id, int64_t other, const char *preset);
unsigned nav_action(struct nav *nav, int action);
unsigned nav_step(struct nav *nav, int step, const char *preset);
unsigned nav_editor(struct nav *nav, const char *text);
void nav_say(struct nav *nav, enum message_kind kind, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
/* The sentence of an error; flags to return (HANDLED | REDRAW). */
unsigned nav_fail(struct nav *nav, const struct err *err);
/* After a write: the sentence plus "  u = undo". Returns HANDLED | CHANGED. */
unsigned nav_done(struct nav *nav, const struct screen_env *env, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));
void nav_release(struct nav *nav);

struct screen_ops {
	const char *title; /* N_() */
	unsigned contexts; /* bits of actions.h besides CTX_GLOBAL */
	const char *help;  /* N_() a paragraph that begins the help of this screen; may be NULL */
	bool overlay;      /* drawn over the screen below */
	/* Make the state; reads nothing yet. */
	void *(*open)(const struct screen_env *env, const struct screen_arg *arg);
	/* Read what it shows; called after open and whenever data changed. The cursor stays on its record. An error closes a screen just opened. */
	enum status (*load)(void *state, const struct screen_env *env, struct err *err);
	/* Draw only; layout is that of the whole window: title, body (and its parts) are the screen's; tabs, message line and key bar the loop's. */
	void (*draw)(const void *state, const struct screen_env *env, struct canvas *c,
		const struct layout *l);
	/* Tell sizes before handling and drawing (pages, visibility); NULL when not needed. */
	void (*fit)(void *state, const struct layout *l);
	/* Does it take keys as text now (a form, a filter line)? NULL: never. */
	bool (*typing)(const void *state);
	unsigned (*handle)(void *state, const struct screen_env *env, int action, struct nav *nav);
	unsigned (*event)(void *state, const struct screen_env *env, const struct event *ev,
		struct nav *nav); /* NULL: none */
	/* A screen opened from this one closed with that record in nav->arg (id 0: none); before the reload. NULL. */
	void (*returned)(void *state, const struct screen_env *env, const struct screen_arg *arg);
	/* Move the cursor by one and tell the record it is on (for NAV_STEP); false at the end. NULL. */
	bool (*step)(void *state, const struct screen_env *env, int step, struct screen_arg *out);
	/* Text for the right end of the message line ("12/128"); NULL. */
	void (*position)(const void *state, struct buf *out);
	/* What would be lost by a hang-up, as text; empty when nothing. NULL: never anything. */
	void (*draft)(const void *state, struct buf *out);
	void (*undraft)(void *state, const struct screen_env *env, const char *draft);
	void (*edited)(void *state, const char *text); /* after NAV_EDITOR */
	/* Milliseconds until tick() wants to be called (running jobs, counting); -1 never. NULL: never. */
	int (*wait_ms)(const void *state);
	unsigned (*tick)(void *state, const struct screen_env *env, struct nav *nav);
	void (*release)(void *state);
};

#endif
