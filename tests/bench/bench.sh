#!/bin/sh
# Measure the program on the bench office and beside its references, in one run on one machine.
#
#   tests/bench/bench.sh -b BUILD [SECTION...]     import export xlsx start keys queries reports duplicates size
#
# The references are tools that a Debian machine has: the sqlite3 shell (.import, indexes, a rebuilt
# full-text index, -csv), xlsx2csv, htop and mc. What counts is the ratio, because both sides were measured in
# turn in the same minutes; times alone are printed to be read. Environment:
#   SCALE=N   an office N times smaller (default 1: a million clients); goals are meant for SCALE=1
#   PAIRS=N   how often the long comparisons are repeated (default 1), the short ones three times that
# Everything is made in BUILD/bench; about 4 GB at full size. The office is kept for the next run.

set -u
export LC_ALL=C.UTF-8 KARTOTEKA_NOW=2026-03-02T09:00:00Z
unset KARTOTEKA_DB LANGUAGE
build=build
while getopts b: o; do
	case $o in
	b) build=$OPTARG ;;
	*) exit 2 ;;
	esac
done
shift $((OPTIND - 1))
[ $# -gt 0 ] || set -- import export xlsx start keys queries reports duplicates size
tree=$(pwd)
work=$tree/$build/bench
program=$tree/$build/kartoteka
scale=${SCALE:-1}
pairs=${PAIRS:-1}
data=$work/data-$scale
office=$work/office-$scale.db
stock=$work/stock-$scale.db
out=$work/out
reached=0
missed=0
mkdir -p "$work" "$out" || exit 1
[ -x "$program" ] || { echo "$program is not built" >&2 && exit 1; }
HOME=$out XDG_CONFIG_HOME=$out
export HOME XDG_CONFIG_HOME

note() { printf '  %s\n' "$*"; }

# goal NAME VALUE LIMIT DETAIL: a value that should not pass its limit.
goal() {
	if awk -v v="$2" -v l="$3" 'BEGIN { exit !(v != "" && v + 0 <= l + 0) }'; then
		reached=$((reached + 1))
		mark=ok
	else
		missed=$((missed + 1))
		mark=MISSED
	fi
	printf '  %-6s %-46s %10s (goal <= %s)  %s\n' $mark "$1" "${2:-none}" "$3" "${4-}"
}

ratio() { awk -v a="$1" -v b="$2" 'BEGIN { if (b > 0) printf "%.3f", a / b }'; }

# measured FILE COMMAND: appends "wall cpu rss-KiB" of a shell command to FILE.
measured() {
	/usr/bin/time -o "$out/time" -f '%e %U %S %M' sh -c "$2" >"$out/said" 2>&1 || {
		note "failed: $2"
		head -n 5 "$out/said"
		exit 1
	}
	tail -n 1 "$out/time" | awk '{ print $1, $2 + $3, $4 }' >>"$1"
}

# compare N OURS REFERENCE: N pairs in turn; sets wall_a wall_b cpu_a cpu_b rss_a rss_b (medians) and
# wall_ratio cpu_ratio (medians of the ratios of each pair).
compare() {
	rm -f "$out/a" "$out/b"
	i=0
	while [ $i -lt "$1" ]; do
		measured "$out/a" "$2"
		measured "$out/b" "$3"
		i=$((i + 1))
	done
	eval "$(paste -d ' ' "$out/a" "$out/b" | awk '
		function median(v, n, i, j, t) {
			for (i = 2; i <= n; i++)
				for (j = i; j > 1 && v[j] < v[j - 1]; j--) {
					t = v[j]; v[j] = v[j - 1]; v[j - 1] = t
				}
			return v[int((n + 1) / 2)]
		}
		{
			wa[NR] = $1; ca[NR] = $2; ra[NR] = $3; wb[NR] = $4; cb[NR] = $5; rb[NR] = $6
			wr[NR] = $4 > 0 ? $1 / $4 : 0; cr[NR] = $5 > 0 ? $2 / $5 : 0
		}
		END {
			printf "wall_ratio=%.3f cpu_ratio=%.3f ", median(wr, NR), median(cr, NR)
			printf "wall_a=%s cpu_a=%s rss_a=%s ", median(wa, NR), median(ca, NR), median(ra, NR)
			printf "wall_b=%s cpu_b=%s rss_b=%s\n", median(wb, NR), median(cb, NR), median(rb, NR)
		}')"
}

# instructions COMMAND...: how many the process executed, by callgrind (the same each time).
instructions() {
	valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null |
		awk '/Collected/ { print $4 }'
}

# step FILE NAME COLUMN: a figure from what ptytime printed: 3 median, 4 p99, 5 max ms; 6, 7 bytes.
step() { awk -F'\t' -v n="$2" -v c="$3" '$1 == n { print $c; exit }' "$1"; }

make_data() {
	[ -s "$data/deals.csv" ] && return
	mkdir -p "$data"
	note "writing the bench data"
	"$work/gen" -c $((1000000 / scale)) -i $((2000000 / scale)) -t $((300000 / scale)) \
		-d $((300000 / scale)) "$data" || exit 1
}

# --- The reference: what the sqlite3 shell makes of the same file ---

client_columns=name,kind,phone,email,city,country,industry,source,status,owner,notes,external_id

# stock_sql CSV: bare import, then full text, then the indexes that searching and sorting need; the
# cheapest order there is.
stock_sql() {
	cat <<END
CREATE TABLE client (name TEXT, kind TEXT, phone TEXT, email TEXT, city TEXT, country TEXT,
	industry TEXT, source TEXT, status TEXT, owner TEXT, notes TEXT, external_id TEXT);
.import --csv --skip 1 $1 client
CREATE VIRTUAL TABLE search USING fts5 (name, email, city, content='client', content_rowid='rowid',
	tokenize='unicode61 remove_diacritics 2', prefix='2 3');
INSERT INTO search (search) VALUES ('rebuild');
CREATE INDEX client_name ON client (name);
CREATE INDEX client_email ON client (email);
CREATE INDEX client_phone ON client (phone);
CREATE INDEX client_owner ON client (owner, name);
CREATE INDEX client_external ON client (external_id);
END
}

# make_stock DB CSV: as a shell command
make_stock() {
	stock_sql "$2" >"$out/stock.sql"
	echo "rm -f '$1'*; sqlite3 '$1' '.read $out/stock.sql'"
}

need_stock() {
	make_data
	[ -s "$stock" ] || { note "making the stock database" && eval "$(make_stock "$stock" "$data/clients.csv")"; }
}

# --- The bench office, made by the program's own import ---

import_file() { # DB KIND [CSV]: as a shell command
	echo "'$program' --db '$1' import $2 '${3-$data/${2}s.csv}' --mode add --create-missing"
}

need_office() {
	make_data
	[ -s "$office" ] && return
	note "importing the bench office"
	rm -f "$office".part*
	for kind in client interaction task deal; do
		measured "$out/office" "$(import_file "$office.part" $kind)"
		note "$kind: $(tail -n 1 "$out/office" | awk '{ print $1 " s, " $3 / 1024 " MiB" }')"
	done
	# What a desk does in its first idle minute, so that no figure below depends on when it was taken.
	"$work/desk" "$office.part" "$data/clients.csv" rest >"$out/desk" || note "desk failed"
	while IFS='	' read -r name value limit detail; do
		note "$name $value, $detail"
	done <"$out/desk"
	for f in "$office".part*; do
		mv "$f" "$office${f#"$office".part}"
	done
}

# --- Sections ---

section_import() {
	make_data
	new=$work/new.db
	compare "$pairs" "rm -f '$new'*; $(import_file "$new" client)" \
		"$(make_stock "$work/new-stock.db" "$data/clients.csv")"
	goal "import of clients / .import + index + FTS, wall" "$wall_ratio" 0.65 "$wall_a s / $wall_b s"
	note "cpu ratio $cpu_ratio; stock memory $((rss_b / 1024)) MiB"
	goal "memory of the import, MiB" "$((rss_a / 1024))" 48
	rm -f "$out/undo"
	measured "$out/undo" "'$program' --db '$new' undo"
	undo=$(tail -n 1 "$out/undo" | cut -d ' ' -f 1)
	goal "undo of that import / the import, wall" "$(ratio "$undo" "$wall_a")" 1.0 "$undo s"
	head -n 20001 "$data/clients.csv" >"$out/20k.csv"
	rm -f "$new"* "$out/few"
	measured "$out/few" "$(import_file "$new" client "$out/20k.csv")"
	note "memory for 20,000 rows: $(tail -n 1 "$out/few" | awk '{ printf "%d", $3 / 1024 }') MiB"
	rm -f "$new"* "$work/new-stock.db"
	a=$(eval "instructions $(import_file "$new" client "$out/20k.csv")")
	stock_sql "$out/20k.csv" >"$out/stock.sql"
	b=$(instructions sqlite3 "$work/new-stock.db" ".read $out/stock.sql")
	goal "the same, 20,000 rows, instructions" "$(ratio "$a" "$b")" 1.0 \
		"$((a / 20000)) / $((b / 20000)) a row"
	rm -f "$new"* "$work/new-stock.db"
}

section_export() {
	need_office
	need_stock
	compare $((3 * pairs)) "$program --db '$office' export client '$out/ours.csv' --force \
		--columns $client_columns" \
		"sqlite3 -csv -header '$stock' 'SELECT $client_columns FROM client' >'$out/stock.csv'"
	goal "export of clients / sqlite3 -csv, wall" "$wall_ratio" 0.40 "$wall_a s / $wall_b s"
	note "cpu ratio $cpu_ratio; memory $((rss_a / 1024)) MiB"
	rm -f "$out/ours.csv" "$out/stock.csv"
}

section_xlsx() {
	for rows in 10000 200000 1000000; do
		"$work/xlsx" write "$out/$rows.xlsx" $((rows / scale)) || exit 1
	done
	compare $((3 * pairs)) "$work/xlsx read '$out/200000.xlsx'" \
		"xlsx2csv '$out/200000.xlsx' '$out/xlsx.csv'"
	goal "reading 200,000 rows of .xlsx / xlsx2csv, wall" "$wall_ratio" 0.20 "$wall_a s / $wall_b s"
	note "cpu ratio $cpu_ratio; memory $((rss_a / 1024)) MiB, xlsx2csv $((rss_b / 1024)) MiB"
	compare 3 "$work/xlsx read '$out/1000000.xlsx'" "$work/xlsx read '$out/10000.xlsx'"
	goal "memory of reading, 1,000,000 / 10,000 rows" "$(ratio "$rss_a" "$rss_b")" 1.10 \
		"$rss_a / $rss_b KiB"
	compare 1 "$work/xlsx write '$out/xlsx' $((1000000 / scale))" \
		"$work/xlsx write '$out/xlsx' $((10000 / scale))"
	goal "memory of writing, 1,000,000 / 10,000 rows" "$(ratio "$rss_a" "$rss_b")" 1.10 \
		"$rss_a / $rss_b KiB; $wall_a s"
	rm -f "$out"/*.xlsx "$out/xlsx" "$out/xlsx.csv"
}

section_start() {
	need_office
	for size in 80x24 200x50; do
		"$work/ptytime" -s $size -n 21 -q 200 -- "$program" --db "$office" >"$out/ours"
		"$work/ptytime" -s $size -n 5 -q 200 -- htop >"$out/htop"
		"$work/ptytime" -s $size -n 21 -- true >"$out/true"
		ours=$(step "$out/ours" start 3)
		note "$size: $ours ms, $(step "$out/ours" start 6) bytes;" \
			"htop $(step "$out/htop" start 3) ms, $(step "$out/htop" start 6) bytes;" \
			"true $(step "$out/true" start 3) ms"
		[ $size = 80x24 ] || continue
		goal "first frame / htop's" "$(ratio "$ours" "$(step "$out/htop" start 3)")" 0.10
		goal "bytes of the first frame" "$(step "$out/ours" start 6)" 2500
		goal "memory at the first frame, MiB" \
			"$(awk -F'\t' '$1 == "memory" { printf "%.1f", $3 / 1024 }' "$out/ours")" 16
	done
}

section_keys() {
	need_office
	# In the list of clients: down, next page; then names typed letter by letter.
	"$work/ptytime" -m -n 3 -r 20 -k 2 -k '\e[B' -k '\e[6~' -- "$program" --db "$office" >"$out/ours"
	"$work/ptytime" -n 3 -r 10 -k '\e[B' -k '\e[6~' -- htop >"$out/htop"
	"$work/ptytime" -n 3 -q 300 -r 10 -k '\eOB' -- mc -u >"$out/mc.keys"
	goal "bytes of a cursor move" "$(step "$out/ours" '\e[B' 6)" 130 \
		"htop $(step "$out/htop" '\e[B' 6), mc $(step "$out/mc.keys" '\eOB' 6)"
	note "next page $(step "$out/ours" '\e[6~' 6) bytes; htop $(step "$out/htop" '\e[6~' 6)"
	"$work/ptytime" -m -n 5 -r 5 -k 2/ -k и -k в -k а -k н -k о -k в -k '\x20' -k с -k '\e' -k 2/ \
		-k k -k o -k w -k a -k '\e' -- "$program" --db "$office" >"$out/ours"
	worst=$(awk -F'\t' 'length($1) <= 2 && $1 !~ /^2|e$/ && $4 > m { m = $4 } END { print m }' "$out/ours")
	goal "a key while searching, to the frame, p99 ms" "$worst" 16
}

section_queries() {
	need_office
	cp "$office" "$work/desk.db"
	"$work/desk" "$work/desk.db" "$data/clients.csv" queries >"$out/desk" || note "desk failed"
	while IFS='	' read -r name value limit detail; do
		goal "$name" "$value" "$limit" "$detail"
	done <"$out/desk"
	rm -f "$work/desk.db"*
}

section_reports() {
	need_office
	"$work/desk" "$office" "$data/clients.csv" reports >"$out/desk" || note "desk failed"
	while IFS='	' read -r name value limit detail; do
		goal "$name" "$value" "$limit" "$detail"
	done <"$out/desk"
}

section_duplicates() {
	need_office
	"$work/desk" "$office" "$data/clients.csv" duplicates >"$out/desk" || note "desk failed"
	while IFS='	' read -r name value limit detail; do
		goal "$name" "$value" "$limit" "$detail"
	done <"$out/desk"
}

section_size() {
	need_office
	need_stock
	note "office $(du -m "$office" | cut -f1) MB, its files $(du -cm "$data"/*.csv | tail -n 1 | cut -f1) MB," \
		"stock database of clients only $(du -m "$stock" | cut -f1) MB"
}

for section; do
	echo "== $section"
	section_$section
done
echo "$reached goals reached, $missed missed"
