/*
 * The themes. `auto` keeps the terminal's own background, which nobody can know: text on it is the
 * default colour, red, green, magenta or cyan; everything else brings its own background. The
 * other coloured themes paint the whole screen and may use 256 colours; each style then has a
 * plain version of 8 colours beside it. Pop-ups have the background of the screen, so that labels and
 * hints look the same on both.
 */
#include "tui/theme.h"

#include <stdlib.h>
#include <string.h>

enum { BLACK, RED, GREEN, YELLOW, BLUE, MAGENTA, CYAN, WHITE };
enum { B = STYLE_BOLD, R = STYLE_REVERSE, U = STYLE_UNDERLINE };

/* Two versions of one style: for 256 colours and for 8. */
struct theme_pair {
	struct style rich, plain;
};

static const char *const theme_names[THEME_COUNT] = {
	[THEME_AUTO] = "auto",
	[THEME_DARK] = "dark",
	[THEME_LIGHT] = "light",
	[THEME_CONTRAST] = "contrast",
	[THEME_MONO] = "mono",
	[THEME_NORTON] = "norton",
};

static const struct style theme_auto[ROLE_COUNT] = {
	[ROLE_NORMAL] = {-1, -1, 0},
	[ROLE_DIM] = {-1, -1, 0},
	[ROLE_TITLE] = {-1, -1, B},
	[ROLE_TAB] = {WHITE, BLUE, 0},
	[ROLE_TAB_ACTIVE] = {BLACK, CYAN, 0},
	[ROLE_HEADER] = {-1, -1, U},
	[ROLE_SELECTED] = {-1, -1, B},
	[ROLE_SELECTED_MARK] = {-1, -1, B}, /* as the name behind it: one run of bytes a move */
	[ROLE_MARKED] = {MAGENTA, -1, B},
	[ROLE_OVERDUE] = {RED, -1, B},
	[ROLE_TODAY] = {MAGENTA, -1, 0},
	[ROLE_GOOD] = {GREEN, -1, 0},
	[ROLE_BAD] = {RED, -1, 0},
	[ROLE_LABEL] = {CYAN, -1, 0},
	[ROLE_VALUE] = {-1, -1, 0},
	[ROLE_FIELD] = {-1, -1, U},
	[ROLE_FIELD_FOCUS] = {WHITE, BLUE, B},
	[ROLE_HINT] = {CYAN, -1, 0},
	[ROLE_ERROR] = {RED, -1, B},
	[ROLE_KEY] = {-1, -1, B},
	[ROLE_KEY_LABEL] = {BLACK, CYAN, 0},
	[ROLE_BORDER] = {-1, -1, 0},
	[ROLE_MATCH] = {BLACK, YELLOW, 0},
	[ROLE_BUTTON] = {BLACK, WHITE, 0},
	[ROLE_BUTTON_FOCUS] = {WHITE, BLUE, B},
	[ROLE_POPUP] = {-1, -1, 0},
	[ROLE_POPUP_SELECTED] = {BLACK, CYAN, 0},
	[ROLE_CHART] = {CYAN, -1, 0},
	[ROLE_CHART_ALT] = {MAGENTA, -1, 0},
	[ROLE_STATUS] = {-1, -1, 0},
};

static const struct style theme_mono[ROLE_COUNT] = {
	[ROLE_NORMAL] = {-1, -1, 0},
	[ROLE_DIM] = {-1, -1, 0},
	[ROLE_TITLE] = {-1, -1, B},
	[ROLE_TAB] = {-1, -1, R},
	[ROLE_TAB_ACTIVE] = {-1, -1, B | U},
	[ROLE_HEADER] = {-1, -1, U},
	[ROLE_SELECTED] = {-1, -1, B | U},
	[ROLE_SELECTED_MARK] = {-1, -1, B},
	[ROLE_MARKED] = {-1, -1, B},
	[ROLE_OVERDUE] = {-1, -1, B},
	[ROLE_TODAY] = {-1, -1, 0},
	[ROLE_GOOD] = {-1, -1, 0},
	[ROLE_BAD] = {-1, -1, 0},
	[ROLE_LABEL] = {-1, -1, 0},
	[ROLE_VALUE] = {-1, -1, 0},
	[ROLE_FIELD] = {-1, -1, U},
	[ROLE_FIELD_FOCUS] = {-1, -1, R},
	[ROLE_HINT] = {-1, -1, 0},
	[ROLE_ERROR] = {-1, -1, B},
	[ROLE_KEY] = {-1, -1, B},
	[ROLE_KEY_LABEL] = {-1, -1, R},
	[ROLE_BORDER] = {-1, -1, 0},
	[ROLE_MATCH] = {-1, -1, R},
	[ROLE_BUTTON] = {-1, -1, 0},
	[ROLE_BUTTON_FOCUS] = {-1, -1, R | B},
	[ROLE_POPUP] = {-1, -1, 0},
	[ROLE_POPUP_SELECTED] = {-1, -1, R},
	[ROLE_CHART] = {-1, -1, 0},
	[ROLE_CHART_ALT] = {-1, -1, B},
	[ROLE_STATUS] = {-1, -1, 0},
};

