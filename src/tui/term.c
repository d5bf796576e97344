/*
 * The screen side of the terminal: start with all fall-backs, colours, showing a canvas, and the ways out. ncurses
 * does the output only; input is read and decoded by ourselves (term_events.c, input.c).
 *
 * Frames are drawn as UTF-8 characters, never as ACS (PuTTY shows those as letters). What was shown
 * last is kept, so that unchanged rows are not even looked at by ncurses.
 */
#include "tui/term.h"

#include <assert.h>
#include <errno.h>
#include <fnmatch.h>
#include <limits.h>
#include <ncurses.h>
#include <poll.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

#include "base/clipboard.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/text.h"
#include "term_state.h"

enum { TERM_PAIRS_MAX = ROLE_COUNT + 1, TERM_UNDO_SIZE = 256, TERM_WRITE_MS = 2000 };

struct term_tty {
	bool on;          /* started */
	bool away;        /* handed to another program */
	bool ansi;        /* understands ESC [ ? sequences */
	bool has_title;   /* understands the title sequences */
	bool mouse;       /* reports are on */
	bool has_default; /* colour -1 works */
	SCREEN *screen;
	int rows, cols, colors;
	enum theme theme;
	struct {
		attr_t attr;
		short pair;
	} role[ROLE_COUNT];
	struct cell *shown; /* what ncurses has, row by row; NULL: nothing yet */
	cchar_t *line;
	struct termios saved, modes;
	char undo[TERM_UNDO_SIZE]; /* what term_emergency() writes */
	size_t undo_len;
	char note[160];
};

static struct term_tty tty;

void term_write(const char *s, size_t len)
{
	while (len > 0) {
		ssize_t n = write(STDOUT_FILENO, s, len);

		if (n > 0) {
			s += n;
			len -= (size_t)n;
		} else if (n < 0 && errno == EAGAIN) {
			struct pollfd p = {STDOUT_FILENO, POLLOUT, 0};

			if (poll(&p, 1, TERM_WRITE_MS) <= 0)
				return;
		} else if (errno != EINTR) {
			return;
		}
	}
}

static void term_puts(const char *s)
{
	term_write(s, strlen(s));
}

/* Terminals that Debian has no entry for, but that are xterm-256color in all that we use. */
static const char *term_fallback(const char *name)
{
	static const char *const like_xterm[] = {"foot*", "*kitty*", "*ghostty*", "alacritty*",
		"wezterm*", "konsole*", "xterm*", "contour*", "rio*", "*-256color", "*-direct"};

	for (size_t i = 0; i < sizeof(like_xterm) / sizeof(like_xterm[0]); i++)
		if (fnmatch(like_xterm[i], name, 0) == 0)
			return "xterm-256color";
	return "vt100";
}

static bool term_is_known(const char *name)
{
	int what;

	if (name[0] == '\0' || setupterm(name, STDOUT_FILENO, &what) != OK)
		return false;
	del_curterm(cur_term);
	return true;
}

/* Name of the terminal description to use; NULL when not even vt100 is installed. */
static const char *term_choose(const char *name)
{
	const char *instead;

	tty.note[0] = '\0';
	if (term_is_known(name))
		return name;
	instead = term_fallback(name);
	if (!term_is_known(instead))
		instead = term_is_known("vt100") ? "vt100" : term_is_known("ansi") ? "ansi" : NULL;
	if (instead != NULL && strcmp(instead, "xterm-256color") != 0)
		snprintf(tty.note, sizeof(tty.note),
			_("The terminal type \"%s\" is not known here, using %s. Set TERM if keys "
			  "or colours are wrong."),
			name, instead);
	return instead;
}

/* Append a terminfo string without its padding marks "$<5>". */
static void term_add_undo(const char *s)
{
	while (s != NULL && s != (const char *)-1 && *s != '\0' &&
		tty.undo_len < TERM_UNDO_SIZE - 1) {
		if (s[0] == '$' && s[1] == '<' && strchr(s, '>') != NULL)
			s = strchr(s, '>') + 1;
		else
			tty.undo[tty.undo_len++] = *s++;
	}
}

