/*
 * What was being typed when the program had to go: one file a screen in the state directory, mode 0600, offered at the next
 * start with the same office file. A file is lines "name value" and then the preset and the draft, each behind its length.
 */
#include <dirent.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "app/paths.h"
#include "base/clock.h"
#include "base/file.h"
#include "base/log.h"
#include "base/mem.h"
#include "desk_private.h"
#include "panels.h"
#include "tui/dialog.h"

enum { DRAFT_MAX = 1 << 20 };

/* FNV-1a of the office's path: drafts of other offices are left alone. */
static uint64_t draft_hash(const char *path)
{
	char *real = realpath(path, NULL);
	uint64_t hash = 0xcbf29ce484222325u;

	for (const char *p = real ? real : path; *p; p++)
		hash = (hash ^ (unsigned char)*p) * 0x100000001b3u;
	free(real);
	return hash;
}

static void draft_block(FILE *f, const char *name, const char *text)
{
	fprintf(f, "%s %zu\n%s\n", name, strlen(text), text);
}

static void draft_write(const struct desk *d, const struct frame *f, int level, const char *text)
{
	/* Desks that lose their terminals together do not write over each other. */
	char *name = mem_printf("drafts/%016llx-%010llx-%02d-%s-%d",
		(unsigned long long)draft_hash(d->env.db_path), (unsigned long long)clock_now(),
		level, screen_table_name(f->id), (int)getpid());
	char *path = path_state(name);
	struct file_out *out = NULL;
	struct err err = ERR_INIT;
	enum status st = file_make_dirs(path, &err);

	if (!st)
		st = file_out_open(path, true, &out, &err);
	if (!st) {
		fprintf(file_out_stream(out),
			"kartoteka-draft 1\nscreen %s\nkind %d\nid %lld\nother %lld\n",
			screen_table_name(f->id), (int)f->arg.kind, (long long)f->arg.id,
			(long long)f->arg.other);
		draft_block(file_out_stream(out), "preset", f->arg.preset ? f->arg.preset : "");
		draft_block(file_out_stream(out), "draft", text);
		st = file_out_commit(out, &err);
	}
	if (st)
		log_line("draft %s: %s", path, err.text);
	free(path);
	free(name);
}

void desk_drafts_save(struct desk *d)
{
	struct buf text = BUF_INIT;

	for (int i = 0; i <= d->depth; i++) {
		const struct frame *f = desk_frame(d, i);

		buf_clear(&text);
		if (f->ops->draft && f->state)
			f->ops->draft(f->state, &text);
		if (text.len)
			draft_write(d, f, i, buf_str(&text));
	}
	buf_release(&text);
}

/* The first draft of this office, oldest name first; NULL. Caller frees. */
static char *draft_first(const struct desk *d)
{
	char *dir = path_state("drafts"), *best = NULL, *path = NULL;
	char prefix[18];
	DIR *handle = opendir(dir);

	snprintf(prefix, sizeof prefix, "%016llx-", (unsigned long long)draft_hash(d->env.db_path));
	for (struct dirent *e; handle && (e = readdir(handle));)
		if (!strncmp(e->d_name, prefix, 17) && !strstr(e->d_name, ".tmp") &&
			(!best || strcmp(e->d_name, best) < 0)) {
			free(best);
			best = mem_strdup(e->d_name);
		}
	if (handle)
		closedir(handle);
	if (best)
		path = mem_printf("%s/%s", dir, best);
	free(best);
	free(dir);
	return path;
}

/* --- Reading ---------------------------------------------------------------------------------- */

struct draft {
	int screen;
	struct screen_arg arg;
	char *text;
};

static bool draft_take_block(const char **p, const char *end, const char *name, char **out)
{
	size_t len = strlen(name), n;
	const char *line = memchr(*p, '\n', (size_t)(end - *p));

	if (!line || strncmp(*p, name, len) != 0)
		return false;
	n = strtoul(*p + len, NULL, 10);
	if (n >= (size_t)(end - line - 1)) /* its newline is behind it */
		return false;
	*out = mem_strndup(line + 1, n);
	*p = line + 1 + n + 1;
	return true;
}