static const struct theme_pair theme_dark[ROLE_COUNT] = {
	[ROLE_NORMAL] = {{252, 234, 0}, {WHITE, BLACK, 0}},
	[ROLE_DIM] = {{248, 234, 0}, {WHITE, BLACK, 0}},
	[ROLE_TITLE] = {{231, 234, B}, {WHITE, BLACK, B}},
	[ROLE_TAB] = {{252, 237, 0}, {WHITE, BLUE, 0}},
	[ROLE_TAB_ACTIVE] = {{16, 80, 0}, {BLACK, CYAN, 0}},
	[ROLE_HEADER] = {{252, 237, 0}, {CYAN, BLACK, U}},
	[ROLE_SELECTED] = {{231, 234, B}, {WHITE, BLACK, B}},
	[ROLE_SELECTED_MARK] = {{80, 234, B}, {CYAN, BLACK, B}},
	[ROLE_MARKED] = {{222, 234, B}, {YELLOW, BLACK, B}},
	[ROLE_OVERDUE] = {{210, 234, B}, {RED, BLACK, B}},
	[ROLE_TODAY] = {{222, 234, 0}, {YELLOW, BLACK, 0}},
	[ROLE_GOOD] = {{114, 234, 0}, {GREEN, BLACK, 0}},
	[ROLE_BAD] = {{210, 234, 0}, {RED, BLACK, 0}},
	[ROLE_LABEL] = {{116, 234, 0}, {CYAN, BLACK, 0}},
	[ROLE_VALUE] = {{252, 234, 0}, {WHITE, BLACK, 0}},
	[ROLE_FIELD] = {{252, 236, 0}, {WHITE, BLACK, U}},
	[ROLE_FIELD_FOCUS] = {{231, 24, 0}, {WHITE, BLUE, B}},
	[ROLE_HINT] = {{116, 234, 0}, {CYAN, BLACK, 0}},
	[ROLE_ERROR] = {{210, 234, B}, {RED, BLACK, B}},
	[ROLE_KEY] = {{231, 234, B}, {WHITE, BLACK, B}},
	[ROLE_KEY_LABEL] = {{252, 237, 0}, {BLACK, CYAN, 0}},
	[ROLE_BORDER] = {{248, 234, 0}, {WHITE, BLACK, 0}},
	[ROLE_MATCH] = {{16, 222, 0}, {BLACK, YELLOW, 0}},
	[ROLE_BUTTON] = {{252, 239, 0}, {BLACK, WHITE, 0}},
	[ROLE_BUTTON_FOCUS] = {{231, 24, B}, {WHITE, BLUE, B}},
	[ROLE_POPUP] = {{252, 234, 0}, {WHITE, BLACK, 0}},
	[ROLE_POPUP_SELECTED] = {{231, 24, 0}, {BLACK, CYAN, 0}},
	[ROLE_CHART] = {{80, 234, 0}, {CYAN, BLACK, 0}},
	[ROLE_CHART_ALT] = {{176, 234, 0}, {MAGENTA, BLACK, 0}},
	[ROLE_STATUS] = {{252, 234, 0}, {WHITE, BLACK, 0}},
};

