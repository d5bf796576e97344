/*
 * What the steps of the import wizard share. Each step has its own file; import_wizard.c leads from one to the next and draws
 * what all have: title, the line that says what to do, the keys. While a job runs, struct import belongs to its thread.
 */
#ifndef SCREENS_IMPORT_STATE_H
#define SCREENS_IMPORT_STATE_H

#include "exchange/import.h"
#include "exchange/import_survey.h"
#include "import_files.h"
#include "import_prompt.h"
#include "screens/screen.h"
#include "tui/lineedit.h"
#include "tui/list.h"
#include "tui/progress.h"

enum import_step {
	IMPORT_FILE,
	IMPORT_PREVIEW,
	IMPORT_COLUMNS,
	IMPORT_VALUES,
	IMPORT_CHECK,
	IMPORT_DONE,
	IMPORT_STEPS
};

/* Beside enum screen_flag: what a step wishes for. */
enum { IMPORT_GO_ON = 1 << 16, IMPORT_GO_BACK = 1 << 17, IMPORT_AGAIN = 1 << 18 };

enum import_focus { IMPORT_PATH, IMPORT_KIND, IMPORT_FILES };

enum import_work_kind { IMPORT_SURVEY, IMPORT_DRY, IMPORT_REAL };

struct import_work; /* a job, with what it needs and gives */

enum { IMPORT_SHOWN_COLUMNS = 30 }; /* of the file, beside each other in the preview */

struct import_wizard {
	const struct screen_env *env;
	enum import_step step;
	struct rect body; /* of the step */
	struct import_prompt prompt;
	int warned; /* the tab key that was told to forget the choices; 0 */

	/* 1: file and kind */
	struct lineedit path;
	enum import_focus focus;
	int kind; /* index of import_kinds[] */
	bool kind_guessed, kind_given;
	bool kind_fixed; /* by who opened the wizard */
	char *files_dir; /* whose files; NULL: all below the working directory */
	struct import_file *files;
	int nfiles;
	int *shown, nshown; /* of the files: those that fit what is typed */
	struct list file_list;
	struct list_column file_columns[3];

	/* 2: how the file is written */
	struct import *imp; /* NULL until a file is opened */
	char *opened;       /* its path */
	int opened_kind;
	unsigned sure; /* bits of settings that the person has set */
	struct list rows;
	struct list_column row_columns[IMPORT_SHOWN_COLUMNS + 1];
	int first_column; /* scrolled to */

	/* 3: columns to fields */
	struct list columns;
	struct list_column column_columns[4];
	char *new_title; /* of the field that is being made */
	char *recognised; /* whose mapping it is ("Recognised: Google Contacts"); NULL when none is known */

	/* 4: values */
	struct import_survey survey;
	bool surveyed;
	struct list values;
	struct list_column value_columns[4];

	/* 5, 6: runs */
	struct import_work *work; /* NULL: none is running */
	struct progress progress;
	struct import_result result;
	bool checked;  /* result is of a dry run of what is set now */
	bool undone;   /* the import that result tells of was taken back */
	int corrected; /* cells set right since the last check */
	char *failure;
	int group; /* which outcome's rows are shown; IMPORT_OUTCOMES: missing names */
	struct list outcome;
	struct list_column outcome_columns[3];
	char *reject; /* file of the failed rows; NULL when there were none */
};

/* What a file may hold. */
struct import_kind {
	enum kind_id kind;
	const char *preset, *title;
};
extern const struct import_kind import_kinds[];
extern const int import_kind_count;

/* --- The steps; every function may be missing. Handlers return flags of enum screen_flag and above. --- */
struct import_step_ops {
	const char *title;                                     /* N_() */
	const char *keys;                                      /* N_() in the last line */
	const char *(*keys_now)(const struct import_wizard *); /* translated; NULL: keys */
	void (*ask)(
		const struct import_wizard *w, struct buf *out); /* the line that says what to do */
	void (*enter)(struct import_wizard *w);
	void (*fit)(struct import_wizard *w, struct rect r);
	void (*draw)(const struct import_wizard *w, struct canvas *c, struct rect r);
	bool (*typing)(const struct import_wizard *w);
	unsigned (*handle)(struct import_wizard *w, int action, struct nav *nav);
	unsigned (*event)(struct import_wizard *w, const struct event *ev, struct nav *nav);
	unsigned (*answer)(struct import_wizard *w, struct nav *nav); /* of w->prompt */
	struct list *(*list)(struct import_wizard *w);
};
extern const struct import_step_ops import_file_step;    /* import_file.c */
extern const struct import_step_ops import_preview_step; /* import_preview.c */
extern const struct import_step_ops import_columns_step; /* import_columns.c */
extern const struct import_step_ops import_values_step;  /* import_values.c */
extern const struct import_step_ops import_check_step;   /* import_check.c */
extern const struct import_step_ops import_done_step;    /* import_check.c */

/* import_file.c */
void import_file_open(struct import_wizard *w, const struct screen_arg *arg);
void import_file_release(struct import_wizard *w);

/* import_columns.c: take a mapping that is known for such a header, if there is one. */
void import_columns_recognise(struct import_wizard *w);

/* import_check.c: the failed row under the cursor; NULL. */
const struct import_row *import_check_row(const struct import_wizard *w);

/* import_work.c: a job with a connection of its own. */
void import_work_start(struct import_wizard *w, enum import_work_kind kind);
/* Has it ended? Then the result is in w, *kind says which it was, and err holds why it failed. */
bool import_work_poll(
	struct import_wizard *w, enum import_work_kind *kind, enum status *st, struct err *err);
void import_work_stop(struct import_wizard *w); /* cancels and waits */
void import_work_cancel(struct import_wizard *w);

/* Something that the dry run and the survey depend on was changed. */
void import_changed(struct import_wizard *w, bool mapping);
const struct field *import_field(const struct import_wizard *w, int field);
void import_number(const struct import_wizard *w, int64_t n, struct buf *out); /* "8 800" */

#endif
