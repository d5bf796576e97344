/*
 * What was chosen the last time in the export dialog, for each kind of record: lines "name=value" in a file of the person's state
 * directory. Losing it loses nothing but habit: what cannot be read or written is as if it were not there.
 */
#ifndef SCREENS_EXPORT_MEMORY_H
#define SCREENS_EXPORT_MEMORY_H

#include "screens/screen.h"

/* The lines, "" when nothing is remembered; the caller frees. */
char *export_memory_load(const struct screen_env *env, const char *kind);
void export_memory_save(const struct screen_env *env, const char *kind, const char *lines);
/* The value of a name; NULL when there is none. The caller frees. */
char *export_memory_value(const char *lines, const char *name);

#endif
