/*
 * A screen on a fresh office and a canvas in memory, driven by keys as the loop would: typing goes to event(), other keys through the
 * keymap to handle(). What the screen wished for is kept in nav and flags. Include cmocka before.
 */
#ifndef SCREEN_FIXTURE_H
#define SCREEN_FIXTURE_H

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/clock.h"
#include "base/text.h"
#include "domain/client.h"
#include "domain/deal.h"
#include "domain/filter.h"
#include "domain/interaction.h"
#include "domain/list.h"
#include "domain/record.h"
#include "domain/task.h"
#include "screens/actions.h"
#include "screens/screen.h"
#include "unit/office_fixture.h"

#define FIXTURE_NOW "2026-03-02T09:00:00Z" /* a Monday */

static const struct action fixture_actions[] = {
#define X(id, name, keys, contexts, title, help) {id, name, keys, contexts, title, help},
	ACTIONS(X)
#undef X
};

struct screen_fixture {
	struct office_fixture office;
	struct keymap *keymap;
	struct screen_env env;
	struct canvas canvas;
	struct layout layout;
	const struct screen_ops *ops;
	void *state;
	struct nav nav;
	unsigned flags;
};

static inline void screen_fixture_start(struct screen_fixture *f)
{
	setenv("KARTOTEKA_NOW", FIXTURE_NOW, 1);
	setenv("TZ", "UTC", 1);
	tzset();
	*f = (struct screen_fixture){.nav = {.arg = {.kind = KIND_NONE}}};
	fixture_open(&f->office, "RUB");
	f->keymap = keymap_new(fixture_actions, sizeof fixture_actions / sizeof *fixture_actions);
	f->env = (struct screen_env){.office = f->office.o,
		.keymap = f->keymap,
		.options = office_options(f->office.o),
		.db_path = f->office.path,
		.date_order = DATE_DMY,
		.decimal = ','};
	canvas_init(&f->canvas, 24, 80);
	layout_compute(24, 80, &f->layout);
}

static inline void screen_fixture_close_screen(struct screen_fixture *f)
{
	if (f->state)
		f->ops->release(f->state);
	f->state = NULL;
	nav_release(&f->nav);
	f->nav = (struct nav){.arg = {.kind = KIND_NONE}};
}

static inline void screen_fixture_stop(struct screen_fixture *f)
{
	screen_fixture_close_screen(f);
	canvas_release(&f->canvas);
	keymap_free(f->keymap);
	fixture_close(&f->office);
}

static inline void screen_reload(struct screen_fixture *f)
{
	struct err err = ERR_INIT;

	if (f->ops->fit)
		f->ops->fit(f->state, &f->layout);
	fixture_ok(f->ops->load(f->state, &f->env, &err), &err);
	if (f->ops->fit)
		f->ops->fit(f->state, &f->layout);
}

static inline void screen_show(struct screen_fixture *f, const struct screen_ops *ops,
	enum kind_id kind, int64_t id, int64_t other, const char *preset)
{
	char *copy = mem_strdup(preset);
	struct screen_arg arg = {.kind = kind, .id = id, .other = other, .preset = copy};

	screen_fixture_close_screen(f);
	f->ops = ops;
	f->state = ops->open(&f->env, &arg);
	free(copy);
	screen_reload(f);
}

static inline void screen_size(struct screen_fixture *f, int rows, int cols)
{
	canvas_resize(&f->canvas, rows, cols);
	layout_compute(rows, cols, &f->layout);
	if (f->state && f->ops->fit)
		f->ops->fit(f->state, &f->layout);
}

/* The screen as text; the caller frees it. */
static inline char *screen_text(struct screen_fixture *f)
{
	struct buf out = BUF_INIT;

	canvas_clear(&f->canvas);
	if (f->ops->fit)
		f->ops->fit(f->state, &f->layout);
	f->ops->draw(f->state, &f->env, &f->canvas, &f->layout);
	canvas_dump(&f->canvas, &out);
	return out.len ? buf_take(&out) : mem_strdup("");
}

