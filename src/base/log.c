/*
 * The log: one write(2) per line, so that lines of several processes do not mix. Text is made
 * visible first: a name from the database cannot steer the terminal of who reads the log.
 */
#include "base/log.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/clock.h"
#include "base/date.h"
#include "base/text.h"

static int log_fd = -1;

void log_open(const char *path)
{
	int saved = errno;

	if (log_fd >= 0)
		close(log_fd);
	log_fd = -1;
	if (path != NULL && path[0] != '\0')
		log_fd = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOFOLLOW, 0600);
	errno = saved;
}

void log_line(const char *fmt, ...)
{
	int saved = errno;
	struct buf line = BUF_INIT;
	char text[2048], at[21];
	va_list ap;

	if (log_fd < 0)
		return;
	va_start(ap, fmt);
	vsnprintf(text, sizeof text, fmt, ap);
	va_end(ap);
	date_format_utc(clock_now(), at);
	buf_addf(&line, "%s %ld ", at, (long)getpid());
	text_visible(&line, text, false);
	buf_addch(&line, '\n');
	if (write(log_fd, line.data, line.len) < 0)
		log_open(NULL); /* nowhere to say it; the log must never stop the work */
	buf_release(&line);
	errno = saved;
}
