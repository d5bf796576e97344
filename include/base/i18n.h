/* Translation: gettext behind the usual short names. Messages are UTF-8 whatever the terminal's charset. */
#ifndef BASE_I18N_H
#define BASE_I18N_H

#include <libintl.h>
#include <stdbool.h>

#define _(s) gettext(s)
#define N_(s) (s)           /* mark for translation; translate where it is shown */
#define NC_(context, s) (s) /* the same for a word that means two things; shown by i18n_in() */
#define P_(one, many, n) ngettext(one, many, (unsigned long)(n))

/*
 * Set the locale from the environment (C.UTF-8 when it is not installed or none is named; an
 * explicit C is obeyed), keep LC_NUMERIC at C, and choose the language: lang ("ru", "bg", "pl",
 * "en") or the environment's when NULL. Catalogues are looked for beside the program (locale/) and
 * in PREFIX/share/locale.
 * Returns false when lang is not one of ours (the environment's is used then).
 */
bool i18n_init(const char *lang);
/*
 * Switch language while running; false when it is not one of ours. It changes the environment, so not
 * while a thread of base/job.h runs.
 */
bool i18n_set_language(const char *lang);
/*
 * What s is called in one place, such as "action": "Open" is done to a card and is also the state of a
 * task. Without a translation for that place (NC_) it is _(s). The answer lives as long as s and the
 * catalogue.
 */
const char *i18n_in(const char *context, const char *s);
const char *i18n_language(void); /* "en" when nothing else */
/* Can the terminal's charset show UTF-8? False: text_translit and ASCII frames. */
bool i18n_is_utf8(void);

#endif