static void term_make_undo(void)
{
	tty.undo_len = 0;
	if (tty.ansi)
		term_add_undo("\033[?1006l\033[?1000l\033[?2004l");
	term_add_undo(tigetstr("sgr0"));
	term_add_undo(tigetstr("cnorm"));
	term_add_undo(tigetstr("rmkx"));
	term_add_undo(tigetstr("rmcup"));
}

static bool term_match(const char *name, const char *const *patterns)
{
	for (; *patterns != NULL; patterns++)
		if (fnmatch(*patterns, name, 0) == 0)
			return true;
	return false;
}

/* A pair for these colours, found or made. The number of different pairs is small. */
static short term_pair(struct style st, short *used, struct style *pairs)
{
	short fg = st.fg, bg = st.bg;

	if (fg < 0 && bg < 0)
		return 0;
	for (short i = 1; i <= *used; i++)
		if (pairs[i].fg == st.fg && pairs[i].bg == st.bg)
			return i;
	if (!tty.has_default) {
		fg = fg < 0 ? COLOR_WHITE : fg;
		bg = bg < 0 ? COLOR_BLACK : bg;
	}
	pairs[++*used] = st;
	init_pair(*used, fg, bg);
	return *used;
}

void term_set_theme(enum theme theme)
{
	struct style pairs[TERM_PAIRS_MAX + 1];
	short used = 0;

	tty.theme = theme;
	if (!tty.on)
		return;
	for (int i = 0; i < ROLE_COUNT; i++) {
		struct style st = theme_style(theme, tty.colors, (enum role)i);

		tty.role[i].attr = (st.attr & STYLE_BOLD ? A_BOLD : 0) |
				   (st.attr & STYLE_REVERSE ? A_REVERSE : 0) |
				   (st.attr & STYLE_UNDERLINE ? A_UNDERLINE : 0);
		tty.role[i].pair = tty.colors >= 8 ? term_pair(st, &used, pairs) : 0;
	}
	term_redraw();
}

static void term_set_colors(enum theme theme)
{
	tty.colors = 0;
	if (has_colors() && start_color() == OK) {
		tty.has_default = use_default_colors() == OK;
		tty.colors = COLORS;
	}
	term_set_theme(theme);
}

void term_set_modes(void)
{
	tcsetattr(STDIN_FILENO, TCSADRAIN, &tty.modes);
	if (tty.ansi)
		term_puts(tty.mouse ? "\033[?2004h\033[?1000h\033[?1006h" : "\033[?2004h");
}

static void term_unset_modes(void)
{
	if (tty.ansi)
		term_puts("\033[?1006l\033[?1000l\033[?2004l");
}

/* ncurses' own set-up of a terminal that is known to exist. */
static bool term_open(const char *name)
{
	static const char *const titled[] = {"xterm*", "rxvt*", "tmux*", "screen*", "putty*",
		"alacritty*", "konsole*", "gnome*", "vte*", "st-*", "foot*", NULL};

	set_escdelay(25);
	tty.screen = newterm(name, stdout, stdin);
	if (tty.screen == NULL)
		return false;
	raw();
	noecho();
	nonl();
	intrflush(stdscr, FALSE);
	keypad(stdscr, TRUE);
	typeahead(-1);
	tcgetattr(STDIN_FILENO, &tty.modes);
	tty.modes.c_iflag &= ~(tcflag_t)(IXON | IXOFF | BRKINT | INLCR | ICRNL);
	tty.ansi = cursor_address != NULL && strncmp(cursor_address, "\033[", 2) == 0;
	tty.has_title = term_match(name, titled);
	term_make_undo();
	return true;
}

enum status term_start(const struct term_options *opt, const char **note, struct err *err)
{
	const char *name = getenv("TERM"), *chosen;

