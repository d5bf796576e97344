/* Values of a form: in, out, checked, compared, kept as a draft. */
#include <assert.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/i18n.h"
#include "base/mem.h"
#include "form_state.h"

bool form_is_field(const struct form *f, int i)
{
	return i >= 0 && i < f->n && f->fields[i].type != FORM_HEAD &&
	       f->fields[i].type != FORM_SHOW;
}

struct form *form_new(
	const struct form_field *fields, size_t n, int32_t today, enum date_order order)
{
	struct form *f = mem_alloc(sizeof(*f));

	f->fields = fields;
	f->n = (int)n;
	f->today = today;
	f->order = order;
	f->values = mem_alloc((n + 1) * sizeof(*f->values));
	for (int i = 0; i < f->n; i++) {
		struct form_value *v = &f->values[i];

		lineedit_init(&v->line, fields[i].max_chars);
		textedit_init(&v->note, fields[i].max_chars);
		datefield_init(&v->date, today, order);
		v->value = mem_strdup("");
		v->label = mem_strdup("");
		v->saved = mem_strdup("");
	}
	while (f->focus < f->n - 1 && !form_is_field(f, f->focus))
		f->focus++;
	return f;
}

void form_close_pick(struct form *f)
{
	if (f->open)
		picklist_release(&f->pick);
	f->open = false;
}

void form_free(struct form *f)
{
	if (f == NULL)
		return;
	form_close_pick(f);
	for (int i = 0; i < f->n; i++) {
		struct form_value *v = &f->values[i];

		lineedit_release(&v->line);
		textedit_release(&v->note);
		datefield_release(&v->date);
		free(v->value);
		free(v->label);
		free(v->saved);
	}
	free(f->values);
	free(f->typed);
	free(f);
}

/* What the user sees of a fixed choice; the value itself when it is not among them. */
static const char *form_choice_label(const struct form_field *field, const char *value)
{
	for (size_t i = 0; i < field->choice_count; i++)
		if (strcmp(field->choices[i].value, value) == 0)
			return field->choices[i].label;
	return value;
}

static void form_set_date(struct datefield *d, const char *value)
{
	int32_t day;

	if (date_parse_iso(value, &day))
		datefield_set(d, day);
	else
		lineedit_set(&d->edit, value); /* a draft may hold half a date */
}

void form_change(struct form *f, int field, const char *value, const char *label)
{
	struct form_value *v;

	assert(field >= 0 && field < f->n);
	v = &f->values[field];
	value = value != NULL ? value : "";
	v->error[0] = '\0';
	switch (f->fields[field].type) {
	case FORM_TEXT:
	case FORM_NUMBER: lineedit_set(&v->line, value); break;
	case FORM_NOTE: textedit_set(&v->note, value); break;
	case FORM_DATE: form_set_date(&v->date, value); break;
	default: {
		char *kept = mem_strdup(value);
		char *shown = mem_strdup(
			label != NULL ? label : form_choice_label(&f->fields[field], value));

		free(v->value);
		free(v->label);
		v->value = kept;
		v->label = shown;
	}
	}
}

static void form_keep(struct form *f, int field)
{
	struct form_value *v = &f->values[field];

	free(v->saved);
	v->saved = mem_strdup(form_get(f, field));
}

void form_set(struct form *f, int field, const char *value, const char *label)
{
	form_change(f, field, value, label);
	form_keep(f, field);
}

const char *form_get(const struct form *f, int field)
{
	struct form_value *v;
	int32_t day;

	assert(field >= 0 && field < f->n);
	v = &f->values[field];
	switch (f->fields[field].type) {
	case FORM_TEXT:
	case FORM_NUMBER: return lineedit_text(&v->line);
	case FORM_NOTE: return textedit_text(&v->note);
	case FORM_DATE:
		if (datefield_is_empty(&v->date))
			return "";
		if (!datefield_day(&v->date, &day))
			return lineedit_text(&v->date.edit);
		date_format_iso(day, v->iso);
		return v->iso;
	default: return v->value;
	}
}

int form_find(const struct form *f, const char *name)
{
	for (int i = 0; i < f->n; i++)
		if (f->fields[i].name != NULL && strcmp(f->fields[i].name, name) == 0)
			return i;
	return -1;
}

const char *form_get_name(const struct form *f, const char *name)
{
	int i = form_find(f, name);

	return i >= 0 ? form_get(f, i) : "";
}

const char *form_label(const struct form *f, int field)
{
	enum form_type type = f->fields[field].type;

	return type == FORM_PICK || type == FORM_LOOKUP ? f->values[field].label
							: form_get(f, field);
}

const char *form_typed(const struct form *f)
{
	if (f->open)
		return lineedit_text(&f->pick.edit);
	return f->typed != NULL ? f->typed : "";
}

