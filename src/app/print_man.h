/* The parts of the manual that come from the program's tables, as roff. Used when the manual is built. */
#ifndef APP_PRINT_MAN_H
#define APP_PRINT_MAN_H

#include <stdio.h>

void print_man_keys(FILE *out);
void print_man_options(FILE *out);
void print_man_commands(FILE *out);

#endif
