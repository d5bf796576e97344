/*
 * The test terminal, see vt.h. What libvterm 0.1.4 wants to be told: UTF-8 on, the alternate screen on and then a
 * reset, its answers sent back to the program. The slave side is kept open to ask for unread input and modes.
 */
#include "vt_state.h"

#include <errno.h>
#include <poll.h>
#include <pty.h>
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/wait.h>
#include <termios.h>
#include <time.h>
#include <unistd.h>
#include <utmp.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/mem.h"
#include "base/text.h"

enum { VT_TICK_MS = 20 };

static int64_t vt_now_ms(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (int64_t)t.tv_sec * 1000 + t.tv_nsec / 1000000;
}

/* --- libvterm's callbacks ----------------------------------------------------------------- */

static int vt_on_move(VTermPos pos, VTermPos old, int visible, void *user)
{
	struct vt *vt = user;

	(void)old;
	(void)visible;
	vt->cursor = pos;
	return 1;
}

static int vt_on_prop(VTermProp prop, VTermValue *val, void *user)
{
	struct vt *vt = user;

	if (prop == VTERM_PROP_CURSORVISIBLE)
		vt->cursor_visible = val->boolean;
	else if (prop == VTERM_PROP_ALTSCREEN)
		vt->altscreen = val->boolean;
	else if (prop == VTERM_PROP_TITLE)
		snprintf(vt->title, sizeof(vt->title), "%s", val->string);
	return 1;
}

static int vt_on_bell(void *user)
{
	((struct vt *)user)->bells++;
	return 1;
}

static int vt_on_osc(const char *command, size_t len, void *user)
{
	struct vt *vt = user;

	if (len >= 5 && memcmp(command, "52;c;", 5) == 0) {
		buf_clear(&vt->clipboard);
		buf_addn(&vt->clipboard, command + 5, len - 5);
	}
	return 1;
}

static const VTermScreenCallbacks vt_callbacks = {
	.movecursor = vt_on_move,
	.settermprop = vt_on_prop,
	.bell = vt_on_bell,
};

static const VTermParserCallbacks vt_fallbacks = {.osc = vt_on_osc};

static void vt_on_output(const char *s, size_t len, void *user)
{
	(void)!write(((struct vt *)user)->master, s, len);
}

/* --- Start and end ------------------------------------------------------------------------ */

static void vt_set_env(const char *const *env)
{
	setenv("TERM", "xterm-256color", 1);
	setenv("LC_ALL", "C.UTF-8", 1);
	setenv("KARTOTEKA_TEST_IDLE", "1", 1);
	unsetenv("LINES");
	unsetenv("COLUMNS");
	unsetenv("NO_COLOR");
	unsetenv("LANGUAGE");
	for (; env != NULL && *env != NULL; env++) {
		const char *eq = strchr(*env, '=');
		char *name;

		if (eq == NULL) {
			unsetenv(*env);
			continue;
		}
		name = mem_strndup(*env, (size_t)(eq - *env));
		setenv(name, eq + 1, 1);
		free(name);
	}
}

static void vt_make_terminal(struct vt *vt)
{
	vt->vterm = vterm_new(vt->rows, vt->cols);
	vterm_set_utf8(vt->vterm, 1);
	vterm_output_set_callback(vt->vterm, vt_on_output, vt);
	vt->screen = vterm_obtain_screen(vt->vterm);
	vterm_screen_set_callbacks(vt->screen, &vt_callbacks, vt);
	vterm_screen_set_unrecognised_fallbacks(vt->screen, &vt_fallbacks, vt);
	vterm_screen_enable_altscreen(vt->screen, 1);
	vterm_screen_reset(vt->screen, 1);
}

