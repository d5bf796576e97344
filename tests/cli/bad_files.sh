# Database files that are missing, empty, foreign, cut off, damaged, newer, not to be read or not to be written: a sentence with the
# file's name, a stated exit code, and the file as it was.
. "$(dirname "$0")/lib.sh"

K add company name=Kept city=Opole
K add deal title="A deal" client=1 amount=100
K add task subject="A task" client=1 due_day=today
cp "$DB" good.db

# One command of each sort; what makes a new office when there is none is not among them.
commands="list client|find kept|show client 1|set client 1 city=x|rm client 1|log 1 text|due|done 1|move 1 won|report won|\
undo|redo|history|check|stats|backup out.db|export client out.csv"

# refused FILE SENTENCE: every command says it about the file, with exit code 5, and leaves everything alone.
refused() {
	cp "$1" before
	old_ifs=$IFS
	IFS='|'
	for c in $commands; do
		IFS=$old_ifs
		R --db "$1" $c
		expect_exit 5
		expect_out ""
		expect_err "kartoteka: $2"
	done
	IFS=$old_ifs
	expect "$1 is as it was" cmp "$1" before
	expect "nothing was written" test ! -e out.db -a ! -e out.csv
}

it "refuses an empty file"
: >empty.db
refused empty.db "empty.db is an empty file, not an office."

it "refuses binary files, pictures and programs"
printf '\211PNG\r\n\032\n\0\0\0\rIHDR' >picture.db
cp /bin/ls program.db
head -c 100000 /dev/urandom >noise.db
head -c 100000 /dev/zero >zeroes.db
for f in picture program noise zeroes; do
	refused $f.db "$f.db is not a Kartoteka file."
done

it "refuses texts"
echo "no office" >text.db
refused text.db "text.db is not a Kartoteka file."
printf 'SQLite format 3' >almost.db
refused almost.db "almost.db is not a Kartoteka file."

it "refuses an office that was cut off, wherever"
size=$(stat -c %s good.db)
for cut in 17 100 1000 4095 4096 4097 $((size / 2)) $((size - 4096)); do
	head -c "$cut" good.db >"cut$cut.db"
	R --db "cut$cut.db" list client
	expect_exit 5
	expect_out ""
	expect_err_has "kartoteka: cut$cut.db"
	expect "$cut bytes are left alone" test "$(stat -c %s "cut$cut.db")" = "$cut"
done
refused cut4096.db "cut4096.db is damaged: it was cut off or overwritten. Restore a backup (kartoteka restore)."

it "refuses databases of other programs"
if command -v sqlite3 >/dev/null; then
	sqlite3 foreign.db 'CREATE TABLE client (id, name); INSERT INTO client VALUES (1, 2); PRAGMA user_version = 1'
	refused foreign.db "foreign.db is a database of another program, not a Kartoteka file."
	sqlite3 foreign-wal.db 'PRAGMA journal_mode=WAL; CREATE TABLE t (x)' >/dev/null
	refused foreign-wal.db "foreign-wal.db is a database of another program, not a Kartoteka file."

	it "refuses an office of a newer program"
	cp good.db newer.db
	sqlite3 newer.db 'PRAGMA user_version = 99'
	version=$(sqlite3 good.db 'PRAGMA user_version')
	refused newer.db "newer.db was made by a newer Kartoteka (format 99, this program knows $version). Update the program."
fi

it "refuses what is no file at all"
mkdir folder
mkfifo pipe
ln -s loop-b loop-a
ln -s loop-a loop-b
for f in folder pipe /dev/null loop-a good.db/inside; do
	R --db $f list client
	expect_exit 5
	expect_out ""
	expect_err_has "kartoteka: $f"
	R --db $f add company name=x
	expect "add on $f fails" test $code -eq 5
done
R --db "" list client
expect_exit 2
R --db "$(printf '%5000s' x)" list client
expect_exit 5
expect_err_has "File name too long"

