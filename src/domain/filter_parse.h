/* Filter text to a tree. Syntax only: names and values are as written, positions are byte offsets into the text. */
#ifndef DOMAIN_FILTER_PARSE_H
#define DOMAIN_FILTER_PARSE_H

#include <stdbool.h>

#include "base/err.h"

#define FILTER_MAX_BYTES 4096
#define FILTER_MAX_DEPTH 100  /* of parentheses and minus signs */
#define FILTER_MAX_NESTING 16 /* of conditions that really depend on each other */
#define FILTER_MAX_TERMS 200  /* words and values; keeps the SQL within what an engine takes */
#define FILTER_MAX_VALUE 200  /* characters of one value or word */

enum filter_node_type { NODE_AND, NODE_OR, NODE_NOT, NODE_WORD, NODE_TERM };

enum filter_op { OP_IS, OP_EXACT, OP_LT, OP_LE, OP_GT, OP_GE };

struct filter_value {
	char *text;
	bool quoted;
	int at;
};

struct filter_node {
	enum filter_node_type type;
	int at;
	struct filter_node **kids; /* of AND, OR, NOT */
	int nkids;
	char *text;  /* the word, or the field's name */
	bool quoted; /* the word */
	enum filter_op op;
	struct filter_value *values; /* of a term: any of them */
	int nvalues;
};

/* *out is NULL for a text without any condition. ST_USAGE with the character's position in err. */
enum status filter_parse(const char *text, struct filter_node **out, struct err *err);
void filter_node_free(struct filter_node *n); /* NULL is fine */
/* Number of the character at a byte offset. */
int filter_char_at(const char *text, int at);

#endif