static inline void screen_has(struct screen_fixture *f, const char *text)
{
	char *all = screen_text(f);

	if (!strstr(all, text))
		fail_msg("\"%s\" is not on the screen:\n%s", text, all);
	free(all);
}

static inline void screen_has_not(struct screen_fixture *f, const char *text)
{
	char *all = screen_text(f);

	if (strstr(all, text))
		fail_msg("\"%s\" is on the screen:\n%s", text, all);
	free(all);
}

/* The row and column at which a text stands; fails when it does not. */
static inline void screen_find(struct screen_fixture *f, const char *text, int *row, int *col)
{
	char *all = screen_text(f), *at = strstr(all, text), *line = all;

	if (!at)
		fail_msg("\"%s\" is not on the screen:\n%s", text, all);
	*row = 0;
	for (char *p = all; p < at; p++)
		if (*p == '\n') {
			++*row;
			line = p + 1;
		}
	*at = '\0';
	*col = text_cols(line);
	free(all);
}

static inline void screen_event(struct screen_fixture *f, const struct event *ev)
{
	bool typing = f->ops->typing && f->ops->typing(f->state);
	int action = typing ? -1 : keymap_lookup(f->keymap, f->ops->contexts | CTX_GLOBAL, ev);

	nav_release(&f->nav);
	f->nav = (struct nav){.arg = {.kind = KIND_NONE}};
	f->flags = action >= 0     ? f->ops->handle(f->state, &f->env, action, &f->nav)
		   : f->ops->event ? f->ops->event(f->state, &f->env, ev, &f->nav)
				   : 0;
	if (f->nav.kind == NAV_ACTION) {
		action = f->nav.action;
		nav_release(&f->nav);
		f->flags = f->ops->handle(f->state, &f->env, action, &f->nav);
	}
	if (f->flags & (SCREEN_RELOAD | SCREEN_CHANGED) && !(f->flags & SCREEN_CLOSE))
		screen_reload(f);
	else if (f->ops->fit)
		f->ops->fit(f->state, &f->layout);
}

/* Keys by name, separated by blanks: "Down Enter Ctrl-S". */
static inline void screen_keys(struct screen_fixture *f, const char *names)
{
	char *copy = mem_strdup(names), *save = NULL;

	for (char *name = strtok_r(copy, " ", &save); name; name = strtok_r(NULL, " ", &save)) {
		struct key key;

		if (!key_parse(name, &key))
			fail_msg("no key: %s", name);
		screen_event(
			f, &(struct event){.kind = EVENT_KEY, .key = key.code, .mods = key.mods});
	}
	free(copy);
}

static inline void screen_type(struct screen_fixture *f, const char *text)
{
	const char *end = text + strlen(text);

	while (text < end)
		screen_event(f, &(struct event){.kind = EVENT_KEY, .key = text_decode(&text, end)});
}

/* How many live records match, and the first of them (released by the caller when there is one). */
static inline int fixture_count(struct screen_fixture *f, enum kind_id kind, const char *filter)
{
	struct filter *compiled = NULL;
	struct err err = ERR_INIT;
	int64_t n = -1;

	fixture_ok(filter_compile(f->office.o, kind, filter, &compiled, &err), &err);
	fixture_ok(list_count_matches(f->office.o, kind, compiled, 0, &n, &err), &err);
	filter_free(compiled);
	return (int)n;
}

static inline void fixture_newest(struct screen_fixture *f, enum kind_id kind, struct record *out)
{
	struct list_request req = {.kind = kind, .order_field = LIST_ORDER_NAME, .limit = 500};
	struct list_page page;
	struct err err = ERR_INIT;
	int last = 0;

	fixture_ok(list_load(f->office.o, &req, &page, &err), &err);
	assert_true(page.n > 0);
	for (int i = 1; i < page.n; i++)
		if (page.rows[i].id > page.rows[last].id)
			last = i;
	record_copy(out, &page.rows[last]);
	list_page_release(&page);
}

/* --- Data ------------------------------------------------------------------------------------- */

