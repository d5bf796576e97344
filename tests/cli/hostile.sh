# What is stored never steers a terminal, and no words of a command do.
. "$(dirname "$0")/lib.sh"

esc=$(printf '\033')
bel=$(printf '\007')
rlo=$(printf '\342\200\256') # U+202E, right-to-left override
evil="Evil${esc}[31m${esc}]0;title${bel}${rlo}gpj"

# No control but the newline, no C1, bidirectional, invisible or tag character in what was printed (as bytes of UTF-8).
bad='[\x00-\x08\x0b-\x1f\x7f]|\xc2[\x80-\x9f\xad]|\xe2\x80[\x8b-\x8f\xa8-\xae]|\xe2\x81[\xa0-\xaf]|\xef\xbb\xbf|\xf3\xa0'
clean() {
	for f in "$T/out" "$T/err"; do
		LC_ALL=C grep -qP "$bad" "$f" && why "raw control characters in $f:" "$f"
	done
	return 0
}

it "shows stored controls as what they are"
printf 'name,city,notes\n"%s","%s","a%sb\nc"\n' "$evil" "$evil" "$esc" >evil.csv
K import company evil.csv
clean
K list client
expect_exit 0
clean
expect_out_has "Evil"
for c in "show client 1" "find evil" "list client --json" "show client 1 --json" "find evil --json" \
	"history" "history 2" "history --json" "report pipeline"; do
	K $c
	expect_exit 0
	clean
done
K add deal title="$evil" client=1
clean
K add task subject="$evil" client=1 due_day=today
clean
K due
clean
K log 1 "$evil" --result "$evil"
clean
K move 1 won
clean
K report won --by client
clean
K rm deal 1
clean
K undo
clean

it "makes the words of a command visible in its errors"
for c in list find show add set rm log due done report undo history export import; do
	K $c "$evil" "$evil" "--$evil"
	expect "$c fails" test $code -ne 0
	clean
done
K "$evil"
expect_exit 2
clean
K list client --filter "$evil:1"
clean
K list client --filter "name:$evil >"
clean
R --db "$evil.db" list client
expect_exit 5
clean

it "names failed rows of an import safely"
printf 'name,birthday\n"%s","%s"\n' "$evil" "$evil" >bad.csv
K import company bad.csv
expect_exit 3
clean
printf 'title,client\nx,"%s nobody"\n' "$evil" >bad.csv
K import deal bad.csv
clean

it "keeps newlines of a name out of a table"
K add company name="$(printf 'one\ntwo')"
K list client --columns name --filter name:one
expect_out_lines 2

it "prints UTF-8 into pipes whatever the locale"
K add company name="Ромашка"
LC_ALL=C "$KARTOTEKA" --db "$DB" list client --columns name --filter name:Ромашка >"$T/out" 2>"$T/err"
code=$?
expect_exit 0
expect_out_has "Ромашка"

it "takes bytes that are no UTF-8"
K add company name="$(printf 'Bad\377\376bytes')"
expect_exit 0
K list client --json --filter name:Bad
expect_exit 0
expect_out_has "Bad"

