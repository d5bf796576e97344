/*
 * Locale and language. The language in use is kept where gettext itself looks for it, in LANGUAGE,
 * so that there is one truth and child processes speak the same language.
 */
#include "base/i18n.h"

#include <langinfo.h>
#include <limits.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const I18N_LANGUAGES[] = {"en", "ru", "bg", "pl"};

/* glibc's counter of catalogue changes: bumping it drops what gettext has cached. */
extern int _nl_msg_cat_cntr;

/* The one of our languages that a locale name ("ru_RU.UTF-8") begins with, or NULL. */
static const char *i18n_match(const char *name)
{
	for (size_t i = 0; i < sizeof I18N_LANGUAGES / sizeof *I18N_LANGUAGES; i++) {
		const char *code = I18N_LANGUAGES[i];
		size_t len = strlen(code);

		if (strncmp(name, code, len) == 0 && strchr("_.@:", name[len]) != NULL)
			return code;
	}
	return NULL;
}

static const char *i18n_env(const char *name)
{
	const char *value = getenv(name);

	return value != NULL && value[0] != '\0' ? value : NULL;
}

/* The locale name that the environment asks for in one category, NULL when it asks for none. */
static const char *i18n_env_locale(const char *category)
{
	const char *name = i18n_env("LC_ALL");

	if (name == NULL)
		name = i18n_env(category);
	return name != NULL ? name : i18n_env("LANG");
}

static bool i18n_is_c(const char *name)
{
	return strcmp(name, "C") == 0 || strcmp(name, "POSIX") == 0;
}

/* The first of our languages in the environment. LC_ALL=C means English whatever LANGUAGE says. */
static const char *i18n_env_language(void)
{
	const char *locale = i18n_env_locale("LC_MESSAGES");
	const char *list = i18n_env("LANGUAGE");
	const char *code = NULL;

	if (locale != NULL && i18n_is_c(locale))
		return "en";
	while (list != NULL && code == NULL) {
		code = i18n_match(list);
		list = strchr(list, ':');
		if (list != NULL)
			list++;
	}
	if (code == NULL && locale != NULL)
		code = i18n_match(locale);
	return code != NULL ? code : "en";
}

/* Where the catalogues are: beside the program, else in the installation's share directory. */
static void i18n_bind(void)
{
	char dir[PATH_MAX + 32];
	ssize_t len = readlink("/proc/self/exe", dir, PATH_MAX);
	struct stat st;
	char *slash;

	textdomain("kartoteka");
	bind_textdomain_codeset("kartoteka", "UTF-8");
	if (len <= 0)
		return;
	dir[len] = '\0';
	slash = strrchr(dir, '/');
	if (slash == NULL)
		return;
	strcpy(slash, "/locale");
	if (stat(dir, &st) != 0 || !S_ISDIR(st.st_mode))
		strcpy(slash, "/../share/locale");
	bindtextdomain("kartoteka", dir);
}

/* An environment that names no locale at all gets UTF-8, an explicit "C" is obeyed. */
static void i18n_set_locale(void)
{
	if (i18n_env_locale("LC_CTYPE") == NULL) {
		setlocale(LC_ALL, "C.UTF-8");
	} else if (setlocale(LC_ALL, "") == NULL) {
		setlocale(LC_ALL, "C.UTF-8");
		setlocale(LC_CTYPE, ""); /* keep the terminal's charset when only that is there */
	}
	setlocale(LC_NUMERIC, "C");
}

static void i18n_use(const char *code)
{
	const char *messages = setlocale(LC_MESSAGES, NULL);

	/* gettext does not look at LANGUAGE in the plain C locale */
	if (strcmp(code, "en") != 0 && (messages == NULL || i18n_is_c(messages)))
		setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", code, 1);
	_nl_msg_cat_cntr++;
}

bool i18n_init(const char *lang)
{
	const char *code = lang != NULL && lang[0] != '\0' ? i18n_match(lang) : NULL;
	bool known = lang == NULL || lang[0] == '\0' || code != NULL;

	i18n_set_locale();
	i18n_bind();
	i18n_use(code != NULL ? code : i18n_env_language());
	return known;
}

bool i18n_set_language(const char *lang)
{
	const char *code = lang != NULL ? i18n_match(lang) : NULL;

	if (code == NULL)
		return false;
	i18n_use(code);
	return true;
}

const char *i18n_in(const char *context, const char *s)
{
	char key[256];
	const char *text;
	int len = snprintf(key, sizeof key, "%s\004%s", context, s);

	/* gettext's own form of a message with a context; what it does not know it gives back */
	text = len < (int)sizeof key ? gettext(key) : key;
	return text != key ? text : gettext(s);
}

const char *i18n_language(void)
{
	const char *messages = setlocale(LC_MESSAGES, NULL);
	const char *list = i18n_env("LANGUAGE");
	const char *code = NULL;

	if (messages == NULL || i18n_is_c(messages))
		return "en";
	if (list != NULL)
		code = i18n_match(list);
	if (code == NULL)
		code = i18n_match(messages);
	return code != NULL ? code : "en";
}

bool i18n_is_utf8(void)
{
	return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}
