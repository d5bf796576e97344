/* Edit distance with swaps of neighbours, over bytes: names of commands, options and fields are ASCII. */
#include "nearest.h"

#include <stddef.h>
#include <string.h>

enum { NEAREST_MAX = 40 };

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int distance(const char *a, const char *b)
{
	int rows[3][NEAREST_MAX + 1], la = (int)strlen(a), lb = (int)strlen(b);

	for (int j = 0; j <= lb; j++)
		rows[0][j] = j;
	for (int i = 1; i <= la; i++) {
		int *row = rows[i % 3], *above = rows[(i + 2) % 3], *before = rows[(i + 1) % 3];

		row[0] = i;
		for (int j = 1; j <= lb; j++) {
			row[j] = least(least(above[j] + 1, row[j - 1] + 1),
				above[j - 1] + (a[i - 1] != b[j - 1]));
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
	}
	return rows[la % 3][lb];
}

void nearest_init(struct nearest *n, const char *word)
{
	int len = (int)strlen(word);

	/* Of three letters one may be wrong: with two, anything is near. */
	*n = (struct nearest){.word = word, .distance = len <= 3 ? 2 : len / 3 + 2};
}

void nearest_try(struct nearest *n, const char *candidate)
{
	size_t len = strlen(n->word);
	int d;

	if (len > NEAREST_MAX || strlen(candidate) > NEAREST_MAX)
		return;
	d = len >= 3 && !strncmp(candidate, n->word, len) ? 0 : distance(n->word, candidate);
	if (d < n->distance) {
		n->distance = d;
		n->best = candidate;
	}
}

const char *nearest_best(const struct nearest *n)
{
	return n->best;
}
