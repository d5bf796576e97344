/* Printing: a command that takes a PDF file on its standard input, such as lp. */
#ifndef EXCHANGE_PRINTER_H
#define EXCHANGE_PRINTER_H

#include <stddef.h>

#include "base/err.h"
#include "base/job.h"

/*
 * The words of a command: split at blanks, '...' and "..." keep them together, \ takes the next character as it is. No shell sees
 * them: nothing is expanded. The caller frees the array and its words with printer_words_free(). ST_BAD_DATA: a quote is not
 * closed, or there is no word at all.
 */
enum status printer_words(const char *command, char ***words, struct err *err);
void printer_words_free(char **words);

/*
 * Run the command with the file fd (read from its start) as standard input and wait for its end. Nothing it writes reaches the
 * terminal: the first line of it comes back in said (of size bytes), "" when there is none.
 *   command   NULL or "": lp, or lpr where there is no lp
 *   job       may be NULL; when it is cancelled the command is ended, and ST_CANCELLED
 * ST_IO with what the command said: it could not be started, or ended with another code than 0.
 */
enum status printer_send(
	const char *command, int fd, struct job *job, char *said, size_t size, struct err *err);

#endif
