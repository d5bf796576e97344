/* Wishes of screens to the loop. */
#include "screens/screen.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/mem.h"
#include "screens/actions.h"

static unsigned nav_wish(
	struct nav *nav, enum nav_kind kind, enum screen_id screen, struct screen_arg arg)
{
	nav_release(nav);
	nav->kind = kind;
	nav->screen = screen;
	nav->arg = arg;
	return SCREEN_HANDLED;
}

unsigned nav_open(
	struct nav *nav, enum screen_id screen, enum kind_id kind, int64_t id, const char *preset)
{
	return nav_wish(nav, NAV_OPEN, screen,
		(struct screen_arg){.kind = kind, .id = id, .preset = mem_strdup(preset)});
}

unsigned nav_open_other(
	struct nav *nav, enum screen_id screen, int64_t id, int64_t other, const char *preset)
{
	return nav_wish(nav, NAV_OPEN, screen,
		(struct screen_arg){
			.kind = KIND_NONE, .id = id, .other = other, .preset = mem_strdup(preset)});
}

unsigned nav_action(struct nav *nav, int action)
{
	nav_wish(nav, NAV_ACTION, SCREEN_NONE, (struct screen_arg){.kind = KIND_NONE});
	nav->action = action;
	return SCREEN_HANDLED;
}

unsigned nav_step(struct nav *nav, int step, const char *preset)
{
	return nav_wish(nav, NAV_STEP, SCREEN_NONE,
		(struct screen_arg){
			.kind = KIND_NONE, .other = step, .preset = mem_strdup(preset)});
}

unsigned nav_editor(struct nav *nav, const char *text)
{
	nav_wish(nav, NAV_EDITOR, SCREEN_NONE, (struct screen_arg){.kind = KIND_NONE});
	nav->text = mem_strdup(text ? text : "");
	return SCREEN_HANDLED;
}

static void nav_vsay(struct nav *nav, enum message_kind kind, const char *fmt, va_list ap)
{
	nav->message_kind = kind;
	vsnprintf(nav->message, sizeof nav->message, fmt, ap);
}

void nav_say(struct nav *nav, enum message_kind kind, const char *fmt, ...)
{
	va_list ap;

	va_start(ap, fmt);
	nav_vsay(nav, kind, fmt, ap);
	va_end(ap);
}

unsigned nav_fail(struct nav *nav, const struct err *err)
{
	nav_say(nav, MESSAGE_ERROR, "%s", err->text);
	return SCREEN_HANDLED | SCREEN_REDRAW;
}

unsigned nav_done(struct nav *nav, const struct screen_env *env, const char *fmt, ...)
{
	struct buf key = BUF_INIT;
	va_list ap;
	size_t len;

	va_start(ap, fmt);
	nav_vsay(nav, MESSAGE_GOOD, fmt, ap);
	va_end(ap);
	keymap_first_key(env->keymap, ACT_UNDO, &key);
	len = strlen(nav->message);
	if (key.len)
		snprintf(nav->message + len, sizeof nav->message - len, _("  %s = undo"),
			buf_str(&key));
	buf_release(&key);
	return SCREEN_HANDLED | SCREEN_CHANGED;
}

void nav_release(struct nav *nav)
{
	free(nav->arg.preset);
	free(nav->text);
	nav->arg = (struct screen_arg){.kind = KIND_NONE};
	nav->text = NULL;
	nav->kind = NAV_NONE;
}