# Texts that did not come in through the program, in every column that holds words of people, and then in all columns whatever.
if command -v sqlite3 >/dev/null; then
	# poison FILE CONDITION: every text column of the tables gets one of the texts inside.
	poison() {
		cp demo.db "$1"
		sqlite3 "$1" "SELECT m.name || ' ' || c.name FROM sqlite_schema m, pragma_table_info(m.name) c
			WHERE m.type = 'table' AND c.type = 'TEXT' AND m.name NOT LIKE 'search%' AND m.name NOT LIKE 'digits%'
			AND m.name <> 'meta' AND $2" >columns
		while read -r table column; do
			echo "UPDATE \"$table\" SET \"$column\" = substr(\"$column\", 1, 4) || CASE (rowid + length('$column')) % 8
				WHEN 0 THEN CAST(X'1B5B324A1B5B33316D1B5D303B6F776E656407' AS TEXT)
				WHEN 1 THEN CAST(X'0D43520842530B0C7F' AS TEXT)
				WHEN 2 THEN CAST(X'0A6C696E652074776F0A097461620A' AS TEXT)
				WHEN 3 THEN CAST(X'E280AE67706AE280ACE281A669736FE281A9E2808F' AS TEXT)
				WHEN 4 THEN CAST(X'E2808BE2808DE281A0EFBBBFF3A08181F3A081BFC2AD' AS TEXT)
				WHEN 5 THEN CAST(X'C29B324AC29DC29CC285E280A8E280A9' AS TEXT)
				WHEN 6 THEN CAST(X'0E6C71716B0F1B28301B502B711B5C1B63' AS TEXT)
				ELSE printf('%.*c', 300, 'W') END || substr(\"$column\", 5) WHERE \"$column\" IS NOT NULL;"
		done <columns >poison.sql
		sqlite3 "$1" <poison.sql
	}

	# read_all FILE: everything that only reads, as a table and as JSON. (CSV in a pipe is exact.)
	read_all() {
		for k in user client person company interaction task deal product pipeline stage choice relation contact_point; do
			R --db "$1" list $k
			clean
			[ $code -le 1 ] || why "list $k gives $code" "$T/err"
			R --db "$1" list $k --json
			clean
			for n in 1 2 3 4 5 6 7 8; do
				R --db "$1" show $k $n
				clean
				[ $code -le 1 ] || [ $code -eq 2 ] || why "show $k $n gives $code" "$T/err"
				R --db "$1" show $k $n --json
				clean
			done
		done
		for c in "find a" "find line" "find owned --json" "due --all" "due --all --json" history "history --json" \
			"history 1" "history 2" "history 3" "history --client 1" stats "stats --json"; do
			R --db "$1" $c
			clean
			[ $code -le 1 ] || why "$c gives $code" "$T/err"
		done
		for r in pipeline won activity lost stale overdue; do
			for cut in owner client source stage; do
				for format in table csv json; do
					R --db "$1" report $r --by $cut --period all --format $format
					[ $format = csv ] || clean
					[ $code -le 2 ] || why "report $r by $cut as $format gives $code" "$T/err"
				done
			done
		done
	}

	it "shows texts that were written past it as what they are"
	R --db demo.db demo
	poison words.db "c.name NOT IN ('login', 'role', 'kind', 'types', 'status', 'state', 'priority', 'channel', 'direction',
		'type', 'class', 'currency', 'op', 'field', 'code', 'list', 'origin', 'sort_key', 'search_text', 'digits', 'language')
		AND c.name NOT LIKE '%_day' AND c.name NOT LIKE '%_at' AND c.name NOT IN ('birthday', 'expected_close')"
	read_all words.db
	R --db words.db check
	expect_exit 0

	it "lives with codes and dates that are nonsense"
	poison nonsense.db "1"
	read_all nonsense.db
	R --db nonsense.db check
	expect_exit 5
	clean

	it "gives exactly what is stored to files, and nothing that steers to a terminal"
	R --db words.db export client out.csv
	expect_exit 0
	expect "the escapes are kept" grep -q "$esc" out.csv
	R --db words.db export client out.json
	expect_exit 0
	if command -v script >/dev/null; then
		for c in "export client" "export client --format json" "export deal" "report won --by client --format csv --period all" \
			"list client" "show client 1" "history 2"; do
			printf 'exec "$KARTOTEKA" --db words.db --no-color %s\n' "$c" >run
			SHELL=/bin/sh TERM=xterm script -qec "sh ./run" /dev/null </dev/null | tr -d '\r' >"$T/out"
			last="kartoteka $c (on a terminal)"
			: >"$T/err"
			clean
			expect "$c prints" test -s "$T/out"
		done
	fi
fi
