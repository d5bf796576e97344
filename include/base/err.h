/*
 * Failures that a person can see. A function that can fail for a reason outside the program
 * returns `enum status` and, when `err` is not NULL, fills it with a translated sentence.
 * The lowest layer that knows the user's words writes the sentence; upper layers pass it on.
 */
#ifndef BASE_ERR_H
#define BASE_ERR_H

enum status {
	ST_OK,
	ST_NOT_FOUND, /* nothing matched; exit code 1 */
	ST_USAGE,     /* the words of a command are wrong; 2 */
	ST_BAD_DATA,  /* the input is wrong; 3 */
	ST_CONFLICT,  /* somebody else changed it; 4 */
	ST_BUSY,      /* the file is held by another program; 4 */
	ST_IO,        /* the operating system refused; 5 */
	ST_CORRUPT,   /* the file is damaged or foreign; 5 */
	ST_DENIED,    /* not allowed; 6 */
	ST_CANCELLED, /* the person stopped it; nothing was done */
};

struct err {
	enum status status;
	int offset;     /* character position in the text that was read, -1 when it has none */
	char text[512]; /* a sentence in the user's language, without a final newline */
};

/* clang-format off */
#define ERR_INIT {.offset = -1}
/* clang-format on */

/* Fill *err (ignored when NULL) and return st, so that `return err_set(...)` works. */
enum status err_set(struct err *err, enum status st, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/* The same with the character position (from 0) at which the input went wrong. */
enum status err_set_at(struct err *err, enum status st, int offset, const char *fmt, ...)
	__attribute__((format(printf, 4, 5)));

/* Put "prefix: " before the text of an error that is passed up (ignored when NULL). Returns st. */
enum status err_prefix(struct err *err, enum status st, const char *fmt, ...)
	__attribute__((format(printf, 3, 4)));

/*
 * ST_IO with "what: strerror(errno)"; a full disk, quota or file size limit gets a plain sentence.
 * Keeps errno.
 */
enum status err_errno(struct err *err, const char *what);

/* The process exit code of a status (see kartoteka(1)). */
int err_exit_code(enum status st);

#endif
