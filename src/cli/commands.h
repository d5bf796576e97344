/* Every command there is; the table that puts them in order is in cli.c. */
#ifndef CLI_COMMANDS_H
#define CLI_COMMANDS_H

#include "cli/command.h"

extern const struct cli_command command_demo;
extern const struct cli_command command_import;
extern const struct cli_command command_export;
extern const struct cli_command command_list;
extern const struct cli_command command_find;
extern const struct cli_command command_show;
extern const struct cli_command command_add;
extern const struct cli_command command_set;
extern const struct cli_command command_rm;
extern const struct cli_command command_log;
extern const struct cli_command command_due;
extern const struct cli_command command_done;
extern const struct cli_command command_move;
extern const struct cli_command command_report;
extern const struct cli_command command_print;
extern const struct cli_command command_undo;
extern const struct cli_command command_redo;
extern const struct cli_command command_history;
extern const struct cli_command command_imports;
extern const struct cli_command command_duplicates;
extern const struct cli_command command_merge;
extern const struct cli_command command_unmerge;
extern const struct cli_command command_backup;
extern const struct cli_command command_restore;
extern const struct cli_command command_check;
extern const struct cli_command command_stats;
extern const struct cli_command command_help;
extern const struct cli_command command_version;

#endif
