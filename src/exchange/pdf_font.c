/* Finding fonts: a list of all that fontconfig knows, each judged by family, weight, width and letters. */
#include "exchange/pdf_font.h"

#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <fontconfig/fontconfig.h>

#include "base/i18n.h"
#include "base/library.h"
#include "base/mem.h"
#include "base/text.h"

enum { FONT_WIDTH_NORMAL = 100, FONT_PAGE = 65536 };

/* Letters that tell whether a font can print the program's languages, and plain Latin ones. */
static const char letters_all[] = "AaĄąŁłŚśŻżÓóЯяЖжЪъЁёЫы№€«»–1";
static const char letters_latin[] = "AaZz0123456789.,";

static const char *const families[] = {"DejaVu Sans", "Liberation Sans", "Noto Sans", "PT Sans",
	"Open Sans", "Roboto", "Arial", "FreeSans"};
enum { FAMILIES = sizeof families / sizeof *families };

struct font_library {
	__typeof__(&FcInitLoadConfigAndFonts) init;
	__typeof__(&FcConfigDestroy) config_destroy;
	__typeof__(&FcPatternCreate) pattern_create;
	__typeof__(&FcPatternDestroy) pattern_destroy;
	__typeof__(&FcObjectSetCreate) set_create;
	__typeof__(&FcObjectSetAdd) set_add;
	__typeof__(&FcObjectSetDestroy) set_destroy;
	__typeof__(&FcFontList) list;
	__typeof__(&FcFontSetDestroy) fonts_destroy;
	__typeof__(&FcPatternGetString) get_string;
	__typeof__(&FcPatternGetInteger) get_int;
	__typeof__(&FcPatternGetBool) get_bool;
	__typeof__(&FcPatternGetCharSet) get_charset;
	__typeof__(&FcCharSetHasChar) has_char;
	__typeof__(&FcFreeTypeQuery) query;
};

static enum status font_library_load(struct font_library *l, struct err *err)
{
	const struct library_symbol symbols[] = {
		{"FcInitLoadConfigAndFonts", &l->init},
		{"FcConfigDestroy", &l->config_destroy},
		{"FcPatternCreate", &l->pattern_create},
		{"FcPatternDestroy", &l->pattern_destroy},
		{"FcObjectSetCreate", &l->set_create},
		{"FcObjectSetAdd", &l->set_add},
		{"FcObjectSetDestroy", &l->set_destroy},
		{"FcFontList", &l->list},
		{"FcFontSetDestroy", &l->fonts_destroy},
		{"FcPatternGetString", &l->get_string},
		{"FcPatternGetInteger", &l->get_int},
		{"FcPatternGetBool", &l->get_bool},
		{"FcPatternGetCharSet", &l->get_charset},
		{"FcCharSetHasChar", &l->has_char},
		{"FcFreeTypeQuery", &l->query},
	};

	return library_load("libfontconfig.so.1", "libfontconfig1", symbols,
		(int)(sizeof symbols / sizeof *symbols), err);
}

/* --- Judging ------------------------------------------------------------------------------------ */

static bool font_has_letters(const struct font_library *l, FcPattern *p, const char *letters)
{
	FcCharSet *set = NULL;
	const char *s = letters, *end = s + strlen(s);

	if (l->get_charset(p, FC_CHARSET, 0, &set) != FcResultMatch || !set)
		return false;
	while (s < end)
		if (!l->has_char(set, text_decode(&s, end)))
			return false;
	return true;
}

static const char *font_string(const struct font_library *l, FcPattern *p, const char *object)
{
	FcChar8 *s = NULL;

	return l->get_string(p, object, 0, &s) == FcResultMatch && s ? (const char *)s : "";
}

static int font_int(const struct font_library *l, FcPattern *p, const char *object, int fallback)
{
	int value;

	return l->get_int(p, object, 0, &value) == FcResultMatch ? value : fallback;
}

/* Outlines that libharu reads: TrueType, not a variable font (whose weight is a range). */
static bool font_is_truetype(const struct font_library *l, FcPattern *p)
{
	FcBool variable = FcFalse;

	l->get_bool(p, FC_VARIABLE, 0, &variable);
	return !variable && !strcmp(font_string(l, p, FC_FONTFORMAT), "TrueType") &&
	       *font_string(l, p, FC_FILE);
}

static bool font_is_upright(const struct font_library *l, FcPattern *p, int weight)
{
	return font_int(l, p, FC_WEIGHT, -1) == weight &&
	       font_int(l, p, FC_SLANT, FC_SLANT_ROMAN) == FC_SLANT_ROMAN &&
	       font_int(l, p, FC_WIDTH, FONT_WIDTH_NORMAL) == FONT_WIDTH_NORMAL;
}

/* The lower the better: the families we know, then what is not monospaced, then the rest. */
static int font_rank(const struct font_library *l, FcPattern *p)
{
	const char *family = font_string(l, p, FC_FAMILY);

	for (int i = 0; i < FAMILIES; i++)
		if (!strcmp(family, families[i]))
			return i;
	return font_int(l, p, FC_SPACING, FC_PROPORTIONAL) == FC_PROPORTIONAL ? FAMILIES
									      : FAMILIES + 1;
}

