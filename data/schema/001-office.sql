-- The first schema. Every record table has id (never reused), version, who and when, and the trash mark;
-- dates are ISO text, instants UTC seconds, money minor units, percents basis points, quantities milli-units.
CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT) STRICT;

-- One row an action; class 0 action, 1 undo, 2 redo.
CREATE TABLE txn (
	id INTEGER PRIMARY KEY AUTOINCREMENT, at INTEGER NOT NULL, user_id INTEGER, what TEXT NOT NULL,
	class INTEGER NOT NULL DEFAULT 0, undoes INTEGER, undone_by INTEGER, origin TEXT
) STRICT;
CREATE INDEX txn_user ON txn (user_id, class, id);

-- What an action changed: op i (insert, ids record_id..last_id), u (one field), d (trash), r (restore).
CREATE TABLE change (
	id INTEGER PRIMARY KEY AUTOINCREMENT, txn_id INTEGER NOT NULL REFERENCES txn (id), kind TEXT NOT NULL,
	record_id INTEGER NOT NULL, last_id INTEGER, op TEXT NOT NULL, field TEXT, old_value TEXT, new_value TEXT
) STRICT;
CREATE INDEX change_txn ON change (txn_id);
CREATE INDEX change_record ON change (kind, record_id);
CREATE INDEX change_range ON change (kind, record_id) WHERE last_id IS NOT NULL;

-- One row an import that wrote something; whether it is in force says its action.
CREATE TABLE import_batch (
	txn_id INTEGER PRIMARY KEY REFERENCES txn (id), kind TEXT NOT NULL, file TEXT NOT NULL, bytes INTEGER NOT NULL,
	sha256 TEXT NOT NULL, format TEXT NOT NULL, created INTEGER NOT NULL, updated INTEGER NOT NULL, unchanged INTEGER NOT NULL,
	duplicates INTEGER NOT NULL, failed INTEGER NOT NULL, others INTEGER NOT NULL, profile TEXT, reject TEXT
) STRICT;
CREATE INDEX import_batch_hash ON import_batch (sha256);

