/*
 * Cyrillic letters back to the Latin key they lie on (xkb: ru, ua, bg(bds), bg(phonetic)). Each
 * table is two strings of the same number of characters.
 */
#include "tui/keymap.h"

#include <string.h>

#include "base/text.h"

struct keymap_table {
	const char *local, *latin;
};

/* Russian and Ukrainian differ in four letters, which do not collide. */
static const struct keymap_table keymap_ru[] = {
	{"йцукенгшщзхъ", "qwertyuiop[]"},
	{"фывапролджэ", "asdfghjkl;'"},
	{"ячсмитьбюё", "zxcvbnm,.`"},
	{"ЙЦУКЕНГШЩЗХЪ", "QWERTYUIOP{}"},
	{"ФЫВАПРОЛДЖЭ", "ASDFGHJKL:\""},
	{"ЯЧСМИТЬБЮЁ", "ZXCVBNM<>~"},
	{"іїєґІЇЄҐ", "s]'\\S}\"|"},
	{".,№", "/?#"},
	{NULL, NULL},
};

static const struct keymap_table keymap_bds[] = {
	{",уеишщксдзц;", "qwertyuiop[]"},
	{"ьяаожгтнвмч", "asdfghjkl;'"},
	{"юйъэфхпрлб(", "zxcvbnm,./`"},
	{"ыУЕИШЩКСДЗЦ§", "QWERTYUIOP{}"},
	{"ѝЯАОЖГТНВМЧ", "ASDFGHJKL:\""},
	{"ЮЙЪЭФХПРЛБ)", "ZXCVBNM<>?~"},
	{"ЬЫ", "AQ"},
	{NULL, NULL},
};

static const struct keymap_table keymap_phonetic[] = {
	{"явертъуиопшщ", "qwertyuiop[]"},
	{"асдфгхйклзьцжбнмчю", "asdfghjklzxcvbnm`\\"},
	{"ЯВЕРТЪУИОПШЩ", "QWERTYUIOP{}"},
	{"АСДФГХЙКЛЗЬЦЖБНМЧЮ", "ASDFGHJKLZXCVBNM~|"},
	{"ѝЍ", "XX"},
	{NULL, NULL},
};

static const char *const keymap_layout_names[] = {
	[LAYOUT_NONE] = "none",
	[LAYOUT_RU] = "ru",
	[LAYOUT_UK] = "uk",
	[LAYOUT_BG] = "bg",
	[LAYOUT_BG_PHONETIC] = "bg-phonetic",
};

bool key_layout_parse(const char *name, enum key_layout *out)
{
	for (int i = LAYOUT_NONE; i <= LAYOUT_BG_PHONETIC; i++)
		if (strcmp(name, keymap_layout_names[i]) == 0) {
			*out = (enum key_layout)i;
			return true;
		}
	return false;
}

static const struct keymap_table *keymap_table_of(enum key_layout layout)
{
	static const struct keymap_table none = {NULL, NULL};

	switch (layout) {
	case LAYOUT_RU:
	case LAYOUT_UK: return keymap_ru;
	case LAYOUT_BG: return keymap_bds;
	case LAYOUT_BG_PHONETIC: return keymap_phonetic;
	default: return &none;
	}
}

uint32_t key_latin(enum key_layout layout, uint32_t c)
{
	for (const struct keymap_table *t = keymap_table_of(layout); t->local != NULL; t++) {
		const char *p = t->local, *end = p + strlen(p);

		for (const char *latin = t->latin; p < end; latin++)
			if (text_decode(&p, end) == c)
				return (unsigned char)*latin;
	}
	return 0;
}
