/* Which action a key means: for each action its keys, looked up one after another (a few hundred at most). */
#include "tui/keymap.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"

enum { KEYMAP_KEYS_MAX = 8, KEYMAP_NAME_MAX = 32 };

struct keymap_keys {
	struct key key[KEYMAP_KEYS_MAX];
	int n;
};

struct keymap {
	const struct action *actions;
	struct keymap_keys *keys; /* beside actions */
	size_t n;
	enum key_layout layout;
};

/* Parse "e,F4"; false with the bad part in `bad`. */
static bool keymap_parse(const char *text, struct keymap_keys *out, char bad[KEYMAP_NAME_MAX])
{
	out->n = 0;
	while (*text != '\0') {
		size_t len = strcspn(text, ","), from = strspn(text, " "), to = len;

		while (to > from && text[to - 1] == ' ')
			to--;
		if (to > from) {
			size_t n =
				to - from < KEYMAP_NAME_MAX - 1 ? to - from : KEYMAP_NAME_MAX - 1;

			memcpy(bad, text + from, n);
			bad[n] = '\0';
			if (out->n == KEYMAP_KEYS_MAX || !key_parse(bad, &out->key[out->n]))
				return false;
			out->n++;
		}
		text += text[len] == ',' ? len + 1 : len;
	}
	return true;
}

struct keymap *keymap_new(const struct action *actions, size_t n)
{
	struct keymap *km = mem_alloc(sizeof(*km));
	char bad[KEYMAP_NAME_MAX];

	km->actions = actions;
	km->n = n;
	km->keys = mem_alloc((n + 1) * sizeof(*km->keys));
	for (size_t i = 0; i < n; i++) {
		bool good = keymap_parse(actions[i].keys, &km->keys[i], bad);

		assert(good);
		(void)good;
	}
	return km;
}

void keymap_free(struct keymap *km)
{
	if (km == NULL)
		return;
	free(km->keys);
	free(km);
}

void keymap_set_layout(struct keymap *km, enum key_layout layout)
{
	km->layout = layout;
}

static const struct keymap_keys *keymap_keys_of(const struct keymap *km, int id)
{
	for (size_t i = 0; i < km->n; i++)
		if (km->actions[i].id == id)
			return &km->keys[i];
	return NULL;
}

enum status keymap_bind(struct keymap *km, const char *name, const char *keys, struct err *err)
{
	const struct action *action = keymap_find_name(km, name);
	struct keymap_keys parsed;
	char bad[KEYMAP_NAME_MAX] = "";

	if (action == NULL)
		return err_set(err, ST_NOT_FOUND, _("there is no action called \"%s\""), name);
	if (!keymap_parse(keys, &parsed, bad))
		return err_set(err, ST_USAGE,
			_("\"%s\" is no key (keys of \"%s\"); examples: e, F4, Ctrl-R, Alt-m, "
			  "Space"),
			bad, name);
	km->keys[action - km->actions] = parsed;
	return ST_OK;
}

static bool keymap_same(struct key a, struct key b)
{
	return a.code == b.code && a.mods == b.mods;
}

static int keymap_lookup_key(const struct keymap *km, unsigned contexts, struct key key)
{
	for (size_t i = 0; i < km->n; i++) {
		if ((km->actions[i].contexts & contexts) == 0)
			continue;
		for (int k = 0; k < km->keys[i].n; k++)
			if (keymap_same(km->keys[i].key[k], key))
				return km->actions[i].id;
	}
	return -1;
}

int keymap_lookup(const struct keymap *km, unsigned contexts, const struct event *ev)
{
	struct key key = {ev->key, ev->mods};
	uint32_t latin;
	int id;

	if (ev->kind != EVENT_KEY)
		return -1;
	id = keymap_lookup_key(km, contexts, key);
	if (id >= 0 || key.code >= K_ENTER)
		return id;
	latin = key_latin(km->layout, key.code);
	if (latin == 0)
		return -1;
	key.code = latin;
	return keymap_lookup_key(km, contexts, key);
}

size_t keymap_count(const struct keymap *km)
{
	return km->n;
}

const struct action *keymap_at(const struct keymap *km, size_t i)
{
	assert(i < km->n);
	return &km->actions[i];
}

const struct action *keymap_find(const struct keymap *km, int id)
{
	for (size_t i = 0; i < km->n; i++)
		if (km->actions[i].id == id)
			return &km->actions[i];
	return NULL;
}

const struct action *keymap_find_name(const struct keymap *km, const char *name)
{
	for (size_t i = 0; i < km->n; i++)
		if (strcmp(km->actions[i].name, name) == 0)
			return &km->actions[i];
	return NULL;
}

void keymap_keys(const struct keymap *km, int id, struct buf *out)
{
	const struct keymap_keys *keys = keymap_keys_of(km, id);

	for (int k = 0; keys != NULL && k < keys->n; k++) {
		if (k > 0)
			buf_add(out, ", ");
		key_print(keys->key[k], out);
	}
}

void keymap_first_key(const struct keymap *km, int id, struct buf *out)
{
	const struct keymap_keys *keys = keymap_keys_of(km, id);

	if (keys != NULL && keys->n > 0)
		key_print(keys->key[0], out);
}

int keymap_fkey(const struct keymap *km, unsigned contexts, int n)
{
	return keymap_lookup_key(km, contexts, (struct key){(uint32_t)K_F((uint32_t)n), 0});
}

/* First key that both have; false when there is none. */
static bool keymap_shared(const struct keymap_keys *a, const struct keymap_keys *b, struct key *out)
{
	for (int i = 0; i < a->n; i++)
		for (int k = 0; k < b->n; k++)
			if (keymap_same(a->key[i], b->key[k])) {
				*out = a->key[i];
				return true;
			}
	return false;
}

int keymap_check(const struct keymap *km,
	void (*found)(void *arg, const char *a, const char *b, const char *key), void *arg)
{
	struct buf name = BUF_INIT;
	struct key key;
	int n = 0;

	for (size_t i = 0; i < km->n; i++)
		for (size_t k = i + 1; k < km->n; k++) {
			if ((km->actions[i].contexts & km->actions[k].contexts) == 0 ||
				!keymap_shared(&km->keys[i], &km->keys[k], &key))
				continue;
			n++;
			buf_clear(&name);
			key_print(key, &name);
			if (found != NULL)
				found(arg, km->actions[i].name, km->actions[k].name,
					buf_str(&name));
		}
	buf_release(&name);
	return n;
}