	assert(!tty.on);
	name = name != NULL ? name : "";
	if (!isatty(STDIN_FILENO) || !isatty(STDOUT_FILENO))
		return err_set(err, ST_USAGE,
			_("there is no terminal here; the commands work without one, see kartoteka "
			  "--help"));
	if (strcmp(name, "dumb") == 0)
		return err_set(err, ST_USAGE,
			_("the terminal type \"dumb\" cannot show a full screen; set TERM (for "
			  "example "
			  "TERM=xterm-256color), or use the commands, see kartoteka --help"));
	if (tcgetattr(STDIN_FILENO, &tty.saved) != 0)
		return err_errno(err, _("terminal"));
	chosen = term_choose(name);
	if (chosen == NULL)
		return err_set(err, ST_USAGE,
			_("the terminal type \"%s\" is not known, and no other is installed"),
			name);
	if (!term_events_start())
		return err_errno(err, _("terminal"));
	if (!term_open(chosen)) {
		term_events_stop();
		return err_set(err, ST_USAGE,
			_("the terminal type \"%s\" cannot move the cursor; set TERM"), name);
	}
	term_events_keys();
	tty.on = true;
	tty.rows = tty.cols = 0;
	term_measure();
	term_set_colors(opt->theme);
	tty.mouse = opt->mouse;
	tty.has_title = tty.has_title && opt->title;
	if (tty.has_title)
		term_puts("\033[22;2t");
	term_set_modes();
	if (note != NULL)
		*note = tty.note;
	return ST_OK;
}

void term_stop(void)
{
	if (!tty.on)
		return;
	if (!tty.away) {
		term_unset_modes();
		if (tty.has_title)
			term_puts("\033[23;2t");
		curs_set(1);
		endwin();
	}
	tcsetattr(STDIN_FILENO, TCSADRAIN, &tty.saved);
	tty.on = tty.away = false;
	term_events_stop();
	delscreen(tty.screen);
	tty.screen = NULL;
	free(tty.shown);
	free(tty.line);
	tty.shown = NULL;
	tty.line = NULL;
}

bool term_is_on(void)
{
	return tty.on && !tty.away;
}

void term_emergency(void)
{
	if (!tty.on || tty.away)
		return;
	tty.away = true;
	term_write(tty.undo, tty.undo_len);
	tcsetattr(STDIN_FILENO, TCSANOW, &tty.saved);
}

int term_rows(void)
{
	return tty.rows;
}

int term_cols(void)
{
	return tty.cols;
}

int term_colors(void)
{
	return tty.colors;
}

enum theme term_theme(void)
{
	return tty.theme;
}

void term_measure(void)
{
	struct winsize w = {0};
	int rows = TERM_HOME_ROWS, cols = TERM_HOME_COLS;

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &w) == 0 && w.ws_row > 0 && w.ws_col > 0) {
		rows = w.ws_row;
		cols = w.ws_col;
	}
	if (rows == tty.rows && cols == tty.cols)
		return;
	tty.rows = rows;
	tty.cols = cols;
	resizeterm(rows, cols);
	free(tty.shown);
	tty.shown = NULL;
	tty.line = mem_realloc(tty.line, ((size_t)cols + 1) * sizeof(*tty.line));
}

/* Does the terminal's charset have it, and do ncurses (wcwidth) and we agree about its width? */
static bool term_can_show(uint32_t c)
{
	char bytes[MB_LEN_MAX];
	mbstate_t state;

	if (wcwidth((wchar_t)c) != text_char_cols(c))
		return false;
	memset(&state, 0, sizeof(state));
	return wcrtomb(bytes, (wchar_t)c, &state) != (size_t)-1;
}

void term_canvas(struct canvas *c)
{
	canvas_resize(c, tty.rows, tty.cols);
	c->utf8 = i18n_is_utf8();
	c->can_show = term_can_show;
}