it "says that there is no office when its directory is missing too"
R --db no/such/office.db list client
expect_exit 5
expect_err_has "kartoteka: There is no office no/such/office.db."
expect "none was made" test ! -e no

it "takes an empty file for a new office when a record is added"
: >new.db
R --db new.db add company name=First
expect_exit 0
R --db new.db list client --count
expect_out 1

it "opens an office beside which rubbish lies"
for side in wal shm; do
	cp good.db rubbish.db
	head -c 40000 /dev/urandom >rubbish.db-$side
	R --db rubbish.db list client --count
	expect_exit 0
	expect_out 1
	R --db rubbish.db check
	expect_exit 0
	rm -f rubbish.db*
done

it "survives pages that were overwritten, and check tells of them"
page=1
while [ $page -lt $((size / 4096)) ]; do
	cp good.db hit.db
	dd if=/dev/urandom of=hit.db bs=4096 seek=$page count=1 conv=notrunc 2>/dev/null
	for c in "list client" "show client 1" due "report pipeline" history "add company name=x" undo; do
		R --db hit.db $c
		case $code in
		0 | 1 | 3 | 4 | 5) ;;
		*) why "exit code $code for page $page" "$T/err" ;;
		esac
		[ $code -lt 3 ] || expect_err_has "kartoteka: "
	done
	cp good.db hit.db
	dd if=/dev/urandom of=hit.db bs=4096 seek=$page count=1 conv=notrunc 2>/dev/null
	R --db hit.db check
	[ $code -eq 5 ] || why "check says $code to page $page" "$T/out"
	expect_err_has "kartoteka: hit.db"
	rm -f hit.db*
	page=$((page + 7))
done

# Root may do everything, so that another account is borrowed.
plain() {
	if [ "$(id -u)" -ne 0 ]; then
		"$KARTOTEKA" "$@" >"$T/out" 2>"$T/err"
	else
		setpriv --reuid=65534 --regid=65534 --clear-groups "$KARTOTEKA" "$@" >"$T/out" 2>"$T/err"
	fi
	code=$?
	last="kartoteka $* (as another account)"
}
plain version
if [ $code -eq 0 ]; then
	mkdir shared
	chmod 777 shared
	chmod 755 "$T"
	case ${T%/*} in
	*/kartoteka-test.*) chmod 755 "${T%/*}" ;;
	esac
	writes="add company name=x|set client 1 city=x|rm client 1|log 1 text|done 1|move 1 won"

	# kept FILE: reading works, writing is refused with 6, and the file is as it was.
	kept() {
		cp "$1" before
		plain --db "$1" list client --count
		expect_exit 0
		expect_out 1
		plain --db "$1" check
		expect_exit 0
		old_ifs=$IFS
		IFS='|'
		for c in $writes; do
			IFS=$old_ifs
			plain --db "$1" $c
			expect_exit 6
			expect_out ""
			expect_err_has "kartoteka: $1 is open for reading only"
		done
		IFS=$old_ifs
		expect "$1 is as it was" cmp "$1" before
	}

	it "reads a file that may only be read"
	cp good.db shared/file.db
	chmod 444 shared/file.db
	kept shared/file.db

	it "reads a file in a directory that may only be read"
	mkdir closed
	cp good.db closed/office.db
	chmod 666 closed/office.db
	chmod 555 closed
	kept closed/office.db

	it "says so when a file may not even be read"
	cp good.db shared/secret.db
	chmod 000 shared/secret.db
	plain --db shared/secret.db list client
	expect_exit 5
	expect_err "kartoteka: shared/secret.db: you are not allowed to read it."

	it "writes no file where none may be made"
	for c in "export client closed/x.csv" "backup closed/x.db"; do
		plain --db closed/office.db $c
		expect "$c fails" test $code -ge 5
		expect_err_has "kartoteka: closed/x."
	done
	plain demo closed/demo.db
	expect_exit 5
	expect_err_has "closed/demo.db"
	expect "nothing is left there" test "$(ls -A closed)" = office.db
fi