static const struct theme_pair theme_light[ROLE_COUNT] = {
	[ROLE_NORMAL] = {{16, 255, 0}, {BLACK, WHITE, 0}},
	[ROLE_DIM] = {{239, 255, 0}, {BLACK, WHITE, 0}},
	[ROLE_TITLE] = {{16, 255, B}, {BLACK, WHITE, B}},
	[ROLE_TAB] = {{16, 251, 0}, {WHITE, BLUE, 0}},
	[ROLE_TAB_ACTIVE] = {{231, 25, B}, {BLACK, CYAN, 0}},
	[ROLE_HEADER] = {{16, 251, 0}, {BLUE, WHITE, U}},
	[ROLE_SELECTED] = {{16, 255, B}, {BLACK, WHITE, B}},
	[ROLE_SELECTED_MARK] = {{25, 255, B}, {BLUE, WHITE, B}},
	[ROLE_MARKED] = {{90, 255, B}, {MAGENTA, WHITE, B}},
	[ROLE_OVERDUE] = {{124, 255, B}, {RED, WHITE, B}},
	[ROLE_TODAY] = {{90, 255, 0}, {MAGENTA, WHITE, 0}},
	[ROLE_GOOD] = {{22, 255, 0}, {BLACK, WHITE, 0}},
	[ROLE_BAD] = {{124, 255, 0}, {RED, WHITE, 0}},
	[ROLE_LABEL] = {{24, 255, 0}, {BLUE, WHITE, 0}},
	[ROLE_VALUE] = {{16, 255, 0}, {BLACK, WHITE, 0}},
	[ROLE_FIELD] = {{16, 231, 0}, {BLACK, WHITE, U}},
	[ROLE_FIELD_FOCUS] = {{231, 25, 0}, {WHITE, BLUE, B}},
	[ROLE_HINT] = {{24, 255, 0}, {BLUE, WHITE, 0}},
	[ROLE_ERROR] = {{124, 255, B}, {RED, WHITE, B}},
	[ROLE_KEY] = {{16, 255, B}, {BLACK, WHITE, B}},
	[ROLE_KEY_LABEL] = {{16, 251, 0}, {WHITE, BLUE, 0}},
	[ROLE_BORDER] = {{239, 255, 0}, {BLACK, WHITE, 0}},
	[ROLE_MATCH] = {{16, 222, 0}, {BLACK, YELLOW, 0}},
	[ROLE_BUTTON] = {{16, 250, 0}, {WHITE, BLACK, 0}},
	[ROLE_BUTTON_FOCUS] = {{231, 25, B}, {WHITE, BLUE, B}},
	[ROLE_POPUP] = {{16, 255, 0}, {BLACK, WHITE, 0}},
	[ROLE_POPUP_SELECTED] = {{231, 25, 0}, {WHITE, BLUE, 0}},
	[ROLE_CHART] = {{25, 255, 0}, {BLUE, WHITE, 0}},
	[ROLE_CHART_ALT] = {{90, 255, 0}, {MAGENTA, WHITE, 0}},
	[ROLE_STATUS] = {{16, 255, 0}, {BLACK, WHITE, 0}},
};

/* White, yellow and cyan on black only; needs no rich version. */
static const struct style theme_contrast[ROLE_COUNT] = {
	[ROLE_NORMAL] = {WHITE, BLACK, B},
	[ROLE_DIM] = {WHITE, BLACK, 0},
	[ROLE_TITLE] = {YELLOW, BLACK, B},
	[ROLE_TAB] = {BLACK, WHITE, 0},
	[ROLE_TAB_ACTIVE] = {BLACK, YELLOW, 0},
	[ROLE_HEADER] = {WHITE, BLACK, B | U},
	[ROLE_SELECTED] = {YELLOW, BLACK, B | U},
	[ROLE_SELECTED_MARK] = {YELLOW, BLACK, B},
	[ROLE_MARKED] = {CYAN, BLACK, B},
	[ROLE_OVERDUE] = {BLACK, YELLOW, 0},
	[ROLE_TODAY] = {YELLOW, BLACK, B},
	[ROLE_GOOD] = {CYAN, BLACK, B},
	[ROLE_BAD] = {YELLOW, BLACK, B},
	[ROLE_LABEL] = {CYAN, BLACK, B},
	[ROLE_VALUE] = {WHITE, BLACK, B},
	[ROLE_FIELD] = {WHITE, BLACK, B | U},
	[ROLE_FIELD_FOCUS] = {BLACK, YELLOW, 0},
	[ROLE_HINT] = {CYAN, BLACK, B},
	[ROLE_ERROR] = {BLACK, YELLOW, 0},
	[ROLE_KEY] = {YELLOW, BLACK, B},
	[ROLE_KEY_LABEL] = {BLACK, WHITE, 0},
	[ROLE_BORDER] = {WHITE, BLACK, B},
	[ROLE_MATCH] = {BLACK, CYAN, 0},
	[ROLE_BUTTON] = {BLACK, WHITE, 0},
	[ROLE_BUTTON_FOCUS] = {BLACK, YELLOW, 0},
	[ROLE_POPUP] = {WHITE, BLACK, B},
	[ROLE_POPUP_SELECTED] = {BLACK, YELLOW, 0},
	[ROLE_CHART] = {YELLOW, BLACK, B},
	[ROLE_CHART_ALT] = {CYAN, BLACK, B},
	[ROLE_STATUS] = {WHITE, BLACK, B},
};

