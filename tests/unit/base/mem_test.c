/* base/mem: zeroed, copied, grown; running out calls the hook once and aborts. */
#include <setjmp.h>
#include <signal.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cmocka.h>

#include "base/mem.h"

static void memory_is_zeroed(void **state)
{
	unsigned char *p = mem_alloc(1000);
	char *none = mem_alloc(0);

	(void)state;
	for (int i = 0; i < 1000; i++)
		assert_int_equal(p[i], 0);
	assert_non_null(none);
	free(p);
	free(none);
}

static void strings_are_copied(void **state)
{
	char *a = mem_strdup("Ромашка"), *b = mem_strndup("Ромашка", 4);
	char *c = mem_printf("%s %d", "deal", 5), *d = mem_strndup("", 0);

	(void)state;
	assert_string_equal(a, "Ромашка");
	assert_string_equal(b, "Ро");
	assert_string_equal(c, "deal 5");
	assert_string_equal(d, "");
	assert_null(mem_strdup(NULL));
	free(a);
	free(b);
	free(c);
	free(d);
}

static void growing_doubles(void **state)
{
	size_t cap = 0, last;
	int *items = mem_grow(NULL, &cap, 1, sizeof *items);

	(void)state;
	assert_true(cap >= 1);
	last = cap;
	for (size_t i = 0; i < 5000; i++) {
		items = mem_grow(items, &cap, i + 1, sizeof *items);
		items[i] = (int)i;
		assert_true(cap == last || cap >= 2 * last);
		last = cap;
	}
	for (size_t i = 0; i < 5000; i++)
		assert_int_equal(items[i], (int)i);
	items = mem_grow(items, &cap, 1000000, sizeof *items);
	assert_true(cap >= 1000000);
	free(items);
}

static void say_hook(void)
{
	if (write(STDOUT_FILENO, "", 0) == 0)
		_exit(77);
}

static void quiet_hook(void)
{
	mem_set_hook(quiet_hook);
}

/* How a child ends that asks for more than there can be. */
static int run_out(void (*hook)(void))
{
	int status = 0;
	pid_t pid = fork();

	if (pid == 0) {
		size_t cap = 8;

		signal(SIGABRT, SIG_DFL);
		mem_set_hook(hook);
		mem_grow(NULL, &cap, SIZE_MAX / 4, 8);
		_exit(0);
	}
	assert_int_equal(waitpid(pid, &status, 0), pid);
	return status;
}

static void running_out_calls_the_hook(void **state)
{
	int status = run_out(say_hook);

	(void)state;
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 77);
}

static void running_out_aborts(void **state)
{
	int status = run_out(quiet_hook);

	(void)state;
	assert_true(WIFSIGNALED(status));
	assert_int_equal(WTERMSIG(status), SIGABRT);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(memory_is_zeroed),
		cmocka_unit_test(strings_are_copied),
		cmocka_unit_test(growing_doubles),
		cmocka_unit_test(running_out_calls_the_hook),
		cmocka_unit_test(running_out_aborts),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
