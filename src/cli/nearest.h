/* Which of several names was probably meant. */
#ifndef CLI_NEAREST_H
#define CLI_NEAREST_H

struct nearest {
	const char *word;
	const char *best; /* borrowed from nearest_try() */
	int distance;
};

void nearest_init(struct nearest *n, const char *word);
void nearest_try(struct nearest *n, const char *candidate);
/* The closest candidate, NULL when none is close enough to be what a slip of the fingers made. */
const char *nearest_best(const struct nearest *n);

#endif
