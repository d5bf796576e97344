# A disk that is full, and limits on the size of files: a sentence, exit code 5, nothing lost, nothing half written.
. "$(dirname "$0")/lib.sh"

K demo
cp "$DB" good.db
full="the disk is full"

it "tells when its output cannot be written"
for c in "list client" "list client --json" "show client 1" "find a" "due --all" "report pipeline" "history" "stats" \
	"stats --json" "export client -" "check" "help" "version" "import company - --dry-run"; do
	printf 'name\nx\n' | "$KARTOTEKA" --db "$DB" $c >/dev/full 2>err
	code=$?
	last="kartoteka $c >/dev/full"
	expect_exit 5
	expect_err_has "kartoteka: " "$full"
done
"$KARTOTEKA" --version >/dev/full 2>err
code=$?
expect_exit 5
"$KARTOTEKA" --print-man-options >/dev/full 2>err
code=$?
expect_exit 5
K export client /dev/full
expect_exit 5
expect_err "kartoteka: /dev/full is not an ordinary file."

it "keeps what it did although it could not say so"
"$KARTOTEKA" --db "$DB" add company name=Told >/dev/full 2>err
code=$?
expect_exit 5
expect_err_has "$full"
K list client --filter name:Told --count
expect_out 1

# limited BLOCKS WORDS...: with files of at most so many blocks of 512 bytes.
limited() {
	(
		ulimit -f "$1"
		shift
		exec "$KARTOTEKA" "$@" >out 2>err
	)
	code=$?
	last="kartoteka $* (files limited)"
}

it "tells when a file may not grow as long as it has to be"
mkdir small
limited 70 --db "$DB" export interaction small/calls.csv
expect_exit 5
expect_err_has "kartoteka: small/calls.csv" "limit"
limited 400 --db "$DB" backup small/copy.db
expect_exit 5
expect_err_has "kartoteka: "
limited 400 demo small/demo.db
expect_exit 5
expect_err_has "kartoteka: small/demo.db"
expect "nothing was left" test -z "$(ls -A small)"
awk 'BEGIN { print "name"; for (i = 1; i <= 3000; i++) print "A company of some length number " i }' >many.csv
cp good.db limited.db
limited 1600 --db limited.db import company many.csv
expect_exit 5
expect_err_has "kartoteka: "
R --db limited.db list client --count
before=$(cat out)
K list client --count
R --db good.db list client --count
expect_out "$before"
R --db limited.db check
expect_exit 0

# A small disk of our own needs root, or a kernel that lets everybody have one in a namespace.
if [ "$(id -u)" -eq 0 ]; then
	space="unshare -m"
else
	space="unshare -r -m"
fi
if ! $space sh -c "mount -t tmpfs -o size=64k tmpfs '$T'" 2>/dev/null; then
	exit 0
fi

# on_disk KILOBYTES SCRIPT: runs it in a folder that is a disk of that size, with its functions; what it prints are faults.
on_disk() {
	mkdir -p disk
	cat >script - <<-'X'
		mount -t tmpfs -o size="$1"k tmpfs "$2" && cd "$2" || exit 9
		fill() { # leave so many kilobytes
			rm -f filler
			free=$(df -k --output=avail . | tail -n 1)
			[ "$free" -le "$1" ] || head -c $(((free - $1) * 1024)) /dev/zero >filler
		}
		K() {
			"$KARTOTEKA" --db office.db "$@" >../out 2>../err
			code=$?
		}
		fault() {
			echo "$1 (exit $code)"
			cat ../out ../err
		}
		told() { # the last command failed for want of space, and said so
			[ $code -eq 5 ] && grep -q 'kartoteka: .*disk is full' ../err || fault "$1"
		}
		. ../case
	X
	$space sh script "$1" "$T/disk" >faults 2>&1 || echo "the script failed" >>faults
	last="on a disk of $1 KiB"
	expect "all went as it should on a full disk: $(head -n 20 faults)" test ! -s faults
}

it "loses nothing of an office on a disk that is full"
cat >case <<'X'
cp ../good.db office.db
K list client --count
count=$(cat ../out)
for room in 0 4 8 16 32 36 40 48 64 96 128; do
	fill $room
	K add company name="Firm $room"
	if [ $code -eq 0 ]; then
		count=$((count + 1))
	else
		told "add with $room KiB free"
	fi
	K import company ../many.csv
	told "import with $room KiB free"
	fill 1000
	K list client --count
	[ "$(cat ../out)" = $count ] || fault "$count clients expected"
	K check
	[ $code -eq 0 ] || fault "check"
done
X
on_disk 3000

it "leaves no half written file on a disk that is full"
cat >case <<'X'
cp ../good.db office.db
K export client kept.csv
cp kept.csv ../kept.csv
for room in 40 44 64 100 400; do
	fill $room
	ls -A >../before
	K export interaction new.csv
	[ $code -eq 0 ] || told "export with $room KiB free"
	rm -f new.csv
	K backup copy.db
	told "backup with $room KiB free"
	"$KARTOTEKA" demo demo.db >../out 2>../err
	code=$?
	told "demo with $room KiB free"
	ls -A | diff ../before - || fault "files were left with $room KiB free"
done
fill 40
K export client kept.csv --force
told "export over an older file"
cmp kept.csv ../kept.csv || fault "the older file is gone"
K restore ../good.db
told "restore"
fill 1000
K check
[ $code -eq 0 ] || fault "check"
X
on_disk 2600

it "says so when the rejected rows do not fit"
awk 'BEGIN { print "name,phone"; for (i = 1; i <= 20000; i++) print "Firm " i ",x" }' >rejects.csv
cat >case <<'X'
fill 100
"$KARTOTEKA" --db ../office.db import company ../rejects.csv --reject rejected.csv >../out 2>../err
code=$?
told "import with rejects"
[ ! -e rejected.csv ] || fault "half a file of rejected rows"
[ -z "$(ls -A | grep -v filler)" ] || fault "something was left"
X
on_disk 400
