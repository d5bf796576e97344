# backup, restore, check, stats, demo; files that are no office.
. "$(dirname "$0")/lib.sh"

it "says when there is no office"
for c in "list client" "find x" "show client 1" "set client 1 name=x" "rm client 1" "log x y" due \
	"done 1" "move 1 won" "report won" undo redo history check stats "backup b.db" "export client"; do
	K $c
	expect_exit 5
	expect_out ""
	expect_err_has "kartoteka: There is no office $DB." "kartoteka demo"
done
expect "none was made" test ! -e "$DB"

it "makes a demo office once"
K demo
expect_exit 0
expect_out_has "a demo office"
K list client --count
expect_exit 0
K demo
expect_exit 4
expect_err_has "already exists"
R demo other.db
expect_exit 0
R --db other.db check
expect_exit 0

it "finds the demo office healthy, with something due"
K check
expect_exit 0
expect_out "$DB: healthy"
K due --all
expect_exit 0
K report pipeline
expect_exit 0
expect_out_has "Total"

it "counts what is in it"
K stats
expect_exit 0
expect_out_has "Currency: EUR" "Clients" "in the trash"
K stats --json
expect_exit 0
expect_out_lines 1
expect_out_has '"format":1' '"records":{"user":{"live":'

it "backs up to a private file, and replaces one only when forced"
K backup copy.db
expect_exit 0
expect_out "copy.db: a complete, verified copy"
expect "private" test "$(stat -c %a copy.db)" = 600
R --db copy.db check
expect_exit 0
K backup copy.db
expect_exit 4
expect_err_has "copy.db already exists"
K backup copy.db --force
expect_exit 0
K backup no/such/copy.db
expect_exit 5
mkdir folder
K backup folder --force
expect_exit 5

it "says when there is no folder for a backup"
K backup no/such/copy.db
expect_exit 5
expect_err "kartoteka: There is no directory no/such."

it "puts a copy back and keeps what was there"
K add company name="After the copy"
K restore copy.db
expect_exit 0
expect_out_has "$DB is now what copy.db was" "kept as" "before-restore-1"
K list client --filter 'name:"After the copy"'
expect_exit 1
R --db "$DB.before-restore-1" list client --filter 'name:"After the copy"' --count
expect_out 1

it "refuses to put back what is no healthy office, and leaves the office alone"
echo "no office" >text.db
: >empty.db
head -c 20000 copy.db >cut.db
for f in text.db empty.db cut.db none.db folder; do
	K restore $f
	expect "restore $f fails" test $code -ge 3
	expect_err_has "kartoteka: "
done
K check
expect_exit 0

it "refuses files that are no office, with their name"
for f in text.db empty.db cut.db folder; do
	R --db $f list client
	expect_exit 5
	expect_err_has "kartoteka: " "$f"
	expect_out ""
done
head -c 5000 /dev/urandom >noise.db
R --db noise.db list client
expect_exit 5
expect "an empty file stays empty" test ! -s empty.db
expect "a text stays a text" grep -q "no office" text.db

it "refuses a database of another program"
if command -v sqlite3 >/dev/null; then
	sqlite3 foreign.db 'CREATE TABLE t (x); INSERT INTO t VALUES (1);'
	R --db foreign.db list client
	expect_exit 5
	expect_err_has "foreign.db"
	R --db foreign.db add company name=x
	expect_exit 5
	expect "it is as it was" test "$(sqlite3 foreign.db 'SELECT count(*) FROM sqlite_master')" = 1
fi

it "refuses an office of a newer program"
if command -v sqlite3 >/dev/null; then
	cp copy.db newer.db
	sqlite3 newer.db 'PRAGMA user_version = 900'
	R --db newer.db list client
	expect_exit 5
	expect_err_has "newer.db" "newer"
fi

it "tells damage"
cp copy.db damaged.db
size=$(stat -c %s damaged.db)
dd if=/dev/urandom of=damaged.db bs=4096 seek=$((size / 8192)) count=4 conv=notrunc 2>/dev/null
R --db damaged.db check
expect_exit 5
expect_err_has "kartoteka: "

# Root may do everything, so that another account is borrowed.
plain() {
	if [ "$(id -u)" -ne 0 ]; then
		"$@"
	else
		setpriv --reuid=65534 --regid=65534 --clear-groups "$@"
	fi
}
if plain "$KARTOTEKA" version >/dev/null 2>&1; then
	it "reads an office that may only be read, and says so when it is to be changed"
	mkdir "$T/readonly" && cp copy.db "$T/readonly/office.db"
	chmod 755 "$T"
	case ${T%/*} in
	*/kartoteka-test.*) chmod 755 "${T%/*}" ;;
	esac
	chmod 444 "$T/readonly/office.db"
	chmod 555 "$T/readonly"
	plain "$KARTOTEKA" --db "$T/readonly/office.db" list client --count >"$T/out" 2>"$T/err"
	code=$?
	expect_exit 0
	plain "$KARTOTEKA" --db "$T/readonly/office.db" add company name=x >"$T/out" 2>"$T/err"
	code=$?
	expect_exit 6
	expect_err_has "office.db is open for reading only"
	plain "$KARTOTEKA" --db "$T/readonly/new.db" add company name=x >"$T/out" 2>"$T/err"
	code=$?
	expect_exit 5
	expect_err_has "kartoteka: "
fi

it "puts nothing back while somebody has the office open"
mkfifo pipe
"$KARTOTEKA" --db "$DB" import company - <pipe >/dev/null 2>&1 &
pid=$!
exec 3>pipe
tries=0
code=0
while [ $code -ne 4 ] && [ $tries -lt 200 ]; do
	K restore copy.db
	tries=$((tries + 1))
done
expect_exit 4
expect_err_has "is open in another program"
printf 'name\nAfterwards\n' >&3
exec 3>&-
wait $pid
K list client --filter name:Afterwards --count
expect_out 1