struct vt *vt_start(int rows, int cols, const char *const *argv, const char *const *env)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};
	struct vt *vt = mem_alloc(sizeof(*vt));

	vt->rows = rows;
	vt->cols = cols;
	vt_make_terminal(vt);
	if (openpty(&vt->master, &vt->slave, NULL, NULL, &size) != 0)
		fail_msg("openpty: %s", strerror(errno));
	vt->pid = fork();
	if (vt->pid < 0)
		fail_msg("fork: %s", strerror(errno));
	if (vt->pid == 0) {
		sigset_t none;

		sigemptyset(&none);
		sigprocmask(SIG_SETMASK, &none, NULL);
		close(vt->master);
		login_tty(vt->slave);
		vt_set_env(env);
		execv(argv[0], (char *const *)argv);
		fprintf(stderr, "cannot run %s: %s\n", argv[0], strerror(errno));
		_exit(127);
	}
	alarm(10 * VT_TIMEOUT_S); /* the last resort, should the harness itself hang */
	return vt;
}

struct vt *vt_kartoteka(int rows, int cols, const char *const *args, const char *const *env)
{
	const char *argv[64] = {getenv("KARTOTEKA")};

	if (argv[0] == NULL)
		fail_msg("KARTOTEKA is not set: run the tests through tests/run or make check");
	for (int i = 0; args != NULL && args[i] != NULL && i < 62; i++)
		argv[i + 1] = args[i];
	return vt_start(rows, cols, argv, env);
}

void vt_free(struct vt *vt)
{
	if (vt == NULL)
		return;
	if (!vt->ended) {
		kill(vt->pid, SIGKILL);
		waitpid(vt->pid, NULL, 0);
	}
	alarm(0);
	if (vt->master >= 0) {
		close(vt->master);
		close(vt->slave);
	}
	vterm_free(vt->vterm);
	buf_release(&vt->out);
	buf_release(&vt->clipboard);
	buf_release(&vt->row);
	buf_release(&vt->text);
	free(vt);
}

const char *vt_beside(const char *name)
{
	static char path[4096];
	ssize_t n = readlink("/proc/self/exe", path, sizeof(path) - 1);
	char *slash;

	assert_true(n > 0);
	path[n] = '\0';
	slash = strrchr(path, '/');
	snprintf(slash + 1, sizeof(path) - (size_t)(slash + 1 - path), "%s", name);
	return path;
}

/* --- Waiting ------------------------------------------------------------------------------ */

/* Bytes that the program has not read yet. */
static int vt_unread(const struct vt *vt)
{
	int n = 0;

	return ioctl(vt->slave, FIONREAD, &n) == 0 ? n : 0;
}

/* Is the program's state (third word of /proc/PID/stat) this letter? */
static bool vt_is_state(const struct vt *vt, char letter)
{
	char path[64], line[512] = "", *end;
	FILE *f;

	snprintf(path, sizeof(path), "/proc/%d/stat", (int)vt->pid);
	f = fopen(path, "r");
	if (f == NULL)
		return false;
	end = fgets(line, sizeof(line), f) != NULL ? strrchr(line, ')') : NULL;
	fclose(f);
	return end != NULL && end[1] == ' ' && end[2] == letter;
}

/* Take what the program wrote; waits at most that long for the first byte. False when nothing came. */
static bool vt_pump(struct vt *vt, int wait_ms)
{
	static const char mark[] = "\033]7777;idle\033\\";
	struct pollfd p = {vt->master, POLLIN, 0};
	char bytes[65536];
	const char *at;
	size_t from;
	ssize_t n;

	if (poll(&p, 1, wait_ms) <= 0 || (n = read(vt->master, bytes, sizeof(bytes))) <= 0)
		return false;
	buf_addn(&vt->out, bytes, (size_t)n);
	vterm_input_write(vt->vterm, bytes, (size_t)n);
	from = vt->idle_at;
	while ((at = memmem(vt->out.data + from, vt->out.len - from, mark, sizeof(mark) - 1)) !=
		NULL) {
		from = (size_t)(at - vt->out.data) + sizeof(mark) - 1;
		vt->idle_at = from;
		vt->idle = true;
	}
	return true;
}

static void vt_reap(struct vt *vt)
{
	int status;

	if (vt->ended || waitpid(vt->pid, &status, WNOHANG) != vt->pid)
		return;
	vt->ended = true;
	vt->code = WIFEXITED(status) ? WEXITSTATUS(status) : -WTERMSIG(status);
	while (vt_pump(vt, 0))
		;
}

