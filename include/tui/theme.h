/*
 * What things mean on the screen, and how each theme shows it. Screens name a role ("overdue"), never
 * a colour. No role shows grey or blue text on the default background, and in mono the selection is
 * told by bold, reverse and underline alone.
 */
#ifndef TUI_THEME_H
#define TUI_THEME_H

#include <stdbool.h>
#include <stdint.h>

enum role {
	ROLE_NORMAL,         /* plain text */
	ROLE_DIM,            /* less important; still readable on every background */
	ROLE_TITLE,          /* name of a screen, panel or dialog */
	ROLE_TAB,            /* row of tabs */
	ROLE_TAB_ACTIVE,     /* the tab that is open */
	ROLE_HEADER,         /* column headings */
	ROLE_SELECTED,       /* name in the row under the cursor (bold, not reversed: bytes) */
	ROLE_SELECTED_MARK,  /* the mark in front of that row */
	ROLE_MARKED,         /* rows marked for a bulk action */
	ROLE_OVERDUE,        /* late; the text says so too ("!") */
	ROLE_TODAY,          /* due today */
	ROLE_GOOD,           /* won, done */
	ROLE_BAD,            /* lost, failed */
	ROLE_LABEL,          /* name of a field */
	ROLE_VALUE,          /* its value when only shown */
	ROLE_FIELD,          /* its value when it can be edited */
	ROLE_FIELD_FOCUS,    /* the field being edited */
	ROLE_HINT,           /* how-to text, empty states, previews */
	ROLE_ERROR,          /* what is wrong */
	ROLE_KEY,            /* a key in the key bar, menu and help */
	ROLE_KEY_LABEL,      /* what it does */
	ROLE_BORDER,         /* frames and rules */
	ROLE_MATCH,          /* the part of a text that matched a search */
	ROLE_BUTTON,         /* a choice of a dialog */
	ROLE_BUTTON_FOCUS,   /* the choice that Enter takes */
	ROLE_POPUP,          /* body of dialogs, menus and pick-lists */
	ROLE_POPUP_SELECTED, /* the line under the cursor in them */
	ROLE_CHART,          /* bars and lines of charts */
	ROLE_CHART_ALT,      /* second series */
	ROLE_STATUS,         /* message line */
	ROLE_COUNT
};

enum theme {
	THEME_AUTO,
	THEME_DARK,
	THEME_LIGHT,
	THEME_CONTRAST,
	THEME_MONO,
	THEME_NORTON,
	THEME_COUNT
};

enum { STYLE_BOLD = 1, STYLE_REVERSE = 2, STYLE_UNDERLINE = 4 };

/* Colours are palette numbers, -1 the terminal's own. attr is a set of STYLE_ bits. */
struct style {
	int16_t fg, bg;
	uint8_t attr;
};

const char *theme_name(enum theme theme); /* as written in kartoteka.ini: "auto", "dark", … */
bool theme_parse(const char *name, enum theme *out);

/* The style of a role on a terminal of so many colours (256, 88, 16, 8; fewer than 8 is mono). */
struct style theme_style(enum theme theme, int colors, enum role role);

/* Is NO_COLOR set to something? Then the program uses THEME_MONO unless told on the command line. */
bool theme_no_color(void);

#endif
