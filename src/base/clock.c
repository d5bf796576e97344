/* Now, or the instant that KARTOTEKA_NOW fixes. A value that is no instant is as good as none. */
#include "base/clock.h"

#include <stdlib.h>
#include <time.h>

#include "base/date.h"

int64_t clock_now(void)
{
	const char *fixed = getenv("KARTOTEKA_NOW");
	int64_t at;

	if (fixed != NULL && date_parse_instant(fixed, &at))
		return at;
	return time(NULL);
}

int32_t clock_today(void)
{
	return date_of_instant(clock_now(), NULL);
}

int64_t clock_monotonic_ms(void)
{
	struct timespec ts;

	clock_gettime(CLOCK_MONOTONIC, &ts);
	return (int64_t)ts.tv_sec * 1000 + ts.tv_nsec / 1000000;
}