static void term_put_cell(const struct cell *cell, cchar_t *out)
{
	wchar_t text[4] = {(wchar_t)cell->ch, (wchar_t)cell->mark[0], (wchar_t)cell->mark[1], 0};
	int role = cell->role < ROLE_COUNT ? cell->role : ROLE_NORMAL;

	if (cell->mark[0] == 0)
		text[1] = 0;
	setcchar(out, text, tty.role[role].attr, tty.role[role].pair, NULL);
}

/* One row into ncurses' window: one element a character, wide ones fill two cells themselves. */
static void term_put_row(const struct canvas *c, int row)
{
	const struct cell *cells = c->cells + (size_t)row * (size_t)c->cols;
	int n = 0;

	for (int col = 0; col < c->cols; col++)
		if (cells[col].cols != 0)
			term_put_cell(&cells[col], &tty.line[n++]);
	mvadd_wchnstr(row, 0, tty.line, n);
}

void term_flush(const struct canvas *c)
{
	size_t row_size = (size_t)c->cols * sizeof(*c->cells);
	bool fresh = tty.shown == NULL;

	if (!term_is_on() || c->rows != tty.rows || c->cols != tty.cols)
		return; /* drawn for another size: the resize is on its way */
	if (fresh)
		tty.shown = mem_alloc((size_t)c->rows * row_size);
	for (int row = 0; row < c->rows; row++) {
		struct cell *shown = tty.shown + (size_t)row * (size_t)c->cols;
		const struct cell *cells = c->cells + (size_t)row * (size_t)c->cols;

		if (!fresh && memcmp(shown, cells, row_size) == 0)
			continue;
		memcpy(shown, cells, row_size);
		term_put_row(c, row);
	}
	curs_set(c->cursor_on ? 1 : 0);
	move(c->cursor_on ? c->cursor_row : c->rows - 1, c->cursor_on ? c->cursor_col : 0);
	wnoutrefresh(stdscr);
	doupdate();
}

void term_redraw(void)
{
	if (!tty.on)
		return;
	free(tty.shown);
	tty.shown = NULL;
	clearok(curscr, TRUE);
}

void term_leave(void)
{
	if (!term_is_on())
		return;
	term_unset_modes();
	curs_set(1);
	endwin();
	tcsetattr(STDIN_FILENO, TCSADRAIN, &tty.saved);
	tty.away = true;
}

void term_return(void)
{
	if (!tty.on || !tty.away)
		return;
	tty.away = false;
	reset_prog_mode();
	term_set_modes();
	term_measure();
	term_redraw();
	term_events_redraw();
}

void term_suspend(void)
{
	if (!term_is_on())
		return;
	term_leave();
	term_events_stop_self();
	term_return();
}

void term_mouse(bool on)
{
	if (!tty.on || !tty.ansi || on == tty.mouse)
		return;
	tty.mouse = on;
	term_puts(on ? "\033[?1000h\033[?1006h" : "\033[?1006l\033[?1000l");
}

bool term_has_mouse(void)
{
	return tty.mouse;
}

void term_bell(void)
{
	if (term_is_on())
		term_puts("\a");
}

void term_title(const char *text)
{
	struct buf b = BUF_INIT, safe = BUF_INIT;

	if (!term_is_on() || !tty.has_title)
		return;
	text_visible(&safe, text, false);
	buf_add(&b, "\033]2;");
	if (i18n_is_utf8())
		buf_add(&b, buf_str(&safe));
	else
		text_translit(&b, buf_str(&safe));
	buf_addch(&b, '\a');
	term_write(b.data, b.len);
	buf_release(&safe);
	buf_release(&b);
}

bool term_copy(const char *text)
{
	struct buf b = BUF_INIT;
	bool sent = term_is_on() && tty.ansi &&
		    clipboard_sequence(&b, text, strlen(text), clipboard_in_tmux());

	if (sent)
		term_write(b.data, b.len);
	buf_release(&b);
	return sent;
}