/* The best face of a weight, of a family when one is named; between equals the first by file name. */
static FcPattern *font_best(
	const struct font_library *l, const FcFontSet *fonts, int weight, const char *family)
{
	FcPattern *best = NULL;

	for (int i = 0; i < fonts->nfont; i++) {
		FcPattern *p = fonts->fonts[i];
		int better;

		if (!font_is_truetype(l, p) || !font_is_upright(l, p, weight) ||
			(family && strcmp(font_string(l, p, FC_FAMILY), family) != 0) ||
			!font_has_letters(l, p, letters_all))
			continue;
		better = best ? font_rank(l, best) - font_rank(l, p) : 1;
		if (best && !better)
			better = strcmp(font_string(l, best, FC_FILE), font_string(l, p, FC_FILE));
		if (better > 0)
			best = p;
	}
	return best;
}

/* --- Taking ------------------------------------------------------------------------------------- */

static void font_take(
	const struct font_library *l, FcPattern *p, enum pdf_face face, struct pdf_font *out)
{
	FcCharSet *set = NULL;

	out->file[face] = mem_strdup(font_string(l, p, FC_FILE));
	out->index[face] = font_int(l, p, FC_INDEX, 0);
	if (l->get_charset(p, FC_CHARSET, 0, &set) != FcResultMatch || !set)
		return;
	for (FcChar32 c = 0; c < FONT_PAGE; c++) {
		bool had = face == PDF_PLAIN || pdf_font_covers(out, c);

		if (had && l->has_char(set, c))
			out->covers[c / 8] |= (unsigned char)(1u << c % 8);
		else
			out->covers[c / 8] &= (unsigned char)~(1u << c % 8);
	}
}

static enum status font_use_file(
	const struct font_library *l, const char *wanted, struct pdf_font *out, struct err *err)
{
	int count = 0;
	FcPattern *p = l->query((const FcChar8 *)wanted, 0, NULL, &count);
	enum status st = ST_OK;

	if (!p || !font_is_truetype(l, p))
		st = err_set(err, ST_BAD_DATA,
			_("[print] font: %s is not a TrueType font that can be read"), wanted);
	else if (!font_has_letters(l, p, letters_latin))
		st = err_set(err, ST_BAD_DATA, _("[print] font: %s has no Latin letters"), wanted);
	if (!st) {
		out->family = mem_strdup(font_string(l, p, FC_FAMILY));
		font_take(l, p, PDF_PLAIN, out);
		font_take(l, p, PDF_BOLD, out);
	}
	if (p)
		l->pattern_destroy(p);
	return st;
}

static enum status font_choose(
	const struct font_library *l, const FcFontSet *fonts, struct pdf_font *out, struct err *err)
{
	FcPattern *plain = font_best(l, fonts, FC_WEIGHT_REGULAR, NULL), *bold;

	if (!plain)
		return err_set(err, ST_IO,
			_("No TrueType font with Latin and Cyrillic letters is installed: install "
			  "the package fonts-dejavu-core, or name a font file in kartoteka.ini, "
			  "[print] font"));
	out->family = mem_strdup(font_string(l, plain, FC_FAMILY));
	bold = font_best(l, fonts, FC_WEIGHT_BOLD, out->family);
	font_take(l, plain, PDF_PLAIN, out);
	font_take(l, bold ? bold : plain, PDF_BOLD, out);
	return ST_OK;
}

/* fontconfig writes what it thinks of a broken configuration to standard error, over the screen: away with it meanwhile. */
static FcConfig *font_configuration(const struct font_library *l)
{
	int old = fcntl(STDERR_FILENO, F_DUPFD_CLOEXEC, 3);
	int none = open("/dev/null", O_WRONLY | O_CLOEXEC);
	FcConfig *config;

	if (none >= 0 && old >= 0)
		dup2(none, STDERR_FILENO);
	config = l->init();
	if (old >= 0) {
		dup2(old, STDERR_FILENO);
		close(old);
	}
	if (none >= 0)
		close(none);
	return config;
}

static enum status font_search(const struct font_library *l, struct pdf_font *out, struct err *err)
{
	static const char *const objects[] = {FC_FAMILY, FC_FILE, FC_INDEX, FC_WEIGHT, FC_SLANT,
		FC_WIDTH, FC_SPACING, FC_FONTFORMAT, FC_VARIABLE, FC_CHARSET};
	static const FcFontSet none;
	FcConfig *config = font_configuration(l);
	FcPattern *all = l->pattern_create();
	FcObjectSet *set = l->set_create();
	FcFontSet *fonts;
	enum status st;

	for (size_t i = 0; i < sizeof objects / sizeof *objects; i++)
		l->set_add(set, objects[i]);
	fonts = config ? l->list(config, all, set) : NULL;
	st = font_choose(l, fonts ? fonts : &none, out, err);
	if (fonts)
		l->fonts_destroy(fonts);
	l->set_destroy(set);
	l->pattern_destroy(all);
	if (config)
		l->config_destroy(config);
	return st;
}

enum status pdf_font_find(const char *wanted, struct pdf_font *out, struct err *err)
{
	struct font_library l;
	enum status st = font_library_load(&l, err);

	if (st)
		return st;
	*out = (struct pdf_font){0};
	return wanted && *wanted ? font_use_file(&l, wanted, out, err) : font_search(&l, out, err);
}

void pdf_font_release(struct pdf_font *f)
{
	for (int i = 0; i < PDF_FACES; i++)
		free(f->file[i]);
	free(f->family);
	*f = (struct pdf_font){0};
}

bool pdf_font_covers(const struct pdf_font *f, uint32_t c)
{
	return c < FONT_PAGE && (f->covers[c / 8] >> c % 8 & 1);
}
