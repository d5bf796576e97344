#!/bin/sh
# What the office holds after the worked example: counts and sums known from the files themselves.
set -u
here=$(cd "$(dirname "$0")" && pwd)
data=$here/crm-sales
db=$TMPDIR/sales.db
failed=0 n=0
PATH=$(dirname "$KARTOTEKA"):$PATH
export PATH KARTOTEKA_NOW=2018-01-15T09:00:00Z

is() { # NAME WANTED GOT
	n=$((n + 1))
	if [ "$2" = "$3" ]; then
		echo "ok $n - $1"
	else
		echo "not ok $n - $1: wanted '$2', got '$3'"
		failed=1
	fi
}
crm() { kartoteka --db "$db" "$@"; }
count() { crm list "$@" --json | wc -l | tr -d ' '; }
month() { crm report won-by-month --period "$1" --format csv | awk -F, 'NR > 1 && !/[Tt]otal/ { n++; if (n == 1) print $3 }'; }

figures() {
	is "$1: companies" 85 "$(count client --filter kind:company)"
	is "$1: products" 7 "$(count product)"
	is "$1: deals" 8800 "$(count deal)"
	is "$1: prospecting" 500 "$(count deal --filter stage:Prospecting)"
	is "$1: engaging" 1589 "$(count deal --filter stage:Engaging)"
	is "$1: won" 4238 "$(count deal --filter class:won)"
	is "$1: lost" 2473 "$(count deal --filter class:lost)"
	is "$1: without a company" 1425 "$(count deal --filter client:empty)"
	is "$1: won amount" 10005534.00 "$(crm list deal --filter class:won --json |
		sed 's/.*"amount":"\([0-9.]*\)".*/\1/' | awk '{ s += $1 } END { printf "%.2f", s }')"
	is "$1: GTX Pro deals" "$(grep -c ,GTXPro, "$data/sales_pipeline.csv")" "$(count deal --filter 'product:"GTX Pro"')"
}

if sh "$here/crm-sales.sh" "$data" "$db" >"$TMPDIR/out" 2>&1; then
	is "the example runs" 0 0
else
	cat "$TMPDIR/out"
	is "the example runs" 0 1
fi
figures imported
is "won in March 2017" 1134672.00 "$(month 2017-03)"
is "won in December 2017" 1131573.00 "$(month 2017-12)"
is "Darcel Schlecht's won total" \
	"$(awk -F, '$2 == "Darcel Schlecht" && $5 == "Won" { s += $8 } END { printf "%.2f", s }' "$data/sales_pipeline.csv")" \
	"$(crm report won-by-month --period all --by owner --format csv | awk -F, '/Darcel Schlecht/ { print $3 }')"
is "a subsidiary knows its parent" 'Acme Corporation' \
	"$(crm show client Bluth --json 2>/dev/null | sed 's/.*"parent":{"id":[0-9]*,"name":"\([^"]*\)".*/\1/' | grep Acme ||
		crm list client --filter 'parent:"Acme Corporation"' --json | sed -n '1s/.*"parent":{"id":[0-9]*,"name":"\([^"]*\)".*/\1/p')"
is "revenue in units" 1100040000.00 \
	"$(crm show client "Acme Corporation" --json | sed 's/.*"revenue":"\([0-9.]*\)".*/\1/')"
is "the same file again adds nothing" 85 "$(crm import company "$data/accounts.csv" \
	--map name=account,country=office_location >/dev/null 2>&1; count client --filter kind:company)"

for step in deals companies products people field; do
	crm undo >/dev/null || is "undo of $step" 0 $?
done
is "undone: deals" 0 "$(count deal)"
is "undone: companies" 0 "$(count client)"
is "undone: products" 0 "$(count product)"
for step in field people products companies deals; do
	crm redo >/dev/null || is "redo of $step" 0 $?
done
figures redone
is "the file is healthy" 0 "$(crm check >/dev/null 2>&1; echo $?)"
echo "1..$n"
exit $failed
