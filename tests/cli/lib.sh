# For the tests of the command line: each tests/cli/<name>.sh begins with
#
#     . "$(dirname "$0")/lib.sh"
#
# and consists of named cases:
#
#     it "finds a client by part of a phone number"
#     K find 5551
#     expect_exit 0
#     expect_out_has "Ромашка"
#
# A case fails when any of its expectations does; the next it() or the end of the file closes it.
# The script runs in an empty directory of its own ($T), with the clock at $KARTOTEKA_NOW (a Monday)
# in Central European time; $DB is a file that does not exist yet.

set -u
KARTOTEKA=${KARTOTEKA:-$PWD/build/kartoteka}
KARTOTEKA_NOW=2026-03-02T09:00:00Z
TZ='CET-1CEST,M3.5.0,M10.5.0/3' # spelled out: the zone's name needs tzdata
LC_ALL=C.UTF-8
TREE=$(cd "$(dirname "$0")/../.." && pwd)
T=$(mktemp -d "${TMPDIR:-/tmp}/kartoteka-cli.XXXXXX") || exit 2
HOME=$T
XDG_CONFIG_HOME=$T/config
XDG_DATA_HOME=$T/data
export KARTOTEKA KARTOTEKA_NOW TZ LC_ALL HOME XDG_CONFIG_HOME XDG_DATA_HOME
unset KARTOTEKA_DB KARTOTEKA_LOG LANGUAGE LANG NO_COLOR
DB=$T/office.db
code=0 cases=0 broken=0 title=
: >"$T/out"
: >"$T/err"
cd "$T" || exit 2

close_case() {
	[ -n "$title" ] || return 0
	cases=$((cases + 1))
	if [ -s "$T/.why" ]; then
		echo "not ok $cases - $title"
		sed 's/^/# /' "$T/.why"
		broken=$((broken + 1))
	else
		echo "ok $cases - $title"
	fi
	title=
}

finish() {
	status=$?
	close_case
	cd / && chmod -R u+rwX "$T" && rm -rf "$T"
	# A script that ends early, by exit or by an error of the shell, has not told all its cases.
	[ $status -eq 0 ] && echo "1..$cases" || echo "not ok - the script ended with $status"
	[ $broken -eq 0 ] && exit $status
	exit 1
}
trap finish EXIT
trap 'exit 143' TERM INT HUP

it() {
	close_case
	title=$1
	: >"$T/.why"
}

# Run the program, on $DB (K) or as it stands (R): $T/out, $T/err and $code are what came of it.
K() {
	R --db "$DB" "$@"
}

R() {
	"$KARTOTEKA" "$@" >"$T/out" 2>"$T/err"
	code=$?
	last="kartoteka $*"
	case $code in
	126 | 127 | 139 | 134 | 136 | 99) why "died with $code" "$T/err" ;;
	esac
	return 0
}

why() { # SENTENCE [FILE]: note why the case fails
	{
		echo "$1 (after: ${last-nothing})"
		[ $# -lt 2 ] || head -n 40 "$2" | sed 's/^/    /'
	} >>"$T/.why"
}

expect_exit() {
	[ $code -eq "$1" ] || why "exit code $code instead of $1; standard error:" "$T/err"
}

same() { # FILE NAME TEXT: the file is exactly TEXT (plus a newline); "-": what comes on stdin
	if [ "$3" = - ]; then
		cat >"$T/.expected"
	elif [ -z "$3" ]; then
		: >"$T/.expected"
	else
		printf '%s\n' "$3" >"$T/.expected"
	fi
	diff -u "$T/.expected" "$1" >"$T/.diff" || why "$2 is not as expected:" "$T/.diff"
}

has() { # FILE NAME TEXT...
	file=$1 name=$2
	shift 2
	for text; do
		grep -qF -e "$text" "$file" || why "$name lacks \"$text\":" "$file"
	done
}

expect_out() { same "$T/out" "standard output" "${1--}"; }
expect_err() { same "$T/err" "standard error" "${1--}"; }
expect_out_has() { has "$T/out" "standard output" "$@"; }
expect_err_has() { has "$T/err" "standard error" "$@"; }
expect_file() { same "$1" "$1" "${2--}"; }
expect_file_has() { name=$1 && shift && has "$name" "$name" "$@"; }

expect_out_lacks() {
	for text; do
		grep -qF -e "$text" "$T/out" && why "standard output has \"$text\":" "$T/out"
	done
	return 0
}

expect_out_lines() {
	lines=$(wc -l <"$T/out")
	[ "$lines" -eq "$1" ] || why "$lines lines instead of $1:" "$T/out"
}

# Anything else: expect "the file is private" test "$(stat -c %a "$DB")" = 600
expect() {
	sentence=$1
	shift
	"$@" >"$T/.said" 2>&1 || why "not so: $sentence" "$T/.said"
}
