/*
 * From a key to an action. The action list comes from the application (one X-macro gives names,
 * default keys, help); this module parses and prints key names, rebinds, looks up and finds
 * collisions. It also reads letters by key position when a Cyrillic layout is on: й is q. Use it
 * for commands only; text fields take events as they are.
 */
#ifndef TUI_KEYMAP_H
#define TUI_KEYMAP_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "base/err.h"
#include "tui/event.h"

struct action {
	int id; /* >= 0 */
	const char *
		name; /* "deal_won": the `:` command and, with "key_" before it, the option in the ini */
	const char *keys; /* default keys, comma separated: "e,F4"; "" when none */
	unsigned
		contexts; /* bits of the application: where it works; the same key may be used in others */
	const char *title; /* short, for menu and key bar; marked with N_() */
	const char *help;  /* one sentence; marked with N_() */
};

/* One key with modifiers. */
struct key {
	uint32_t code; /* code point or enum key_code */
	unsigned mods;
};

enum key_layout { LAYOUT_NONE, LAYOUT_RU, LAYOUT_UK, LAYOUT_BG, LAYOUT_BG_PHONETIC };

/* "e", "E", "Ctrl-R", "F10", "Alt-m", "Space", "PgUp", "Shift-Tab", "<", "Comma" … */
bool key_parse(const char *name, struct key *out);
void key_print(struct key key, struct buf *out);
/* "ru", "uk", "bg", "bg-phonetic", "none" */
bool key_layout_parse(const char *name, enum key_layout *out);
/* The Latin character on the key that gives c in that layout; 0 when it has none. RU also knows і ї є, UK ы э ъ. */
uint32_t key_latin(enum key_layout layout, uint32_t c);

struct keymap;

/* The actions are borrowed for the life of the keymap. Default keys that do not parse are an assert. */
struct keymap *keymap_new(const struct action *actions, size_t n);
void keymap_free(struct keymap *km);
void keymap_set_layout(struct keymap *km, enum key_layout layout);

/* Replace the keys of the action called name ("" unbinds). ST_NOT_FOUND, ST_USAGE; unchanged on failure. */
enum status keymap_bind(struct keymap *km, const char *name, const char *keys, struct err *err);

/* The action of a key event in any of these contexts; -1 when none. Direct keys win over layout positions. */
int keymap_lookup(const struct keymap *km, unsigned contexts, const struct event *ev);

size_t keymap_count(const struct keymap *km);
const struct action *keymap_at(const struct keymap *km, size_t i);
const struct action *keymap_find(const struct keymap *km, int id); /* NULL when unknown */
const struct action *keymap_find_name(const struct keymap *km, const char *name);
/* All keys of an action as text ("e, F4"), or only its first. Appends nothing when it has none. */
void keymap_keys(const struct keymap *km, int id, struct buf *out);
void keymap_first_key(const struct keymap *km, int id, struct buf *out);
/* Action on F1..F10 in these contexts, -1 when none: for the key bar. */
int keymap_fkey(const struct keymap *km, unsigned contexts, int n);

/* Calls found() for each pair of actions that share a key in a common context; returns their number. */
int keymap_check(const struct keymap *km,
	void (*found)(void *arg, const char *a, const char *b, const char *key), void *arg);

#endif