static bool draft_read(const char *path, struct draft *out)
{
	char *data = NULL, screen[33];
	size_t len = 0;
	long long id, other;
	int kind, used = 0;
	bool good = false;

	*out = (struct draft){0};
	if (file_read(path, DRAFT_MAX, &data, &len, NULL) != ST_OK)
		return false;
	if (sscanf(data, "kartoteka-draft 1\nscreen %32s\nkind %d\nid %lld\nother %lld%n", screen,
		    &kind, &id, &other, &used) == 4 &&
		used > 0 && data[used] == '\n') {
		const char *p = data + used + 1;

		out->screen = screen_table_find(screen);
		out->arg = (struct screen_arg){.kind = kind, .id = id, .other = other};
		good = out->screen != SCREEN_NONE && kind >= KIND_NONE && kind < KIND_COUNT &&
		       draft_take_block(&p, data + len, "preset ", &out->arg.preset) &&
		       draft_take_block(&p, data + len, "draft ", &out->text);
	}
	free(data);
	return good;
}

static void draft_release(struct draft *dr)
{
	free(dr->arg.preset);
	free(dr->text);
}

/* --- The question ------------------------------------------------------------------------------- */

struct draft_question {
	struct dialog dialog;
	struct draft draft;
	char *path;
};

enum { DRAFT_CONTINUE, DRAFT_DISCARD, DRAFT_LATER };

static void *draft_open(const struct screen_env *env, const struct screen_arg *arg)
{
	struct draft_question *q = mem_alloc(sizeof *q);
	const char *choices[] = {_("Continue"), _("Discard"), _("Later")};
	char *text;

	q->path = mem_strdup(arg->preset);
	draft_read(q->path, &q->draft);
	text = mem_printf(_("You were typing in \"%s\" when the program had to stop."),
		_(q->draft.screen == SCREEN_FORM && q->draft.arg.kind >= 0
				? office_kind(env->office, q->draft.arg.kind)->title
				: screen_table(q->draft.screen)->title));
	dialog_init(&q->dialog, _("Unfinished"), text, choices, 3);
	q->dialog.layout = env->key_layout;
	free(text);
	return q;
}

static void draft_draw(
	const void *state, const struct screen_env *env, struct canvas *c, const struct layout *l)
{
	const struct draft_question *q = state;

	(void)env;
	dialog_draw(&q->dialog, c, l->body);
}

static bool draft_typing(const void *state)
{
	(void)state;
	return true;
}

static unsigned draft_event(
	void *state, const struct screen_env *env, const struct event *ev, struct nav *nav)
{
	struct draft_question *q = state;
	struct desk *d = desk_of(env);
	int choice = dialog_handle(&q->dialog, ev);
	struct draft draft;

	(void)nav;
	if (choice == DIALOG_OPEN)
		return SCREEN_HANDLED | SCREEN_REDRAW;
	if (choice == DRAFT_CONTINUE || choice == DRAFT_DISCARD)
		unlink(q->path);
	draft = q->draft;
	q->draft = (struct draft){0};
	desk_pop(d, NULL);
	/* Another desk may have taken it between the offer and the question. */
	if (choice == DRAFT_CONTINUE && draft.text && desk_push(d, draft.screen, &draft.arg)) {
		struct frame *f = desk_top(d);

		if (f->ops->undraft)
			f->ops->undraft(f->state, &d->env, draft.text);
	} else if (choice == DRAFT_DISCARD) {
		desk_draft_offer(d);
	}
	draft_release(&draft);
	return SCREEN_HANDLED;
}

static void draft_close(void *state)
{
	struct draft_question *q = state;

	dialog_release(&q->dialog);
	draft_release(&q->draft);
	free(q->path);
	free(q);
}

bool desk_draft_offer(struct desk *d)
{
	struct screen_arg arg = {.kind = KIND_NONE, .preset = draft_first(d)};
	struct draft draft;
	bool good = arg.preset && draft_read(arg.preset, &draft);

	if (good) {
		draft_release(&draft);
		desk_push(d, DESK_DRAFT, &arg);
	} else if (arg.preset) {
		log_line("draft %s: not readable, removed", arg.preset);
		draft_release(&draft);
		unlink(arg.preset);
	}
	free(arg.preset);
	return good;
}

const struct screen_ops draft_screen = {
	.title = N_("Unfinished"),
	.overlay = true,
	.open = draft_open,
	.draw = draft_draw,
	.typing = draft_typing,
	.event = draft_event,
	.release = draft_close,
};