CREATE TABLE user (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	name TEXT NOT NULL, login TEXT, email TEXT, role TEXT, team TEXT, manager_id INTEGER REFERENCES user (id),
	active INTEGER, language TEXT,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX user_login ON user (login) WHERE login IS NOT NULL AND deleted_at IS NULL;

CREATE TABLE client (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	name TEXT NOT NULL, kind TEXT NOT NULL, salutation TEXT, first_name TEXT, middle_name TEXT, last_name TEXT,
	phone TEXT, email TEXT, website TEXT, street TEXT, city TEXT, region TEXT, postcode TEXT, country TEXT,
	types TEXT, status TEXT, rank TEXT, industry TEXT, source TEXT,
	owner_id INTEGER REFERENCES user (id), parent_id INTEGER REFERENCES client (id),
	size INTEGER, revenue INTEGER, legal_form TEXT, tax_id TEXT, registration_no TEXT, currency TEXT, price_level TEXT,
	discount INTEGER, payment_term INTEGER, credit_limit INTEGER, language TEXT, birthday TEXT,
	do_not_call INTEGER, do_not_mail INTEGER, tags TEXT, notes TEXT, external_id TEXT,
	last_contact_at INTEGER, next_task_day TEXT, digits TEXT,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER,
	sort_key TEXT NOT NULL DEFAULT '', search_text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX client_name ON client (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX client_email ON client (email) WHERE email IS NOT NULL;
CREATE INDEX client_external ON client (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX client_tax ON client (tax_id) WHERE tax_id IS NOT NULL;
CREATE INDEX client_owner ON client (owner_id, sort_key) WHERE deleted_at IS NULL;
CREATE INDEX client_parent ON client (parent_id) WHERE parent_id IS NOT NULL;
CREATE INDEX client_contact ON client (last_contact_at) WHERE deleted_at IS NULL;
CREATE INDEX client_trash ON client (deleted_at) WHERE deleted_at IS NOT NULL;
CREATE VIRTUAL TABLE search_client USING fts5 (search_text, content='client', content_rowid='id', detail=none, columnsize=0,
	prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0');
CREATE VIRTUAL TABLE digits_client USING fts5 (grams, content='', detail=none, columnsize=0, prefix='3', tokenize='unicode61');

CREATE TABLE contact_point (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	client_id INTEGER NOT NULL REFERENCES client (id), kind TEXT NOT NULL, label TEXT, value TEXT NOT NULL, normalised TEXT,
	invalid INTEGER, opt_out INTEGER,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE INDEX contact_point_client ON contact_point (client_id);
CREATE INDEX contact_point_value ON contact_point (normalised);

CREATE TABLE address (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	client_id INTEGER NOT NULL REFERENCES client (id), kind TEXT NOT NULL,
	street TEXT, city TEXT, region TEXT, postcode TEXT, country TEXT,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE INDEX address_client ON address (client_id);

CREATE TABLE relation (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	a_id INTEGER NOT NULL REFERENCES client (id), type TEXT NOT NULL, b_id INTEGER NOT NULL REFERENCES client (id),
	role TEXT, active INTEGER,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE INDEX relation_a ON relation (a_id);
CREATE INDEX relation_b ON relation (b_id);

CREATE TABLE pipeline (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	name TEXT NOT NULL, position INTEGER, active INTEGER,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;

CREATE TABLE stage (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	name TEXT NOT NULL, pipeline_id INTEGER NOT NULL REFERENCES pipeline (id), position INTEGER, class TEXT NOT NULL,
	probability INTEGER, rotting_days INTEGER, requirement TEXT,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE INDEX stage_pipeline ON stage (pipeline_id, position);

CREATE TABLE product (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	name TEXT NOT NULL, sku TEXT, category TEXT, unit TEXT, price INTEGER, cost INTEGER, currency TEXT, tax_rate INTEGER,
	active INTEGER, external_id TEXT,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER,
	sort_key TEXT NOT NULL DEFAULT '', search_text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX product_name ON product (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX product_sku ON product (sku) WHERE sku IS NOT NULL;
CREATE VIRTUAL TABLE search_product USING fts5 (search_text, content='product', content_rowid='id', detail=none, columnsize=0,
	prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0');

CREATE TABLE deal (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	title TEXT NOT NULL, client_id INTEGER REFERENCES client (id), stage_id INTEGER NOT NULL REFERENCES stage (id),
	amount INTEGER, currency TEXT NOT NULL, probability INTEGER, probability_set INTEGER, expected_close TEXT,
	owner_id INTEGER REFERENCES user (id), product_id INTEGER REFERENCES product (id), person_id INTEGER REFERENCES client (id),
	pipeline_id INTEGER NOT NULL REFERENCES pipeline (id), source TEXT, next_step TEXT, next_step_day TEXT,
	opened_at TEXT, closed_at TEXT, lost_reason TEXT, lost_note TEXT, campaign TEXT, keyword TEXT,
	referrer_id INTEGER REFERENCES client (id), partner_id INTEGER REFERENCES client (id),
	recurring_amount INTEGER, recurring_months INTEGER, notes TEXT, external_id TEXT, stage_since INTEGER,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER,
	sort_key TEXT NOT NULL DEFAULT '', search_text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX deal_name ON deal (sort_key) WHERE deleted_at IS NULL;
CREATE INDEX deal_client ON deal (client_id) WHERE client_id IS NOT NULL;
CREATE INDEX deal_stage ON deal (stage_id, currency, amount, probability) WHERE deleted_at IS NULL;
CREATE INDEX deal_closed ON deal (closed_at, id, stage_id, currency, amount, owner_id) WHERE deleted_at IS NULL;
CREATE INDEX deal_expected ON deal (expected_close) WHERE deleted_at IS NULL;
CREATE INDEX deal_opened ON deal (opened_at, owner_id) WHERE deleted_at IS NULL AND opened_at IS NOT NULL;
CREATE INDEX deal_owner ON deal (owner_id, stage_id) WHERE deleted_at IS NULL;
CREATE INDEX deal_external ON deal (external_id) WHERE external_id IS NOT NULL;
CREATE VIRTUAL TABLE search_deal USING fts5 (search_text, content='deal', content_rowid='id', detail=none, columnsize=0,
	prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0');

CREATE TABLE stage_log (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	deal_id INTEGER NOT NULL REFERENCES deal (id), from_stage_id INTEGER REFERENCES stage (id),
	to_stage_id INTEGER NOT NULL REFERENCES stage (id), at INTEGER NOT NULL, user_id INTEGER, seconds INTEGER,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE INDEX stage_log_deal ON stage_log (deal_id, at);

CREATE TABLE deal_item (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	deal_id INTEGER NOT NULL REFERENCES deal (id), product_id INTEGER REFERENCES product (id), text TEXT,
	quantity INTEGER, price INTEGER, discount INTEGER, tax INTEGER, position INTEGER,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE INDEX deal_item_deal ON deal_item (deal_id);

CREATE TABLE interaction (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	subject TEXT NOT NULL, channel TEXT NOT NULL, direction TEXT, state TEXT, result TEXT, started_at INTEGER NOT NULL,
	duration_s INTEGER, client_id INTEGER REFERENCES client (id), person_id INTEGER REFERENCES client (id),
	deal_id INTEGER REFERENCES deal (id), user_id INTEGER REFERENCES user (id), body TEXT, message_id TEXT, external_id TEXT,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER,
	sort_key TEXT NOT NULL DEFAULT '', search_text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX interaction_client ON interaction (client_id, started_at);
CREATE INDEX interaction_person ON interaction (person_id, started_at) WHERE person_id IS NOT NULL;
CREATE INDEX interaction_time ON interaction (started_at, id, user_id, channel, state) WHERE deleted_at IS NULL;
CREATE INDEX interaction_deal ON interaction (deal_id, started_at) WHERE deal_id IS NOT NULL;
CREATE INDEX interaction_external ON interaction (external_id) WHERE external_id IS NOT NULL;
CREATE UNIQUE INDEX interaction_message ON interaction (message_id) WHERE message_id IS NOT NULL AND deleted_at IS NULL;
CREATE VIRTUAL TABLE search_interaction USING fts5 (search_text, content='interaction', content_rowid='id', detail=none,
	columnsize=0, prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0');

CREATE TABLE task (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	subject TEXT NOT NULL, kind TEXT NOT NULL, due_day TEXT, due_time INTEGER, remind_before_min INTEGER,
	priority TEXT NOT NULL, state TEXT NOT NULL, assignee_id INTEGER REFERENCES user (id), client_id INTEGER REFERENCES client (id),
	deal_id INTEGER REFERENCES deal (id), result TEXT, completed_at INTEGER, notes TEXT, external_id TEXT,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER,
	sort_key TEXT NOT NULL DEFAULT '', search_text TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX task_due ON task (state, due_day) WHERE deleted_at IS NULL;
CREATE INDEX task_assignee ON task (assignee_id, state, due_day) WHERE deleted_at IS NULL;
CREATE INDEX task_order ON task (due_day) WHERE deleted_at IS NULL;
CREATE INDEX task_client ON task (client_id, state, due_day) WHERE client_id IS NOT NULL;
CREATE INDEX task_deal ON task (deal_id) WHERE deal_id IS NOT NULL;
CREATE INDEX task_external ON task (external_id) WHERE external_id IS NOT NULL;
CREATE INDEX task_done ON task (completed_at, assignee_id, due_day, state) WHERE deleted_at IS NULL AND completed_at IS NOT NULL;
CREATE VIRTUAL TABLE search_task USING fts5 (search_text, content='task', content_rowid='id', detail=none, columnsize=0,
	prefix='1 2 3 4 5 6', tokenize='unicode61 remove_diacritics 0');

CREATE TABLE choice (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	title TEXT NOT NULL, list TEXT NOT NULL, code TEXT NOT NULL, position INTEGER, active INTEGER,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE INDEX choice_list ON choice (list, position);

CREATE TABLE custom_field (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	name TEXT NOT NULL, title TEXT NOT NULL, kind TEXT NOT NULL, type TEXT NOT NULL, choices TEXT, position INTEGER,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;
CREATE UNIQUE INDEX custom_field_name ON custom_field (kind, name) WHERE deleted_at IS NULL;

-- Saved mappings of imports.
CREATE TABLE import_profile (
	id INTEGER PRIMARY KEY AUTOINCREMENT, version INTEGER NOT NULL DEFAULT 1,
	name TEXT NOT NULL, records TEXT NOT NULL, header TEXT NOT NULL, map TEXT NOT NULL,
	created_at INTEGER NOT NULL, created_by INTEGER, modified_at INTEGER NOT NULL, modified_by INTEGER, deleted_at INTEGER
) STRICT;

-- Values of custom fields; num or text by the field's type.
CREATE TABLE custom_value (
	field_id INTEGER NOT NULL REFERENCES custom_field (id), record_id INTEGER NOT NULL, num INTEGER, text TEXT,
	PRIMARY KEY (field_id, record_id)
) STRICT;
