/* A log for the people who maintain the program: to the file of KARTOTEKA_LOG or nowhere. Never to the terminal. */
#ifndef BASE_LOG_H
#define BASE_LOG_H

void log_open(const char *path); /* NULL closes; mode 0600, append */
void log_line(const char *fmt, ...) __attribute__((format(printf, 1, 2)));

#endif