/* One turn of a wait loop. Fails the test when the time is up. */
static void vt_turn(struct vt *vt, int64_t until, const char *what)
{
	vt_pump(vt, VT_TICK_MS);
	vt_reap(vt);
	if (vt_now_ms() > until)
		vt_fail(vt, "waited %d s for %s", VT_TIMEOUT_S, what);
}

/*
 * A mark counts when it came after the input, the input is read, the program sleeps and nothing more comes: a mark
 * that crossed the input on its way is followed by another.
 */
void vt_idle(struct vt *vt)
{
	int64_t until = vt_now_ms() + VT_TIMEOUT_S * 1000;

	while (!vt->ended) {
		if (vt->idle && vt_unread(vt) == 0 && vt_is_state(vt, 'S') && !vt_pump(vt, 0) &&
			vt->idle && vt->idle_at == vt->out.len)
			return;
		vt_turn(vt, until, "the program to be idle");
	}
}

void vt_wait(struct vt *vt, const char *text)
{
	int64_t until = vt_now_ms() + VT_TIMEOUT_S * 1000;

	while (vt_pump(vt, 0))
		;
	while (!vt_has(vt, text)) {
		if (vt->ended)
			vt_fail(vt, "the program ended before \"%s\" appeared", text);
		vt_turn(vt, until, text);
	}
}

void vt_wait_gone(struct vt *vt, const char *text)
{
	int64_t until = vt_now_ms() + VT_TIMEOUT_S * 1000;

	while (vt_has(vt, text) && !vt->ended)
		vt_turn(vt, until, "a text to go");
}

int vt_exit_code(struct vt *vt)
{
	int64_t until = vt_now_ms() + VT_TIMEOUT_S * 1000;

	while (!vt->ended)
		vt_turn(vt, until, "the program to end");
	return vt->code;
}

bool vt_is_running(struct vt *vt)
{
	vt_reap(vt);
	return !vt->ended;
}

void vt_wait_stopped(struct vt *vt)
{
	int64_t until = vt_now_ms() + VT_TIMEOUT_S * 1000;

	while (!vt->ended && !vt_is_state(vt, 'T'))
		vt_turn(vt, until, "the program to stop");
	while (vt_pump(vt, 0))
		;
}

/* --- Input -------------------------------------------------------------------------------- */

void vt_send_n(struct vt *vt, const char *bytes, size_t len)
{
	while (vt_pump(vt, 0))
		;
	vt->idle = false;
	while (len > 0) {
		ssize_t n = write(vt->master, bytes, len < 512 ? len : 512);

		if (n <= 0)
			vt_fail(vt, "cannot send input: %s", strerror(errno));
		bytes += n;
		len -= (size_t)n;
		vt_pump(vt, 0);
	}
}

void vt_send(struct vt *vt, const char *bytes)
{
	vt_send_n(vt, bytes, strlen(bytes));
}

void vt_type(struct vt *vt, const char *text)
{
	vt_send(vt, text);
	vt_idle(vt);
}

void vt_resize_raw(struct vt *vt, int rows, int cols)
{
	struct winsize size = {.ws_row = (unsigned short)rows, .ws_col = (unsigned short)cols};

	while (vt_pump(vt, 0))
		;
	vt->rows = rows;
	vt->cols = cols;
	vterm_set_size(vt->vterm, rows, cols);
	vt->idle = false;
	ioctl(vt->master, TIOCSWINSZ, &size);
}

void vt_resize(struct vt *vt, int rows, int cols)
{
	bool same = rows == vt->rows && cols == vt->cols;

	vt_resize_raw(vt, rows, cols);
	vt->idle = vt->idle || same; /* no signal comes, so no mark will */
	vt_idle(vt);
}

void vt_signal(struct vt *vt, int sig)
{
	vt->idle = false;
	kill(vt->pid, sig);
}

void vt_hang_up(struct vt *vt)
{
	while (vt_pump(vt, 0))
		;
	close(vt->slave);
	close(vt->master);
	vt->slave = vt->master = -1; /* poll() passes over it, and waits */
}

/* --- The screen --------------------------------------------------------------------------- */

int vt_rows(const struct vt *vt)
{
	return vt->rows;
}

int vt_cols(const struct vt *vt)
{
	return vt->cols;
}