int form_focus(const struct form *f)
{
	return f->focus;
}

void form_set_focus(struct form *f, int field)
{
	if (!form_is_field(f, field))
		return;
	form_close_pick(f);
	f->focus = field;
	if (f->fields[field].type == FORM_DATE)
		lineedit_select_all(&f->values[field].date.edit);
	form_fit(f, f->size);
}

bool form_field_is_dirty(const struct form *f, int field)
{
	return strcmp(form_get(f, field), f->values[field].saved) != 0;
}

bool form_is_dirty(const struct form *f)
{
	for (int i = 0; i < f->n; i++)
		if (form_is_field(f, i) && form_field_is_dirty(f, i))
			return true;
	return false;
}

void form_set_clean(struct form *f)
{
	for (int i = 0; i < f->n; i++)
		form_keep(f, i);
	f->warned = false;
}

bool form_check_field(struct form *f, int i, bool required)
{
	const struct form_field *field = &f->fields[i];
	struct form_value *v = &f->values[i];
	const char *value = form_get(f, i);
	int32_t day;

	if (!form_is_field(f, i))
		return true;
	v->error[0] = '\0';
	if (value[strspn(value, " \n")] == '\0') {
		if (field->required && required)
			snprintf(v->error, sizeof(v->error), "%s", _("This field is needed."));
	} else if (field->type == FORM_DATE && !datefield_day(&v->date, &day)) {
		snprintf(v->error, sizeof(v->error), "%s",
			_("This is no date. Try 15.3, fri, tomorrow or +3d."));
	} else if (field->validate != NULL &&
		   !field->validate(field->arg, value, v->error, sizeof(v->error)) &&
		   v->error[0] == '\0') {
		snprintf(v->error, sizeof(v->error), "%s", _("This value does not fit here."));
	}
	return v->error[0] == '\0';
}

bool form_check(struct form *f)
{
	int bad = 0, first = -1;

	f->error[0] = '\0';
	for (int i = 0; i < f->n; i++)
		if (!form_check_field(f, i, true)) {
			bad++;
			first = first < 0 ? i : first;
		}
	if (bad == 0)
		return true;
	form_set_focus(f, first);
	snprintf(f->error, sizeof(f->error),
		P_("Not saved: %d field needs another look.",
			"Not saved: %d fields need another look.", bad),
		bad);
	return false;
}

void form_set_error(struct form *f, int field, const char *text)
{
	char *to = form_is_field(f, field) ? f->values[field].error : f->error;

	snprintf(to, FORM_ERROR_SIZE, "%s", text != NULL ? text : "");
	if (form_is_field(f, field) && to[0] != '\0')
		form_set_focus(f, field);
}

static void form_escape(struct buf *out, const char *s)
{
	for (; *s != '\0'; s++) {
		if (*s == '\\' || *s == '\n')
			buf_addch(out, '\\');
		buf_addch(out, *s == '\n' ? 'n' : *s);
	}
}

void form_draft(const struct form *f, struct buf *out)
{
	for (int i = 0; i < f->n; i++) {
		if (!form_is_field(f, i) || !form_field_is_dirty(f, i))
			continue;
		if (f->fields[i].type == FORM_LOOKUP) { /* its label cannot be found again */
			buf_addf(out, "%s:label=", f->fields[i].name);
			form_escape(out, form_label(f, i));
			buf_addch(out, '\n');
		}
		buf_addf(out, "%s=", f->fields[i].name);
		form_escape(out, form_get(f, i));
		buf_addch(out, '\n');
	}
}

static void form_unescape(struct buf *out, const char *s, size_t len)
{
	buf_add(out, "");
	for (size_t i = 0; i < len; i++) {
		if (s[i] == '\\' && i + 1 < len) {
			i++;
			buf_addch(out, s[i] == 'n' ? '\n' : s[i]);
		} else {
			buf_addch(out, s[i]);
		}
	}
}

void form_undraft(struct form *f, const char *draft)
{
	struct buf value = BUF_INIT, label = BUF_INIT;

	while (*draft != '\0') {
		size_t len = strcspn(draft, "\n"), name = strcspn(draft, ":=\n");
		const char *at = memchr(draft, '=', len);

		if (at != NULL) {
			char *word = mem_strndup(draft, name);
			bool is_label = draft[name] == ':';
			struct buf *to = is_label ? &label : &value;
			int i = form_find(f, word);

			buf_clear(to);
			form_unescape(to, at + 1, len - (size_t)(at + 1 - draft));
			if (!is_label && form_is_field(f, i))
				form_change(f, i, buf_str(&value),
					f->fields[i].type == FORM_LOOKUP ? buf_str(&label) : NULL);
			free(word);
		}
		draft += draft[len] == '\n' ? len + 1 : len;
	}
	buf_release(&value);
	buf_release(&label);
}