/* A record from "field=value" pairs ending with NULL, saved in an action of its own. */
static inline int64_t fixture_make(struct screen_fixture *f, enum kind_id kind, ...)
	__attribute__((sentinel));

static inline int64_t fixture_make(struct screen_fixture *f, enum kind_id kind, ...)
{
	struct parse_options opt = {.date_order = DATE_DMY, .decimal = '.'};
	struct err err = ERR_INIT;
	struct record r;
	const char *pair;
	va_list ap;
	int64_t id;

	record_init(&r, f->office.o, kind);
	va_start(ap, kind);
	while ((pair = va_arg(ap, const char *)) != NULL) {
		const char *value = strchr(pair, '=') + 1;
		char *name = mem_strndup(pair, (size_t)(value - pair - 1));
		int field = kind_field(r.kind, name);

		if (field < 0)
			fail_msg("no field: %s", name);
		fixture_ok(record_parse(f->office.o, &r, field, value, &opt, &err), &err);
		free(name);
	}
	va_end(ap);
	fixture_ok(record_put(f->office.o, &r, "test", NULL, &err), &err);
	id = r.id;
	record_release(&r);
	return id;
}

/* "name=%s" and the like with an id. */
static inline const char *fixture_link(char *out, size_t size, const char *field, int64_t id)
{
	snprintf(out, size, "%s=#%lld", field, (long long)id);
	return out;
}

struct fixture_people {
	int64_t romashka, ivanov, zolc, swiat, deal, late, today;
};

/* A small office: a company with two people, a Polish company and person, history, tasks and deals. */
static inline void fixture_fill(struct screen_fixture *f, struct fixture_people *p)
{
	char link[40], other[40];

	p->romashka = fixture_make(f, KIND_CLIENT, "name=ООО «Ромашка»", "kind=company",
		"phone=+7 495 123-45-67", "email=info@romashka.ru", "city=Москва", "status=active",
		"rank=A", "industry=Торговля", "website=www.romashka.ru", "size=120",
		"notes=Звонить после обеда.\nЛюбят точность.", NULL);
	p->ivanov = fixture_make(f, KIND_CLIENT, "name=Иванов Пётр Сергеевич", "kind=person",
		"phone=8 916 555-44-33", "city=Москва", NULL);
	p->swiat = fixture_make(f, KIND_CLIENT, "name=Świat Książki Sp. z o.o.", "kind=company",
		"phone=+48 22 123 45 67", "city=Łódź", NULL);
	p->zolc = fixture_make(f, KIND_CLIENT, "name=Żółć Łukasz", "kind=person",
		"phone=+48 601 222 333", "email=zolc@swiat.pl", "city=Łódź", NULL);
	fixture_make(f, KIND_RELATION, fixture_link(link, sizeof link, "a", p->ivanov),
		"type=works_at", fixture_link(other, sizeof other, "b", p->romashka),
		"role=директор", NULL);
	fixture_make(f, KIND_RELATION, fixture_link(link, sizeof link, "a", p->zolc),
		"type=works_at", fixture_link(other, sizeof other, "b", p->swiat), NULL);
	fixture_link(link, sizeof link, "client", p->romashka);
	fixture_make(f, KIND_INTERACTION, link, "channel=call", "result=reached",
		"subject=Прайс-лист", "started_at=2026-02-27 14:30",
		"body=Просит прайс до пятницы, обещал перезвонить сам; интересуется доставкой в "
		"регионы и скидкой за объём.\nВторая строка.",
		NULL);
	fixture_make(f, KIND_INTERACTION, link, "channel=email", "direction=in", "subject=Запрос",
		"started_at=2025-10-01 10:00", NULL);
	p->late = fixture_make(f, KIND_TASK, link, "subject=Перезвонить директору",
		"due_day=2026-02-27", "priority=high", NULL);
	p->today = fixture_make(f, KIND_TASK, link, "subject=Отправить договор",
		"due_day=2026-03-02", "due_time=15:00", "kind=email", NULL);
	p->deal = fixture_make(f, KIND_DEAL, link, "title=Поставка мебели", "amount=120000",
		"expected_close=2026-04-15", NULL);
}

#endif