/* Text of one cell; nothing for the second half of a wide character. */
static void vt_add_cell(struct vt *vt, int row, int col, struct buf *out)
{
	VTermScreenCell cell;

	if (!vterm_screen_get_cell(vt->screen, (VTermPos){row, col}, &cell) ||
		cell.chars[0] == (uint32_t)-1)
		return;
	if (cell.chars[0] == 0)
		buf_addch(out, ' ');
	for (int i = 0; i < VTERM_MAX_CHARS_PER_CELL && cell.chars[i] != 0; i++) {
		char bytes[4];

		buf_addn(out, bytes, (size_t)text_encode(cell.chars[i], bytes));
	}
}

static void vt_add_row(struct vt *vt, int row, struct buf *out)
{
	size_t from = out->len;

	for (int col = 0; col < vt->cols; col++)
		vt_add_cell(vt, row, col, out);
	while (out->len > from && out->data[out->len - 1] == ' ')
		out->data[--out->len] = '\0';
}

const char *vt_row(struct vt *vt, int row)
{
	buf_clear(&vt->row);
	vt_add_row(vt, row, &vt->row);
	return buf_str(&vt->row);
}

const char *vt_screen(struct vt *vt)
{
	buf_clear(&vt->text);
	for (int row = 0; row < vt->rows; row++) {
		vt_add_row(vt, row, &vt->text);
		buf_addch(&vt->text, '\n');
	}
	return buf_str(&vt->text);
}

bool vt_find(struct vt *vt, const char *text, int *row, int *col)
{
	for (int r = 0; r < vt->rows; r++) {
		const char *line = vt_row(vt, r), *at = strstr(line, text);
		char *before;

		if (at == NULL)
			continue;
		before = mem_strndup(line, (size_t)(at - line));
		if (row != NULL)
			*row = r;
		if (col != NULL)
			*col = text_cols(before);
		free(before);
		return true;
	}
	return false;
}

bool vt_has(struct vt *vt, const char *text)
{
	return vt_find(vt, text, NULL, NULL);
}

static int vt_color(const VTermColor *c, bool is_default)
{
	return is_default ? -1 : VTERM_COLOR_IS_INDEXED(c) ? c->indexed.idx : -2;
}

struct vt_attr vt_attr(struct vt *vt, int row, int col)
{
	VTermScreenCell cell;

	memset(&cell, 0, sizeof(cell));
	vterm_screen_get_cell(vt->screen, (VTermPos){row, col}, &cell);
	return (struct vt_attr){
		.fg = vt_color(&cell.fg, VTERM_COLOR_IS_DEFAULT_FG(&cell.fg)),
		.bg = vt_color(&cell.bg, VTERM_COLOR_IS_DEFAULT_BG(&cell.bg)),
		.bold = cell.attrs.bold,
		.underline = cell.attrs.underline != 0,
		.reverse = cell.attrs.reverse,
	};
}

void vt_cursor(const struct vt *vt, int *row, int *col, bool *visible)
{
	if (row != NULL)
		*row = vt->cursor.row;
	if (col != NULL)
		*col = vt->cursor.col;
	if (visible != NULL)
		*visible = vt->cursor_visible;
}

size_t vt_bytes(const struct vt *vt)
{
	return vt->out.len;
}

bool vt_sent(const struct vt *vt, const char *sequence)
{
	return vt->out.len > 0 &&
	       memmem(vt->out.data, vt->out.len, sequence, strlen(sequence)) != NULL;
}

int vt_bells(const struct vt *vt)
{
	return vt->bells;
}

const char *vt_title(const struct vt *vt)
{
	return vt->title;
}

const char *vt_clipboard(const struct vt *vt)
{
	return vt->clipboard.data != NULL ? vt->clipboard.data : "";
}

bool vt_is_altscreen(const struct vt *vt)
{
	return vt->altscreen;
}

bool vt_is_cooked(const struct vt *vt)
{
	struct termios t;
	tcflag_t wanted = ECHO | ICANON | ISIG;

	return tcgetattr(vt->slave, &t) == 0 && (t.c_lflag & wanted) == wanted &&
	       (t.c_iflag & ICRNL) != 0;
}