/* White and yellow on blue, cyan bars: what fingers and eyes know from Norton Commander. */
static const struct style theme_norton[ROLE_COUNT] = {
	[ROLE_NORMAL] = {WHITE, BLUE, 0},
	[ROLE_DIM] = {WHITE, BLUE, 0},
	[ROLE_TITLE] = {YELLOW, BLUE, B},
	[ROLE_TAB] = {BLACK, CYAN, 0},
	[ROLE_TAB_ACTIVE] = {YELLOW, BLACK, B},
	[ROLE_HEADER] = {YELLOW, BLUE, B},
	[ROLE_SELECTED] = {YELLOW, BLUE, B},
	[ROLE_SELECTED_MARK] = {CYAN, BLUE, B},
	[ROLE_MARKED] = {YELLOW, BLUE, B},
	[ROLE_OVERDUE] = {WHITE, RED, B},
	[ROLE_TODAY] = {YELLOW, BLUE, B},
	[ROLE_GOOD] = {GREEN, BLUE, B},
	[ROLE_BAD] = {WHITE, RED, 0},
	[ROLE_LABEL] = {CYAN, BLUE, B},
	[ROLE_VALUE] = {WHITE, BLUE, 0},
	[ROLE_FIELD] = {WHITE, BLUE, U},
	[ROLE_FIELD_FOCUS] = {BLACK, CYAN, 0},
	[ROLE_HINT] = {CYAN, BLUE, B},
	[ROLE_ERROR] = {WHITE, RED, B},
	[ROLE_KEY] = {YELLOW, BLUE, B},
	[ROLE_KEY_LABEL] = {BLACK, CYAN, 0},
	[ROLE_BORDER] = {CYAN, BLUE, B},
	[ROLE_MATCH] = {BLACK, YELLOW, 0},
	[ROLE_BUTTON] = {BLACK, WHITE, 0},
	[ROLE_BUTTON_FOCUS] = {BLACK, CYAN, 0},
	[ROLE_POPUP] = {WHITE, BLUE, 0},
	[ROLE_POPUP_SELECTED] = {BLACK, CYAN, 0},
	[ROLE_CHART] = {CYAN, BLUE, B},
	[ROLE_CHART_ALT] = {YELLOW, BLUE, B},
	[ROLE_STATUS] = {WHITE, BLACK, 0},
};

const char *theme_name(enum theme theme)
{
	return theme_names[theme];
}

bool theme_parse(const char *name, enum theme *out)
{
	for (int i = 0; i < THEME_COUNT; i++)
		if (strcmp(name, theme_names[i]) == 0) {
			*out = (enum theme)i;
			return true;
		}
	return false;
}

struct style theme_style(enum theme theme, int colors, enum role role)
{
	bool rich = colors >= 256;

	if (colors < 8)
		return theme_mono[role];
	switch (theme) {
	case THEME_DARK: return rich ? theme_dark[role].rich : theme_dark[role].plain;
	case THEME_LIGHT: return rich ? theme_light[role].rich : theme_light[role].plain;
	case THEME_CONTRAST: return theme_contrast[role];
	case THEME_NORTON: return theme_norton[role];
	case THEME_MONO: return theme_mono[role];
	default: return theme_auto[role];
	}
}

bool theme_no_color(void)
{
	const char *value = getenv("NO_COLOR");

	return value != NULL && value[0] != '\0';
}
