/*
 * The only source of "now". KARTOTEKA_NOW (ISO 8601, e.g. 2026-03-02T09:00:00Z) fixes it for tests
 * and demonstrations; it is the one environment variable that changes what the program believes.
 */
#ifndef BASE_CLOCK_H
#define BASE_CLOCK_H

#include <stdint.h>

int64_t clock_now(void);          /* UTC seconds */
int32_t clock_today(void);        /* local civil day, days since 1970-01-01 */
int64_t clock_monotonic_ms(void); /* never fixed; for timeouts and rates */

#endif
